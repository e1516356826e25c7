"""Dealers' titles: every rule by its example, labelled hard cases, and what holds for any text."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.vocabulary import shipped
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.titles import TitleReader, title_reader
from listings.vocabulary.titles.answers import FINER, as_row
from listings.vocabulary.titles.rules import RULES, SILENT, Rule
from tests.reading import gold

FIELDS = (
    "make model body fuel transmission engine_litres power_hp power_kw trim "
    "battery_soh_percent doors seats"
).split()
ROWS = gold.rows("titles.jsonl")
ANY_TEXT = st.text(max_size=120)
OPTIONS = st.permutations(
    ["Airco", "Navi", "LED", "PDC", "Trekhaak", "Cruise", "ACC", "Leder", "Pano", "NAP", '18"']
)

MEANT = {
    "Airco",
    "Navigatie",
    "LED-verlichting",
    "Parkeersensoren",
    "Trekhaak",
    "Adaptieve cruise control",
    "Lederen bekleding",
    "Panoramadak",
    "NAP",
    "Lichtmetalen velgen",
}


@cache
def reader() -> TitleReader:
    return title_reader(shipped.dictionary())


def read(title: str) -> dict[str, Any]:
    return as_row(reader().read(title), shipped.dictionary())


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    row = read(rule.example)
    for field, value in rule.gives.items():
        if field == "options":
            assert row["options"] == [] if value is None else value in row["options"]
        else:
            assert row[field] == value
    if rule.code not in SILENT:
        assert rule.code in {span["rule"] for span in row["spans"]}


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in ROWS}))
def test_labelled_titles(kind: str) -> None:
    wrong, rules = {}, set()
    for row in ROWS:
        if row["kind"] == kind:
            found = read(row["title"])
            wrong[row["title"]] = gold.differences(row, found, FIELDS)
            rules |= {span["rule"] for span in found["spans"]}
    assert {title: fields for title, fields in wrong.items() if fields} == {}
    assert rules <= set(RULES)


def test_the_labelled_titles_are_many_and_no_two_are_alike() -> None:
    assert len(ROWS) >= 300
    assert len({row["title"] for row in ROWS}) == len(ROWS)


def test_a_book_is_no_title_and_its_end_is_left_unread() -> None:
    text = "Kia Rio " + "en " * 400 + "trekhaak"
    reading = reader().read(text)
    assert reading.first("option") is None
    assert reading.rest[-1].text.endswith("trekhaak")
    assert reading.rest[-1].end == len(text)


def test_options_beside_the_compared_ones_are_facts_all_the_same() -> None:
    row = read("Kia EV6 GT-Line laadkabel rijmodusselectie Trekhaak")
    assert row["options"] == ["Trekhaak"]
    assert {"laadkabel", "rijmodusselectie"} <= {span["value"] for span in row["spans"]}
    assert set(shipped.dictionary().option_by_slug) >= FINER


def test_the_finer_option_stands_for_the_plain_one() -> None:
    row = read("Audi A4 Avant | Airco | Climate control | Camera | 360 camera | LED | Matrix LED")
    assert row["options"] == ["Climate control", "360-gradencamera", "Matrix-LED"]


@given(ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_spans_carry_the_text_they_claim(text: str) -> None:
    reading = reader().read(text)
    assert reading == reader().read(text)
    pieces: list[Fact | Span] = [*reading.facts, *reading.rest]
    for piece in pieces:
        assert 0 <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end] == piece.text


@given(OPTIONS, st.sampled_from([" | ", ", ", " / ", " * ", " ✅ ", " + ", "/"]))
@settings(max_examples=40, deadline=None)
def test_the_order_of_options_changes_nothing(options: list[str], separator: str) -> None:
    row = read(f"Skoda Octavia Combi 1.5 TSI Style{separator}{separator.join(options)}")
    assert set(row["options"]) == MEANT
    assert (row["make"], row["trim"], row["body"]) == ("Škoda", "Style", "estate")


@pytest.mark.parametrize("piece", ["SOH 9 ", "geen ", "é̂ ", "+ | "])
def test_a_book_of_one_word_is_read(piece: str) -> None:
    """A rule that looks back or ahead without end would never come through this."""
    text = piece * (100_000 // len(piece))
    assert reader().read(text).text == text
