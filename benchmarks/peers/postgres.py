"""PostgreSQL at its best: a search table of small numbers on a server of its own, tuned for it.

Settings follow what a machine that does nothing else would get. One statement counts all facets,
by grouping sets; the page comes with it in the same trip.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
from numpy.typing import NDArray

from benchmarks.peers.cars import UNKNOWN, Cars, Filters
from benchmarks.peers.conditions import Dialect
from benchmarks.peers.peer import COUNTED, Asked, Context, Found, Numbers, Peer
from carsite.embedded.server import DATABASE, PORT, ROLE
from carsite.postgres import ensure_running
from listings.search.criteria import Sort
from listings.search.fields import EDGES, FACETS
from listings.search.results import page_limits

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
SETTINGS = {
    "shared_buffers": f"{min(4096, MEGABYTES // 4)}MB",
    "effective_cache_size": f"{MEGABYTES // 2}MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "random_page_cost": "1.1",
    "effective_io_concurrency": "100",
    "max_parallel_workers_per_gather": "2",
    "max_parallel_workers": "2",
    "min_parallel_table_scan_size": "1MB",
    "min_parallel_index_scan_size": "256kB",
    "parallel_setup_cost": "200",
    "autovacuum": "off",
    "jit": "off",
}
BARS = {name: f"bar_{name}" for name in EDGES}
COLUMNS = {
    "id": "integer",
    "makes": "smallint",
    "models": "smallint",
    "lines": "smallint",
    **dict.fromkeys(FACETS, "smallint"),
    **dict.fromkeys(EDGES, "integer"),
    **dict.fromkeys(BARS.values(), "smallint"),
    "sellers": "integer",
    "published": "bigint",
    "options": "integer[]",
    "words": "tsvector",
}
INDEXES = (
    "(makes, models, price_eur)",
    "(models, price_eur)",
    "(bodies, fuels, price_eur, makes, bar_price_eur)",
    "(fuels, bodies, price_eur, makes, models, year, mileage_km)",
    "(published DESC, id DESC) INCLUDE (makes)",
    "(price_eur, id DESC) INCLUDE (makes)",
    "(mileage_km, id DESC) INCLUDE (makes)",
    "(year DESC NULLS LAST, id DESC) INCLUDE (makes)",
    "(sellers)",
    "USING gin (options gin__int_ops)",
    "USING gin (words)",
)
ORDERS: dict[Sort, str] = {
    "newest": "published DESC, id DESC",
    "price": "price_eur, id DESC",
    "mileage": "mileage_km, id DESC",
    "year": "year DESC NULLS LAST, id DESC",
}
PAGE_SIZE = page_limits(1, 10**9)[2]
TOTAL = -1


class Postgres(Peer):
    def __init__(self, cars: Cars, folder: Path) -> None:
        self.connection = _connected(folder / "postgres-peer")
        super().__init__(cars)

    def load(self) -> None:
        run = self.connection.execute
        run("DROP TABLE IF EXISTS cars")
        run("CREATE EXTENSION IF NOT EXISTS intarray")
        run(f"CREATE TABLE cars ({', '.join(map(' '.join, COLUMNS.items()))})")
        with self.connection.cursor() as cursor, cursor.copy("COPY cars FROM STDIN") as copy:
            for line in _lines(self.cars):
                copy.write(line)
        run("ALTER TABLE cars ADD PRIMARY KEY (id)")
        for index in INDEXES:
            run(f"CREATE INDEX ON cars {index}")
        run("VACUUM ANALYZE cars")

    def ask(self, asked: Asked) -> Found:
        parts = [part for context in asked.contexts for part in _statements(asked, context)]
        page = self._page(asked.filters, asked.sort, asked.offset)
        if not parts:
            return Found(self.ids(asked.filters, asked.sort, asked.offset), {})
        with self.connection.pipeline():
            counted = self.connection.execute(" UNION ALL ".join(parts))
            listed = self.connection.execute(page)
            rows, ids = counted.fetchall(), [row[0] for row in listed.fetchall()]
        numbers: Numbers = {name: {} for context in asked.contexts for name in context.facets}
        total = 0
        for facet, code, number in rows:
            if facet == TOTAL:
                total = number
            else:
                numbers[COUNTED[facet]][code] = number  # type: ignore[index]  # made above
        return Found(ids, numbers, total)

    def ids(self, filters: Filters, sort: Sort, offset: int) -> list[int]:
        rows = self.connection.execute(self._page(filters, sort, offset)).fetchall()
        return [row[0] for row in rows]

    def _page(self, filters: Filters, sort: Sort, offset: int) -> str:
        return (
            f"SELECT id FROM cars WHERE {_where(filters)} ORDER BY {ORDERS[sort]} "  # noqa: S608
            f"LIMIT {PAGE_SIZE} OFFSET {offset}"
        )

    def close(self) -> None:
        """A gigabyte need not stay behind; the server stops with this process."""
        self.connection.execute("DROP TABLE cars")
        self.connection.close()


def _connected(folder: Path) -> psycopg.Connection:
    """A connection to a server of our own, started with the settings above."""
    orders = [f"ALTER SYSTEM SET {name} = '{value}'" for name, value in SETTINGS.items()]
    arguments = [part for order in orders for part in ("-c", order)]
    # The server stops when psql is done, and starts below with these settings.
    subprocess.run(  # noqa: S603  our own program and arguments
        [sys.executable, "-m", "carsite.postgres", "psql", "-q", *arguments],
        env={**os.environ, "DATA": str(folder)},
        cwd=ROOT,
        check=True,
    )
    socket = ensure_running(folder, durable=False)
    connection = psycopg.connect(
        host=str(socket), port=PORT, user=ROLE, dbname=DATABASE, autocommit=True
    )
    connection.prepare_threshold = None  # a plan for these values, not for any
    return connection


def _lines(cars: Cars) -> Iterator[str]:
    """The rows as COPY reads them, a column of text at a time."""
    values: dict[str, list] = {"id": cars.ids.tolist(), "published": cars.published.tolist()}
    values |= {name: _known(column) for name, column in cars.numbers.items()}
    values |= {BARS[name]: bar.codes.tolist() for name, bar in cars.bars.items()}
    values |= {name: column.codes.tolist() for name, column in cars.coded.items()}
    starts, codes = cars.option_starts.tolist(), cars.option_codes.tolist()
    values["options"] = [
        f"{{{','.join(map(str, codes[first:end]))}}}" for first, end in pairwise(starts)
    ]
    values["words"] = cars.words
    for row in zip(*(values[name] for name in COLUMNS), strict=True):
        yield "\t".join(map(str, row)) + "\n"


def _known(column: NDArray) -> list:
    return ["\\N" if number == UNKNOWN else number for number in column.tolist()]


def _one_of(column: str, codes: list[int]) -> str:
    if len(codes) == 1:
        return f"{column} = {codes[0]}"
    kind = "integer" if column == "sellers" else "smallint"
    return f"{column} = ANY ('{{{','.join(map(str, codes))}}}'::{kind}[])"


def _all_options(codes: list[int]) -> str:
    return f"options @> '{{{','.join(map(str, codes))}}}'::integer[]"


def _words(words: list[str]) -> str:
    return f"words @@ '{' & '.join(words)}:*'::tsquery"


_where = Dialect(_one_of, _all_options, _words).where


def _statements(asked: Asked, context: Context) -> list[str]:
    """Rows of facet, code and number; the result's own also tell the total."""
    if context.filters is asked.filters:
        return [_of_result(context)]
    [name] = context.facets
    return [
        f"(SELECT {COUNTED.index(name)}, {_column(name)}::int, count(*) FROM cars "  # noqa: S608
        f"WHERE {_where(context.filters)} GROUP BY 2)"
    ]


def _of_result(context: Context) -> str:
    """The result is read once; all its facets are grouped beside each other."""
    columns = [_column(name) for name in context.facets if name != "options"]
    places = [COUNTED.index(name) for name in context.facets if name != "options"]
    everything = (1 << len(columns)) - 1  # grouping() has a bit for each column that is not
    facet_of = " ".join(
        f"WHEN {everything - (1 << (len(columns) - 1 - column))} THEN {place}"
        for column, place in enumerate(places)
    )
    listed = ", ".join(columns)
    sets = ", ".join(f"({column})" for column in columns)
    return (
        f"(WITH result AS MATERIALIZED (SELECT {listed}, options FROM cars "  # noqa: S608
        f"WHERE {_where(context.filters)}) "
        f"SELECT CASE grouping({listed}) {facet_of} ELSE {TOTAL} END, "
        f"coalesce({listed})::int, count(*) FROM result GROUP BY GROUPING SETS ((), {sets}) "
        f"UNION ALL SELECT {COUNTED.index('options')}, code, count(*) "
        f"FROM result, unnest(options) code GROUP BY code)"
    )


def _column(name: str) -> str:
    return BARS.get(name, name)


def server_settings(peer: Postgres) -> dict[str, str]:
    """What the server runs with, for the report."""
    names = json.dumps([*SETTINGS, "server_version"])
    rows = peer.connection.execute(
        "SELECT name, current_setting(name) FROM pg_settings "
        "WHERE name IN (SELECT jsonb_array_elements_text(%s::jsonb))",
        [names],
    )
    return dict(rows.fetchall())
