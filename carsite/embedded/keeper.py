"""The keeper: a process of its own that owns one data folder's PostgreSQL, from first user to last.

``carsite.postgres`` starts it with the keeper's lock already taken. Nothing here or in what it
imports needs Django: it lives as long as anybody uses the database, so it stays small.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

from carsite.embedded.account import Refused
from carsite.embedded.server import Server


def _stop_when_alone(data: Path, process: subprocess.Popen[bytes]) -> None:
    """Block until every user is gone, then hold new ones off until this process has ended."""
    users = os.open(data / "postgres.users", os.O_RDWR)
    fcntl.flock(users, fcntl.LOCK_EX)
    process.send_signal(signal.SIGINT)


def _say(lock: int, state: dict[str, str]) -> None:
    os.ftruncate(lock, 0)
    os.pwrite(lock, json.dumps(state).encode(), 0)


def main(data: Path, binaries: Path, lock: int, *, durable: bool) -> None:
    """Keep PostgreSQL for everybody who holds ``DATA/postgres.users``, until nobody does."""
    os.chdir("/")
    try:
        process, socket = Server(data, binaries, durable=durable).start()
    except (Refused, OSError, LookupError) as error:
        _say(lock, {"error": str(error)})
        sys.exit(1)
    signal.signal(signal.SIGTERM, lambda *_: process.send_signal(signal.SIGINT))
    _say(lock, {"socket": str(socket)})
    Thread(target=_stop_when_alone, args=(data, process), daemon=True).start()
    process.wait()
    if socket != data / "postgres":
        shutil.rmtree(socket, ignore_errors=True)
    os.ftruncate(lock, 0)


if __name__ == "__main__":
    # The starter waits for this first process only; the keeper is nobody's child.
    if os.fork() == 0:
        main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), durable=sys.argv[4] == "yes")
