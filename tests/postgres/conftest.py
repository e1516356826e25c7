"""Data folders with a PostgreSQL of their own, and users of them."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .users import User, is_gone, server_pid, wait_until

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # the tests read /proc


@pytest.fixture(scope="module")
def cluster() -> Iterator[Path]:
    """A data folder whose database has one table, and no server."""
    root = Path(tempfile.mkdtemp(prefix="site-test-"))
    root.chmod(0o711)
    user = User(root / "data")
    user.ask("CREATE TABLE kept (word text)")
    session = server_pid(root / "data")
    user.end()
    wait_until(lambda: is_gone(root / "data", session))
    yield root / "data"
    shutil.rmtree(root)


@pytest.fixture
def data(cluster: Path) -> Iterator[Path]:
    """The module's data folder: a test leaves it without a server."""
    yield cluster
    try:
        session = server_pid(cluster)
    except FileNotFoundError:  # gone already; between a look and a read it may go
        return
    wait_until(lambda: is_gone(cluster, session))


@pytest.fixture
def copy(cluster: Path) -> Iterator[Path]:
    """A data folder that the test may spoil."""
    root = Path(tempfile.mkdtemp(prefix="site-test-"))
    root.chmod(0o711)
    subprocess.run(["cp", "-a", str(cluster), str(root / "data")], check=True)
    yield root / "data"
    wait_until(lambda: not list(root.glob("**/postmaster.pid")))
    shutil.rmtree(root)


@pytest.fixture
def user_of(cluster: Path) -> Iterator[Callable[..., User]]:
    """Makes users of a data folder; all are gone when the test ends."""
    made: list[User] = []

    def make(data: Path, **options: Any) -> User:
        made.append(User(data, **options))
        return made[-1]

    yield make
    for user in made:
        user.end()
