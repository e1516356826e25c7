"""The filters' blocks as plain data, from counts and an address; no database in sight."""

from dataclasses import replace

import pytest
from django.utils import translation

from listings.search.criteria import Range
from listings.search.fields import EDGES
from listings.search.results import Answer
from listings.search_page import histograms
from listings.search_page.address import Address
from listings.search_page.facets import SHOWN, facets
from listings.search_page.page import Facet
from listings.vocabulary import dictionary
from tests.factories import CarModelFactory, MakeFactory, OptionFactory, TownFactory

EMPTY = Answer(
    total=0,
    ids=[],
    counts={
        name: {}
        for name in (
            "makes",
            "models",
            "options",
            "bodies",
            "fuels",
            "transmissions",
            "colours",
            "doors",
            "seats",
            "seller_kinds",
            "states",
        )
    },
    histograms={name: [0] * len(edges) for name, edges in EDGES.items()},
    page=1,
    pages=1,
)


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with translation.override("en"):
        yield


def nothing(field: str, wanted: Range) -> int:
    """Another range would find as little."""
    return 0


def block(name: str, words: dict[str, tuple[str, ...]], **counts: dict[object, int]) -> Facet:
    answer = replace(EMPTY, counts={**EMPTY.counts, **counts})
    return next(facet for facet in facets(Address(words), answer, nothing) if facet.name == name)


def names(words: dict[str, tuple[str, ...]]) -> list[str]:
    return [facet.name for facet in facets(Address(words), EMPTY, nothing)]


@pytest.mark.django_db
def test_a_value_has_its_word_name_count_and_address() -> None:
    facet = block("body", {"prijs_tot": ("9000",)}, bodies={"estate": 7, "suv": 2})
    estate = next(value for value in facet.values if value.slug == "stationwagon")
    assert (estate.label, estate.count, estate.selected) == ("Estate", 7, False)
    assert estate.url == "/en/occasions/?carrosserie=stationwagon&prijs_tot=9000"


@pytest.mark.django_db
def test_a_chosen_value_is_ticked_and_its_address_takes_it_off() -> None:
    facet = block("body", {"carrosserie": ("suv",), "pagina": ("3",)}, bodies={"suv": 2})
    (suv,) = [value for value in facet.values if value.selected]
    assert suv.url == "/en/occasions/"
    assert facet.summary == "SUV"
    assert facet.is_open


@pytest.mark.django_db
def test_a_chosen_value_without_cars_stays_to_be_unticked() -> None:
    facet = block("colour", {"kleur": ("paars",)}, colours={"red": 4})
    assert [(value.slug, value.count) for value in facet.values] == [("rood", 4), ("paars", 0)]


@pytest.mark.django_db
def test_seldom_values_wait_behind_show_all() -> None:
    options = [OptionFactory(slug=f"optie-{number:02}") for number in range(SHOWN + 5)]
    counts = {option.pk: 100 - place for place, option in enumerate(options)}
    facet = block("option", {"optie": ("optie-18",)}, options=counts)
    assert len(facet.values) == SHOWN
    assert "optie-18" in {value.slug for value in facet.values}
    assert {value.slug for value in facet.rest} == {
        f"optie-{number:02}" for number in range(SHOWN - 1, SHOWN + 4)
    }


@pytest.mark.django_db
def test_makes_stand_in_the_order_of_their_names() -> None:
    makes = [MakeFactory(slug=slug) for slug in ("volvo", "audi", "skoda")]
    facet = block("make", {}, makes={make.pk: 3 for make in makes})
    assert [value.slug for value in facet.values] == ["audi", "skoda", "volvo"]


@pytest.mark.django_db
def test_models_are_those_of_the_chosen_makes() -> None:
    ours = CarModelFactory()
    CarModelFactory(make=ours.make, slug="108")
    other = CarModelFactory(make=MakeFactory(slug="volvo"), slug="v60")
    counts = {"models": {ours.pk: 4, other.pk: 6}, "makes": {ours.make_id: 4, other.make_id: 6}}
    assert "model" not in names({})
    facet = block("model", {"merk": ("peugeot",)}, **counts)
    assert [(value.slug, value.count) for value in facet.values] == [("peugeot_508", 4)]
    assert facet.values[0].url == "/en/occasions/peugeot/508/"


@pytest.mark.django_db
def test_a_make_is_ticked_while_one_of_its_models_is() -> None:
    model = CarModelFactory()
    facet = block("make", {"model": ("peugeot_508",)}, makes={model.make_id: 4})
    assert [value.selected for value in facet.values] == [True]
    assert facet.values[0].url == "/en/occasions/"


@pytest.mark.django_db
def test_blocks_without_choices_are_left_out() -> None:
    assert names({})[:3] == ["price_eur", "year", "mileage_km"]
    assert "doors" not in names({})


@pytest.mark.django_db
def test_a_batterys_health_is_asked_where_it_is_told_or_chosen() -> None:
    told = replace(EMPTY, histograms=EMPTY.histograms | {"battery_soh_percent": [1, *[0] * 6]})
    assert "battery_soh_percent" in [facet.name for facet in facets(Address(), told, nothing)]
    assert "battery_soh_percent" not in names({})
    assert "battery_soh_percent" in names({"soh_van": ("90",)})


@pytest.mark.django_db
def test_the_town_and_its_radius() -> None:
    TownFactory()
    dictionary.forget()
    facet = block("place", {"plaats": ("utrecht",), "straal": ("30",)})
    assert facet.inputs[0].value == "Utrecht"
    assert [value.slug for value in facet.values if value.selected] == ["30"]
    assert facet.summary == "Utrecht, 30\xa0km"


# --- Histograms ---------------------------------------------------------------------------------


def price(counts: dict[int, int], **words: str) -> Facet:
    """The price block of so many cars in the bar that begins at each price."""
    bars = [counts.get(edge, 0) for edge in EDGES["price_eur"]]
    answer = replace(EMPTY, histograms={**EMPTY.histograms, "price_eur": bars})
    address = Address({name: (word,) for name, word in words.items()})
    return histograms.facet(histograms.PRICE, address, answer, nothing)


def test_bars_fill_the_picture_from_the_first_to_the_last_with_cars() -> None:
    bars = price({5_000: 2, 10_000: 8}).bars
    assert [(bar.x, bar.height) for bar in bars] == [
        ("0.00%", "25.00%"),
        ("33.33%", "0.00%"),
        ("66.67%", "100.00%"),
    ]
    assert bars[0].y == "75.00%"


def test_the_highest_bar_is_told() -> None:
    assert price({5_000: 2, 7_500: 1}).picture == "Price of 3 cars; most in €5,000 to €7,499"
    assert price({150_000: 1}).picture == "Price of 1 car; most in from €150,000"


def test_bars_in_the_chosen_range_are_marked() -> None:
    bars = price({5_000: 1, 7_500: 1, 10_000: 1, 12_500: 1}, prijs_van="8000", prijs_tot="10000")
    assert [bar.in_range for bar in bars.bars] == [False, True, False, False]


def test_the_ends_are_shown_as_people_write_them() -> None:
    facet = price({5_000: 1}, prijs_van="8000", prijs_tot="30000")
    assert [shown.value for shown in facet.inputs] == ["8,000", "30,000"]
    assert facet.summary == "€8,000 to €30,000"
    with translation.override("nl"):
        assert price({}, prijs_tot="30000").inputs[1].value == "30.000"


def test_a_year_has_no_thousands() -> None:
    address = Address({"bouwjaar_van": ("2018",)})
    assert histograms.facet(histograms.YEAR, address, EMPTY, nothing).inputs[0].value == "2018"


def test_no_cars_no_bars() -> None:
    assert price({}).bars == []
    assert price({}).picture == "Price: no cars"


def test_figures_in_pictures_are_free_of_the_language() -> None:
    with translation.override("nl"):
        assert price({5_000: 1, 7_500: 3}).bars[0].height == "33.33%"
