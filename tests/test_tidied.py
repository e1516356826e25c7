"""A title put in order: what finds the car, what the fields do not say, what nobody finds it by."""

import pytest

from listings.tidied import tidied
from tests.factories import CarModelFactory, DraftListingFactory, OptionFactory

pytestmark = pytest.mark.django_db


def test_a_title_is_set_beside_what_finds_the_car() -> None:
    hook, heated = OptionFactory(slug="trekhaak"), OptionFactory(slug="stoelverwarming")
    CarModelFactory(slug="208")
    car = DraftListingFactory(
        title="PEUGEOT 508 SW diesel trekhaak!!",
        options=[hook, heated],
        body="estate",
        fuel="petrol",
        colour="",
    )
    found = tidied(car)
    assert "".join(piece.whole for piece in found.pieces) == car.title
    assert found.name == "Peugeot 508 SW 1.6 GT 2020"
    said = {chip.label for chip in found.chips if chip.is_in_title}
    assert said >= {"Peugeot", "508", "Stationwagon", "Trekhaak"}
    assert "Benzine" in {chip.label for chip in found.chips} - said
    urls = {chip.label: chip.url for chip in found.chips}
    assert urls["Stationwagon"] == "/occasions/peugeot/508/?carrosserie=stationwagon"
    assert urls["Stoelverwarming"] == "/occasions/peugeot/508/?optie=stoelverwarming"
    (doubt,) = found.doubts
    assert (doubt.words, doubt.reading, doubt.ours) == ("diesel", "Diesel", "Benzine")
    assert found.missing == ["kleur"]


def test_a_car_of_which_nothing_is_known_is_shown_as_it_is() -> None:
    car = DraftListingFactory(make=None, model=None, title="<b>zeldzaam</b>", body="", fuel="")
    found = tidied(car)
    assert "".join(piece.whole for piece in found.pieces) == car.title
    assert {"merk", "model", "carrosserie", "brandstof"} <= set(found.missing)
