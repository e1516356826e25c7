"""The processes of ``make run``: the web server, and beside it the worker and a stand-in for RDW.

It needs no Django, so that it stays small. The site is up as long as the web server is; what stands
beside it is started again when it dies. Nothing outlives this process (on Linux by the kernel's
word), which also holds the embedded PostgreSQL: see ``carsite.postgres``.
"""

import argparse
import contextlib
import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

WORKER = [sys.executable, "manage.py", "work"]
STAND_IN_AFTER, WORKER_AFTER = 2.0, 3.0  # seconds: the first page needs the processor more
BESIDE = 5  # niceness of what is not a page
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before it is started again
LIVED_WELL = 60.0  # seconds after which a death is not held against it
STOP_SECONDS = 25.0  # gunicorn lets requests end for 20
PR_SET_PDEATHSIG = 1
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Child:
    """A process that dies with this one. It is due at a moment, and after a death once more."""

    def __init__(
        self, command: list[str], *, after: float = 0, nice: int = 0, quiet: bool = False
    ) -> None:
        self.name = " ".join(command[1:])
        self.command = ["nice", "-n", str(nice), *command] if nice else command
        self.stdout = subprocess.DEVNULL if quiet else None
        self.process: subprocess.Popen[bytes] | None = None
        self.due = time.monotonic() + after
        self.pause = 0.0
        self.born = 0.0

    def start(self) -> "subprocess.Popen[bytes]":
        self.born = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  our own programs
            self.command,
            stdout=self.stdout,
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509  this process has one thread
        )
        return self.process

    def look(self) -> None:
        """Start it if it is due; when it has died, decide until when to wait."""
        now = time.monotonic()
        if self.process is None:
            if self.due <= now:
                self.start()
        elif self.process.poll() is not None:
            longer = min(LONGEST_PAUSE, max(FIRST_PAUSE, 2 * self.pause))
            self.pause = FIRST_PAUSE if now - self.born > LIVED_WELL else longer
            say(f"{self.name} ended; it starts again in {self.pause:.0f} s.")
            self.process, self.due = None, now + self.pause

    def end(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def terminate(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _die_with(parent: int) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def guard() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the guard stood
            os._exit(1)

    return guard


class Alarm:
    """Sleep that ends at any signal: Ctrl-C, an end of a child."""

    def __init__(self) -> None:
        self.stopped = False
        self._read, write = socket.socketpair()
        self._write = write
        for end in (self._read, write):
            end.setblocking(False)
        signal.set_wakeup_fd(write.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in STOPS:
            signal.signal(number, self._stop)

    def _stop(self, *_: object) -> None:
        self.stopped = True

    def sleep(self, seconds: float | None) -> None:
        if not self.stopped:
            select.select([self._read], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            self._read.recv(4096)


def run(web_command: list[str], stand_in: list[str]) -> int:
    """Keep the site up until a signal comes or the web server ends; its exit code."""
    alarm = Alarm()
    web = Child(web_command)
    beside = [Child(WORKER, after=WORKER_AFTER, nice=BESIDE)]
    if stand_in:
        command = [sys.executable, "-m", *stand_in]
        beside.append(Child(command, after=STAND_IN_AFTER, nice=BESIDE, quiet=True))
    try:
        server = web.start()
        while not alarm.stopped and server.poll() is None:
            for child in beside:
                child.look()
            alarm.sleep(_until_next(beside))
    finally:
        _end([web, *beside])
    return 0 if alarm.stopped else int(server.returncode)


def _until_next(children: list[Child]) -> float | None:
    waiting = [child.due for child in children if child.process is None]
    return max(0, min(waiting) - time.monotonic()) if waiting else None


def _end(children: list[Child]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        child.end(deadline)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m carsite.supervisor", description=__doc__)
    parser.add_argument("--stand-in", metavar="MODULE PORT", default="", help="that plays RDW")
    parser.add_argument("web", nargs="+", help="the command of the web server, after --")
    options = parser.parse_args()
    module, _, port = options.stand_in.partition(" ")
    return run(options.web, [module, "--port", port] if port else [])


if __name__ == "__main__":
    sys.exit(main())
