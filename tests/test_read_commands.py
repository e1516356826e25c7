"""The commands that read JSON Lines: order, bad lines, exit code, and no database."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from listings.vocabulary.json_lines import answers


def run(command: str, lines: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], str, int]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    try:
        call_command(command, stdout=out, stderr=err)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), code


def test_titles_are_answered_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = '{"title": "Opel Corsa 1.2 Edition"}\n{"title": "VW e-Golf | SOH 91%"}\n\n'
    rows, errors, code = run("read_titles", lines, monkeypatch)
    assert [(row["make"], row["model"]) for row in rows] == [
        ("Opel", "Corsa"),
        ("Volkswagen", "Golf"),
    ]
    assert rows[1]["battery_soh_percent"] == 91
    assert {span["rule"] for span in rows[1]["spans"]} >= {"make-name", "electric-name", "soh"}
    assert (errors, code) == ("", 0)


def test_a_bad_line_is_named_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = '{"title": "Kia Rio"}\nnonsense\n["Kia"]\n{"title": 3}\n{"title": "Kia Soul"}\n'
    rows, errors, code = run("read_titles", lines, monkeypatch)
    assert [row["model"] for row in rows] == ["Rio", "Soul"]
    assert [line[:6] for line in errors.splitlines()] == ["line 2", "line 3", "line 4"]
    assert code == 1


def test_text_that_utf8_cannot_hold_is_answered_all_the_same() -> None:
    complaints: list[str] = []
    (line,) = answers(
        ['{"text": "a\\ud800b"}'], "text", lambda text: {"read": text}, complaints.append
    )
    assert line is not None
    assert json.loads(line) == {"read": "a?b"}
    assert complaints == []
