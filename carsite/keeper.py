"""The keeper: a process of its own that owns one data folder's PostgreSQL, from first user to last.

``carsite.postgres`` runs this file as a script with the keeper's lock already taken. Standard
library only, no Django: it lives as long as anybody uses the database, so it stays small.
"""

import ctypes
import fcntl
import hashlib
import json
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
from threading import Thread
from typing import Any

ROLE = DATABASE = "site"
PORT = 5432
# macOS allows 103 bytes for a socket's path, Linux 107.
SOCKET_PATH_LIMIT = 103
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "HOME": "/"}
PR_SET_PDEATHSIG = 1
# No process has this number, so PostgreSQL takes such a pid file for stale. It keeps the file's
# other lines, by which it still refuses to start beside survivors that use its shared memory.
NOBODYS_PID = 2**31 - 1


class Refused(Exception):
    """Why PostgreSQL cannot run here, in words for the person who started the site."""


class Identity:
    """The user PostgreSQL's programs run as: ourselves, or never root when we are root."""

    def __init__(self, binaries: Path, data: Path) -> None:
        self.binaries = binaries
        self.account = _server_account(data / "postgres")
        self.prefix: list[str] = []
        if self.account:
            self.prefix = _way_in(self.account, binaries, data)

    def own(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def command(self, program: str, *arguments: str) -> list[str]:
        return [*self.prefix, str(self.binaries / program), *arguments]

    def options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"cwd": "/", "env": ENVIRONMENT}
        if self.account and not self.prefix:
            options |= {
                "user": self.account.pw_uid,
                "group": self.account.pw_gid,
                "extra_groups": [],
            }
        return options

    def run(self, program: str, *arguments: str, text: str = "") -> str:
        result = subprocess.run(  # noqa: S603  our own programs and arguments
            self.command(program, *arguments),
            **self.options(),
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if result.returncode:
            raise Refused(f"{program} failed:\n{result.stdout.strip()}")
        return result.stdout


def _server_account(cluster: Path) -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        owner = cluster.stat().st_uid
    except FileNotFoundError:
        owner = 0
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def _may_enter(account: pwd.struct_passwd, path: Path) -> bool:
    """Whether the mode lets this account enter the folder, or execute the file."""
    status = path.stat()
    if status.st_uid == account.pw_uid:
        return bool(status.st_mode & 0o100)
    if status.st_gid == account.pw_gid:
        return bool(status.st_mode & 0o010)
    return bool(status.st_mode & 0o001)


def _way_in(account: pwd.struct_passwd, binaries: Path, data: Path) -> list[str]:
    """What stands before a command so that the account reaches its folders; often nothing.

    Opening folders that root closed is not ours to do. On Linux the server is given the one
    capability it lacks, to walk through them.
    """
    folders = [binaries, *binaries.parents, data, *data.parents]
    closed = next((folder for folder in folders if not _may_enter(account, folder)), None)
    for program in (binaries / "initdb", binaries / "postgres"):
        if not _may_enter(account, program):
            raise Refused(
                f"PostgreSQL cannot run as root, and the user {account.pw_name} may not execute "
                f"{program}. Install again with umask 022 (make clean; make run does), {_WAYS_OUT}"
            )
    if closed is None:
        return []
    prefix = _setpriv(account)
    if (
        not prefix
        or subprocess.run(  # noqa: S603  our own program
            [*prefix, str(binaries / "postgres"), "-V"], capture_output=True, check=False
        ).returncode
    ):
        raise Refused(
            f"PostgreSQL cannot run as root, and the user {account.pw_name} may not enter "
            f"{closed}. Keep the checkout and DATA in folders that others may enter, {_WAYS_OUT}"
        )
    return prefix


_WAYS_OUT = "or start as an ordinary user, or name your own PostgreSQL in DATABASE_URL."


def _setpriv(account: pwd.struct_passwd) -> list[str]:
    program = shutil.which("setpriv") if sys.platform == "linux" else None
    if program is None:
        return []
    capability = "-all,+dac_read_search"
    return [
        program,
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
        # Without this bit access(2), by which initdb looks for its programs, ignores capabilities.
        "--securebits=+no_setuid_fixup",
        f"--inh-caps={capability}",
        f"--ambient-caps={capability}",
        f"--bounding-set={capability}",
        "--pdeathsig=INT",
    ]


class Server:
    """One PostgreSQL on one data folder."""

    def __init__(self, data: Path, binaries: Path, *, durable: bool) -> None:
        self.data = data
        self.cluster = data / "postgres"
        self.log = data / "postgres.log"
        self.durable = durable
        self.identity = Identity(binaries, data)

    def start(self) -> tuple[subprocess.Popen[bytes], Path]:
        """A running server that takes connections, and the folder its socket is in."""
        self._prepare_cluster()
        self._settle_pid_file()
        socket = self._socket_folder()
        for _attempt in range(20):
            process, begin = self._launch(socket), self._log_size()
            if self._wait_until_ready(process):
                return process, socket
            message = self._log_since(begin)
            # The backends of a killed server need a moment to notice.
            if "shared memory block" not in message:
                break
            time.sleep(0.25)
        raise Refused(f"PostgreSQL did not start; {self.log} says:\n{message}")

    def _prepare_cluster(self) -> None:
        for leftover in self.data.glob("postgres.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if not self.cluster.exists():
            self._create_cluster()
        held = (self.cluster / "PG_VERSION").read_text().strip()
        installed = self.identity.run("postgres", "-V").split()[-1].partition(".")[0]
        if held != installed:
            raise Refused(self._other_major(held, installed))

    def _create_cluster(self) -> None:
        # Made aside and renamed when complete: a kill half-way leaves nothing that looks finished.
        draft = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self.data))
        self.identity.own(draft)
        options = ["--username", ROLE, "--auth", "peer", "--encoding", "UTF8"]
        options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"]
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

    def _pid_file(self) -> list[str]:
        try:
            return (self.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _settle_pid_file(self) -> None:
        """Wait for a server that a killed keeper left behind; then nobody owns the pid file."""
        lines = self._pid_file()
        if not lines or not lines[0].isdigit():
            return
        pid = int(lines[0])
        if _runs_on(pid, self.cluster):
            os.kill(pid, signal.SIGINT)
            while _runs_on(pid, self.cluster):
                time.sleep(0.05)
        if self._pid_file():
            lines[0] = str(NOBODYS_PID)
            (self.cluster / "postmaster.pid").write_text("\n".join(lines) + "\n")

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
        settings = {"listen_addresses": "", "port": PORT, "jit": "off", "log_checkpoints": "off"}
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
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
            lines = self._pid_file()
            if lines[:1] == [str(process.pid)] and lines[-1].strip() == "ready":
                return True
            time.sleep(0.02)
        return False

    def _log_size(self) -> int:
        return self.log.stat().st_size

    def _log_since(self, begin: int) -> str:
        return self.log.read_bytes()[begin:][-2000:].decode(errors="replace").strip()


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
    try:
        process, socket = Server(data, binaries, durable=durable).start()
    except (Refused, OSError) as error:
        _say(lock, {"error": str(error)})
        sys.exit(1)
    signal.signal(signal.SIGTERM, lambda *_: process.send_signal(signal.SIGINT))
    _say(lock, {"socket": str(socket)})
    Thread(target=_stop_when_alone, args=(data, process), daemon=True).start()
    process.wait()
    os.ftruncate(lock, 0)


if __name__ == "__main__":
    # The starter waits for this first process only; the keeper is nobody's child.
    if os.fork() == 0:
        main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), durable=sys.argv[4] == "yes")
