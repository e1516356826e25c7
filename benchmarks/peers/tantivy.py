"""Tantivy: inverted lists for the filters, fast fields for counts and orders, one process."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers.cars import UNKNOWN, Cars, Filters
from benchmarks.peers.mix import SORTS
from benchmarks.peers.peer import Asked, Context, Found, Missing, Numbers, Peer
from listings.search.criteria import Sort
from listings.search.fields import EDGES, FACETS
from listings.search.results import page_limits

try:
    import tantivy
    from tantivy import Occur, Query
except ImportError as error:
    raise Missing("Tantivy is not installed: pip install tantivy") from error

CODES = ("makes", "models", "lines", "sellers", *FACETS, "options")
BARS = {name: f"bar_{name}" for name in EDGES}
RANKS = {sort: f"rank_{sort}" for sort in SORTS}
PAGE_SIZE = page_limits(1, 10**9)[2]
MOST_VALUES = 10_000  # of a facet
WRITER_BYTES = 1_000_000_000


class Tantivy(Peer):
    def __init__(self, cars: Cars, folder: Path) -> None:
        self.schema = _schema()
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = tempfile.TemporaryDirectory(prefix="tantivy-", dir=folder)
        self.orders = {sort: cars.ids[cars.order(sort)] for sort in SORTS}
        super().__init__(cars)

    def load(self) -> None:
        index = tantivy.Index(self.schema, path=self.folder.name)
        writer = index.writer(WRITER_BYTES, num_threads=2)
        for fields in _documents(self.cars):
            writer.add_document(tantivy.Document.from_dict(fields, self.schema))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def ask(self, asked: Asked) -> Found:
        numbers: Numbers = {}
        for context in asked.contexts:
            numbers |= self._counted(context)
        found = self._searched(asked.filters, asked.sort, asked.offset, count=True)
        return Found(self._ids_of(found, asked.sort), numbers, found.count)

    def ids(self, filters: Filters, sort: Sort, offset: int) -> list[int]:
        return self._ids_of(self._searched(filters, sort, offset, count=False), sort)

    def close(self) -> None:
        self.folder.cleanup()

    def _counted(self, context: Context) -> Numbers:
        terms = {
            name: {"terms": {"field": BARS.get(name, name), "size": MOST_VALUES}}
            for name in context.facets
        }
        answer = self.searcher.aggregate(self._query(context.filters), terms)
        return {
            name: {int(bucket["key"]): bucket["doc_count"] for bucket in answer[name]["buckets"]}
            for name in context.facets
        }

    def _searched(self, filters: Filters, sort: Sort, offset: int, *, count: bool) -> Any:
        return self.searcher.search(
            self._query(filters),
            PAGE_SIZE,
            count=count,
            order_by_field=RANKS[sort],
            offset=offset,
            order=tantivy.Order.Asc,
        )

    def _ids_of(self, found: Any, sort: Sort) -> list[int]:
        """A hit comes with its rank, which says which car it is without reading a document."""
        return [int(self.orders[sort][rank]) for rank, _ in found.hits]

    def _query(self, filters: Filters) -> Any:
        parts = [query for name, wanted in filters.items() for query in self._parts(name, wanted)]
        if not parts:
            return Query.all_query()
        return Query.boolean_query([(Occur.Must, query) for query in parts])

    def _parts(self, name: str, wanted: Any) -> Iterator[Any]:
        """Queries that must all match."""
        if name == "makes":
            chosen = zip(("makes", "models"), wanted, strict=True)
            either = [self._one_of(field, codes) for field, codes in chosen if codes]
            yield Query.boolean_query([(Occur.Should, query) for query in either])
        elif name == "near":
            yield self._one_of("sellers", wanted)
        elif name in EDGES:
            yield Query.range_query(self.schema, name, tantivy.FieldType.Unsigned, *wanted)
        elif name == "options":
            yield from (Query.term_query(self.schema, name, code) for code in wanted)
        elif name == "words":
            yield from (Query.term_query(self.schema, name, word) for word in wanted[:-1])
            yield Query.regex_query(self.schema, name, f"{wanted[-1]}.*")
        else:
            yield self._one_of(name, wanted)

    def _one_of(self, field: str, codes: list[int]) -> Any:
        if len(codes) == 1:
            return Query.term_query(self.schema, field, codes[0])
        return Query.term_set_query(self.schema, field, codes)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in (*CODES, *EDGES):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in (*BARS.values(), *RANKS.values()):
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def _documents(cars: Cars) -> Iterator[dict[str, Any]]:
    """What is unknown is no field of the document, so that it neither matches nor counts."""
    columns = {name: cars.coded[name].codes.tolist() for name in CODES if name != "options"}
    columns |= {BARS[name]: bar.codes.tolist() for name, bar in cars.bars.items()}
    columns |= {name: column.tolist() for name, column in cars.numbers.items()}
    columns |= {RANKS[sort]: rank.tolist() for sort, rank in cars.ranks.items()}
    starts, options = cars.option_starts.tolist(), cars.option_codes.tolist()
    for car, row in enumerate(zip(*columns.values(), strict=True)):
        fields: dict[str, Any] = dict(zip(columns, row, strict=True))
        for name in EDGES:
            if fields[name] == UNKNOWN:
                del fields[name], fields[BARS[name]]
        yield {
            **fields,
            "options": options[starts[car] : starts[car + 1]],
            "words": cars.words[car],
        }
