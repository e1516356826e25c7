"""What leaves as CSV: no cell is a formula, and every text comes back as it was."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from listings.csv_cells import as_written, cell, write

LIVE = st.sampled_from(list("=+-@\t\r\n＝＋－＠'"))
TEXTS = st.one_of(st.text(max_size=12), st.builds(str.__add__, LIVE, st.text(max_size=12)))


@given(TEXTS)
def test_no_text_begins_as_a_formula_and_each_comes_back(text: str) -> None:
    safe = cell(text)
    assert not safe.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert as_written(safe) == text


def test_numbers_stay_numbers() -> None:
    assert [cell(-5), cell(None), cell(True), cell("-5")] == ["-5", "", "1", "'-5"]


def test_a_table_reads_back() -> None:
    rows = [["Jan", '=HYPERLINK("http://x")'], ["Piet; 'van'", "regel\r\nregel"]]
    out = io.StringIO(newline="")
    write(out, ["naam", "bericht"], rows)
    out.seek(0)
    header, *found = csv.reader(out)
    assert header == ["naam", "bericht"]
    assert [[as_written(text) for text in row] for row in found] == rows
    assert found[0][1].startswith("'=")
