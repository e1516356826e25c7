"""The catalogue: what its files must hold, what is refused, and what loading leaves alone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from listings.choices import OptionGroup
from listings.models import CarModel, Generation, ListingChange, Make, Option, Town
from listings.vocabulary.catalogue import Catalogue, load_catalogue, read_catalogue
from listings.vocabulary.data_files import FOLDER, WORD_CODES
from listings.vocabulary.lines import CatalogueError
from listings.vocabulary.merging import Counts

SMALL = {
    "makes.csv": """slug,name,aliases,country,sold_in_nl
peugeot,Peugeot,Peugot,FR,yes
skoda,Škoda,,CZ,yes
""",
    "models.csv": """make,slug,name,aliases,bodies,fuels,segment,\
year_from,year_to,new_price_eur,sold_in_nl
peugeot,508,508,,sedan|estate,petrol|phev,mid,2010,2025,49000,yes
skoda,octavia,Octavia,,hatchback|estate,petrol,compact,1996,,38000,yes
""",
    "generations.csv": """make,model,name,code,year_from,year_to,bodies
peugeot,508,I,W2,2010,2018,sedan|estate
peugeot,508,II,R8,2018,2025,hatchback|estate
""",
    "options.csv": """slug,group,name_nl,name_en,aliases
trekhaak,exterior,Trekhaak,Tow bar,ahk
airco,comfort,Airco,Air conditioning,
""",
    "towns.csv": """slug,name,aliases,province,latitude,longitude,population
den-haag,Den Haag,'s-Gravenhage,Zuid-Holland,52.0767,4.2986,474292
""",
}
Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    shutil.copy(FOLDER / "words.csv", tmp_path)
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Changes one file of the small catalogue, and makes sure that it did."""

    def replace(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


# --- What we ship -----------------------------------------------------------------------------


def test_covers_the_european_market(catalogue: Catalogue) -> None:
    assert len(catalogue.makes) >= 70
    assert len(catalogue.models) >= 1_100
    assert len({(part.make, part.model) for part in catalogue.generations}) >= 150


@pytest.mark.parametrize(
    "model", [("lada", "vesta"), ("peugeot", "301"), ("peugeot", "408"), ("peugeot", "508")]
)
def test_knows_what_dutch_car_news_names(catalogue: Catalogue, model: tuple[str, str]) -> None:
    assert model in {(row.make, row.slug) for row in catalogue.models}


def test_has_the_usual_equipment_in_every_group(catalogue: Catalogue) -> None:
    assert 110 <= len(catalogue.options) <= 140
    assert {option.group for option in catalogue.options} == set(OptionGroup.values)


def test_has_every_word_that_the_database_knows(catalogue: Catalogue) -> None:
    words = [(word.kind, word.code) for word in catalogue.words]
    assert words == [(kind, code) for kind, codes in WORD_CODES.items() for code in codes]


def test_generations_lie_within_their_model(catalogue: Catalogue) -> None:
    models = {(model.make, model.slug): model for model in catalogue.models}
    for part in catalogue.generations:
        model = models[part.make, part.model]
        assert model.year_from <= part.year_from, part
        assert model.year_to is None or (part.year_to or 9999) <= model.year_to, part


def test_towns_are_where_people_live(catalogue: Catalogue) -> None:
    largest = max(catalogue.towns, key=lambda town: town.population)
    assert largest.name == "Rotterdam"
    assert len(catalogue.towns) > 1_400
    assert len({town.province for town in catalogue.towns}) == 12


# --- What is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("makes.csv", "peugeot,", "Peugeot!,"),
            "makes.csv, line 2, slug: 'Peugeot!' is not a slug",
        ),
        (("makes.csv", "skoda,Š", "skoda, Š"), "line 3, name: has stray spaces"),
        (("makes.csv", "CZ,yes", "CZ,ja"), "line 3, sold_in_nl: 'ja' is not one of yes, no"),
        (("makes.csv", "FR", "Fr"), "line 2, country: 'Fr' is not a two-letter country code"),
        (
            ("makes.csv", "skoda,Škoda", "skoda,PEUGEOT"),
            "line 3, name: 'peugeot' is already on line",
        ),
        (("makes.csv", ",FR,yes", ",FR"), "makes.csv, line 2: 4 cells instead of 5"),
        (("makes.csv", "aliases,", "other,"), "makes.csv, line 1: the header is not slug,name"),
        (
            ("makes.csv", "Škoda,,", "Škoda,peugot,"),
            "line 3, aliases: 'peugot' is already on line 2",
        ),
        (("models.csv", "sedan|", "sedn|"), "line 2, bodies: 'sedn' is not one of hatchback"),
        (("models.csv", "petrol|phev", ""), "line 2, fuels: is empty"),
        (
            ("models.csv", "49000", "49.000"),
            "line 2, new_price_eur: '49.000' is not a whole number",
        ),
        (("models.csv", "2010,2025", "2010,2005"), "line 2, year_to: 2005 lies before 2010"),
        (("models.csv", "skoda,oct", "lada,oct"), "models.csv, line 3, make: 'lada' is not in"),
        (
            ("generations.csv", "508,II", "509,II"),
            "generations.csv, line 3, model: 'peugeot' has no",
        ),
        (("options.csv", "conditioning,", "conditioning,AHK"), "'AHK' is already on line 2"),
        (
            ("options.csv", "Tow bar,ahk", "Tow bar,ahk|AHK"),
            "line 2, aliases: names something twice",
        ),
        (("words.csv", "estate,", "break,"), "words.csv, line 4, code: 'break' is not one of"),
        (("towns.csv", "52.0767", "5.2"), "line 2, latitude: 5.2 lies outside the Netherlands"),
        (("towns.csv", "4.2986", "nan"), "line 2, longitude: nan lies outside the Netherlands"),
        (("towns.csv", "474292", "0"), "line 2, population: '0' is not a whole number"),
    ],
)
def test_names_the_place_of_a_bad_value(
    folder: Path, edit: Edit, change: tuple[str, str, str], message: str
) -> None:
    edit(*change)
    with pytest.raises(CatalogueError) as error:
        read_catalogue(folder)
    assert message in str(error.value)


def test_names_a_missing_file(folder: Path) -> None:
    (folder / "towns.csv").unlink()
    with pytest.raises(CatalogueError, match=r"towns\.csv: .*No such file"):
        read_catalogue(folder)


def test_names_a_file_that_is_not_utf8(folder: Path) -> None:
    (folder / "makes.csv").write_bytes("slug,name\nciroën".encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"makes\.csv: .*utf-8"):
        read_catalogue(folder)


def test_command_says_what_is_wrong(folder: Path, edit: Edit) -> None:
    edit("makes.csv", "FR", "France")
    with pytest.raises(CommandError, match=r"makes\.csv, line 2, country"):
        call_command("load_catalogue", folder=folder, check=True)


# --- What loading does ------------------------------------------------------------------------


@pytest.mark.django_db
def test_loads_every_row(folder: Path) -> None:
    counts = load_catalogue(folder)
    assert counts["CarModel"] == Counts(created=2)
    model = CarModel.objects.get(make__slug="peugeot", slug="508")
    assert (model.bodies, model.year_to) == (["sedan", "estate"], 2025)
    assert list(model.generations.values_list("code", flat=True)) == ["W2", "R8"]
    assert Town.objects.get().aliases == ["'s-Gravenhage"]


@pytest.mark.django_db
def test_loading_again_changes_nothing(folder: Path) -> None:
    load_catalogue(folder)
    logged = ListingChange.objects.count()
    assert load_catalogue(folder)["CarModel"] == Counts(unchanged=2)
    assert ListingChange.objects.count() == logged


@pytest.mark.django_db
def test_our_files_load_with_one_log_row_a_table(catalogue: Catalogue) -> None:
    counts = load_catalogue()
    assert counts["CarModel"] == Counts(created=len(catalogue.models))
    assert counts["Generation"] == Counts(created=len(catalogue.generations))
    assert ListingChange.objects.count() == 5


@pytest.mark.django_db
def test_takes_a_new_value_from_the_file(folder: Path, edit: Edit) -> None:
    load_catalogue(folder)
    edit("models.csv", "2010,2025,49000", "2010,2026,51000")
    assert load_catalogue(folder)["CarModel"] == Counts(updated=1, unchanged=1)
    model = CarModel.objects.get(slug="508")
    assert (model.year_to, model.new_price_eur) == (2026, 51_000)


@pytest.mark.django_db
def test_keeps_what_staff_changed(folder: Path, edit: Edit) -> None:
    load_catalogue(folder)
    Make.objects.filter(slug="peugeot").update(aliases=["Peugeot", "Pug"])
    edit("makes.csv", "Peugot", "Peuegot")
    assert load_catalogue(folder)["Make"] == Counts(kept=1, unchanged=1)
    assert load_catalogue(folder)["Make"] == Counts(kept=1, unchanged=1)
    assert Make.objects.get(slug="peugeot").aliases == ["Peugeot", "Pug"]


@pytest.mark.django_db
def test_merges_field_by_field(folder: Path, edit: Edit) -> None:
    load_catalogue(folder)
    CarModel.objects.filter(slug="508").update(new_price_eur=55_000)
    edit("models.csv", "2010,2025,49000", "2010,2026,49000")
    assert load_catalogue(folder)["CarModel"].updated == 1
    model = CarModel.objects.get(slug="508")
    assert (model.year_to, model.new_price_eur) == (2026, 55_000)


@pytest.mark.django_db
def test_an_edit_taken_back_follows_the_file_again(folder: Path, edit: Edit) -> None:
    load_catalogue(folder)
    Option.objects.filter(slug="trekhaak").update(name_en="Hitch")
    load_catalogue(folder)
    Option.objects.filter(slug="trekhaak").update(name_en="Tow bar")
    edit("options.csv", "Tow bar", "Towing hook")
    load_catalogue(folder)
    assert Option.objects.get(slug="trekhaak").name_en == "Towing hook"


@pytest.mark.django_db
def test_hidden_rows_stay_hidden(folder: Path, edit: Edit) -> None:
    load_catalogue(folder)
    Make.objects.filter(slug="skoda").update(is_active=False)
    edit("makes.csv", "CZ", "SK")
    load_catalogue(folder)
    make = Make.objects.get(slug="skoda")
    assert (make.is_active, make.country) == (False, "SK")


@pytest.mark.django_db
def test_rows_of_staff_and_rows_gone_from_the_file_stay(folder: Path, edit: Edit) -> None:
    load_catalogue(folder)
    Make.objects.create(slug="spyker", name="Spyker")
    edit("towns.csv", "den-haag,Den Haag,'s-Gravenhage,Zuid-Holland,52.0767,4.2986,474292\n", "")
    load_catalogue(folder)
    assert Make.objects.filter(slug="spyker").exists()
    assert Town.objects.filter(slug="den-haag").exists()


@pytest.mark.django_db
def test_takes_over_a_row_that_staff_made_first(folder: Path, edit: Edit) -> None:
    make = Make.objects.create(slug="skoda", name="Skoda", country="CZ")
    assert load_catalogue(folder)["Make"] == Counts(created=1, kept=1)
    edit("makes.csv", "CZ", "SK")
    load_catalogue(folder)
    make.refresh_from_db()
    assert (make.name, make.country) == ("Skoda", "SK")


@pytest.mark.django_db
def test_finds_a_row_again_under_its_new_slug(folder: Path) -> None:
    load_catalogue(folder)
    Make.objects.filter(slug="skoda").update(slug="skoda-auto")
    Generation.objects.filter(name="II").update(name="Mk2")
    counts = load_catalogue(folder)
    assert (counts["Make"].created, counts["CarModel"].created) == (0, 0)
    assert (counts["Generation"].created, Generation.objects.count()) == (0, 2)


@pytest.mark.django_db
def test_leaves_out_what_staff_gave_the_name_of(folder: Path) -> None:
    Make.objects.create(slug="skoda-cz", name="Škoda")
    counts = load_catalogue(folder)
    assert counts["Make"] == Counts(created=1, kept=1)
    assert counts["CarModel"] == Counts(created=1, kept=1)


@pytest.mark.django_db
def test_a_name_that_is_free_again_is_taken_later(folder: Path, edit: Edit) -> None:
    load_catalogue(folder)
    rival = Make.objects.create(slug="pug", name="Peugeot SA")
    edit("makes.csv", "peugeot,Peugeot", "peugeot,Peugeot SA")
    assert load_catalogue(folder)["Make"].kept == 1
    rival.delete()
    assert load_catalogue(folder)["Make"].updated == 1
    assert Make.objects.get(slug="peugeot").name == "Peugeot SA"


@pytest.mark.django_db
def test_a_bad_file_loads_nothing(folder: Path, edit: Edit) -> None:
    edit("towns.csv", "52.0767", "north")
    with pytest.raises(CatalogueError):
        load_catalogue(folder)
    assert not Make.objects.exists()
