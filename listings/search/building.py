"""From the stock as columns to a segment; large and small ones are built by the same function."""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listings.search import bits
from listings.search.bits import Rows
from listings.search.criteria import Sort
from listings.search.fields import EDGES, FACETS
from listings.search.segment import SORTS, Runs, Segment, Sellers, Strips, Texts, Values
from listings.search.stock import WORDS, Stock, read_stock
from listings.search.words import words_of

# A facet's values, and for each row the number of its value: from 1 on, 0 for none.
Column = tuple[list[Hashable], NDArray[np.integer]]
# So many different records at most in a column of several facets: counting them stays in the
# processor's cache.
RECORDS = 4_096


def build_segment(stock: Stock) -> Segment:
    """The segment that holds this stock."""
    numbers = stock.numbers
    keys = ("id", "price", "model_id", "make_id")  # the last one counts first
    cluster = np.lexsort([numbers[name] for name in keys])
    ids = numbers["id"][cluster]
    columns = _columns(stock, cluster)
    coded = _facets(stock, cluster, columns)
    options, taken = _options(stock, cluster)
    facets = _values(coded, options)
    sets = np.stack([*_sets(coded), *map(bits.packed, taken)])
    counted = bits.sizes(sets)
    orders = {sort: _order(columns, sort, ids) for sort in SORTS}
    return Segment(
        ids=ids,
        by_id=np.argsort(ids).astype(np.uint32),
        runs=_runs(numbers["make_id"][cluster], numbers["model_id"][cluster]),
        strips=_strips(numbers["model_id"][cluster], coded["price_eur"][1]),
        facets=facets,
        sets=sets,
        sizes=np.concatenate([facet.of_each(counted[facet.slice]) for facet in facets.values()]),
        records=_records(facets, coded),
        option_records=_option_records(taken),
        columns=columns,
        sellers=_sellers(stock, cluster),
        texts=_texts(stock, cluster),
        order=orders,
        rank={sort: _inverse(order) for sort, order in orders.items()},
    )


def _columns(stock: Stock, cluster: NDArray[np.intp]) -> dict[str, NDArray[Any]]:
    """What is compared as a number, as small as it fits."""
    numbers = {name: column[cluster] for name, column in stock.numbers.items()}
    numbers["price_eur"] = numbers["price"]
    return {
        **{name: numbers[name].astype(np.int32) for name in EDGES},
        "generation": numbers["generation_id"],
        "published": numbers["published"],
    }


def _facets(
    stock: Stock, cluster: NDArray[np.intp], columns: dict[str, NDArray[Any]]
) -> dict[str, Column]:
    facets = {
        name: _coded(stock.numbers[column][cluster], WORDS.get(column))
        for name, column in FACETS.items()
    }
    for name, edges in EDGES.items():
        # An unknown number lies below the first edge, which makes its bar 0: none.
        bars = np.searchsorted(np.array(edges), columns[name], side="right")
        facets[name] = (list(range(len(edges))), bars)
    return facets


def _coded(column: NDArray[np.int64], words: list[str] | None) -> Column:
    numbers, codes = np.unique(column, return_inverse=True)
    unknown = int(len(numbers) > 0 and numbers[0] < 0)
    known: list[int] = numbers[unknown:].tolist()
    values = [words[number - 1] for number in known] if words else known
    return list(values), codes + 1 - unknown


def _values(coded: dict[str, Column], options: list[Hashable]) -> dict[str, Values]:
    """Where each facet's sets and records stand."""
    facets = {}
    first, column, step = 0, 0, 1
    for name, (values, _) in coded.items():
        if step > 1 and step * (len(values) + 1) > RECORDS:
            column, step = column + 1, 1
        facets[name] = Values(values, first, column, step, name in EDGES)
        first, step = first + len(values), facets[name].end
    return facets | {"options": Values(options, first, None)}


def _sets(coded: dict[str, Column]) -> Iterator[bits.Bits]:
    for name, (values, codes) in coded.items():
        small = codes.astype(np.uint8) if len(values) < 256 else codes
        holds = np.greater_equal if name in EDGES else np.equal
        for number in range(1, len(values) + 1):
            yield bits.packed(holds(small, number))


def _records(facets: dict[str, Values], coded: dict[str, Column]) -> NDArray[np.uint16]:
    rows = len(next(iter(coded.values()))[1])
    columns = 1 + max(facet.column or 0 for facet in facets.values())
    records = np.zeros((rows, columns), np.uint16)
    for name, (_, codes) in coded.items():
        facet = facets[name]
        records[:, facet.column] += (facet.step * codes).astype(np.uint16)
    return records


def _option_records(taken: NDArray[np.bool_]) -> bits.Bits:
    options, rows = taken.shape
    octets = np.zeros((rows, 8 * bits.words_for(options)), np.uint8)
    octets[:, : -(-options // 8)] = np.packbits(taken.T, axis=1, bitorder="little")
    return octets.view(np.uint64)


def _options(stock: Stock, cluster: NDArray[np.intp]) -> tuple[list[Hashable], NDArray[np.bool_]]:
    """The options' ids, and for each which rows have it."""
    options, codes = np.unique(stock.option_ids, return_inverse=True)
    taken = np.zeros((len(options), len(stock)), np.bool_)
    taken[codes, _inverse(cluster)[stock.option_rows]] = True
    return options.tolist(), taken


def _runs(makes: NDArray[np.int64], models: NDArray[np.int64]) -> Runs:
    starts = np.flatnonzero(np.diff(makes, prepend=-2) | np.diff(models, prepend=-2))
    return Runs(np.append(starts, len(makes)), makes[starts], models[starts])


def _strips(models: NDArray[np.int64], bars: NDArray[np.integer]) -> Strips:
    starts = np.flatnonzero(np.diff(models, prepend=-2) | np.diff(bars, prepend=-2))
    return Strips(np.append(starts, len(models)), bars[starts].astype(np.int64))


def _order(columns: dict[str, NDArray[Any]], sort: Sort, ids: NDArray[np.int64]) -> Rows:
    name, descending = SORTS[sort]
    numbers = columns[name].astype(np.int64)
    keys = np.where(numbers < 0, np.iinfo(np.int64).max, -numbers if descending else numbers)
    return np.lexsort([-ids, keys]).astype(np.uint32)


def _inverse(order: NDArray[np.integer]) -> Rows:
    rank = np.empty(len(order), np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    return rank


def _sellers(stock: Stock, cluster: NDArray[np.intp]) -> Sellers:
    of_row = stock.numbers["seller_id"][cluster]
    rows = np.argsort(of_row, kind="stable")
    ids, starts = np.unique(of_row[rows], return_index=True)
    latitudes, longitudes = (stock.places[name][cluster][rows[starts]] for name in stock.places)
    ends = np.append(starts, len(rows))
    return Sellers(ids, latitudes, longitudes, ends, rows.astype(np.uint32))


def _texts(stock: Stock, cluster: NDArray[np.intp]) -> Texts:
    rows_of_word: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for row, place in enumerate(cluster.tolist()):
        for word in set(words_of(stock.texts[place])):
            rows_of_word[word].append(row)
    words = sorted(rows_of_word)
    letters = "".join(words).encode()
    return Texts(
        letters=np.frombuffer(letters, np.uint8),
        ends=np.cumsum([0, *map(len, words)]),
        starts=np.cumsum([0, *(len(rows_of_word[word]) for word in words)]),
        rows=np.frombuffer(b"".join(rows_of_word[word].tobytes() for word in words), np.uint32),
    )


def read_segment(ids: list[int] | None = None) -> Segment:
    """The segment of all public listings, or of those among ``ids``, as the database has them."""
    return build_segment(read_stock(ids))
