"""The processes of ``make run`` live and die together; what stands beside the web is kept up.

Here the web server, the worker and the stand-in are programs of a line that say who they are.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .postgres.users import CHECKOUT, living, wait_until

# Writes its number into a file of its name, and waits for the file "end".
PLAY = """
import os, sys, time
from pathlib import Path
folder, name = Path(sys.argv[1]), sys.argv[2]
(folder / name).write_text(str(os.getpid()))
while not (folder / f"{name}.end").exists():
    time.sleep(0.02)
sys.exit(7)
"""
SUPERVISE = """
import sys
from carsite import supervisor
player, folder = sys.argv[1:]
supervisor.WORKER = [sys.executable, player, folder, "worker"]
supervisor.STAND_IN_AFTER, supervisor.WORKER_AFTER, supervisor.FIRST_PAUSE = 0, 0, 0.05
sys.exit(supervisor.run([sys.executable, player, folder, "web"], ["stand_in"]))
"""


class Run:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        player = folder / "player.py"
        player.write_text(PLAY)
        stand_in = f"import sys; sys.argv[1:] = [{str(folder)!r}, 'stand-in']\n{PLAY}"
        (folder / "stand_in.py").write_text(stand_in)
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, str(player), str(folder)],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(folder)},
            start_new_session=True,
        )

    def pid(self, name: str) -> int:
        file = self.folder / name
        wait_until(lambda: file.exists() and bool(file.read_text()))
        return int(file.read_text())

    def all_gone(self) -> bool:
        return not living(self.process.pid)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    run = Run(tmp_path)
    yield run
    if not run.all_gone():
        os.killpg(run.process.pid, signal.SIGKILL)
    run.process.wait()


def test_dead_worker_is_started_again_and_all_end_at_a_signal(run: Run) -> None:
    first = run.pid("worker")
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: run.pid("worker") != first)
    run.pid("stand-in")
    run.process.terminate()
    assert run.process.wait(20) == 0
    assert run.all_gone()


def test_all_end_with_the_web_server(run: Run) -> None:
    run.pid("worker")
    run.pid("web")
    (run.folder / "web.end").touch()
    assert run.process.wait(20) == 7
    assert run.all_gone()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word is Linux's")
def test_nothing_outlives_a_killed_supervisor(run: Run) -> None:
    run.pid("worker")
    run.pid("web")
    run.process.kill()
    wait_until(run.all_gone)
