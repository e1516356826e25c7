"""The vocabulary in the process: how names are folded, found and sorted, and kept fresh."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from listings.models import Make
from listings.vocabulary import dictionary
from listings.vocabulary.folding import folded, sort_key
from listings.vocabulary.terms import TownTerm
from listings.vocabulary.words import words
from tests.factories import (
    CarModelFactory,
    GenerationFactory,
    MakeFactory,
    OptionFactory,
    TownFactory,
)

# --- Folding ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Citroën", "citroen"),
        ("Škoda", "skoda"),
        ("Weiß", "weiss"),
        ("Ørsted", "orsted"),
        ("IJmuiden", "ijmuiden"),
        ("Ĳmuiden", "ijmuiden"),
        ("Cee’d", "cee'd"),
        ("plug‑in", "plug-in"),
        ("Coupé", "coupe"),
    ],
)
def test_folds_dutch_names(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_folding_is_blind_to_how_accents_are_stored(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


def test_sorts_names_as_a_reader_expects() -> None:
    names = ["Škoda", "508", "Seat", "3008", "'s-Heerenberg", "e-208", "508 RXH", "Smart", "208"]
    assert sorted(names, key=sort_key) == [
        "208", "508", "508 RXH", "3008", "e-208", "'s-Heerenberg", "Seat", "Škoda", "Smart"
    ]  # fmt: skip


@given(st.lists(st.text()))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    assert len(sorted(names, key=sort_key)) == len(names)


# --- Words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "slug", "code"),
    [
        ("body", "stationwagon", "estate"),
        ("body", "cabriolet", "convertible"),
        ("fuel", "plug-in-hybride", "phev"),
        ("transmission", "handgeschakeld", "manual"),
        ("colour", "zwart", "black"),
    ],
)
def test_words_lead_from_url_to_code_and_back(kind: str, slug: str, code: str) -> None:
    assert words(kind).by_slug[slug].code == code
    assert words(kind).slug_of(code) == slug


def test_words_speak_both_languages() -> None:
    estate = words("body").by_code["estate"]
    assert (estate.label("nl"), estate.label("en")) == ("Stationwagon", "Estate")
    assert {"sw", "avant", "break"} <= set(estate.names)


# --- The dictionary ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_finds_a_model_by_every_key() -> None:
    model = CarModelFactory(slug="508", make__slug="peugeot")
    found = dictionary.current()
    term = found.model_by_id[model.pk]
    assert found.model_by_slugs["peugeot", "508"] is term
    assert found.model_by_word["peugeot_508"] is term
    assert (term.word, term.full_name) == ("peugeot_508", "Peugeot 508")
    assert term.make is found.make_by_slug["peugeot"]


@pytest.mark.django_db
def test_a_model_carries_its_generations_in_order() -> None:
    model = CarModelFactory()
    GenerationFactory(model=model, name="II", year_from=2018)
    GenerationFactory(model=model, name="I", year_from=2010, year_to=2018)
    term = dictionary.current().model_by_id[model.pk]
    assert [part.name for part in term.generations] == ["I", "II"]


@pytest.mark.django_db
def test_lists_makes_and_models_in_reading_order() -> None:
    for slug, name in [("smart", "Smart"), ("skoda", "Škoda"), ("seat", "Seat")]:
        MakeFactory(slug=slug, name=name)
    for slug in ["3008", "508", "207"]:
        CarModelFactory(slug=slug)
    found = dictionary.current()
    assert [make.name for make in found.makes] == ["Peugeot", "Seat", "Škoda", "Smart"]
    assert [model.name for model in found.models] == ["207", "508", "3008"]


@pytest.mark.django_db
def test_hidden_rows_are_found_but_not_offered() -> None:
    model = CarModelFactory(is_active=False)
    make = MakeFactory(slug="lada", is_active=False)
    found = dictionary.current()
    assert found.model_by_id[model.pk].is_active is False
    assert found.make_by_slug["lada"].id == make.pk
    assert ([term.slug for term in found.makes], found.models) == (["peugeot"], ())


@pytest.mark.django_db
def test_options_stand_in_their_groups_order() -> None:
    OptionFactory(slug="nap", group="status")
    OptionFactory(slug="trekhaak", group="exterior", position=2)
    OptionFactory(slug="dakrails", group="exterior", position=1)
    OptionFactory(slug="airco", group="comfort", name_en="Air conditioning", position=9)
    found = dictionary.current()
    assert [option.slug for option in found.options] == ["airco", "dakrails", "trekhaak", "nap"]
    assert [option.slug for option in found.options_in("exterior")] == ["dakrails", "trekhaak"]
    assert found.option_by_slug["airco"].label("en") == "Air conditioning"


@pytest.fixture
def rijswijk(db: None) -> TownTerm:
    TownFactory(slug="rijswijk-noord-brabant", name="Rijswijk", population=1_862)
    TownFactory(slug="rijswijk", name="Rijswijk", province="Zuid-Holland", population=47_299)
    TownFactory(slug="s-hertogenbosch", name="'s-Hertogenbosch", aliases=["Den Bosch", "Rijswijk"])
    return dictionary.current().town_by_slug["rijswijk"]


@pytest.mark.parametrize("text", ["rijswijk", "Rijswijk", " RIJSWIJK ", "Rĳswĳk"])
def test_finds_the_largest_town_of_a_name(rijswijk: TownTerm, text: str) -> None:
    assert dictionary.current().find_town(text) is rijswijk


def test_finds_a_town_by_its_other_name(rijswijk: TownTerm) -> None:
    town = dictionary.current().find_town("den bosch")
    assert town is not None
    assert town.slug == "s-hertogenbosch"
    assert dictionary.current().find_town("Atlantis") is None


def test_a_shared_name_shows_its_province(rijswijk: TownTerm) -> None:
    assert rijswijk.label() == "Rijswijk (Zuid-Holland)"
    assert dictionary.current().town_by_slug["s-hertogenbosch"].label() == "'s-Hertogenbosch"


@pytest.mark.django_db
def test_is_built_once_with_one_query_a_table(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for slug in ["207", "508", "3008"]:
        GenerationFactory(model=CarModelFactory(slug=slug))
    with django_assert_num_queries(5):
        first = dictionary.current()
    with django_assert_num_queries(0):
        assert dictionary.current() is first


@pytest.mark.django_db
def test_forgetting_makes_a_new_value_and_leaves_the_old() -> None:
    before = dictionary.current()
    Make.objects.bulk_create([Make(slug="lada", name="Lada")])  # as another process would
    assert "lada" not in dictionary.current().make_by_slug
    dictionary.forget()
    assert "lada" in dictionary.current().make_by_slug
    assert "lada" not in before.make_by_slug


@pytest.mark.django_db
def test_forgetting_what_did_not_change_gives_the_old_value_again() -> None:
    GenerationFactory(bodies=["estate"])
    before = dictionary.current()
    dictionary.forget()
    assert dictionary.current() is before
    MakeFactory(slug="lada")
    assert dictionary.current() is not before


@pytest.mark.django_db
def test_a_change_during_building_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    build = dictionary.build

    def build_while_staff_add_a_make() -> dictionary.Dictionary:
        old = build()
        MakeFactory(slug="lada")
        dictionary.forget()
        return old

    monkeypatch.setattr(dictionary, "build", build_while_staff_add_a_make)
    dictionary.current()
    monkeypatch.undo()
    assert "lada" in dictionary.current().make_by_slug


@pytest.mark.django_db
def test_cannot_be_changed() -> None:
    make = MakeFactory()
    found = dictionary.current()
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.makes = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        found.make_by_slug["peugeot"] = found.make_by_id[make.pk]  # type: ignore[index]
    assert Make.objects.count() == 1


@pytest.mark.django_db
def test_a_new_name_is_known_at_once() -> None:
    model = CarModelFactory(name="Quasar", make__name="Pulsar")
    assert dictionary.current().model_by_id[model.pk].aliases == ()
    model.aliases = ["Kwasar"]
    model.save()
    assert dictionary.current().model_by_id[model.pk].aliases == ("Kwasar",)
