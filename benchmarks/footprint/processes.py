"""Web processes under gunicorn, and what of the machine's memory each of them alone takes."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds until a server must answer
FIELDS = ("Anonymous", "Pss", "Shared_Clean", "Rss")
Memory = dict[str, float]


@dataclass
class Server:
    """A gunicorn with its workers, and the port that it answers at."""

    process: subprocess.Popen[bytes]
    port: int
    log: IO[bytes]

    def get(self, path: str) -> int:
        """The status of a page, or of the one that it leads to; waits until the server listens."""
        until = time.monotonic() + PATIENCE
        while True:
            link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                link.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = link.getresponse()
                answer.read()
                found = answer.getheader("Location")
                return self.get(found) if found else answer.status
            except (ConnectionError, http.client.BadStatusLine):
                if time.monotonic() > until or self.process.poll() is not None:
                    self.log.seek(0)
                    sys.exit(f"No server: {self.log.read()[-2_000:].decode()}")
                time.sleep(0.005)
            finally:
                link.close()

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(child) for child in children.split()]


@contextlib.contextmanager
def server(arguments: Sequence[str], **environment: str) -> Iterator[Server]:
    """A gunicorn of its own, stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *arguments]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603  our own command
            command,
            cwd=ROOT,
            env=os.environ | environment | {"PORT": str(port), "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
        try:
            yield Server(process, port, log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def memory_of(pid: int | str = "self") -> Memory:
    """Megabytes (of 2^20 bytes) by the names of the kernel's ``smaps_rollup``."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return {name: round(kilobytes[name] / 1024, 1) for name in FIELDS}


def processor_of(pid: int) -> float:
    """Processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
