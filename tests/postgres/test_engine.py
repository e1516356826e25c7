"""Django's way to the embedded PostgreSQL: nothing starts before a connection is wanted."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from carsite.embedded.base import DatabaseWrapper

from .users import CHECKOUT

# The tests run on settings of their own, which change DATA.
PLAIN = {"DJANGO_SETTINGS_MODULE": "carsite.settings", "DATABASE_URL": ""}


@pytest.mark.parametrize(
    "command", ["check", "makemigrations --check --dry-run", "collectstatic --dry-run --no-input"]
)
def test_commands_that_need_no_rows_start_nothing(tmp_path: Path, command: str) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=CHECKOUT,
        env={**os.environ, **PLAIN, "DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert not (tmp_path / "postgres.users").exists()


def test_engine_reports_a_start_error_as_djangos(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings: dict[str, Any] = {
        "NAME": "site",
        "HOST": str(tmp_path / "file"),
        "USER": "",
        "PASSWORD": "",
    }
    settings |= {"PORT": "", "TIME_ZONE": None, "OPTIONS": {"durable": False}}
    with pytest.raises(OperationalError, match="data folder cannot be used"):
        DatabaseWrapper(settings).get_connection_params()


def test_client_programs_reach_the_server(data: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "carsite.postgres", "psql", "-Atc", "SELECT current_user"],
        cwd=CHECKOUT,
        env={**os.environ, "DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == "site\n"
