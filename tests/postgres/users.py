"""Users of an embedded PostgreSQL as processes of their own, and a look at what is running."""

import fcntl
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2]
# A user of the database as a process: each line it reads is a statement, each line it writes the
# first row. "fork" leaves a child to answer in its place.
USER = """
import os, sys
from pathlib import Path
import psycopg
from carsite import postgres
for line in sys.stdin:
    socket = postgres.ensure_running(Path(sys.argv[1]), durable=False)
    if line == "fork\\n":
        if os.fork():
            os._exit(0)
        line = "SELECT 'forked'"
    with psycopg.connect(host=str(socket), user="site", dbname="site", autocommit=True) as database:
        cursor = database.execute(line)
        print(*(cursor.fetchone() if cursor.description else ["done"]), flush=True)
"""


class User:
    def __init__(self, data: Path, python: str = sys.executable, **options: Any) -> None:
        self.process = subprocess.Popen(
            [*options.pop("prefix", []), python, "-c", USER, str(data)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(CHECKOUT), *sys.path])}
            | options.pop("env", {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
            cwd="/",
            start_new_session=True,
            **options,
        )

    def send(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")

    def answer(self) -> str:
        assert self.process.stdout
        assert self.process.stderr
        line = self.process.stdout.readline().strip()
        assert line, self.process.stderr.read()
        return line

    def ask(self, statement: str) -> str:
        self.send(statement)
        return self.answer()

    def error(self) -> str:
        """The last words of a user that cannot get its database."""
        return self.process.communicate("SELECT 1\n")[1].replace("\\n", "\n")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.end()

    def end(self) -> None:
        """Ends it, or the fork that took its place."""
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream and not stream.closed:
                _ = stream.readable() and stream.read()
                stream.close()
        self.process.wait()


def server_pid(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split()[0])


def process_status(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name: state, parent, group, session, ..."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def keeper_pid(data: Path) -> int:
    return int(process_status(server_pid(data))[1])


def kill_keeper(data: Path) -> None:
    os.kill(keeper_pid(data), signal.SIGKILL)
    wait_until(lambda: is_free(data / "postgres.keeper"))


def is_free(lock: Path) -> bool:
    """Whether nobody holds it. A killed process lets go a moment after the signal was sent."""
    with lock.open() as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def living(session: int) -> list[int]:
    """Every process of the keeper's or server's session that is not a zombie."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, _group, its_session, *_ = process_status(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its_session) == session and state != "Z":
            found.append(int(folder.name))
    return found


def wait_until(fact: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def is_gone(data: Path, session: int) -> bool:
    return not living(session) and not (data / "postgres" / "postmaster.pid").exists()


def keep(user: User) -> str:
    """Commit a word that every later server must still have."""
    return user.ask("INSERT INTO kept VALUES (gen_random_uuid()::text) RETURNING word")


def has(user: User, word: str) -> bool:
    return user.ask(f"SELECT '{word}' IN (TABLE kept)") == "True"


def owner(data: Path) -> str:
    """The name of the user that the server runs as."""
    return pwd.getpwuid(Path(f"/proc/{server_pid(data)}").stat().st_uid).pw_name
