"""A question in ordinary words: the filters it becomes, and what is said of the rest."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.filters import ListingFilter
from listings.search import index
from listings.search_page import question, wording
from listings.search_page.left_out import answered
from listings.search_page.page import SearchPage
from listings.vocabulary import shipped
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.questions import QuestionReading, question_reader
from listings.vocabulary.questions.printing import SLOTS
from tests.factories import CarModelFactory, ListingFactory, MakeFactory, TownFactory


def reading(*facts: tuple[str, Any], left: str = "") -> QuestionReading:
    """As if a reader had read these facts, whatever their words were."""
    held = tuple(Fact(field, value, 0, 0, "", "test") for field, value in facts)
    return QuestionReading(left or "vraag", held, (Span(0, len(left), left),) if left else ())


def after(query: str, *facts: tuple[str, Any], left: str = "") -> str:
    data = QueryDict(query, mutable=True)
    question.put_into(data, reading(*facts, left=left))
    return data.urlencode()


@pytest.mark.parametrize(
    ("field", "value", "query"),
    [
        ("make", "peugeot", "merk=peugeot"),
        ("model", "peugeot_508", "model=peugeot_508"),
        ("body", "estate", "carrosserie=stationwagon"),
        ("fuel", "phev", "brandstof=plug-in-hybride"),
        ("transmission", "automatic", "transmissie=automaat"),
        ("colour", "red", "kleur=rood"),
        ("option", "trekhaak", "optie=trekhaak"),
        ("price_min", 5_000, "prijs_van=5000"),
        ("price_max", 30_000.0, "prijs_tot=30000"),
        ("year_min", 2019, "bouwjaar_van=2019"),
        ("year_max", 2021, "bouwjaar_tot=2021"),
        ("mileage_max", 100_000, "km_tot=100000"),
        ("power_hp_min", 150, "vermogen_van=150"),
        ("soh_min", 90, "soh_van=90"),
        ("doors", 5, "deuren=5"),
        ("seats_min", 7, "zitplaatsen=7&zitplaatsen=8&zitplaatsen=9"),
        ("seats_min", 12, "zitplaatsen=12"),
        ("place", "utrecht", "plaats=utrecht"),
        ("radius_km", 40, "straal=40"),
    ],
)
def test_a_fact_becomes_a_filter(field: str, value: Any, query: str) -> None:
    assert after("", (field, value)) == query


@pytest.mark.parametrize(
    ("before", "fact", "query"),
    [
        ("brandstof=benzine&brandstof=diesel", ("fuel", "electric"), "brandstof=elektrisch"),
        ("model=peugeot_508", ("make", "skoda"), "merk=skoda"),
        ("merk=skoda&kleur=rood", ("model", "peugeot_508"), "kleur=rood&model=peugeot_508"),
        ("prijs_van=20000&prijs_tot=30000", ("price_max", 15_000), "prijs_tot=15000"),
        ("plaats=utrecht&straal=50", ("place", "zwolle"), "plaats=zwolle"),
        ("plaats=utrecht&straal=50", ("radius_km", 10), "plaats=utrecht&straal=10"),
        ("optie=trekhaak", ("option", "navigatie"), "optie=trekhaak&optie=navigatie"),
        ("q=oldtimer", ("colour", "red"), "q=oldtimer&kleur=rood"),
    ],
)
def test_what_is_asked_anew_replaces_its_like(
    before: str, fact: tuple[str, Any], query: str
) -> None:
    assert after(before, fact) == query


def test_a_list_is_all_of_them() -> None:
    facts = ("model", "vw_golf"), ("model", "opel_astra")
    assert after("model=peugeot_508", *facts) == "model=vw_golf&model=opel_astra"


def test_what_was_not_understood_is_text() -> None:
    assert after("q=oud", ("colour", "red"), left="youngtimer") == "kleur=rood&q=youngtimer"


def test_signs_are_no_text_unless_there_is_nothing_else() -> None:
    assert after("", ("colour", "red"), left="!") == "kleur=rood"
    assert after("", left="?!") == "q=%3F%21"


@pytest.mark.parametrize(
    ("asked", "fuels"),
    [
        ("508 sw hybride automaat", ["hybride", "plug-in-hybride"]),
        ("Hybrids tot 20.000", ["hybride", "plug-in-hybride"]),
        ("hybirde auto", ["hybride", "plug-in-hybride"]),
        ("full hybrid", ["hybride"]),
        ("mild hybride", ["hybride"]),
        ("civic e:hev", ["hybride"]),
        ("self charging hybrid", ["hybride"]),
        ("zelfladende hybride", ["hybride"]),
        ("plug-in hybride", ["plug-in-hybride"]),
        ("hybride of plug-in", ["hybride", "plug-in-hybride"]),
    ],
)
def test_hybrid_means_plug_ins_too_unless_a_kind_is_named(asked: str, fuels: list[str]) -> None:
    found = question_reader(shipped.dictionary()).read(asked)
    assert question.said(found)["brandstof"] == fuels


def test_whatever_is_read_is_a_filter() -> None:
    filters = {*question.CODES, *question.SLUGS, *question.NUMBERS, "seats_min"}
    assert set(SLOTS) - {"options", "text_left"} == filters - {"option"}


# --- In the address and on the page ---------------------------------------------------------------


@pytest.fixture
def catalogue(db: None) -> None:
    peugeot, skoda = MakeFactory(), MakeFactory(slug="skoda", name="Škoda")
    CarModelFactory(make=peugeot, slug="508")
    CarModelFactory(make=skoda, slug="octavia", name="Octavia")
    TownFactory()


def show(client: Client, url: str) -> SearchPage:
    response: Any = client.get(url, follow=True)
    assert response.status_code == 200
    page: SearchPage = response.context["page"]
    return page


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/occasions/?vraag=peugeot", "/occasions/peugeot/"),
        ("/occasions/?vraag=+&prijs_tot=9000", "/occasions/?prijs_tot=9000"),
        ("/occasions/skoda/octavia/?vraag=peugeot", "/occasions/peugeot/"),
        (
            "/occasions/?vraag=peugeot&kleur=rood&straal=25&plaats=",
            "/occasions/peugeot/?kleur=rood",
        ),
        ("/occasions/peugeot/?vraag=zeldzaam", "/occasions/peugeot/?q=zeldzaam"),
        ("/en/occasions/?vraag=Peugeot", "/en/occasions/peugeot/"),
    ],
)
def test_question_leads_to_its_one_address(
    client: Client, catalogue: None, asked: str, canonical: str
) -> None:
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, canonical)
    assert not response.cookies


def test_htmx_gets_the_results_and_the_address(client: Client, catalogue: None) -> None:
    response = client.get("/occasions/?vraag=peugeot", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Push-Url"]) == (200, "/occasions/peugeot/")


def test_long_question_is_cut_and_told(client: Client, catalogue: None) -> None:
    page = show(client, f"/occasions/?vraag=peugeot+{'x' * 300}")
    assert page.canonical_url.startswith("http") and "/occasions/peugeot/" in page.url
    assert len(page.q) == question.LONGEST - len("peugeot ")
    assert any("200" in message for message in page.dropped)


def test_a_distance_wants_a_town(catalogue: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "read", lambda text: reading(("radius_km", 30)))
    assert [bad.name for bad in ListingFilter.of("vraag=x").dropped] == ["straal"]
    assert ListingFilter.of("vraag=x&plaats=utrecht").dropped == []


def test_the_rest_is_named_searched_as_text_and_can_be_left_out(client: Client, db: None) -> None:
    car = ListingFactory(title="Peugeot 508 Zeldzaam")
    page = show(client, "/occasions/?vraag=peugeot+zeldzaam")
    assert [listing.pk for listing in page.listings] == [car.pk]
    assert [chip.label for chip in page.chips] == ["Peugeot"]
    assert page.searched_text is not None
    assert (page.searched_text.text, page.searched_text.understood) == ("zeldzaam", False)
    assert page.searched_text.url == "/occasions/peugeot/"


# --- Words that no advert says --------------------------------------------------------------------


def test_words_that_no_advert_says_do_not_empty_the_page(client: Client, db: None) -> None:
    car = ListingFactory(title="Peugeot 508", price_eur=9_000)
    ListingFactory(title="Zuinige gezinsauto", price_eur=30_000)
    response: Any = client.get("/occasions/?vraag=zuinige+gezinsauto+peugeot+tot+15k")
    page: SearchPage = response.context["page"]
    assert [listing.pk for listing in page.listings] == [car.pk]
    assert (page.total, page.url, page.q) == (1, "/occasions/peugeot/?prijs_tot=15000", "")
    assert page.robots == "noindex,follow"
    assert page.left_out is not None and page.left_out.text == "zuinige gezinsauto"
    assert page.left_out.url == "/occasions/peugeot/?q=zuinige+gezinsauto&prijs_tot=15000"
    assert "“zuinige gezinsauto” staat in geen van deze" in response.content.decode()
    assert show(client, page.left_out.url).total == 0  # to the letter there is nothing


@pytest.mark.parametrize(
    ("text", "kept", "left_out"),
    [
        ("zuinige zeldzaam gezinsauto", "zeldzaam", "zuinige gezinsauto"),
        ("welke zeldzaam past", "zeldzaam", "welke past"),  # though adverts say "past"
        ("geen diesel zeldzaam", "", "geen diesel zeldzaam"),  # and never diesels
        ("trekgewicht 1800 kg", "", "trekgewicht 1800 kg"),
    ],
)
def test_words_that_still_find_cars_stay(
    client: Client, db: None, text: str, kept: str, left_out: str
) -> None:
    ListingFactory(title="Peugeot 508 zeldzaam diesel 1800 kg past")
    page = show(client, f"/occasions/?vraag=peugeot {text}")
    assert page.left_out is not None
    assert (page.total, page.q, page.left_out.text) == (1, kept, left_out)


def test_htmx_hears_of_words_left_out_too(client: Client, db: None) -> None:
    ListingFactory()
    response = client.get("/occasions/?vraag=peugeot+qwerty", headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/occasions/peugeot/"
    assert "“qwerty” staat in geen" in response.content.decode()


def test_an_address_of_text_is_searched_to_the_letter(client: Client, db: None) -> None:
    ListingFactory()
    page = show(client, "/occasions/peugeot/?q=qwerty")
    assert (page.total, page.left_out) == (0, None)


asked_words = st.sampled_from(
    "peugeot skoda 508 diesel rood tot 15k geen zuinige de past zeldzaam qwerty 7 2019 !".split()
)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(asked_words | st.text(max_size=8), max_size=7).map(" ".join))
def test_what_was_understood_is_shown_if_it_finds_cars(
    catalogue: None, stock: index.Index, text: str
) -> None:
    query = QueryDict(mutable=True)
    query["vraag"] = text
    found = ListingFilter.of(query.urlencode())
    said, answer = answered(found, stock)
    assert bool(answer.total) == bool(stock.total(found.criteria().without("words")))
    assert answer.total == stock.total(said.criteria())
    assert bool(said.left_out) <= bool(answer.total)


@pytest.fixture
def stock(db: None) -> index.Index:
    ListingFactory(title="Peugeot 508 zeldzaam, past de buggy in")
    ListingFactory(title="Peugeot 2019 rood", colour="red", fuel="diesel")
    found = index.fresh()
    assert isinstance(found, index.Index)
    return found


def test_text_goes_along_with_the_next_choice(client: Client, db: None) -> None:
    ListingFactory(title="Peugeot 508 Zeldzaam")
    response = client.get("/occasions/?q=zeldzaam")
    assert b'<input type="hidden" form="filters" name="q" value="zeldzaam">' in response.content


def test_a_slip_is_answered_by_what_may_be_meant(client: Client, catalogue: None) -> None:
    ListingFactory()
    page = show(client, "/occasions/?q=peugoet&prijs_tot=90000")
    assert page.total == 0
    assert page.searched_text is not None
    meant = [(way.label, way.url, way.total) for way in page.searched_text.meant]
    assert meant == [("Peugeot", "/occasions/peugeot/?prijs_tot=90000", 1)]


def test_nothing_is_meant_that_finds_nothing(client: Client, catalogue: None) -> None:
    page = show(client, "/occasions/?q=peugoet")
    assert page.searched_text is not None
    assert page.searched_text.meant == []


def test_an_old_address_of_text_is_offered_as_filters(client: Client, db: None) -> None:
    ListingFactory()
    page = show(client, "/occasions/?q=peugeot")
    assert page.searched_text is not None and page.searched_text.understood
    assert [way.url for way in page.searched_text.meant] == ["/occasions/peugeot/"]


def test_one_year_is_said_as_one() -> None:
    address = ListingFilter.of("bouwjaar_van=2008&bouwjaar_tot=2008&prijs_van=5000&prijs_tot=5000")
    with translation.override("en"):
        labels = [wish.label for wish in wording.wishes(address.address)]
    assert labels == ["built in 2008", "€5,000"]


def test_a_batterys_health_is_said_as_such() -> None:
    (wish,) = wording.wishes(ListingFilter.of("soh_van=90").address)
    assert (wish.label, wish.without.url) == ("accu minstens 90% gezond (SOH)", "/occasions/")


nasty = st.sampled_from(
    [
        "\x00",
        "peugeot 508",
        "٣",
        "€",
        "<script>",
        "\ud83d",
        "9" * 40,
        "1e309 km",
        "“",
        "%",
        "İ",
        "tot",
    ]
)


@settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(nasty | st.text(max_size=30), max_size=6).map(" ".join))
def test_any_question_gets_an_answer(
    client: Client, catalogue: None, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    # A transaction builds an index and a vocabulary of its own at each search: one will do.
    held = index.fresh()
    monkeypatch.setattr(index, "fresh", lambda now=False: held)
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for path in ("/occasions/", "/suggesties/"):
        assert client.get(path, {"vraag": text}).status_code in {200, 302}
