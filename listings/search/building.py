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
from listings.search.segment import SORTS, Runs, Segment, Sellers, Texts, Values
from listings.search.stock import WORDS, Stock, read_stock
from listings.search.words import words_of

# A facet's values, and for each row the number of its value: from 1 on, 0 for none.
Column = tuple[list[Hashable], NDArray[np.integer]]


def build_segment(stock: Stock) -> Segment:
    """The segment that holds this stock."""
    numbers = stock.numbers
    keys = ("id", "price", "model_id", "make_id")  # the last one counts first
    cluster = np.lexsort([numbers[name] for name in keys])
    ids = numbers["id"][cluster]
    columns = _columns(stock, cluster)
    coded = _facets(stock, cluster, columns)
    options, taken = _options(stock, cluster)
    facets, first = {}, 0
    for place, (name, (values, _)) in enumerate(coded.items()):
        facets[name] = Values(values, first, place, cumulative=name in EDGES)
        first += len(values)
    facets["options"] = Values(options, first, None)
    sets = np.stack([*_sets(coded), *map(bits.packed, taken)])
    counted = bits.sizes(sets)
    orders = {sort: _order(columns, sort, ids) for sort in SORTS}
    return Segment(
        ids=ids,
        by_id=np.argsort(ids).astype(np.uint32),
        runs=_runs(numbers["make_id"][cluster], numbers["model_id"][cluster]),
        facets=facets,
        sets=sets,
        sizes=np.concatenate([facet.of_each(counted[facet.slice]) for facet in facets.values()]),
        records=_records(coded),
        option_records=np.packbits(taken.T, axis=1, bitorder="little"),
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


def _sets(coded: dict[str, Column]) -> Iterator[bits.Bits]:
    for name, (values, codes) in coded.items():
        small = codes.astype(np.uint8) if len(values) < 256 else codes
        holds = np.greater_equal if name in EDGES else np.equal
        for number in range(1, len(values) + 1):
            yield bits.packed(holds(small, number))


def _records(coded: dict[str, Column]) -> NDArray[Any]:
    most = max(len(values) for values, _ in coded.values())
    kind = np.uint8 if most < 256 else np.uint16
    return np.stack([codes.astype(kind) for _, codes in coded.values()], axis=1)


def _options(stock: Stock, cluster: NDArray[np.intp]) -> tuple[list[Hashable], NDArray[np.bool_]]:
    """The options' ids, and for each which rows have it."""
    options, codes = np.unique(stock.option_ids, return_inverse=True)
    taken = np.zeros((len(options), len(stock)), np.bool_)
    taken[codes, _inverse(cluster)[stock.option_rows]] = True
    return options.tolist(), taken


def _runs(makes: NDArray[np.int64], models: NDArray[np.int64]) -> Runs:
    starts = np.flatnonzero(np.diff(makes, prepend=-2) | np.diff(models, prepend=-2))
    return Runs(np.append(starts, len(makes)), makes[starts], models[starts])


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
