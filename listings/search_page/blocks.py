"""The blocks of the filters as HTML, put together here: as templates they took half of the page.

A page has some 250 values and 100 bars. What stays the same of a value is made once; every text
passes ``escape`` on its way in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from carsite.html import safe
from carsite.templatetags.site_text import figures
from listings.search_page.page import Bar, Facet, Input, Slider, Value


def blocks(facets: Iterable[Facet]) -> SafeString:
    """All blocks in this order, in the language of the page."""
    words = _words(get_language() or "nl")
    return safe("".join([_block(facet, words) for facet in facets]))


def _block(facet: Facet, words: "_Words") -> str:
    said = f'<span class="said">{escape(facet.summary)}</span>' if facet.summary else ""
    return (
        f'<details class="facet" id="facet-{facet.name}"{" open" if facet.is_open else ""}>'
        f"<summary>{escape(facet.label)}{said}</summary>\n"
        f"{INSIDE[facet.kind](facet, words)}</details>\n"
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What all blocks say in one language, escaped."""

    language: str
    within: str
    cars: str
    no_limit: str


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    with override(language):
        return _Words(
            language,
            within=escape(_("Within")),
            cars=escape(_("{} used car|{} used cars")),
            no_limit=escape(_("no limit")),
        )


# --- Choices ------------------------------------------------------------------------------------


def _check(facet: Facet, words: _Words) -> str:
    rest = ""
    if facet.rest:
        rest = (
            f'<details class="all" id="alle-{facet.name}"><summary>{escape(facet.more)}</summary>'
            f"{_values(facet.rest, facet.param, 'checkbox', words)}</details>"
        )
    return f"<div>{_values(facet.values, facet.param, 'checkbox', words)}{rest}</div>\n"


def _radio(facet: Facet, words: _Words) -> str:
    return (
        f'<fieldset><legend class="vh">{escape(facet.label)}</legend>'
        f"{_values(facet.values, facet.param, 'radio', words)}</fieldset>\n"
    )


def _values(values: list[Value], param: str, kind: str, words: _Words) -> str:
    """A label with its input and count for each value; those that lead nowhere are pale."""
    return "".join([_value(value, param, kind, words.language) for value in values])


def _value(value: Value, param: str, kind: str, language: str) -> str:
    middle, end = _pieces(value.slug, value.label, param, kind)
    none = " none" if value.count == 0 else ""
    checked = " checked" if value.selected else ""
    count = (
        "" if value.count is None else f'<span class="n">{figures(value.count, language)}</span>'
    )
    return f'<label class="opt{none}{middle}{checked}{end}{count}</label>\n'


@lru_cache(maxsize=2_000)
def _pieces(slug: str, label: str, param: str, kind: str) -> tuple[str, str]:
    """What is the same of a value in every search: before ``checked`` and after it."""
    slug = escape(slug)
    identifier = f"{param}-{slug or 'alle'}"
    middle = f'"><input type="{kind}" id="{identifier}" name="{param}" value="{slug}"'
    return middle, f'><span class="txt">{escape(label)}</span>'


# --- Ranges and the place -----------------------------------------------------------------------


def _range(facet: Facet, words: _Words) -> str:
    data = _data(facet.slider, words) if facet.slider else ""
    thumbs = _thumbs(facet, facet.slider, words) if facet.slider else ""
    fields = "".join([_field(field, 'inputmode="numeric"', 12) for field in facet.inputs])
    return f'<div class="range"{data}>{_histogram(facet)}\n{thumbs}{fields}</div>\n'


def _histogram(facet: Facet) -> str:
    if not facet.bars:
        return ""
    chosen = '<line class="in" y1="100%" y2="100%"/>' if facet.slider else ""
    return (
        f'<svg class="hist" role="img" aria-label="{escape(facet.picture)}">'
        f"{''.join([_bar(bar) for bar in facet.bars])}"
        f'<line x1="0" x2="100%" y1="100%" y2="100%"/>{chosen}</svg>'
    )


def _bar(bar: Bar) -> str:
    chosen = ' class="in"' if bar.in_range else ""
    return f'<rect{chosen} x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"/>'


def _data(slider: Slider, words: _Words) -> str:
    return (
        f' data-lows="{slider.lows}" data-highs="{slider.highs}" data-below="{slider.below}"'
        f' data-upto="{slider.upto}" data-now="{slider.now}" data-all="{slider.all}"'
        f' data-say="{escape(slider.say)}" data-cars="{words.cars}"'
    )


def _thumbs(facet: Facet, slider: Slider, words: _Words) -> str:
    """A thumb for each field; a range with one field has no upper one."""
    thumbs = "".join(
        [
            f'<input class="thumb" type="range" id="id_{field.name}_schuif" max="{len(facet.bars)}"'
            f' value="{at}" aria-label="{escape(name)}" data-none="{words.no_limit}">'
            for field, at, name in zip(facet.inputs, slider.at, slider.names, strict=False)
        ]
    )
    return f'<div class="slide" hidden>{thumbs}</div><p class="promise"></p>\n'


def _field(field: Input, kind: str, most: int) -> str:
    name = field.name
    return (
        f'<div><label for="id_{name}">{escape(field.label)}</label><input class="input"'
        f' id="id_{name}" name="{name}" {kind} value="{escape(field.value)}"'
        f' maxlength="{most}"></div>'
    )


def _place(facet: Facet, words: _Words) -> str:
    param = facet.param
    towns = "".join([_field(field, 'autocomplete="postal-code"', 80) for field in facet.inputs])
    radii = "".join(
        [
            f'<option value="{value.slug}"{" selected" if value.selected else ""}>'
            f"{escape(value.label)}</option>"
            for value in facet.values
        ]
    )
    return (
        f'<div class="range">{towns}<div><label for="id_{param}">{words.within}</label>'
        f'<select class="input" id="id_{param}" name="{param}">{radii}</select></div></div>'
    )


INSIDE: dict[str, Callable[[Facet, _Words], str]] = {
    "check": _check,
    "radio": _radio,
    "range": _range,
    "place": _place,
}
