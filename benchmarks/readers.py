"""The readers of titles and articles against spaCy's PhraseMatcher and a naive loop of regexes.

    python benchmarks/readers.py [--rounds 3] [--articles 10000] [--json FILE]

All get the same texts and the same names, in one run and in turns, on one core. Articles are the
demo's sentences, shuffled into pieces of 400 words; titles are the catalogue's cars with equipment
behind them. spaCy (the bench extra) only finds names: it does not decide whether a number is a
year, what a bare 508 is, or what the article is about. Times are processor time.

``first`` reads each demo article once, with a matcher that has seen no text yet: so it is when an
article is saved. ``again`` reads texts whose words all came before, of which spaCy's tokenizer
keeps the answers.
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from listings.vocabulary import shipped  # noqa: E402
from listings.vocabulary.dictionary import Dictionary  # noqa: E402
from listings.vocabulary.mentions import article_reader  # noqa: E402
from listings.vocabulary.terms import MakeTerm, ModelTerm  # noqa: E402
from listings.vocabulary.titles import title_reader  # noqa: E402

WORDS = 400  # of one article
RELINK_BUDGET = 90.0  # seconds for re-linking 10,000 articles, of which reading is a part
Read = Callable[[str], Any]


def demo_articles() -> list[str]:
    """The demo's articles, without tags."""
    return [
        unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8").split("\n\n", 1)[1]))
        for path in sorted((ROOT / "articles/demo").glob("*.html"))
    ]


def sentences() -> list[str]:
    parts = (re.split(r"(?<=[.!?])\s+", text) for text in demo_articles())
    return [sentence.strip() for found in parts for sentence in found if sentence.strip()]


def articles(count: int, chance: random.Random) -> list[str]:
    """Texts of about ``WORDS`` words, no two alike."""
    known = sentences()
    made = []
    for _ in range(count):
        text: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in text) < WORDS:
            text.append(chance.choice(known))
        made.append(" ".join(text))
    return made


def titles(count: int, of: Dictionary, chance: random.Random) -> list[str]:
    """Dealers' titles: a car, an engine, and equipment until the line is full."""
    engines = ["1.2 TSI", "2.0 TDI", "1.6 HDi", "1.0 T-GDI", "64 kWh", "1.5 dCi 110pk"]
    made = []
    for _ in range(count):
        model = chance.choice(of.models)
        wanted = [option.name_nl for option in chance.sample(of.options, 6)]
        made.append(f"{model.full_name} {chance.choice(engines)} | " + " | ".join(wanted))
    return made


def names(of: Dictionary) -> list[str]:
    """Every way to write a make or a model, as both rivals get them."""
    terms: list[MakeTerm | ModelTerm] = [*of.makes, *of.models]
    return sorted({name for term in terms for name in term.names})


def spacy_matcher(wanted: Sequence[str]) -> Read | None:
    """spaCy's blank Dutch pipeline with its PhraseMatcher; None where it is not installed."""
    try:
        import spacy  # part of the bench extra only
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    pipeline = spacy.blank("nl")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("car", [pipeline.make_doc(name) for name in wanted])

    def read(text: str) -> object:
        return matcher(pipeline.make_doc(text), as_spans=True)

    return read


def naive_loop(wanted: Sequence[str]) -> Read:
    """One regex a name, one after the other: what one writes first."""
    patterns = [re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in wanted]

    def read(text: str) -> object:
        return [match for pattern in patterns for match in pattern.finditer(text)]

    return read


def seconds(read: Read, texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - started


def best(readers: dict[str, tuple[Read, Sequence[str]]], rounds: int) -> dict[str, float]:
    """Seconds of each reader's best round, in turns so that a busy machine hurts all alike."""
    times: dict[str, float] = {}
    for _ in range(rounds):
        for name, (read, texts) in readers.items():
            times[name] = min(times.get(name, float("inf")), seconds(read, texts))
    return times


def first(ours: Read, of: Dictionary, rounds: int) -> dict[str, dict[str, float]]:
    """Each of the demo's articles once, by readers that are new to their words."""
    texts = demo_articles()
    wanted = names(of)
    times: dict[str, float] = {}
    for _ in range(rounds):
        fresh = {"ours": ours, "spacy": spacy_matcher(wanted)}
        for name, read in fresh.items():
            if read:
                times[name] = min(times.get(name, float("inf")), seconds(read, texts))
    return {name: speeds(texts, taken) for name, taken in times.items()}


def speeds(texts: Sequence[str], taken: float) -> dict[str, float]:
    return {
        "megabytes_per_second": sum(map(len, texts)) / 1e6 / taken,
        "texts_per_second": len(texts) / taken,
    }


def compared(
    texts: Sequence[str], ours: Read, of: Dictionary, rounds: int, few: int
) -> dict[str, dict[str, float]]:
    """Megabytes and texts a second; the naive loop reads only ``few`` texts, it is slow."""
    wanted = names(of)
    readers: dict[str, tuple[Read, Sequence[str]]] = {"ours": (ours, texts)}
    if (spacy := spacy_matcher(wanted)) is not None:
        readers["spacy"] = (spacy, texts)
    readers["naive"] = (naive_loop(wanted), texts[:few])
    for read, _texts in readers.values():
        read(texts[0])  # what is built at the first call is not timed
    times = best(readers, rounds)
    return {name: speeds(read_by, times[name]) for name, (_read, read_by) in readers.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--articles", type=int, default=10_000, help="how many to read for relinking"
    )
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    of = shipped.dictionary()
    chance = random.Random(508)
    report: dict[str, Any] = {
        "articles, first": first(article_reader(of).read, of, options.rounds),
        "articles, again": compared(
            articles(300, chance), article_reader(of).read, of, options.rounds, 5
        ),
        "titles, again": compared(
            titles(2_000, of, chance), title_reader(of).read, of, options.rounds, 20
        ),
    }
    for kind, results in report.items():
        print(kind)
        for name, result in results.items():
            print(
                f"  {name:6} {result['megabytes_per_second']:8.3f} MB/s"
                f" {result['texts_per_second']:9.0f} texts/s"
            )
        if "spacy" in results:
            ratio = (
                results["ours"]["megabytes_per_second"] / results["spacy"]["megabytes_per_second"]
            )
            print(f"  ours is {ratio:.1f} x spaCy")
    taken = seconds(article_reader(of).read, articles(options.articles, chance))
    report["reading_for_relinking"] = {"articles": options.articles, "seconds": taken}
    print(f"{options.articles} articles of {WORDS} words: {taken:.1f} s of {RELINK_BUDGET:.0f}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
