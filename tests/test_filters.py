"""The query string's one parser: what is read, what is dropped, and the one URL of a state."""

from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.filters import ListingFilter
from listings.search.criteria import Criteria, Near, Range
from listings.search_page import wording
from listings.search_page.reading import number_in
from tests.factories import (
    CarModelFactory,
    ListingFactory,
    MakeFactory,
    OptionFactory,
    TownFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue(db: None) -> None:
    peugeot, skoda = MakeFactory(), MakeFactory(slug="skoda", name="Škoda")
    CarModelFactory(make=peugeot, slug="508")
    CarModelFactory(make=peugeot, slug="2008")
    CarModelFactory(make=skoda, slug="octavia", name="Octavia")
    OptionFactory(slug="trekhaak", name_nl="Trekhaak", name_en="Tow bar")
    TownFactory()


def read(query: str) -> Criteria:
    return ListingFilter.of(query).criteria()


def url(query: str, make: str = "", model: str = "") -> str:
    return ListingFilter.of(query, make, model).address.url


def dropped(query: str) -> list[str]:
    return [bad.value for bad in ListingFilter.of(query).dropped]


def test_nothing_asked_is_everything() -> None:
    assert read("") == Criteria()
    assert url("") == "/occasions/"


def test_words_become_codes_and_keys() -> None:
    criteria = read("carrosserie=stationwagon&brandstof=benzine&kleur=rood&transmissie=automaat")
    assert criteria.bodies == ("estate",)
    assert criteria.fuels == ("petrol",)
    assert criteria.colours == ("red",)
    assert criteria.transmissions == ("automatic",)


def test_values_of_one_name_are_alternatives_without_doubles() -> None:
    assert read("deuren=5&deuren=3&deuren=5").doors == (3, 5)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("30000", 30_000),
        ("30.000", 30_000),
        ("30,000", 30_000),
        ("30 000", 30_000),
        ("€ 30.000,-", 30_000),
        ("90 %", 90),
        ("€30.000,--", 30_000),
        ("30000,-", 30_000),
        ("29.950,00", 29_950),
        ("1.250.000", 1_250_000),
        ("80.000 km", 80_000),
        ("150 pk", 150),
        ("0", 0),
        ("2.5", None),
        ("-5", None),
        ("1e5", None),
        ("abc", None),
        ("", None),
        ("٣٠", None),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: int | None) -> None:
    assert number_in(typed) == number


def test_ranges() -> None:
    criteria = read("prijs_van=5.000&prijs_tot=€ 30.000&km_tot=100000&bouwjaar_van=2018")
    assert criteria.price_eur == Range(5_000, 30_000)
    assert criteria.mileage_km == Range(None, 100_000)
    assert criteria.year == Range(2018, None)


@pytest.mark.parametrize(("pk", "kw"), [("150", 110), ("110", 81), ("1", 1), ("0", 0)])
def test_power_in_pk_takes_every_car_that_shows_as_much(pk: str, kw: int) -> None:
    """110 kW is shown as 150 pk (149.56), so 150 pk must find it."""
    assert read(f"vermogen_van={pk}").power_kw == Range(kw, None)


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("bouwjaar_van=abc", "abc"),
        ("bouwjaar_van=20", "20"),
        ("merk=pegeot", "pegeot"),
        ("model=peugeot_9", "peugeot_9"),
        ("optie=vleugels", "vleugels"),
        ("plaats=atlantis", "atlantis"),
        ("sorteer=mooi", "mooi"),
        ("sinds=2", "2"),
        ("pagina=0", "0"),
        ("deuren=12", "12"),
        ("soh_van=101", "101"),
        ("q=!!!", "!!!"),
        ("prijs_tot=999999999999", "999999999999"),
    ],
)
def test_a_bad_value_is_dropped_and_named(query: str, value: str) -> None:
    found = ListingFilter.of(query)
    assert [bad.value for bad in found.dropped] == [value]
    assert value in found.dropped[0].message
    assert found.criteria() == Criteria()


def test_a_bad_value_drops_itself_and_not_its_field() -> None:
    assert read("merk=peugeot&merk=pegeot").makes == read("merk=peugeot").makes != ()
    assert dropped("merk=peugeot&merk=pegeot") == ["pegeot"]


def test_empty_values_say_nothing() -> None:
    assert dropped("merk=&q=&prijs_tot=&plaats=&sinds=&straal=25") == []
    assert url("merk=&q=+&prijs_tot=&plaats=&sinds=&straal=25") == "/occasions/"


def test_ends_the_wrong_way_round_are_swapped_and_told() -> None:
    found = ListingFilter.of("prijs_van=30000&prijs_tot=5000")
    assert found.criteria().price_eur == Range(5_000, 30_000)
    assert len(found.dropped) == 1
    assert found.address.url == "/occasions/?prijs_van=5000&prijs_tot=30000"


def test_a_question_is_folded_and_its_last_word_stays_last() -> None:
    assert read("q=Škoda+combi+Škoda+4x4+auto").words == ("4x4", "combi", "skoda", "auto")


def test_town_by_slug_or_name_with_a_radius() -> None:
    near = Near(52.0908, 5.1222, 25)
    assert read("plaats=Utrecht").near == read("plaats=utrecht&straal=25").near == near
    assert read("plaats=utrecht&straal=50").near == Near(52.0908, 5.1222, 50)


def test_a_radius_alone_is_nothing() -> None:
    assert read("straal=50") == Criteria()
    assert url("straal=50") == "/occasions/"


# --- One facet of makes and models ----------------------------------------------------------------


def test_a_make_stands_back_for_its_models() -> None:
    criteria = read("merk=peugeot&merk=skoda&model=peugeot_508")
    assert len(criteria.makes) == len(criteria.models) == 1
    assert criteria.makes == read("merk=skoda").makes


def test_a_model_within_one_make_may_go_by_its_own_slug() -> None:
    assert url("merk=peugeot&model=508") == "/occasions/peugeot/508/"


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("merk=peugeot", "/occasions/peugeot/"),
        ("model=peugeot_508", "/occasions/peugeot/508/"),
        ("model=peugeot_508&merk=peugeot", "/occasions/peugeot/508/"),
        ("merk=skoda&merk=peugeot", "/occasions/?merk=peugeot&merk=skoda"),
        (
            "model=peugeot_508&model=peugeot_2008",
            "/occasions/?model=peugeot_2008&model=peugeot_508",
        ),
        ("merk=skoda&model=peugeot_508", "/occasions/?merk=skoda&model=peugeot_508"),
        ("prijs_tot=30.000&merk=peugeot", "/occasions/peugeot/?prijs_tot=30000"),
        ("pagina=1&sorteer=nieuwste", "/occasions/"),
        ("pagina=2&sorteer=prijs", "/occasions/?sorteer=prijs&pagina=2"),
        ("kleur=wit&carrosserie=suv", "/occasions/?carrosserie=suv&kleur=wit"),
        ("q=gt++line%26", "/occasions/?q=gt+line%26"),
        ("plaats=Utrecht&straal=25", "/occasions/?plaats=utrecht"),
        ("onbekend=1&merk=peugeot", "/occasions/peugeot/"),
    ],
)
def test_one_url_per_state(query: str, canonical: str) -> None:
    assert url(query) == canonical


def test_the_path_counts_as_a_choice() -> None:
    assert url("prijs_tot=5000", "peugeot", "508") == "/occasions/peugeot/508/?prijs_tot=5000"
    assert url("merk=skoda", "peugeot") == "/occasions/?merk=peugeot&merk=skoda"


def test_english_lives_under_its_prefix() -> None:
    with translation.override("en"):
        assert url("merk=peugeot") == "/en/occasions/peugeot/"


# --- What hangs together when a choice is switched ------------------------------------------------


@pytest.mark.parametrize(
    ("query", "name", "word", "after"),
    [
        ("", "merk", "peugeot", "/occasions/peugeot/"),
        ("merk=peugeot", "merk", "peugeot", "/occasions/"),
        ("merk=peugeot", "model", "peugeot_508", "/occasions/peugeot/508/"),
        ("model=peugeot_508", "model", "peugeot_508", "/occasions/peugeot/"),
        ("model=peugeot_508", "merk", "peugeot", "/occasions/"),
        (
            "model=peugeot_508",
            "model",
            "peugeot_2008",
            "/occasions/?model=peugeot_2008&model=peugeot_508",
        ),
        ("kleur=rood&pagina=4", "kleur", "wit", "/occasions/?kleur=rood&kleur=wit"),
    ],
)
def test_switching(query: str, name: str, word: str, after: str) -> None:
    assert ListingFilter.of(query).address.toggled(name, word).url == after


def test_chips_say_each_filter_and_lead_to_the_search_without_it() -> None:
    address = ListingFilter.of("merk=peugeot&prijs_van=5000&prijs_tot=9000&plaats=utrecht").address
    with translation.override("en"):
        wishes = {wish.label: wish.without.url for wish in wording.wishes(address)}
    assert wishes == {
        "Peugeot": "/en/occasions/?prijs_van=5000&prijs_tot=9000&plaats=utrecht",
        "€5,000 to €9,000": "/en/occasions/peugeot/?plaats=utrecht",
        "within 25\xa0km of Utrecht": "/en/occasions/peugeot/?prijs_van=5000&prijs_tot=9000",
    }


def test_heading_words_read_as_a_sentence() -> None:
    address = ListingFilter.of("model=peugeot_508&carrosserie=suv&optie=trekhaak").address
    with translation.override("en"):
        assert wording.heading_words(address) == "Peugeot 508, SUV, tow bar"


# --- Whatever comes -------------------------------------------------------------------------------


def test_too_long_an_address_is_the_whole_stock() -> None:
    found = ListingFilter.of("merk=peugeot&" * 400)
    assert found.criteria() == Criteria()
    assert len(found.dropped) == 1


def test_a_long_question_is_cut_and_told() -> None:
    found = ListingFilter.of("q=" + "woord+" * 60)
    assert len(found.address.get("q")[0]) <= 200
    assert len(found.dropped) == 1


def test_many_values_of_one_name_are_cut_and_told() -> None:
    found = ListingFilter.of("kleur=rood&" * 50)
    assert found.criteria().colours == ("red",)
    assert len(found.dropped) == 1


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "merk", "prijs_tot", "km_van", "plaats", "pagina", "sinds", "x"]),
            st.text(max_size=20) | st.sampled_from(["peugeot", "508", "3", "utrecht"]),
        ),
        max_size=6,
    )
)
def test_any_query_string_is_read_and_its_url_is_stable(pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={quote_plus(text, errors='replace')}" for name, text in pairs)
    found = ListingFilter.of(query)
    again = ListingFilter(found.address.query)
    assert again.criteria() == found.criteria()
    assert again.address.url == found.address.url
    assert again.dropped == []


def test_reading_asks_the_database_nothing() -> None:
    read("merk=peugeot")  # the vocabulary is in the process from here on
    with CaptureQueriesContext(connection) as queries:
        read("merk=peugeot&model=peugeot_508&optie=trekhaak&plaats=utrecht&prijs_tot=5000")
    assert len(queries) == 0


def test_qs_is_the_plain_answer_in_order() -> None:
    dear, cheap = ListingFactory(price_eur=9_000), ListingFactory(price_eur=4_000)
    ListingFactory(price_eur=20_000)
    assert list(ListingFilter.of("prijs_tot=10000&sorteer=prijs").qs) == [cheap, dear]
