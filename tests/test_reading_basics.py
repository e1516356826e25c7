"""What all readers stand on: words with their places, names found in them, slips forgiven."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.vocabulary import shipped
from listings.vocabulary.codes import type_code
from listings.vocabulary.lexicon import lexicon
from listings.vocabulary.near import Near, distance
from listings.vocabulary.phrases import Phrases
from listings.vocabulary.tokens import number_of, words_in

# --- Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VW e-Golf 36kWh", ["vw", "e", "golf", "36", "kwh"]),
        ("5Drs. 1.4-16V", ["5", "drs", "1.4", "16", "v"]),
        ("€ 30.000,- | 90,75% SOH", ["€", "30.000", ",", "|", "90,75", "%", "soh"]),
        ("Citroën Škoda", ["citroen", "skoda"]),
        ("MX-5 MX5 MX 5", ["mx", "5"] * 3),
        ("Citroe\u0308n", ["citroen"]),
    ],
)
def test_cuts_words_as_people_write_them(text: str, expected: list[str]) -> None:
    assert words_in(text).folded == expected


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    words = words_in(text)
    spans = list(zip(words.starts, words.ends, strict=True))
    assert len(words) == len(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("word", "value"),
    [("30.000", 30_000), ("1.4", 1.4), ("90,75", 90.75), ("508", 508), ("golf", None)],
)
def test_numbers_are_dutch(word: str, value: float | None) -> None:
    assert number_of(word) == value


# --- Names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["T-Cross", "T Cross", "TCross", "t-cross", "T.Cross"])
def test_a_name_is_found_however_it_is_joined(text: str) -> None:
    assert Phrases([("T-Cross", 1)]).named(text) == (1,)


@pytest.mark.parametrize("text", ["T, Cross", "T / Cross", "T", "T\nCross"])
def test_other_signs_part_a_name(text: str) -> None:
    assert Phrases([("T-Cross", 1)]).named(text) == ()


def test_the_longest_name_wins() -> None:
    names = Phrases([("C3", "c3"), ("C3 Aircross", "aircross")])
    hit = names.at(words_in("Citroën C3 Aircross 1.2"), 1)
    assert hit
    assert (hit.end, hit.values) == (4, ("aircross",))


def test_one_name_may_be_of_several_makes() -> None:
    names = lexicon(shipped.dictionary()).models.named("Leon")
    assert {model.make.name for model in names} == {"Seat", "Cupra"}


def test_every_shipped_name_is_found() -> None:
    words = lexicon(shipped.dictionary())
    lost = [
        f"{model.full_name}: {name}"
        for model in shipped.dictionary().models
        for name in model.names
        if model not in words.models_of[model.make.id].named(name)
    ]
    assert lost == []


# --- Slips --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("wolkswagen", "volkswagen"), ("ocatvia", "octavia"), ("quashqai", "qashqai")],
)
def test_finds_what_was_meant(typed: str, meant: str) -> None:
    assert lexicon(shipped.dictionary()).near.find(typed)[0] == meant


def test_short_words_are_not_guessed() -> None:
    assert Near(["kia", "ka"]).find("kla") == []


words = st.text("abcde", max_size=7)


@given(words, words)
def test_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(st.text("abcdefgh", min_size=5, max_size=12), st.data())
def test_one_dropped_letter_is_always_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert word in Near([word]).find(word[:at] + word[at + 1 :]) or len(word) == 4


# --- Type codes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "model", "fuel"),
    [
        ("320d", "3-serie", "diesel"),
        ("320 d", "3-serie", "diesel"),
        ("M340i", "3-serie", "petrol"),
        ("118", "1-serie", None),
        ("530e", "5-serie", "phev"),
        ("C 220 d", "c-klasse", "diesel"),
        ("E200", "e-klasse", None),
        ("A 250 e", "a-klasse", "phev"),
        ("A 35", "a-klasse", None),
    ],
)
def test_type_codes_stand_for_models(text: str, model: str, fuel: str | None) -> None:
    code = type_code(words_in(text), 0)
    assert code
    assert (code.model, code.fuel) == (model, fuel)


@pytest.mark.parametrize("text", ["300", "908", "1.6", "A 4", "A4", "E, 200", "M3"])
def test_other_numbers_are_no_codes(text: str) -> None:
    assert type_code(words_in(text), 0) is None
