"""One car in a minute: a pasted title, a plate and photos become an occasion that is found."""

from collections.abc import Iterator
from threading import Thread

import pytest
from django.conf import LazySettings
from playwright.sync_api import FilePayload, Page, expect

from listings.demo import rdw_server
from listings.models import Listing
from tests.browser.showroom import Showroom
from tests.browser.test_desk import picture

ADD = "/admin/listings/listing/add/"
SEARCH = "/occasions/peugeot/508/?carrosserie=stationwagon&prijs_tot=19123&prijs_van=19123"
COLOURS = ("#285", "#852", "#528", "#258", "#825")
PHOTOS: list[FilePayload] = [
    {"name": f"foto-{n}.png", "mimeType": "image/png", "buffer": picture(colour)}
    for n, colour in enumerate(COLOURS)
]


@pytest.fixture
def _register(settings: LazySettings) -> Iterator[None]:
    """RDW's stand-in, which knows a grey 508 estate by the plate GC-508-Q."""
    server = rdw_server.serve(dict)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.RDW_URL = rdw_server.address(server)
    settings.RDW_TIMEOUT_SECONDS = 20  # the machine may be busy
    settings.SEARCH_LOOK_SECONDS = 1.0
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("_register")
def test_a_title_a_plate_and_five_photos_become_an_occasion(desk: Page, room: Showroom) -> None:
    desk.goto(SEARCH)  # so that the index has looked just now
    desk.goto(ADD)
    desk.get_by_role("textbox", name="Titel").fill("Peugeot 508 1.6 PHEV GT 225pk sedan / Trekhaak")
    desk.get_by_role("textbox", name="Kenteken").fill("gc508q")
    desk.get_by_role("button", name="Lees titel en kenteken").click()
    expect(desk.locator("#id_power_kw")).to_have_value("165")
    expect(desk.locator("#id_colour")).to_have_value("grey")

    conflict = desk.locator(".entry-conflict", has_text="Carrosserie")
    expect(conflict).to_contain_text("RDW")
    conflict.get_by_label("Stationwagon").check()
    expect(desk.locator("#id_body")).to_have_value("estate")
    desk.locator(".field-seller .select2-selection").click()
    desk.locator(".select2-search__field").press_sequentially(room.for_sale.seller.name)
    desk.get_by_role("option", name=room.for_sale.seller.name).first.click()
    desk.locator("#id_price_eur").fill("19123")
    desk.locator("#id_mileage_km").fill("84000")
    desk.locator("#id_new_photos").set_input_files(PHOTOS)
    desk.locator("[name=_publish]").click()
    expect(desk.locator(".badge.published").first).to_be_visible()
    expect(desk.locator("#photos-group .has_original")).to_have_count(len(PHOTOS))

    car = Listing.objects.get(license_plate="GC508Q")
    desk.context.clear_cookies()  # a visitor, for whom the index looks once a second
    desk.wait_for_timeout(1000)
    desk.goto(SEARCH)
    expect(desk.locator("#resultaten .card h2 a")).to_have_attribute("href", car.get_absolute_url())
    car.delete()
