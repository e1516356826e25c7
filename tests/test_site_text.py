"""Figures and dates as each language writes them."""

from datetime import date

import pytest
from django.utils.translation import override

from carsite.templatetags.site_text import euro, km, month_year, number, unit


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ("14.950", "€\xa014.950", "80.662\xa0km")),
        ("en", ("14,950", "€14,950", "80,662\xa0km")),
    ],
)
def test_figures_follow_the_language(language: str, expected: tuple[str, str, str]) -> None:
    with override(language):
        assert (number(14950), euro(14950), km(80662)) == expected


@pytest.mark.parametrize("unknown", [None, "", "12", 1.5, True])
def test_what_is_no_whole_number_is_not_shown(unknown: object) -> None:
    assert (number(unknown), euro(unknown), km(unknown), unit(unknown, "cc")) == ("", "", "", "")


def test_zero_kilometres_is_a_figure() -> None:
    with override("nl"):
        assert km(0) == "0\xa0km"


def test_month_and_year() -> None:
    with override("nl"):
        assert month_year(date(2020, 3, 1)) == "maart 2020"
    assert month_year(None) == ""
