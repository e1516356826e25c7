"""A database with as many cars as a benchmark asks for: the site's own, or one made for it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import ProgrammingError, connections

from listings.models import Listing

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(tempfile.gettempdir()) / "koppeling-benchmarks"
MADE_PER_PUBLIC = 1.06  # some are drafts, sold or expired
CLOSE = 0.1  # a stock that is this much larger or smaller is still the one that was meant


def public_cars() -> int:
    """How many there are; 0 in a database without tables too."""
    try:
        return Listing.objects.public().count()
    except ProgrammingError:
        connections.close_all()
        return 0


def settle(rows: int | None) -> None:
    """Go on with about ``rows`` public cars (None: with what there is).

    A site with another stock is left as it is: this process then turns into the same command on
    a database of its own in the temp folder, which is filled once.
    """
    cars = public_cars()
    if cars and (rows is None or abs(cars - rows) <= CLOSE * rows):
        return
    if rows is None:
        raise SystemExit("There are no cars: say --rows N, or fill the database first.")
    data = FOLDER / f"stock-{rows}"
    if data == settings.DATA:
        raise SystemExit(f"{data} holds {cars:,} cars: remove that folder and start again.")
    print(f"The site has {cars:,} public cars; a stock of {rows:,} is kept in {data}.", flush=True)
    connections.close_all()
    data.mkdir(mode=0o711, parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["DATA"] = str(data)
    _run("migrate", "-v0", environment=environment)
    if not (data / "filled").exists():
        _run("load_catalogue", environment=environment)
        # The folder is ours: what an interrupted run left there goes first.
        made = str(round(rows * MADE_PER_PUBLIC))
        _run("make_listings", made, "--clear", environment=environment)
        (data / "filled").touch()
    os.execve(sys.executable, sys.orig_argv, environment)  # noqa: S606  ourselves again


def _run(*command: str, environment: dict[str, str]) -> None:
    subprocess.run(  # noqa: S603  our own commands
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
    )
