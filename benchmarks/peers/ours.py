"""Our own index and the plain SQL beside it, as the benchmarks ask them."""

import time

from listings.search import index
from listings.search.criteria import Criteria
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search.results import Answer

BUILD_SECONDS = 600  # that a first index may take


def built() -> Index:
    """The index of this process, as soon as it is there."""
    deadline = time.monotonic() + BUILD_SECONDS
    while time.monotonic() < deadline:
        found = index.fresh(now=True)
        if isinstance(found, Index):
            return found
        time.sleep(1)
    raise SystemExit(f"There is no index after {BUILD_SECONDS} s.")


def search(criteria: Criteria) -> Answer:
    """As a request asks: with its look at the change log, at most once a second."""
    return index.fresh().search(criteria)


def by_sql(criteria: Criteria) -> Answer:
    """One statement per facet, as django-filter sites do."""
    return Plain().search(criteria)
