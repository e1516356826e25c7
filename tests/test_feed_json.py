"""JSON with many cars: its shapes, and what damage costs."""

import io
import json
from typing import Any

import pytest

from listings.intake.feeds.incoming import Ending, Refusal
from listings.intake.feeds.json_stock import JsonStock
from listings.intake.feeds.records import Record

CARS = [{"make": "A", "model": str(number), "more": [{"x": "},{"}]} for number in range(5)]


def found(text: str | bytes) -> list[Record | Refusal | Ending]:
    data = text.encode() if isinstance(text, str) else text
    return list(JsonStock("make", "model").records(io.BytesIO(data)))


def numbers(rows: list[Any]) -> str:
    """The numbers of the cars that were read, x for a refusal, ! for a file that is not whole."""
    signs = {Refusal: lambda row: "x", Ending: lambda row: "" if row.is_whole else "!"}
    return "".join(
        signs.get(type(row), lambda row: row.values.get("model", "?"))(row) for row in rows
    )


SHAPES = [
    json.dumps(CARS),
    json.dumps(CARS, indent=2),
    "\ufeff" + json.dumps({"errors": [{"code": 1}], "total": 5, "ads": CARS, "next": None}),
    json.dumps({"result": {"took": 1.5, "ads": CARS}}, indent=4),
    "\n".join(map(json.dumps, CARS)),
    "\r\n\r\n".join(map(json.dumps, CARS)) + "\r\n",
]


@pytest.mark.parametrize("text", SHAPES)
def test_finds_the_cars_in_every_shape(text: str) -> None:
    assert numbers(found(text)) == "01234"


@pytest.mark.parametrize("text", SHAPES)
def test_a_broken_car_costs_one_car(text: str) -> None:
    assert numbers(found(text.replace('"2"', '"2'))) == "01x34"


@pytest.mark.parametrize("text", SHAPES[:4])
def test_a_file_that_is_cut_off_is_not_whole(text: str) -> None:
    cut = numbers(found(text[: text.index('"3"')]))
    assert cut == "012x!"
    assert numbers(found(text[: text.index('"3"') - 60])).endswith("!")


def test_a_list_that_is_cut_off_between_cars_is_not_whole() -> None:
    text = json.dumps(CARS)
    assert numbers(found(text[: text.index(', {"make": "A", "model": "3"')])) == "012!"


@pytest.mark.parametrize("text", ["", " ", "<html>", '"', "{", "[", "[1]", "[[[", '{"a"', "nul"])
def test_says_what_is_no_stock(text: str) -> None:
    rows = found(text)
    assert rows[-1] != Ending(True)
    assert numbers(rows).strip("x") == "!"


def test_one_car_alone_is_a_stock() -> None:
    assert numbers(found(json.dumps(CARS[1], indent=1))) == "1"


def test_tells_the_line() -> None:
    rows = found('[\n{"make": 1, "model": "1"},\n\n{"make": NULL},\n{"make": 1,\n"model": "2"}]')
    assert [row.line for row in rows if not isinstance(row, Ending)] == [2, 4, 5]


@pytest.mark.parametrize("more", ['"a": 1, "a": 2', '"a": ' + "[" * 20 + "]" * 20])
def test_refuses_what_can_be_read_two_ways_or_is_deep(more: str) -> None:
    text = f'[{{"make": 1, "model": "1", {more}}}, {json.dumps(CARS[2])}]'
    assert numbers(found(text)) == "x2"


def test_a_byte_that_is_not_text_stays_in_its_car() -> None:
    data = json.dumps([*CARS, {"make": "Citroën", "model": "6"}], ensure_ascii=False).encode()
    rows = found(data.replace(b"A", b"\xff", 1))
    assert numbers(rows) == "012346"
    assert isinstance(rows[5], Record)
    assert rows[5].values["make"] == "Citroën"


@pytest.mark.parametrize("piece", ["{", "[{", '{"a":', '{"make": "', "[", ", {", '"', '{"a": 1, '])
def test_nonsense_takes_no_longer(piece: str) -> None:
    assert found("[" + piece * (300_000 // len(piece)))[-1] != Ending(True)
