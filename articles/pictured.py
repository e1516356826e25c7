"""Which photos articles show, for whoever looks after the files."""

from collections.abc import Collection
from typing import Any

from articles.models import Article


def pictured(digests: Collection[str]) -> set[str]:
    """Those of the photos that an article shows, or an earlier version of one did."""
    tables: list[Any] = [Article.objects, Article.history]
    names = (rows.filter(picture_digest__in=digests) for rows in tables)
    return {digest for rows in names for digest in rows.values_list("picture_digest", flat=True)}
