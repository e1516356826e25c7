"""What axe says about the page that is open."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERYTHING = {"resultTypes": ["violations"]}
# Themes differ in colours alone, so the second one is asked only about those.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
THEMES = (("light", EVERYTHING), ("dark", COLOURS))

# axe reads the few colours of a page anew for each of its elements, which takes half of its time.
# Here it remembers what it made of the same words.
KEPT_COLOURS = """
const { Color } = axe.commons.color, read = Color.prototype.parseString, known = new Map();
Color.prototype.parseString = function (words) {
    if (!known.has(words)) {
        read.call(this, words);
        known.set(words, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(words);
    return this;
};
"""
SCRIPT = f"() => {{ if (!window.axe) {{ {Axe().axe_script}; {KEPT_COLOURS} }} }}"


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """One line for each element that breaks a rule, which begins with the rule's name."""
    page.evaluate(SCRIPT)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
