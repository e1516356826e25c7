"""Django's PostgreSQL engine, whose HOST is a data folder with a PostgreSQL of its own."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PsqlClient

from carsite import postgres
from carsite.embedded.server import PORT, ROLE


def _address(settings_dict: dict[str, Any]) -> dict[str, Any]:
    """Where the server listens, once it does. Settings stay free of anything that starts it."""
    durable = settings_dict["OPTIONS"].get("durable", True)
    try:
        socket = postgres.ensure_running(Path(settings_dict["HOST"]), durable=durable)
    except postgres.StartError as error:
        raise OperationalError(str(error)) from error
    return {"host": str(socket), "port": PORT, "user": ROLE}


class DatabaseClient(PsqlClient):
    """``manage.py dbshell`` with the psql of the same PostgreSQL."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        address = {name.upper(): value for name, value in _address(settings_dict).items()}
        command, environment = super().settings_to_cmd_args_env(
            {**settings_dict, **address}, parameters
        )
        return [str(postgres.binaries() / "psql"), *command[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks for the server with the connection's parameters: before each connection, pooled too."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.pop("durable", None)
        return {**params, **_address(self.settings_dict)}
