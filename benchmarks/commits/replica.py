"""A streaming replica of the embedded server, on the same machine, a marked moment behind."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from carsite import postgres
from carsite.embedded.account import Identity
from carsite.embedded.server import PORT, ROLE

DELAY_SECONDS = 0.3  # that the replica waits before it applies a commit
READY_SECONDS = 60
ALLOWED = f"\nlocal replication {ROLE} trust\n"  # through a socket in a folder of the server's own


@contextmanager
def replica(data: Path) -> Iterator[Path]:
    """The socket folder of a replica of ``data``'s server, which must be running."""
    if not (data / "postgres").exists():
        raise SystemExit("Only the embedded server can be given a replica here.")
    socket = postgres.ensure_running(data)
    identity = Identity(postgres.binaries(), data)
    folder = Path(tempfile.mkdtemp(prefix="replica-", dir=data))
    identity.own(folder)
    try:
        with _replication_allowed(data / "postgres" / "pg_hba.conf", socket):
            identity.run(
                *("pg_basebackup", "-h", str(socket), "-p", str(PORT), "-U", ROLE),
                *("-D", str(folder / "data"), "-c", "fast", "-X", "stream", "-R"),
            )
            with _running(identity, folder):
                yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _replication_allowed(rules: Path, socket: Path) -> Iterator[None]:
    before = rules.read_text()
    rules.write_text(before + ALLOWED)
    try:
        _reload(socket)
        yield
    finally:
        rules.write_text(before)
        _reload(socket)


def _reload(socket: Path) -> None:
    with psycopg.connect(host=str(socket), port=PORT, user=ROLE, dbname="postgres") as database:
        database.execute("SELECT pg_reload_conf()")
    time.sleep(0.2)  # the server reads its files in its own time


@contextmanager
def _running(identity: Identity, folder: Path) -> Iterator[None]:
    settings = {
        "listen_addresses": "",
        "port": PORT,
        # Else a look is cancelled when the other server forgets rows that it may still read.
        "hot_standby_feedback": "on",
        "recovery_min_apply_delay": f"{DELAY_SECONDS * 1_000:.0f}ms",
    }
    command = identity.command("postgres", "-D", str(folder / "data"), "-k", str(folder))
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603  our own program and arguments
            [*command, *(f"--{name}={value}" for name, value in settings.items())],
            **identity.options(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(folder)
        yield
    finally:
        server.terminate()  # "smart" would wait for readers, who are gone
        server.wait(READY_SECONDS)


def _wait(folder: Path) -> None:
    """Until the replica answers, and says that it is one."""
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            with psycopg.connect(
                host=str(folder), port=PORT, user=ROLE, dbname="postgres"
            ) as database:
                row = database.execute("SELECT pg_is_in_recovery()").fetchone()
                assert row == (True,)  # noqa: S101  else this measures nothing
                return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
