"""Visitors' questions: every rule's example, and what holds for any text."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.vocabulary import shipped
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.folding import folded
from listings.vocabulary.questions import RULES, QuestionReading, question_reader
from listings.vocabulary.questions.places import town_of_postcode
from listings.vocabulary.questions.printing import SLOTS, printed

CASES = Path(__file__).parent / "reading" / "queries.jsonl"


def read(question: str) -> QuestionReading:
    return question_reader(shipped.dictionary()).read(question, this_year=2026)


def facts(question: str) -> dict[str, object]:
    return {fact.field: fact.value for fact in read(question).facts}


def test_the_hard_questions_are_read_right() -> None:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    wrong = {row["query"]: found for row in rows if (found := wrong_slots(row))}
    assert not wrong


def wrong_slots(row: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The slots that differ, as (gold, answer)."""
    answer, gold = printed(read(row["query"]), shipped.dictionary()), row["gold"]
    return {
        slot: (gold.get(slot), answer[slot])
        for slot in SLOTS
        if not is_right(answer[slot], gold.get(slot), row.get("alt", {}).get(slot, []))
    }


def is_right(said: Any, gold: Any, others: list[Any]) -> bool:
    """The gold's values in any order, or accepted ones instead; None among them: or nothing."""
    found, wanted = plain(said), plain(gold)
    if not found <= wanted | plain(others):
        return False
    return len(found) >= len(wanted) or None in others


def plain(values: Any) -> set[str]:
    """A slot's values to compare: without case, accents and signs."""
    every = values if isinstance(values, list) else [values]
    return {_plain(value) for value in every if value is not None}


def _plain(value: object) -> str:
    word = folded(str(value))
    if word.startswith("rel-"):
        word = str(2026 - int(word[4:]))
    return "".join(sign for sign in word if sign.isalnum())


def test_every_rule_reads_its_own_example() -> None:
    unread = {}
    for rule in RULES.values():
        found = {(f.field, f.value) for f in read(rule.example).facts if f.rule == rule.code}
        unread[rule.code] = set(rule.gives) - found
    assert not any(unread.values()), unread


# Words that questions are made of, so that random ones also hit the rules.
WORDS = st.sampled_from(
    "golf peugeot 508 2008 van tot tussen en of 15 k mille € km 20.000 , - / rond utrecht geen "
    "diesel zwart leer 3 deurs serie bmw 320 d wolkswagen ton jaar % soh kwh 9712 ab + e".split()
)
QUESTIONS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))


@settings(max_examples=80, deadline=None)
@given(QUESTIONS)
def test_any_question_is_read_twice_alike_and_spans_carry_their_text(question: str) -> None:
    reading = read(question)
    spans = [meant.span for meant in reading.meant]
    pieces: list[Fact | Span] = [*reading.facts, *reading.left, *spans]
    for piece in pieces:
        assert 0 <= piece.start < piece.end <= len(question)
        assert question[piece.start : piece.end] == piece.text
    assert {fact.rule for fact in reading.facts} <= set(RULES)
    assert read(question) == reading
    json.dumps(printed(reading, shipped.dictionary()))


def test_of_a_long_text_only_the_beginning_is_read() -> None:
    text = "golf of 508 rond utrecht tot 15k " * 3_000
    reading = read(text)
    assert reading.facts[0].text == "golf"
    assert max(fact.end for fact in reading.facts) < reading.left[-1].start
    assert reading.left[-1].end == len(text.rstrip())


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        ("mazda 3 deurs", "doors", 3),
        ("opel mokka", "model", "opel_mokka"),
        ("fiat 500 tot 500", "price_max", 500),
        ("golf tot 150.000", "mileage_max", 150_000),
        ("ferrari tot 90.000", "price_max", 90_000),
        ("polo voor 2000", "price_max", 2_000),
        ("polo van voor 2005", "year_max", 2005),
    ],
)
def test_a_number_is_what_its_neighbours_make_it(question: str, field: str, value: object) -> None:
    assert facts(question)[field] == value


def test_what_is_asked_not_to_be_is_left() -> None:
    reading = read("polo geen diesel")
    assert [fact.field for fact in reading.facts] == ["model"]
    assert reading.text_left == "geen diesel"


def test_a_doubtful_slip_is_named_and_not_read() -> None:
    reading = read("zoek een pilo")
    assert not reading.facts
    assert [(meant.span.text, meant.instead) for meant in reading.meant] == [("pilo", "Polo")]


@pytest.mark.parametrize(
    "question",
    [
        "waar drie kinderzitjes in passen",
        "noord-brabant",
        "in twente",
        "in goede staat",
        "in het leven",
        "een zekere verklaring van waarde",
        "trekt de caravan",
        "de auto van oma",
        "iets van de dealer",
        "rond een uur of tien",
        "de piloot in de grachten",
    ],
)
def test_ordinary_words_are_no_car_town_or_body(question: str) -> None:
    assert not [f for f in read(question).facts if f.field in ("model", "place", "body")]
    assert "typo" not in {fact.rule for fact in read(question).facts}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("pegeout", "peugeot"),
        ("golv", "volkswagen_golf"),
        ("kaptur", "renault_captur"),
        ("wolvo", "volvo"),
        ("eletrische", "electric"),
        ("seat leen", "seat_leon"),
        ("polo in amersvoort", "amersfoort"),
        ("utrect", "utrecht"),
    ],
)
def test_a_sure_slip_is_read(question: str, value: str) -> None:
    assert value in facts(question).values()


def test_letters_that_differ_at_the_start_are_another_word() -> None:
    """ "Paris" is near Yaris, and a town is not far from many words."""
    for question in ("paris", "geven", "assen passen", "polo in drachten wachten"):
        assert "typo" not in {fact.rule for fact in read(question).facts}


def test_a_town_with_a_common_name_is_one_where_it_must_be() -> None:
    assert facts("mini in best")["place"] == "best"
    assert facts("polo in made, tot 5000")["place"] == "made"
    assert "place" not in facts("polo in best goede staat")
    assert "place" not in facts("best goede polo")


def test_van_is_a_body_only_where_it_can_be_one() -> None:
    assert facts("transit van")["body"] == facts("witte van met trekhaak")["body"] == "van"
    assert "body" not in facts("golf van eerste eigenaar")


def test_a_postcode_is_the_town_it_lies_in() -> None:
    assert town_of_postcode(1012) == "amsterdam"
    assert town_of_postcode(999) is None


def test_every_postcode_of_the_table_is_a_known_town() -> None:
    towns = shipped.dictionary().town_by_slug
    assert {town_of_postcode(digits) for digits in range(1000, 10_000)} - {None} <= set(towns)
