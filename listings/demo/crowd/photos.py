"""Photos that are there already, shown by more cars of their body and colour."""

import numpy as np
from django.db.models import Min
from numpy.random import Generator

from listings.choices import State
from listings.demo.crowd.draws import COLOURS, Cars, is_in
from listings.demo.crowd.kinds import Ints, Kinds
from listings.demo.load import SOURCE
from listings.models import Photo

COLUMNS = ("listing_id", "digest", "width", "height", "alt", "position")
SHARE_WITH_PHOTOS = 0.4  # of the cars that look like one in a photo
MOST = 3

# By body and colour: digest, width, height and what it shows, as COPY wants them, covers first.
Album = dict[tuple[str, str], list[str]]


def album() -> Album:
    """The demo's photos; empty when it was loaded without, or not at all."""
    found: Album = {}
    rows = Photo.objects.filter(listing__source=SOURCE).values(
        "listing__body", "listing__colour", "digest", "width", "height"
    )
    rows = rows.annotate(first=Min("position"), words=Min("alt")).order_by("first", "digest")
    for row in rows:
        view = row["words"].rpartition(", ")[2]
        line = f"{row['digest']}\t{row['width']}\t{row['height']}\t{view}"
        found.setdefault((row["listing__body"], row["listing__colour"]), []).append(line)
    return found


def photo_lines(ids: Ints, cars: Cars, kinds: Kinds, album: Album, rng: Generator) -> bytes:
    """A line per photo with the values of ``COLUMNS``."""
    shown = (rng.random(len(cars)) < SHARE_WITH_PHOTOS) & ~is_in(cars, State.DRAFT)
    counts = rng.integers(1, MOST + 1, len(cars))
    lines = []
    for n in np.flatnonzero(shown).tolist():
        own = album.get((kinds.cars[cars.kind[n]].body, COLOURS[cars.colour[n]]), ())
        lines += [f"{ids[n]}\t{row}\t{place}\n" for place, row in enumerate(own[: counts[n]])]
    return "".join(lines).encode()
