"""Memory of web processes, what it is made of, and how soon they answer.

    python -m benchmarks.memory [--processes 4] [--searches 300] [--json FILE]

On the site's own stock (``DATA``), with an index built anew in a folder of its own. ``Anonymous``
is what a process has for itself, by the kernel's ``smaps_rollup``; the mapped index is shared,
once for the machine. Compared with the smallest Django project under the same gunicorn,
and with our own process before it has looked for an index.

Goals at 1,000,000 cars: at most 40 MB of Anonymous a process beyond the bare Django's, an answer
within 2 seconds of a start, a build within 60.
"""

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402

from benchmarks.footprint.processes import FIELDS, Memory, Server, memory_of, processor_of, server  # noqa: E402
from listings.choices import Body, Fuel  # noqa: E402
from listings.models import CarModel, Listing, Option  # noqa: E402

SEED = 508
POPULAR = 60  # models and options that the searches ask for
AT_ONCE = 8  # requests that wait side by side, so that every process gets some
SETTLED_MB = 0.5
AT_REST = 3  # seconds: a worker gives back what it freed a second after its last request
MOST_ROUNDS = 6
GOAL_MB, GOAL_START, GOAL_BUILD = 40.0, 2.0, 60.0
SITE = ("--config", "carsite/gunicorn.py", "carsite.wsgi")
Report = dict[str, Any]


def searches(count: int) -> list[str]:
    """Paths of searches for what there is much of: models, ranges, options, words; many pages."""
    chance = random.Random(SEED)
    models = list(
        CarModel.objects.annotate(cars=Count("listing"))
        .filter(cars__gt=0)
        .order_by("-cars", "pk")
        .values_list("make__slug", "slug")[:POPULAR]
    )
    options = list(Option.objects.order_by("pk").values_list("slug", flat=True)[:POPULAR])
    return [_search(chance, *chance.choice(models), options) for _ in range(count)]


def _search(chance: random.Random, make: str, model: str, options: Sequence[str]) -> str:
    asked: dict[str, object] = {}
    kind = chance.choice(["make", "model", "model", "ranges", "words", "options"])
    if kind == "options":
        asked["optie"] = chance.sample(options, 2)
        asked["brandstof"] = chance.choice(Fuel.values[:5])
    elif kind == "words":
        asked["q"] = f"{make} {model} tot {chance.randrange(5, 40)}.000"
    elif kind == "ranges":
        asked |= {"prijs_tot": chance.randrange(5_000, 50_000, 500), "bouwjaar_van": 2018}
        asked["carrosserie"] = chance.choice(Body.values[:4])
    asked["pagina"] = chance.choice([1, 1, 1, 2, 5])
    place = {"make": f"{make}/", "model": f"{make}/{model}/"}.get(kind, "")
    return f"/occasions/{place}?{urlencode(asked, doseq=True)}"


def built() -> Report:
    """Seconds and peak memory of a build from PostgreSQL, in a process of its own."""
    clock = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "build_index"], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("The index was not built.")
    folder = Path(os.environ["SEARCH_INDEX"])
    return {
        "seconds": round(time.perf_counter() - clock, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_mb": round(used.ru_maxrss / 1024),
        "segment_mb": round(sum(file.stat().st_size for file in folder.rglob("*.npy")) / 2**20, 1),
    }


def grown(web: Server, paths: Sequence[str]) -> list[Memory]:
    """Memory of each worker when asking all paths again makes none of them larger."""
    before = 0.0
    for _ in range(MOST_ROUNDS):
        with ThreadPoolExecutor(AT_ONCE) as visitors:
            answers = set(visitors.map(web.get, paths))
        if answers != {200}:
            sys.exit(f"Not every page was answered: {answers}")
        now = [memory_of(pid) for pid in web.workers()]
        total = sum(memory["Anonymous"] for memory in now)
        if total - before < SETTLED_MB * len(now):
            break
        before = total
    return now


def of_processes(count: int, paths: Sequence[str]) -> Report:
    """The site's processes after searches, beside bare Django's and ours without an index."""
    with server(SITE, WEB_WORKERS=str(count)) as web:
        site = grown(web, paths)
        time.sleep(AT_REST)
        site = [memory_of(pid) for pid in web.workers()]
    with server(SITE, WEB_WORKERS="1") as web:
        without = grown(web, ["/healthz"] * AT_ONCE)
        time.sleep(3)  # the readers are compiled beside the first requests
        without = grown(web, ["/healthz"] * AT_ONCE)
    libraries = _of_other("benchmarks.footprint.libraries", paths)
    started = _of_other("benchmarks.footprint.started", paths)
    bare = _of_other("benchmarks.footprint.bare", paths)
    return {
        "site": site,
        "without_index": without[0],
        "libraries": libraries,
        "started": started,
        "bare": bare,
    }


def _of_other(project: str, paths: Sequence[str]) -> Memory:
    """Memory of a process of another project, whose settings and application are one module."""
    one_worker = [f"{project}:application()", "--workers", "1"]
    with server(one_worker, DJANGO_SETTINGS_MODULE=project) as web:
        return grown(web, paths)[0]


def starts(path: str, rounds: int = 5) -> Report:
    """Seconds from starting gunicorn, and from a worker's fork, to the first answered search.

    ``processor`` is that worker's own time until then, warming up included.
    """
    found: dict[str, list[float]] = {"from_exec": [], "from_fork": [], "processor": []}
    for _ in range(rounds):
        clock = time.perf_counter()
        with server(SITE, WEB_WORKERS="1") as web:
            web.get(path)
            found["from_exec"].append(time.perf_counter() - clock)
            clock = time.perf_counter()
            os.kill(web.workers()[0], signal.SIGTERM)
            time.sleep(0.05)  # so that the one that goes does not take the request
            web.get(path)
            found["from_fork"].append(time.perf_counter() - clock)
            found["processor"].append(processor_of(web.workers()[0]))
    return {
        "best": {name: round(min(values), 2) for name, values in found.items()},
        "median": {name: round(statistics.median(values), 2) for name, values in found.items()},
    }


def parts(paths: Sequence[str]) -> list[Report]:
    """What each step of one process takes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.footprint.stages"],
        cwd=ROOT,
        env=os.environ | {"LOG_LEVEL": "WARNING"},  # 300 log lines hide the tables
        input=json.dumps(list(paths)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: list[Report] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows, paths = Listing.objects.public().count(), searches(options.searches)
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEARCH_INDEX"] = folder
        report = {
            "cars": rows,
            "build": built(),
            "processes": of_processes(options.processes, paths),
            "start": starts(paths[0]),
            "parts": parts(paths),
        }
    show(report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def show(report: Report) -> None:
    """The report as tables, with what it is to be."""
    build, found, start = report["build"], report["processes"], report["start"]
    line(f"{report['cars']:,} cars for sale")
    line(
        f"build {build['seconds']} s (processor {build['processor_seconds']} s), "
        f"at its most {build['peak_mb']} MB, segment {build['segment_mb']} MB; "
        f"goal {GOAL_BUILD:.0f} s"
    )
    line()
    line(f"{'MB per process':<26}" + "".join(f"{name:>14}" for name in FIELDS))
    rows = [
        ("bare Django", found["bare"]),
        ("as startproject makes it", found["started"]),
        ("with the same libraries", found["libraries"]),
    ]
    rows.append(("ours without an index", found["without_index"]))
    rows += [(f"ours, process {n}", memory) for n, memory in enumerate(found["site"], 1)]
    for name, memory in rows:
        line(f"{name:<26}" + "".join(f"{memory[field]:>14.1f}" for field in FIELDS))
    most = max(memory["Anonymous"] for memory in found["site"]) - found["bare"]["Anonymous"]
    line(f"Anonymous beyond bare Django: {most:.1f} MB; goal {GOAL_MB:.0f} MB")
    beyond = most + found["bare"]["Anonymous"] - found["started"]["Anonymous"]
    line(f"… beyond what startproject makes, with PostgreSQL: {beyond:.1f} MB")
    line()
    for name, of in start.items():
        line(
            f"first answer, {name} of 5: {of['from_exec']} s from starting gunicorn, "
            f"{of['from_fork']} s from a fork (processor {of['processor']} s); "
            f"goal {GOAL_START:.0f} s"
        )
    line()
    line(f"{'one process, step by step':<26}{'s':>8}{'processor s':>13}{'Anonymous MB':>14}")
    for step in report["parts"]:
        line(
            f"{step['step']:<26}{step['seconds']:>8.3f}{step['processor']:>13.3f}"
            f"{step['Anonymous']:>14.1f}"
        )


def line(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
