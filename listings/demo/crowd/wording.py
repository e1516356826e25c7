"""What their sellers write: a title from the kind's names and the options, a line or two below."""

from functools import cache

import numpy as np
from numpy.random import Generator

from listings.choices import SellerKind
from listings.demo import phrases, titles
from listings.demo.crowd.draws import COLOURS, Bools, Cars
from listings.demo.crowd.firms import Firms
from listings.demo.crowd.fitted import slugs, told_first
from listings.demo.crowd.kinds import STYLES, Kinds
from listings.demo.tables import spellings

MOST_TOLD = 7
MANY_WAYS = 60  # a number that the spellings' numbers divide
TALK_SHARE = 0.16
PRIVATE_STARTS = ("", "", "", "Nette ", "Mooie ", "Te koop: ")


def write_titles(
    cars: Cars, kinds: Kinds, firms: Firms, fitted: Bools, rng: Generator
) -> list[str]:
    """A title per car, in its seller's style."""
    told = told_first(fitted, MOST_TOLD, rng).tolist()
    count = len(cars)
    columns = zip(
        cars.kind.tolist(),
        firms.styles[cars.seller].tolist(),
        told,
        rng.integers(0, MOST_TOLD + 1, count).tolist(),
        rng.integers(0, MANY_WAYS, count).tolist(),
        np.where(rng.random(count) < 0.5, rng.integers(60, 81, count), titles.LONGEST).tolist(),
        (rng.random(count) < TALK_SHARE).tolist(),
        strict=True,
    )
    names = kinds.names
    return [
        _title(names[kind][way % len(STYLES)], style, columns[:most], way, talks)[:longest].rstrip()
        for kind, style, columns, most, way, longest, talks in columns
    ]


def _title(name: str, style: str, columns: list[int], way: int, talks: bool) -> str:
    words = spelled()
    extras = [
        words[column][(way + column) % len(words[column])] for column in columns if column >= 0
    ]
    if style == "private":
        start = PRIVATE_STARTS[way % len(PRIVATE_STARTS)]
        return start + name + (" met " + ", ".join(extras[:3]).lower() if extras else "")
    if talks:
        extras.append(titles.SALES_TALK[way % len(titles.SALES_TALK)])
    ways = titles.JOINTS[style]
    before, between, after = ways[way % len(ways)]
    title = name + before + between.join(dict.fromkeys(extras)) + after if extras else name
    return title.upper() if style == "caps" and way % 2 else title


@cache
def spelled() -> list[tuple[str, ...]]:
    """By column of ``fitted``: how dealers write that option."""
    return [spellings().get(slug, (slug,)) for slug in slugs()]


def write_descriptions(cars: Cars, kinds: Kinds, firms: Firms, rng: Generator) -> list[str]:
    """An opening and a closing sentence per car."""
    ways = rng.integers(0, MANY_WAYS, (len(cars), 2)).tolist()
    columns = zip(
        cars.kind.tolist(),
        cars.seller.tolist(),
        cars.colour.tolist(),
        cars.mileage.tolist(),
        ways,
        strict=True,
    )
    found = []
    for kind, seller, colour, mileage, (first, last) in columns:
        words = kinds.words[kind]
        voice = phrases.VOICES["private" if firms.kinds[seller] == SellerKind.PRIVATE else "house"]
        own = {
            "km": f"{mileage:,}".replace(",", "."),
            "colour": phrases.COLOURS[COLOURS[colour]],
            "town": firms.towns[seller],
            "seller": firms.names[seller],
        }
        found.append(
            voice.openings[first % len(voice.openings)].format(**words, **own)
            + " "
            + voice.closings[last % len(voice.closings)].format(**words, **own)
        )
    return found
