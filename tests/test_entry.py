"""A title becomes facts for the form, each with the words it came from; sources are compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.intake.entry.proposals import proposals
from listings.intake.entry.title import told_by_title
from listings.intake.entry.told import Source, Told
from listings.vocabulary.shipped import dictionary

TITLE = "Peugeot 508 SW 1.6 PHEV GT 225pk / 90,75% SOH / Panoramadak / Trekhaak"


def read(title: str) -> dict[str, Told]:
    return {told.field: told for told in told_by_title(title, dictionary())}


def test_a_title_fills_the_form() -> None:
    told = read(TITLE)
    assert told["model"].value == dictionary().model_by_word["peugeot_508"].id
    assert told["body"].value == "estate"
    assert told["fuel"].value == "phev"
    assert told["power_kw"].value == 165  # 225 pk / 1.35962
    assert told["battery_soh_percent"].value == 90.75
    assert told["version"].value == "1.6 PHEV GT"


def test_litres_are_compared_and_never_filled_in() -> None:
    found = proposals(told_by_title(TITLE, dictionary()))
    litres = next(proposal for proposal in found.fields if proposal.field == "engine_cc")
    assert litres.value is None
    assert litres.told[0].agrees_with(Told("engine_cc", 1598, Source.RDW, "1598"))


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_every_fact_stands_where_it_says(noise: str) -> None:
    title = f"{TITLE} {noise}"
    for told in told_by_title(title, dictionary()):
        assert told.field == "version" or title[told.start : told.end] == told.said


@pytest.mark.parametrize(
    ("field", "title", "rdw", "conflict"),
    [
        ("transmission", "automatic", "manual", True),
        ("transmission", "automatic", "automatic", False),
        ("engine_cc", 1600, 1598, False),
        ("engine_cc", 1600, 1199, True),
        ("power_kw", 165, 165, False),
        ("doors", 5, 3, True),
    ],
)
def test_sources_that_disagree_are_a_conflict(
    field: str, title: object, rdw: object, conflict: bool
) -> None:
    told = [Told(field, title, Source.TITLE, ""), Told(field, rdw, Source.RDW, "")]
    assert bool(proposals(told).conflicts) is conflict


@pytest.mark.parametrize(
    ("field", "rdw", "word", "title", "filled"),
    [
        ("colour", "grey", "GRIJS", "silver", "silver"),
        ("colour", "grey", "GRIJS", "grey", "grey"),
        ("body", "estate", "stationwagen", "suv", "suv"),
        ("doors", 5, "4", 4, 5),
    ],
)
def test_two_ways_of_speaking_are_no_conflict(
    field: str, rdw: object, word: str, title: object, filled: object
) -> None:
    told = [Told(field, title, Source.TITLE, ""), Told(field, rdw, Source.RDW, word)]
    (proposal,) = proposals(told).fields
    assert (proposal.is_conflict, proposal.value) == (False, filled)


def test_what_a_person_typed_comes_first() -> None:
    told = [Told("doors", 5, Source.TITLE, ""), Told("doors", 3, Source.TYPED, "")]
    assert proposals(told).fields[0].value == 3


def test_an_option_is_proposed_once() -> None:
    found = proposals(told_by_title(f"{TITLE} trekhaak", dictionary()))
    values = [told.value for told in found.options]
    assert len(values) == len(set(values)) == 2
