"""From the stock as columns to a segment; large and small ones are built by the same function."""

from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listings.search import bits
from listings.search.bits import Rows
from listings.search.criteria import Sort
from listings.search.fields import EDGES, FACETS, UNKNOWN
from listings.search.segment import SORTS, Runs, Segment, Sellers, Texts, Values
from listings.search.stock import Stock, read_stock
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
        facets[name] = Values(values, first, place)
        first += len(values)
    facets["options"] = Values(options, first, None)
    orders = {sort: _order(columns, sort, ids) for sort in SORTS}
    return Segment(
        ids=ids,
        by_id=np.argsort(ids).astype(np.uint32),
        runs=_runs(numbers["make_id"][cluster], numbers["model_id"][cluster]),
        facets=facets,
        sets=np.stack([*_sets(coded), *map(bits.packed, taken)]),
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
    known = {**stock.numbers, **stock.codes, "seller_kind": stock.codes["seller__kind"]}
    facets = {name: _coded(known[column][cluster]) for name, column in FACETS.items()}
    for name, edges in EDGES.items():
        # An unknown number lies below the first edge, which makes its bar 0: none.
        bars = np.searchsorted(np.array(edges), columns[name], side="right")
        facets[name] = (list(range(len(edges))), bars)
    return facets


def _coded(column: NDArray[Any]) -> Column:
    values, codes = np.unique(column, return_inverse=True)
    if len(values) and values[0] in ("", UNKNOWN):  # it sorts before all others
        return values[1:].tolist(), codes
    return values.tolist(), codes + 1


def _sets(coded: dict[str, Column]) -> Iterator[bits.Bits]:
    for values, codes in coded.values():
        for number in range(1, len(values) + 1):
            yield bits.packed(codes == number)


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
    ids, firsts, codes = np.unique(of_row, return_index=True, return_inverse=True)
    latitudes, longitudes = (stock.places[name][cluster][firsts] for name in stock.places)
    return Sellers(ids, latitudes, longitudes, codes.astype(np.int32))


def _texts(stock: Stock, cluster: NDArray[np.intp]) -> Texts:
    rows_of_word: dict[str, list[int]] = {}
    for row, place in enumerate(cluster.tolist()):
        for word in set(words_of(stock.texts[place])):
            rows_of_word.setdefault(word, []).append(row)
    words = sorted(rows_of_word)
    lengths = [len(rows_of_word[word]) for word in words]
    rows = np.fromiter(
        (row for word in words for row in rows_of_word[word]), np.uint32, sum(lengths)
    )
    return Texts(words, np.cumsum([0, *lengths]), rows)


def read_segment(ids: list[int] | None = None) -> Segment:
    """The segment of all public listings, or of those among ``ids``, as the database has them."""
    return build_segment(read_stock(ids))
