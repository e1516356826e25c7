"""Two gunicorns on loopback, ended as they were started: by their own number."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 2
THREADS = {"sync": 1, "gthread": 4}
SECONDS_TO_START = 120


class Server(NamedTuple):
    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time of its workers so far; only Linux tells."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        if not children.exists():
            return 0.0
        times = (Path(f"/proc/{pid}/stat").read_text() for pid in children.read_text().split())
        ticks = sum(sum(map(int, line.rpartition(")")[2].split()[11:13])) for line in times)
        return ticks / os.sysconf("SC_CLK_TCK")

    def settle(self) -> None:
        """Wait until its workers do nothing: each compiles its readers after it started."""
        end, before = time.monotonic() + SECONDS_TO_START, -1.0
        while time.monotonic() < end and (now := self.cpu_seconds()) > before:
            before = now
            time.sleep(1.5)


@contextmanager
def serving(
    module: str, worker_class: str, log: Path, environment: Mapping[str, str]
) -> Iterator[Server]:
    """Gunicorn with this application until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", worker_class]
    command += ["--threads", str(THREADS[worker_class])]
    # The site's own way of serving, warm-up and all; a bare page has nothing to warm.
    if module == "carsite.wsgi":
        command += ["--config", "carsite/gunicorn.py"]
    asked = os.environ | {"PORT": str(port), "DEBUG": "no"} | environment
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603  our own servers
            [*command, module], cwd=ROOT, env=asked, stdout=out, stderr=out
        )
    try:
        wait_for(port, process, log)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"gunicorn did not start:\n{log.read_text(errors='replace')[-2000:]}")
