"""wrk, walking through many addresses."""

import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.served.servers import Server

CONNECTIONS = 16
SCRIPT = """
local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], %s)
end
done = function(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %%d %%d %%d %%f %%f", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


class Load(NamedTuple):
    """What one run gave; ``cpu_ms`` is the workers' processor time of one request."""

    requests_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    errors: int


def script(file: Path, paths: Sequence[str], encoding: str = "") -> Path:
    """The addresses as a script for wrk."""
    listed = ",".join(json.dumps(path) for path in paths)
    headers = f'{{["Accept-Encoding"]="{encoding}"}}' if encoding else "{}"
    file.write_text(SCRIPT % (listed, headers), encoding="utf-8")
    return file


def loaded(server: Server, walk: Path, seconds: float) -> Load:
    """One run of wrk: one thread, sixteen connections."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(walk), server.url]
    before = server.cpu_seconds()
    done = subprocess.run(  # noqa: S603  wrk, against our own servers
        command, check=True, capture_output=True, text=True, timeout=seconds + 60
    )
    time.sleep(0.1)  # what was being answered at the end belongs to it
    taken = server.cpu_seconds() - before
    line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT"))
    requests, microseconds, errors, p50, p99 = map(float, line.split()[1:])
    return Load(
        requests / microseconds * 1e6,
        p50 / 1000,
        p99 / 1000,
        taken / max(1, requests) * 1000,
        int(errors),
    )
