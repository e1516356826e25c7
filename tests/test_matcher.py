"""Which models a text names, and which only look like it."""

import pytest

from articles.matcher import Matcher, find_vehicles, roles
from listings.models import CarModel, Make

CATALOGUE = {
    "Peugeot": "208 308 508 2008 3008 5008 301 408 Partner",
    "Volkswagen": "Golf Polo up! ID.3 Passat Tiguan",
    "Seat": "Leon Ibiza",
    "Audi": "A3 A4 e-tron",
    "Nissan": "Qashqai Note",
    "Renault": "Clio Captur",
    "Fiat": "500 500L Panda",
    "Mazda": "2 3 6 MX-5",
    "BMW": "3-serie",
    "Škoda": "Octavia",
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    rows, pk = [], 0
    for make_name, names in CATALOGUE.items():
        slug = make_name.lower().replace("š", "s")
        make = Make(slug=slug, name=make_name, aliases=["VW"] if make_name == "Volkswagen" else [])
        for name in names.split():
            pk += 1
            rows.append(CarModel(pk=pk, make=make, name=name, slug=name.lower()))
    return Matcher(rows)


def named(matcher: Matcher, text: str) -> list[str]:
    return [mention.text for mention in matcher.read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Peugeot 508 is mooi.", ["508"]),
        ("De 2008 van Peugeot verkoopt goed.", ["2008"]),
        ("De Peugeot 2008 uit 2008 bestaat niet.", ["2008"]),
        ("Peugeot verkocht ook de 508, de 3008 en de 5008.", ["508", "3008", "5008"]),
        ("Een Volkswagen Golf of een Seat Leon.", ["Golf", "Leon"]),
        ("De Qashqai was jaren de populairste.", ["Qashqai"]),
        ("Zijn Clio's staan te koop.", ["Clio"]),
        ("VW Polo met trekhaak", ["Polo"]),
        ("De nieuwe Audi A4", ["A4"]),
        ("De ID.3 van Volkswagen", ["ID.3"]),
        ("Mazda 3 en Mazda 6", ["3", "6"]),
        ("Škoda Octavia-rijders", ["Octavia"]),
    ],
)
def test_reads_models(matcher: Matcher, text: str, expected: list[str]) -> None:
    assert named(matcher, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2008 kwam de crisis.",
        "Peugeot maakte in 2008 winst.",
        "Peugeot levert sinds 2008 minder diesels.",
        "De bagageruimte van de Peugeot meet 508 liter.",
        "Peugeot vraagt er 508 euro voor, of 2008 pk.",
        "De 2008 deelnemers liepen naar huis.",
        "Hij speelt golf op zondag.",
        "Leon reed naar huis over de A4.",
        "Leon kocht een Peugeot.",
        "Een stoel voor 500 mensen.",
        "Op de A4 staat file.",
    ],
)
def test_leaves_what_is_no_car(matcher: Matcher, text: str) -> None:
    assert named(matcher, text) == []


def test_reads_the_body_behind_the_name(matcher: Matcher) -> None:
    mention = matcher.read("De Peugeot 508 SW.")[0]
    assert (mention.text, mention.body) == ("508", "estate")


def test_spans_point_at_the_name(matcher: Matcher) -> None:
    text = "Wie een Peugeot 508 koopt"
    mention = matcher.read(text)[0]
    assert text[mention.start : mention.end] == "508"


def test_the_headline_decides_the_subject(matcher: Matcher) -> None:
    found = find_vehicles(
        matcher,
        "Peugeot 508 SW: de mooiste",
        "Getest.",
        "<p>De 508 SW rijdt fijn.</p><p>De Octavia van Škoda is ruimer.</p>"
        "<p>Ook de Octavia Combi, en de Passat van Volkswagen.</p>",
    )
    assert [entry.name for entry in found] == ["508", "Octavia", "Passat"]
    assert roles(found) == ["subject", "rival", "passing"]
    assert found[0].body == "estate"


def test_no_car_no_vehicle(matcher: Matcher) -> None:
    assert find_vehicles(matcher, "Winterbanden", "In 2008", "<p>Sinds 2008.</p>") == []
    assert roles([]) == []
