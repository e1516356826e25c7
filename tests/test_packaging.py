"""pyproject.toml names every package, and the locks name every dependency by hash."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = ("carsite", "listings", "articles")


def test_every_package_is_named() -> None:
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


def test_locks_hold_every_dependency_and_no_address() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    for name, wanted in (
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", extras["dev"]),
    ):
        text = (ROOT / name).read_text()
        locked = set(re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==", text, re.MULTILINE))
        asked = {re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in wanted}  # type: ignore[index]
        assert asked - locked == set()
        assert "://" not in text
