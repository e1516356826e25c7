"""One PostgreSQL on one data folder: made, brought up to a clean start, launched."""

import ctypes
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from carsite.embedded.account import Identity, Refused

ROLE = DATABASE = "site"
PORT = 5432
# macOS allows 103 bytes for a socket's path, Linux 107.
SOCKET_PATH_LIMIT = 103
PR_SET_PDEATHSIG = 1
# The same order of text on every machine, whatever its C library.
BUILTIN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
# No process has this number, so PostgreSQL takes such a pid file for stale. It keeps the file's
# other lines, by which it still refuses to start beside survivors that use its shared memory.
NOBODYS_PID = 2**31 - 1


class Server:
    """One PostgreSQL on one data folder."""

    def __init__(self, data: Path, binaries: Path, *, durable: bool) -> None:
        self.data = data
        self.cluster = data / "postgres"
        self.pid_file = self.cluster / "postmaster.pid"
        self.log = data / "postgres.log"
        self.durable = durable
        self.identity = Identity(binaries, data)

    def start(self) -> tuple[subprocess.Popen[bytes], Path]:
        """A running server that takes connections, and the folder its socket is in."""
        self._prepare_cluster()
        socket = self._socket_folder()
        self._settle(self.pid_file)
        self._settle(socket / f".s.PGSQL.{PORT}.lock")
        for _attempt in range(20):
            begin = self.log.stat().st_size
            process = self._launch(socket)
            if self._wait_until_ready(process):
                return process, socket
            message = self.log.read_bytes()[begin:][-2000:].decode(errors="replace").strip()
            # The backends of a killed server need a moment to notice.
            if "shared memory block" not in message:
                break
            time.sleep(0.25)
        raise Refused(f"PostgreSQL did not start; {self.log} says:\n{message}")

    def _prepare_cluster(self) -> None:
        for leftover in self.data.glob("postgres.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        # "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        installed = self.identity.run("postgres", "-V").split()[2].partition(".")[0]
        if not self.cluster.exists():
            self._create_cluster(int(installed))
        held = (self.cluster / "PG_VERSION").read_text().strip()
        if held != installed:
            raise Refused(self._other_major(held, installed))

    def _create_cluster(self, major: int) -> None:
        # Made aside and renamed when complete: a kill half-way leaves nothing that looks finished.
        draft = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self.data))
        self.identity.own(draft)
        options = ["--username", ROLE, "--auth", "peer", "--encoding", "UTF8"]
        options += BUILTIN_LOCALE if major >= 17 else ["--locale", "C.UTF-8"]
        options += [] if self.durable else ["--no-sync"]
        self.identity.run("initdb", "--pgdata", str(draft), *options)
        (draft / "pg_hba.conf").write_text("local all all peer map=site\n")
        names = {pwd.getpwuid(uid).pw_name for uid in (0, os.geteuid())}
        (draft / "pg_ident.conf").write_text("".join(f'site "{name}" {ROLE}\n' for name in names))
        self.identity.run(
            *("postgres", "--single", "-j", "-D", str(draft), "postgres"),
            text=f"CREATE DATABASE {DATABASE};\n\n",
        )
        draft.rename(self.cluster)

    def _other_major(self, held: str, installed: str) -> str:
        tool = f"DATA={self.data} .venv/bin/python -m carsite.postgres"
        dump = self.data / "site.dump"
        return (
            f"{self.cluster} was made by PostgreSQL {held}; installed is {installed}. "
            f"Dump it with the old programs, restore it with the new:\n"
            f"  POSTGRES_BIN=<folder of {held}'s programs> {tool} pg_dump -Fc -f {dump}\n"
            f"  mv {self.cluster} {self.cluster}-{held}\n"
            f"  {tool} pg_restore -d {DATABASE} {dump}"
        )

    def _settle(self, lock: Path) -> None:
        """Wait for a server that a killed keeper left behind; then its lock file is nobody's."""
        lines = _lines(lock)
        if not lines or not lines[0].strip().isdigit():
            return
        pid = int(lines[0])
        if _runs_on(pid, self.cluster):
            os.kill(pid, signal.SIGINT)
            while _runs_on(pid, self.cluster):
                time.sleep(0.05)
        if lock.exists():
            lock.write_text("\n".join([str(NOBODYS_PID), *lines[1:], ""]))

    def _socket_folder(self) -> Path:
        if len(os.fsencode(self.cluster / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
            return self.cluster
        # The same name at every start: a pool of connections remembers it.
        mark = hashlib.sha256(os.fsencode(self.cluster)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"site-postgres-{mark}"
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self.identity.own(folder)
        status = folder.lstat()
        owner = self.identity.account.pw_uid if self.identity.account else os.geteuid()
        if folder.is_symlink() or status.st_uid != owner or status.st_mode & 0o077:
            raise Refused(f"{folder} is somebody else's: remove it, or use a DATA of shorter name.")
        return folder

    def _launch(self, socket: Path) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "",
            "port": PORT,
            "jit": "off",
            "log_checkpoints": "off",
            "max_connections": 200,  # several web machines with a pool per worker, and their jobs
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
            # Tests empty their tables; statistics taken of an empty one make a join of the next
            # test's two thousand rows take minutes. Without any the size of the file is used.
            settings["autovacuum"] = "off"
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603  our own program and arguments
                self.identity.command(
                    *("postgres", "-D", str(self.cluster), "-k", str(socket)), *arguments
                ),
                **self.identity.options(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_keeper(),  # noqa: PLW1509  no thread has been started yet
            )

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> bool:
        while process.poll() is None:
            lines = _lines(self.pid_file)
            if lines[:1] == [str(process.pid)] and lines[-1].strip() == "ready":
                return True
            time.sleep(0.02)
        return False


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except FileNotFoundError:
        return []


def _runs_on(pid: int, cluster: Path) -> bool:
    """Whether this process is a PostgreSQL on that folder; a zombie or a reused number is not."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except (FileNotFoundError, ProcessLookupError):
        if Path("/proc/self").exists():
            return False
        command = subprocess.run(  # noqa: S603  macOS has no /proc
            ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False
        ).stdout
    return b"postgres -D %b -k " % os.fsencode(cluster) in command


def _die_with_keeper() -> Callable[[], None] | None:
    """On Linux a killed keeper takes its server along. The guard follows the thread that forks."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def guard() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)

    return guard
