"""A feed's file in a browser: sent, followed while it is read and applied, and read by anybody."""

import json

from playwright.sync_api import Page, expect

from listings import tasks
from listings.models import Feed, ImportRun
from tests.browser.axe import THEMES, violations
from tests.browser.conftest import Watch
from tests.browser.showroom import Showroom
from tests.browser.test_desk import AT_REST, DJANGOS
from tests.feed_files import row


def faults(page: Page, watch: Watch, place: str, *, dark: bool = False) -> list[str]:
    """What is wrong with a page at two widths, and in its dark colours too if asked."""
    found = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{place} scrolls sideways at {width}")
    # axe's own doings: it looks for what style sheets import beside the page.
    watch.allowed |= {"Applying inline style", "preload assets", "widgets.css"}
    for theme, asked in THEMES[: 1 + dark]:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.evaluate(AT_REST)
        found += [f"{place} {theme} {line}" for line in violations(page, asked)]
    return [line for line in found if not any(f" {rule}:" in line for rule in DJANGOS)]


def test_a_file_is_followed_until_it_is_done(desk: Page, room: Showroom, watch: Watch) -> None:
    feed = Feed.objects.create(seller=room.for_sale.seller, format=Feed.Format.OWN_JSONL)
    text = "\n".join(json.dumps(row(n, colour="muisgrijs")) for n in range(3)) + "\n{"
    desk.goto(f"/admin/listings/feed/{feed.pk}/change/")
    found = faults(desk, watch, "feed")
    file = {"name": "auto's.jsonl", "mimeType": "text/plain", "buffer": text.encode()}
    desk.locator("#feed-file").set_input_files(file)  # type: ignore[arg-type]
    desk.get_by_label("Alleen een plan").check()
    desk.get_by_role("button", name="Insturen en plannen").click()
    expect(desk.locator("#standing progress")).to_be_visible()
    run = ImportRun.objects.get(feed=feed)
    tasks.plan_import(run.pk)
    expect(desk.locator(".figures .new b")).to_have_text("3")  # without a click
    expect(desk.locator("[hx-get]")).to_have_count(0)
    desk.get_by_role("link", name="1 Geweigerd").click()
    expect(desk.locator("#rows .reason")).to_be_visible()
    found += faults(desk, watch, "plan", dark=True)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.APPLYING, is_dry=False)
    desk.reload()
    ImportRun.objects.filter(pk=run.pk).update(applied=2)
    expect(desk.locator("#moving-now")).to_contain_text("2 van 3")
    found += faults(desk, watch, "progress")
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.DONE)
    expect(desk.locator("#standing .badge").first).to_have_text("Uitgevoerd")
    desk.goto(f"/admin/listings/feedword/?feed__id__exact={feed.pk}")
    found += faults(desk, watch, "words")
    feed.delete()
    assert not found, "\n".join(found)
    assert watch.complaints == []
