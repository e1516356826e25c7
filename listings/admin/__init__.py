"""The desk of the stock: one module per noun, each registers its own tables."""

from listings.admin import (
    catalogue,
    changes,
    feed_words,
    feeds,
    imports,
    leads,
    listing,
    registers,
    sellers,
)

__all__ = [
    "catalogue",
    "changes",
    "feed_words",
    "feeds",
    "imports",
    "leads",
    "listing",
    "registers",
    "sellers",
]
