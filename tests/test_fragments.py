"""Pieces of pages in the process: found again by what they show, and by nothing less."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.template import engines
from django.utils import translation

from carsite.fragments import BESIDE, Fragments

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def small(places: int) -> Fragments[str]:
    """Room for so many pieces of ten bytes."""
    return Fragments(places * (BESIDE + 10), size=lambda piece: 10)


def test_a_piece_is_made_once_for_each_key() -> None:
    pieces, made = small(9), iter("abcd")
    said = [pieces.get_or_render(("card", version), lambda: next(made)) for version in (1, 1, 2)]
    assert said == ["a", "a", "b"]


def test_each_language_has_its_own() -> None:
    pieces, made = small(9), iter("abcd")
    for language, expected in (("nl", "a"), ("en", "b"), ("nl", "a")):
        with translation.override(language):
            assert pieces.get_or_render(("card", 1), lambda: next(made)) == expected


def test_without_a_key_nothing_is_kept() -> None:
    pieces, made = small(9), iter("abcd")
    assert [pieces.get_or_render(None, lambda: next(made)) for _ in range(2)] == ["a", "b"]
    assert (len(pieces), pieces.bytes) == (0, 0)


def test_a_moment_ends_it() -> None:
    pieces = small(9)
    pieces.keep(("card", 1), "new", until=NOON)
    assert pieces.get([("card", 1)], at=NOON - SECOND) == ["new"]
    assert pieces.get([("card", 1)], at=NOON) == [None]
    assert pieces.get([("card", 1)]) == [None]


def test_what_was_not_used_longest_makes_room() -> None:
    pieces = small(2)
    for name in "ab":
        pieces.keep((name,), name)
    pieces.get([("a",)])
    pieces.keep(("c",), "c")
    assert pieces.get([("a",), ("b",), ("c",)]) == ["a", None, "c"]
    assert pieces.bytes == 2 * (BESIDE + 10)


def test_a_piece_that_fits_nowhere_is_not_kept() -> None:
    pieces = small(0)
    assert pieces.keep(("a",), "a") == "a"
    assert (len(pieces), pieces.bytes) == (0, 0)


def test_keeping_again_counts_once() -> None:
    pieces = small(9)
    for piece in "ab":
        pieces.keep(("a",), piece)
    assert pieces.get([("a",)]) == ["b"]
    assert pieces.bytes == BESIDE + 10


def test_a_kept_part_of_a_template_is_rendered_once_for_its_values() -> None:
    source = "{% load kept %}{% kept section %}{{ section }} {{ other }}{% endkept %}"
    page = engines["django"].from_string(source)
    assert page.render({"section": "a<b", "other": 1}) == "a&lt;b 1"
    assert page.render({"section": "a<b", "other": 2}) == "a&lt;b 1"
    assert page.render({"section": "news", "other": 2}) == "news 2"


def test_nothing_is_kept_where_the_setting_says_so(settings: Any) -> None:
    settings.KEEP_PIECES = False
    pieces = small(9)
    assert [pieces.get_or_render(("card",), lambda: "a") for _ in range(2)] == ["a", "a"]
    assert len(pieces) == 0
