"""``make run``: production settings, no process left behind, all data at the next start."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper
from gunicorn.config import Config
from gunicorn.glogging import Logger
from pytest_django import Settings

from carsite import gunicorn, serve

from .postgres.users import CHECKOUT, is_gone, kill_keeper, living, server_pid, wait_until


class Site:
    """A site on a data folder and port of its own, started as ``make run`` does."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "carsite.settings",
            "DATABASE_URL": "",
            "DATA": str(data),
            "PORT": str(self.port),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def manage(self, *words: str, **environment: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=CHECKOUT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "carsite.serve"],
            cwd=CHECKOUT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None, "the site did not start"
            assert time.monotonic() < deadline, "the site does not answer"
            time.sleep(0.1)

    def answers(self, path: str = "/") -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as response:
                return bool(response.status == 200)
        except (URLError, ConnectionError):
            return False

    def end(self, number: signal.Signals, *, alone: bool = False) -> None:
        """Signals the process group, as Ctrl-C does, or the first process alone; sees all go."""
        assert self.process
        session, database = self.process.pid, server_pid(self.data)
        (os.kill if alone else os.killpg)(session, number)
        self.process.wait()
        wait_until(lambda: not living(session) and is_gone(self.data, database))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site whose database holds one person, so that no demo is loaded."""
    if not (CHECKOUT / "static" / "staticfiles.json").exists():
        pytest.skip("static files are not collected: make test does that first")
    site = Site(tmp_path)
    site.manage("migrate", "--verbosity=0")
    person = {"USERNAME": "someone", "EMAIL": "someone@example.nl", "PASSWORD": "not-for-long"}
    environment = {f"DJANGO_SUPERUSER_{name}": value for name, value in person.items()}
    site.manage("createsuperuser", "--no-input", **environment)
    yield site
    if site.process and living(site.process.pid):
        os.killpg(site.process.pid, signal.SIGKILL)
        site.process.wait()


def test_site_leaves_nothing_behind_and_loses_nothing(site: Site) -> None:
    site.start()
    site.end(signal.SIGINT)
    site.start()
    kill_keeper(site.data)
    wait_until(lambda: site.answers("/readyz"))  # the front page is kept, and needs no database
    site.end(signal.SIGKILL, alone=sys.platform == "linux")
    names = (
        "from django.contrib.auth.models import User; print(*User.objects.values_list('username'))"
    )
    assert "someone" in site.manage("shell", "--verbosity=0", "--command", names)
    assert "Search index of 0 cars" in site.manage("build_index", "--nice", "1")
    assert (site.data / "index" / "manifest.json").exists()


def test_taken_port_is_said_at_once(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.PORT = other.getsockname()[1]
        with pytest.raises(SystemExit, match="is taken"):
            serve.stop_if_port_is_taken()


def test_free_port_is_not_taken(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.PORT = other.getsockname()[1]
    serve.stop_if_port_is_taken()


def test_workers_refuse_a_pool_from_before_the_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "_connection_pools", {})
    gunicorn.post_fork(None, None)
    monkeypatch.setattr(DatabaseWrapper, "_connection_pools", {"default": object()})
    with pytest.raises(RuntimeError, match="before the workers"):
        gunicorn.post_fork(None, None)


def test_requests_are_logged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config()
    config.set("logconfig_dict", {"version": 1, "disable_existing_loggers": False})
    monkeypatch.setattr(Logger, "atoms", lambda *_: pytest.fail("gunicorn writes a line"))
    gunicorn.logger_class(config).access(None, None, {}, None)


@pytest.mark.parametrize(("debug", "program"), [(True, "runserver"), (False, "gunicorn")])
def test_debug_decides_who_serves(settings: Settings, debug: bool, program: str) -> None:
    settings.DEBUG = debug
    assert program in serve.server_command()


@pytest.mark.parametrize(
    ("loopback", "address", "own"),
    [(True, "", True), (True, "http://x/", False), (False, "", False)],
)
def test_only_a_site_of_this_machine_plays_register(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, loopback: bool, address: str, own: bool
) -> None:
    settings.LOOPBACK = loopback
    monkeypatch.setenv("RDW_URL", address)
    command = serve.supervisor_command()
    assert ("--stand-in" in command) is own
    assert os.environ["RDW_URL"].startswith("http://127.0.0.1:") is own


@pytest.mark.parametrize("there", [True, False])
def test_only_an_empty_database_gets_the_demo(
    db: None, monkeypatch: pytest.MonkeyPatch, there: bool, django_user_model: type
) -> None:
    called: list[str] = []
    monkeypatch.setattr(serve, "call_command", lambda name, **_: called.append(name))
    if there:
        django_user_model._default_manager.create(username="someone")
    serve.prepare()
    assert called == ["load_catalogue"] + ["load_demo"] * (not there)
