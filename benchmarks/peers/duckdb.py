"""DuckDB: one clustered table in memory, a boolean column per option, grouping sets, 2 threads."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.cars import UNKNOWN, Cars, Filters
from benchmarks.peers.conditions import Dialect
from benchmarks.peers.peer import Asked, Context, Found, Missing, Numbers, Peer
from listings.search.criteria import Sort
from listings.search.fields import EDGES
from listings.search.results import page_limits

try:
    import duckdb
except ImportError as error:
    raise Missing("DuckDB is not installed: pip install duckdb") from error

THREADS = 2
BARS = {name: f"bar_{name}" for name in EDGES}
ORDERS: dict[Sort, str] = {
    "newest": "published DESC, id DESC",
    "price": "price_eur NULLS LAST, id DESC",
    "mileage": "mileage_km NULLS LAST, id DESC",
    "year": "year DESC NULLS LAST, id DESC",
}
PAGE_SIZE = page_limits(1, 10**9)[2]


class DuckDB(Peer):
    def load(self) -> None:
        self.connection = duckdb.connect(":memory:", config={"threads": THREADS})
        self.connection.execute("SET enable_progress_bar = false")
        self.connection.register("columns", _columns(self.cars))
        known = ", ".join(f"nullif({name}, {UNKNOWN}) AS {name}" for name in EDGES)
        self.connection.execute(
            f"CREATE TABLE cars AS SELECT * REPLACE ({known}) FROM columns"  # noqa: S608
        )
        self.connection.unregister("columns")

    def ask(self, asked: Asked) -> Found:
        total, numbers = None, Numbers()
        for context in asked.contexts:
            numbers |= self._grouped(context)
            if "options" in context.facets:
                total, numbers["options"] = self._options(context.filters)
        return Found(self.ids(asked.filters, asked.sort, asked.offset), numbers, total)

    def ids(self, filters: Filters, sort: Sort, offset: int) -> list[int]:
        rows = self._rows(
            f"SELECT id FROM cars WHERE {_where(filters)} ORDER BY {ORDERS[sort]} "  # noqa: S608
            f"LIMIT {PAGE_SIZE} OFFSET {offset}"
        )
        return [row[0] for row in rows]

    def close(self) -> None:
        self.connection.close()

    def _options(self, filters: Filters) -> tuple[int, dict[int, int]]:
        """The total comes along with the options' numbers."""
        codes = range(1, len(self.cars.options) + 1)
        sums = "".join(f", count_if({_option(code)})" for code in codes)
        [row] = self._rows(f"SELECT count(*){sums} FROM cars WHERE {_where(filters)}")  # noqa: S608
        return row[0], dict(zip(codes, row[1:], strict=True))

    def _grouped(self, context: Context) -> Numbers:
        names = [name for name in context.facets if name != "options"]
        columns = [BARS.get(name, name) for name in names]
        sets = ", ".join(f"({column})" for column in columns)
        rows = self._rows(
            f"SELECT {', '.join(columns)}, count(*) FROM cars "  # noqa: S608
            f"WHERE {_where(context.filters)} GROUP BY GROUPING SETS ({sets})"
        )
        numbers: dict[str, dict[int, int]] = {name: {} for name in names}
        for *codes, number in rows:
            # The one code that is no null says which facet this row is of.
            place = next(place for place, code in enumerate(codes) if code is not None)
            numbers[names[place]][codes[place]] = number
        return dict(numbers)

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement).fetchall()


def _columns(cars: Cars) -> dict[str, NDArray[Any]]:
    columns: dict[str, NDArray[Any]] = {"id": cars.ids, "published": cars.published}
    columns |= {name: coded.codes.astype(np.int16) for name, coded in cars.coded.items()}
    columns["sellers"] = cars.coded["sellers"].codes.astype(np.int32)
    columns |= {name: numbers.astype(np.int32) for name, numbers in cars.numbers.items()}
    columns |= {BARS[name]: bar.codes.astype(np.int16) for name, bar in cars.bars.items()}
    rows = np.repeat(np.arange(len(cars)), np.diff(cars.option_starts))
    for code in range(1, len(cars.options) + 1):
        has = np.zeros(len(cars), np.bool_)
        has[rows[cars.option_codes == code]] = True
        columns[_option(code)] = has
    # Spaces around each word: a whole word is one between spaces, a beginning has one before.
    columns["words"] = np.array([f" {words} " for words in cars.words], object)
    return columns


def _option(code: int) -> str:
    return f"option_{code}"


def _all_options(codes: list[int]) -> str:
    return " AND ".join(map(_option, codes))


def _words(words: list[str]) -> str:
    whole = [f"contains(words, ' {word} ')" for word in words[:-1]]
    return " AND ".join([*whole, f"contains(words, ' {words[-1]}')"])


def _one_of(column: str, codes: list[int]) -> str:
    if len(codes) == 1:
        return f"{column} = {codes[0]}"
    return f"{column} IN ({', '.join(map(str, codes))})" if codes else "false"


_where = Dialect(_one_of, _all_options, _words).where
