"""RDW's rows in our fields and words, each fact with the field of the register it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from listings.choices import Body
from listings.intake.rdw import fuels, transport
from listings.intake.rdw.answer import RdwAnswer, Row
from listings.intake.rdw.fuels import whole
from listings.intake.rdw.words import BODIES, BODY_CODES, COLOURS, VERDICTS
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.folding import folded
from listings.vocabulary.terms import ModelTerm
from listings.vocabulary.titles.reader import title_reader

# The trade counts the tailgate as a door, the register mostly does not.
TAILGATE = {Body.HATCHBACK, Body.ESTATE, Body.SUV, Body.MPV}
BODY_TYPE = "type_carrosserie_europese_omschrijving"


@dataclass(frozen=True, slots=True)
class RdwFact:
    """One thing that RDW told.

    ``field`` is a name of ``Listing``'s, or one of engine_power_kw (of a hybrid's engine alone),
    co2_nedc_g_km, is_exported, odometer_year (of the last reading) and odometer_explanation
    (RDW's own words). ``value`` is in that field's form: a slug for make, "peugeot_508" for model,
    a code, a whole number in the field's unit, a date or a truth. ``source`` names the register's
    field, ``text`` is what stood there.
    """

    field: str
    value: Any
    source: str
    text: str


def facts(answer: RdwAnswer, of: Dictionary | None = None) -> tuple[RdwFact, ...]:
    """All that the answer tells, also an older one; nothing for what RDW left out or garbled."""
    if not answer.has_facts:
        return ()
    words = of or dictionary.current()
    row, rows = answer.vehicle, answer.sets
    name = list(_name(row, words))
    model = next((words.model_by_word[one.value] for one in name if one.field == "model"), None)
    body = _body(row, rows.get(transport.BODIES, []), name, model)
    found = [one for one in name if one.field != "body"]
    found += [body] if body else []
    found += [
        RdwFact(one.field, one.value, one.source, one.text)
        for one in fuels.read(rows.get(transport.FUELS, []))
    ]
    return (*found, *_numbers(row, body), *_colour(row), *_dates(row), *history(answer))


def history(answer: RdwAnswer) -> tuple[RdwFact, ...]:
    """What became of the car: taxi, export, recall and odometer; needs no vocabulary."""
    row, rows = answer.vehicle, answer.sets
    return (
        *_indicators(row),
        *_recall(row, rows.get(transport.RECALLS, [])),
        *_odometer(row, rows.get(transport.EXPLANATIONS, [])),
    )


def _name(row: Row, words: Dictionary) -> Iterator[RdwFact]:
    """Make, model and body as the reader of dealers' titles finds them: "PEUGEOT" "508 SW"."""
    make, name = row.get("merk", ""), row.get("handelsbenaming", "")
    reading = title_reader(words).read(f"{make} {name}".strip())
    of_field = {"make": ("merk", make), "model": ("merk, handelsbenaming", f"{make} {name}")}
    for field in ("make", "model", "body"):
        if fact := reading.first(field):
            source, text = of_field.get(field, ("handelsbenaming", name))
            yield RdwFact(field, fact.value, source, text)


def _body(
    row: Row, bodies: list[dict[str, str]], name: list[RdwFact], model: ModelTerm | None
) -> RdwFact | None:
    """The body in our words, by what the model is built as; None where several would fit."""
    sources = [("inrichting", row.get("inrichting", ""))]
    for body in bodies:
        code = folded(body.get("carrosserietype", ""))
        sources += [(BODY_TYPE, body.get(BODY_TYPE, "")), ("carrosserietype", code)]
    for source, text in sources:
        means = BODIES.get(BODY_CODES.get(folded(text), folded(text)))
        if means and (chosen := _built_as(means, model)):
            return RdwFact("body", chosen, source, text)
    return next((one for one in name if one.field == "body"), None)


def _built_as(means: tuple[Body, ...], model: ModelTerm | None) -> Body | None:
    if model is None or not model.bodies or means[0] in model.bodies:
        return means[0]
    fitting = [body for body in means if body in model.bodies]
    return fitting[0] if len(fitting) == 1 else None


def _numbers(row: Row, body: RdwFact | None) -> Iterator[RdwFact]:
    """Displacement, doors, seats and weights.

    ``weight_kg`` is the kerb weight that the trade and the road tax use: the mass without driver
    (massa_ledig_voertuig). The mass in running order (massa_rijklaar) is that and 100 kg.
    """
    for field, source, low, high in (
        ("engine_cc", "cilinderinhoud", 50, 10_000),
        ("doors", "aantal_deuren", 1, 9),
        ("seats", "aantal_zitplaatsen", 1, 30),
        ("weight_kg", "massa_ledig_voertuig", 300, 7_500),
        ("towing_kg", "maximum_trekken_massa_geremd", 50, 5_000),
    ):
        value = whole(row.get(source), low, high)
        if value is None:
            continue
        if field == "doors" and value % 2 == 0 and body and body.value in TAILGATE:
            value += 1
        yield RdwFact(field, value, source, row[source])
    if "massa_ledig_voertuig" not in row:
        ready = whole(row.get("massa_rijklaar"), 400, 7_600)
        if ready:
            yield RdwFact("weight_kg", ready - 100, "massa_rijklaar", row["massa_rijklaar"])


def _colour(row: Row) -> Iterator[RdwFact]:
    colour = row.get("eerste_kleur", "")
    if folded(colour) in COLOURS:
        yield RdwFact("colour", COLOURS[folded(colour)], "eerste_kleur", colour)


def _indicators(row: Row) -> Iterator[RdwFact]:
    for field, source in (("was_taxi", "taxi_indicator"), ("is_exported", "export_indicator")):
        if (said := _yes(row.get(source))) is not None:
            yield RdwFact(field, said, source, row[source])


def _dates(row: Row) -> Iterator[RdwFact]:
    """An import was registered abroad before it was given to somebody here."""
    first, here = "datum_eerste_toelating", "datum_eerste_tenaamstelling_in_nederland"
    days = {name: _day(row, name) for name in (first, here, "vervaldatum_apk")}
    for field, source in (("first_registration", first), ("apk_until", "vervaldatum_apk")):
        if day := days[source]:
            yield RdwFact(field, day, source, row.get(source) or row[f"{source}_dt"])
    begun, came = days[first], days[here]
    if begun and came:
        yield RdwFact("is_import", begun < came, f"{first}, {here}", f"{begun}, {came}")


def _recall(row: Row, recalls: list[dict[str, str]]) -> Iterator[RdwFact]:
    """By the register's own yes or no, else by the states of the car's recalls."""
    source = "openstaande_terugroepactie_indicator"
    said = _yes(row.get(source))
    if still_open := [recall for recall in recalls if recall.get("code_status") == "O"]:
        text = still_open[0].get("status", "O")
        yield RdwFact("has_open_recall", True, "code_status", text)
    elif said is not None:
        yield RdwFact("has_open_recall", said, source, row[source])


def _odometer(row: Row, explanations: list[dict[str, str]]) -> Iterator[RdwFact]:
    """The verdict, the year of the last reading it rests on, and RDW's words about it."""
    source, year = "tellerstandoordeel", "jaar_laatste_registratie_tellerstand"
    if verdict := VERDICTS.get(folded(row.get(source, ""))):
        yield RdwFact("odometer_verdict", verdict, source, row[source])
        if value := whole(row.get(year), 1990, 2100):
            yield RdwFact("odometer_year", value, year, row[year])
        name = "toelichting_tellerstandoordeel"
        if text := next((one[name] for one in explanations if one.get(name)), ""):
            yield RdwFact("odometer_explanation", text, name, text)


def _yes(text: str | None) -> bool | None:
    return {"ja": True, "nee": False}.get((text or "").lower())


def _day(row: Row, name: str) -> date | None:
    """ "20200501", or its twin "2020-05-01T00:00:00.000"."""
    for text, form in ((row.get(name, ""), "%Y%m%d"), (row.get(f"{name}_dt", "")[:10], "%Y-%m-%d")):
        try:
            found = datetime.strptime(text[:10], form).date()
        except ValueError:
            continue
        if found.year >= 1900:
            return found
    return None
