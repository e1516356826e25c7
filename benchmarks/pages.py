"""Our pages against a bare Django page of as many bytes and cards, under the same gunicorn.

    python -m benchmarks.pages [--classes sync,gthread] [--seconds 4] [--rounds 3] [--json FILE]

wrk asks for search results, cars, articles and the front page of the site that DATA or
DATABASE_URL names, 16 connections on loopback, two workers, and walks through hundreds of
addresses. Ours and bare take turns; of each the best round counts. ``gzip`` is what compressing
visitors get (the bare page with Django's own middleware), ``cold`` is ours with nothing kept:
``KEEP_PIECES=no``. ``cpu_ms`` is the workers' processor time of a request: it says the same on a
busy machine. The addresses are asked for as people do: the second half as often as the first,
the third a third as often. Ours and the bare page get as many of each.
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from benchmarks.peers.progress import Progress  # noqa: E402
from benchmarks.served.addresses import all_kinds  # noqa: E402
from benchmarks.served.bare import Size  # noqa: E402
from benchmarks.served.load import Load, loaded, script  # noqa: E402
from benchmarks.served.servers import WORKERS, Server, serving  # noqa: E402

WANTED = {"search": 0.7, "occasion": 0.8, "article": 0.8}  # of the bare page's requests a second
CARD = re.compile(
    r'<article class="(?:card|teaser)[ "].*?</article>|<div class="mini">.*?</div></div>', re.DOTALL
)
VALUE = b'<label class="opt'
# What is asked of both, and of ours besides.
WAYS = {
    "kept": ("", {}),
    "gzip": ("gzip", {}),
    "cold": ("", {"KEEP_PIECES": "no"}),
}
MOST_WARMING = 20  # runs; with nothing kept it is no use to wait longer
say = Progress()


def canonical(server: Server, paths: list[str]) -> list[str]:
    """The addresses at which these pages are answered without moving."""
    found = []
    for path in paths:
        with urllib.request.urlopen(server.url + path) as answer:  # noqa: S310  our own loopback
            answer.read()
            moved = urlsplit(answer.url)
            found.append(moved.path + (f"?{moved.query}" if moved.query else ""))
    return found


def as_people_ask(paths: Sequence[str]) -> list[str]:
    """Each address as often as it is popular (Zipf's law), in an order of chance."""
    times = (round(len(paths) / place) for place in range(1, len(paths) + 1))
    asked = [path for path, often in zip(paths, times, strict=True) for _ in range(often)]
    random.Random(1).shuffle(asked)
    return asked


def size_of(server: Server, paths: list[str]) -> Size:
    """The usual page of a kind: the mean of all."""
    bodies = []
    for path in paths:
        with urllib.request.urlopen(server.url + path) as answer:  # noqa: S310  our own loopback
            bodies.append(answer.read())
    cards = [CARD.findall(body.decode()) for body in bodies]
    return Size(
        round(statistics.mean(len(found) for found in cards)),
        round(statistics.mean(sum(len(card.encode()) for card in found) for found in cards)),
        round(statistics.mean(body.count(VALUE) for body in bodies)),
        round(statistics.mean(map(len, bodies))),
    )


class Pages:
    """Which addresses there are, and how large their pages: asked once, of our own server."""

    def __init__(self, folder: Path, searches: int, cars: int) -> None:
        self.folder = folder
        with serving("carsite.wsgi", "sync", folder / "gunicorn.log", {}) as server:
            say("looking at the pages")
            server.settle()
            kinds = all_kinds(searches, cars)
            self.paths = {kind: canonical(server, paths) for kind, paths in kinds.items()}
            self.sizes = {
                kind: size_of(server, as_people_ask(paths)[:60])
                for kind, paths in self.paths.items()
            }
        (folder / "bare.json").write_text(json.dumps(self.sizes), encoding="utf-8")

    def walks(self, kind: str, encoding: str) -> dict[str, Path]:
        """For ours and for the bare page as many addresses."""
        paths = self.paths[kind]
        bare = [f"/{kind}/{number}/" for number in range(len(paths))]
        return {
            name: script(
                self.folder / f"{name}-{kind}-{encoding}.lua", as_people_ask(all_of_it), encoding
            )
            for name, all_of_it in (("ours", paths), ("bare", bare))
        }


def measured(pages: Pages, worker_class: str, way: str, options: argparse.Namespace) -> Any:
    """Of each kind of page both servers' best run, and how they compare."""
    encoding, ours = WAYS[way]
    bare = {"BARE": str(pages.folder / "bare.json")} | ({"BARE_GZIP": "1"} if encoding else {})
    log = pages.folder / "gunicorn.log"
    with ExitStack() as stack:
        servers = {
            "ours": stack.enter_context(serving("carsite.wsgi", worker_class, log, ours)),
            "bare": stack.enter_context(serving("benchmarks.served.bare", worker_class, log, bare)),
        }
        for server in servers.values():
            server.settle()
        return {
            kind: compared(pages, kind, best(pages, kind, servers, encoding, options))
            for kind in options.pages
        }


def best(
    pages: Pages,
    kind: str,
    servers: Mapping[str, Server],
    encoding: str,
    options: argparse.Namespace,
) -> dict[str, Load]:
    """Each server's best round, in turns, once ours has been asked for everything before."""
    walks = pages.walks(kind, encoding)
    # By then each worker has had all of them, the rare ones too.
    asked, enough = 0.0, WORKERS * 2 * len(as_people_ask(pages.paths[kind]))
    for _ in range(MOST_WARMING):
        say(f"{kind}: {asked:.0f} requests before the first round")
        asked += loaded(servers["ours"], walks["ours"], options.warm).requests_per_s * options.warm
        if asked > enough:
            break
    runs: dict[str, list[Load]] = {name: [] for name in servers}
    for number in range(options.rounds):
        for name, server in servers.items():
            say(f"{kind}: {name}, round {number + 1}")
            runs[name].append(loaded(server, walks[name], options.seconds))
    return {name: max(loads) for name, loads in runs.items()}


def compared(pages: Pages, kind: str, loads: Mapping[str, Load]) -> dict[str, Any]:
    ours, bare = loads["ours"], loads["bare"]
    return {
        "addresses": len(pages.paths[kind]),
        "cards": pages.sizes[kind].cards,
        "bytes": pages.sizes[kind].bytes,
        "ratio": ours.requests_per_s / bare.requests_per_s,
        "cpu_ratio": bare.cpu_ms / ours.cpu_ms if ours.cpu_ms else None,
        **{name: load._asdict() for name, load in loads.items()},
    }


def lines(results: Mapping[str, Any]) -> Iterator[str]:
    """The table of one way."""
    head = ("page", "cards", "bytes", "ours/s", "bare/s", "ratio", "p50", "p99", "cpu ms", "bare")
    yield ("{:9}" + "{:>9}" * 9).format(*head)
    for kind, found in results.items():
        ours, bare = found["ours"], found["bare"]
        yield (
            f"{kind:9}{found['cards']:9}{found['bytes']:9}{ours['requests_per_s']:9.0f}"
            f"{bare['requests_per_s']:9.0f}{found['ratio']:9.2f}{ours['p50_ms']:9.1f}"
            f"{ours['p99_ms']:9.1f}{ours['cpu_ms']:9.2f}{bare['cpu_ms']:9.2f}"
            + (f"  {ours['errors']} errors" if ours["errors"] else "")
        )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--classes", default="sync,gthread", type=lambda text: text.split(","))
    parser.add_argument("--ways", default="kept,gzip,cold", type=lambda text: text.split(","))
    parser.add_argument(
        "--pages", default="search,model,occasion,article,home", type=lambda text: text.split(",")
    )
    parser.add_argument("--seconds", type=float, default=4, help="of each run")
    parser.add_argument("--warm", type=float, default=4, help="of each run before the first")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--cars", type=int, default=500)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed: apt install wrk, or brew install wrk.")
    if not (ROOT / "static/staticfiles.json").exists():
        raise SystemExit("No static files: run manage.py collectstatic first.")
    report: dict[str, Any] = {"load_before": os.getloadavg(), "wanted": WANTED, "classes": {}}
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        pages = Pages(Path(folder), options.searches, options.cars)
        for worker_class in options.classes:
            found = report["classes"][worker_class] = {}
            for way in options.ways:
                found[way] = measured(pages, worker_class, way, options)
                print(f"\n{worker_class}, {way}", *lines(found[way]), sep="\n", flush=True)
    report["load_after"] = os.getloadavg()
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
