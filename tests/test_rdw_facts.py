"""What RDW's rows say in our words: without a database, by the shipped dictionary."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.demo.register import BODIES, papers, sets_of
from listings.demo.stock import stock
from listings.intake.rdw.agreeing import agrees
from listings.intake.rdw.answer import RdwAnswer, Sets, Status
from listings.intake.rdw.facts import RdwFact, facts, history
from listings.intake.rdw.words import BODY_CODES
from listings.vocabulary import shipped

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def read(vehicle: dict[str, str], *fuels: dict[str, str], **sets: Any) -> dict[str, RdwFact]:
    rows: Sets = {"vehicle": [vehicle], "fuels": list(fuels), **sets}
    answer = RdwAnswer("NX123B", Status.TOLD, NOW, NOW, rows)
    return {fact.field: fact for fact in facts(answer, shipped.dictionary())}


def values(vehicle: dict[str, str], *fuels: dict[str, str], **sets: Any) -> dict[str, Any]:
    return {name: fact.value for name, fact in read(vehicle, *fuels, **sets).items()}


def test_each_fact_names_its_field_and_its_text() -> None:
    found = read({"merk": "PEUGEOT", "handelsbenaming": "508", "eerste_kleur": "GRIJS"})
    assert found["model"] == RdwFact("model", "peugeot_508", "merk, handelsbenaming", "PEUGEOT 508")
    assert found["colour"] == RdwFact("colour", "grey", "eerste_kleur", "GRIJS")


@pytest.mark.parametrize(
    ("make", "name", "model"),
    [
        ("VOLKSWAGEN", "VOLKSWAGEN GOLF", "volkswagen_golf"),
        ("BMW", "3ER REIHE", "bmw_3-serie"),
        ("BMW", "320D", "bmw_3-serie"),
        ("MERCEDES-BENZ", "C 220 D", "mercedes-benz_c-klasse"),
        ("TESLA MOTORS", "MODEL 3", "tesla_model-3"),
        ("CITROEN", "C3", "citroen_c3"),
    ],
)
def test_makes_and_models_as_the_register_writes_them(make: str, name: str, model: str) -> None:
    assert values({"merk": make, "handelsbenaming": name})["model"] == model


def test_a_make_that_nobody_knows_is_no_fact() -> None:
    assert not read({"merk": "FANTASIE", "handelsbenaming": "ONBEKEND"})


@pytest.mark.parametrize(
    ("make", "name", "word", "body"),
    [
        ("PEUGEOT", "508", "stationwagen", "estate"),
        ("PEUGEOT", "508", "MPV", "estate"),
        ("VOLVO", "XC40", "stationwagen", "suv"),
        ("VOLKSWAGEN", "GOLF", "hatchback", "hatchback"),
        ("FORD", "TRANSIT CUSTOM", "gesloten opbouw", "van"),
        ("PEUGEOT", "508", "niet geregistreerd", None),
    ],
)
def test_bodies_as_the_model_is_built(make: str, name: str, word: str, body: str | None) -> None:
    row = {"merk": make, "handelsbenaming": name, "inrichting": word}
    assert values(row).get("body") == body


def test_the_set_of_bodies_helps_where_the_vehicle_is_silent() -> None:
    found = values(
        {"merk": "PEUGEOT", "handelsbenaming": "508"}, bodies=[{"carrosserietype": "AC"}]
    )
    assert found["body"] == "estate"
    assert set(BODY_CODES.values()) >= {word.lower() for word, _ in BODIES.values()} - {
        *("gesloten opbouw", "open laadvloer")
    }


PETROL = {"brandstof_omschrijving": "Benzine", "nettomaximumvermogen": "133.00"}
ELECTRIC = {
    "brandstof_omschrijving": "Elektriciteit",
    "netto_max_vermogen_elektrisch": "150.00",
    "nominaal_continu_maximumvermogen": "70.00",
}
HYBRID, PLUG = ({"klasse_hybride_elektrisch_voertuig": f"{kind}-HEV"} for kind in ("NOVC", "OVC"))


@pytest.mark.parametrize(
    ("rows", "fuel"),
    [
        ([PETROL], "petrol"),
        ([{"brandstof_omschrijving": "Diesel"}], "diesel"),
        ([ELECTRIC], "electric"),
        ([PETROL, ELECTRIC], "hybrid"),
        ([ELECTRIC | HYBRID, PETROL | HYBRID], "hybrid"),
        ([PETROL | HYBRID], "hybrid"),
        ([PETROL | PLUG, ELECTRIC | PLUG], "phev"),
        ([PETROL, ELECTRIC | {"actie_radius_extern_opladen_wltp": "52"}], "phev"),
        ([PETROL, ELECTRIC | {"actie_radius_extern_opladen_wltp": "0"}], "hybrid"),
        ([PETROL, {"brandstof_omschrijving": "LPG"}], "lpg"),
        ([PETROL, {"brandstof_omschrijving": "CNG"}], "cng"),
        ([{"brandstof_omschrijving": "Waterstof"}, ELECTRIC], "hydrogen"),
        ([{"brandstof_omschrijving": "Kolen"}], None),
        ([], None),
    ],
)
def test_fuels_together_make_one(rows: list[dict[str, str]], fuel: str | None) -> None:
    assert values({"kenteken": "NX123B"}, *rows).get("fuel") == fuel


def test_power_is_only_that_of_the_whole_car() -> None:
    assert values({"a": "b"}, PETROL)["power_kw"] == 133
    assert values({"a": "b"}, ELECTRIC)["power_kw"] == 150
    plug_in = values({"a": "b"}, PETROL | PLUG, ELECTRIC | PLUG)
    assert plug_in["engine_power_kw"] == 133
    assert "power_kw" not in plug_in


def test_emissions_by_the_new_test_before_the_old() -> None:
    old, new = {"co2_uitstoot_gecombineerd": "110"}, {"emissie_co2_gecombineerd_wltp": "131"}
    assert values({"a": "b"}, PETROL | old | new)["co2_g_km"] == 131
    only_old = values({"a": "b"}, PETROL | old)
    assert only_old["co2_nedc_g_km"] == 110
    assert "co2_g_km" not in only_old
    weighed = PETROL | PLUG | new | {"emis_co2_gewogen_gecombineerd_wltp": "31"}
    assert values({"a": "b"}, weighed)["co2_g_km"] == 31


def test_kerb_weight_is_that_without_driver() -> None:
    assert values({"massa_ledig_voertuig": "1340", "massa_rijklaar": "1440"})["weight_kg"] == 1340
    assert values({"massa_rijklaar": "1440"})["weight_kg"] == 1340


@pytest.mark.parametrize(
    ("word", "told", "doors"),
    [("hatchback", "4", 5), ("hatchback", "2", 3), ("hatchback", "5", 5), ("sedan", "4", 4)],
)
def test_the_tailgate_is_a_door(word: str, told: str, doors: int) -> None:
    assert values({"inrichting": word, "aantal_deuren": told})["doors"] == doors


def test_days_by_either_twin_and_an_import_by_two_of_them() -> None:
    row = {
        "datum_eerste_toelating": "20200501",
        "datum_eerste_tenaamstelling_in_nederland_dt": "2023-02-07T00:00:00.000",
        "vervaldatum_apk": "20261301",
    }
    found = values(row)
    assert found["first_registration"] == date(2020, 5, 1)
    assert found["is_import"] is True
    assert "apk_until" not in found
    row["datum_eerste_toelating"] = "20230207"
    assert values(row)["is_import"] is False


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        ("Logisch", "logical"),
        ("Onlogisch", "illogical"),
        ("Geen oordeel", "none"),
        ("N.v.t.", None),
    ],
)
def test_the_odometer_verdict(word: str, verdict: str | None) -> None:
    row = {"tellerstandoordeel": word, "jaar_laatste_registratie_tellerstand": "2026"}
    found = values(row, explanations=[{"toelichting_tellerstandoordeel": "Omdat."}])
    assert found.get("odometer_verdict") == verdict
    assert found.get("odometer_year") == (2026 if verdict else None)
    assert found.get("odometer_explanation") == ("Omdat." if verdict else None)


def test_a_recall_is_open_by_either_set() -> None:
    name = "openstaande_terugroepactie_indicator"
    states = [{"code_status": "P"}, {"code_status": "O", "status": "Openstaande terugroepactie"}]
    assert values({name: "Nee"})["has_open_recall"] is False
    assert values({name: "Ja"})["has_open_recall"] is True
    assert values({name: "Nee"}, recalls=states)["has_open_recall"] is True
    assert "has_open_recall" not in values({"kenteken": "x"}, recalls=states[:1])


def test_no_answer_has_no_facts() -> None:
    assert facts(RdwAnswer("NX123B", Status.SILENT, NOW), shipped.dictionary()) == ()
    assert history(RdwAnswer("NX123B", Status.UNKNOWN, NOW)) == ()


ROW = sets_of(next(found for car in stock(3, at=NOW) if (found := papers(car))))


@given(
    st.dictionaries(
        st.sampled_from([name for rows in ROW.values() for row in rows for name in row]),
        st.text(max_size=30) | st.integers().map(str) | st.floats().map(str),
    )
)
def test_whatever_stands_there_is_read_without_an_error(damage: dict[str, str]) -> None:
    sets = {name: [row | damage for row in rows] for name, rows in ROW.items()}
    for fact in facts(RdwAnswer("NX123B", Status.TOLD, NOW, NOW, sets), shipped.dictionary()):
        json.dumps(fact.value, default=str)


@pytest.mark.parametrize(
    ("fact", "value", "same"),
    [
        (RdwFact("colour", "grey", "eerste_kleur", "GRIJS"), "silver", True),
        (RdwFact("colour", "grey", "eerste_kleur", "GRIJS"), "black", False),
        (RdwFact("doors", 5, "aantal_deuren", "4"), 4, True),
        (RdwFact("doors", 5, "aantal_deuren", "5"), 3, False),
        (RdwFact("body", "estate", "inrichting", "stationwagen"), "suv", True),
        (RdwFact("body", "estate", "inrichting", "stationwagen"), "convertible", False),
        (RdwFact("power_kw", 133, "nettomaximumvermogen", "133.00"), 132, True),
        (RdwFact("engine_cc", 1598, "cilinderinhoud", "1598"), 1600, True),
        (RdwFact("engine_cc", 1598, "cilinderinhoud", "1598"), 1968, False),
        (RdwFact("first_registration", date(2020, 5, 17), "", ""), date(2020, 5, 1), True),
        (RdwFact("first_registration", date(2020, 5, 17), "", ""), date(2019, 5, 17), False),
        (RdwFact("fuel", "petrol", "", ""), "diesel", False),
    ],
)
def test_two_ways_of_speaking_agree(fact: RdwFact, value: Any, same: bool) -> None:
    assert agrees(fact, value) is same


def test_the_demos_cars_agree_with_their_papers_save_a_few() -> None:
    cars = list(stock(150, at=NOW))
    plates = [car.license_plate for car in cars if car.license_plate]
    assert len(set(plates)) == len(plates) > 110
    wrong = 0
    for car in cars:
        if found := papers(car):
            answer = RdwAnswer(found.plate, Status.TOLD, NOW, NOW, sets_of(found))
            by_field = {fact.field: fact for fact in facts(answer, shipped.dictionary())}
            assert agrees(by_field["fuel"], car.fuel), car.title
            wrong += not (agrees(by_field["colour"], car.colour) and car.month_known)
    assert wrong < 15
