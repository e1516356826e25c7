"""``make run`` and ``make dev``: bring the data up to date, then become the site's supervisor."""

import os
import socket
import sys

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from carsite import postgres

STAND_IN = "listings.demo.rdw_server"
CONTENT = ("listings.Listing", "articles.Article", "auth.User")


def prepare() -> None:
    """Migrate, load the catalogue, and fill an empty database with the demo."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    call_command("load_catalogue", verbosity=0)
    if not any(apps.get_model(name)._default_manager.exists() for name in CONTENT):
        call_command("load_demo")


def server_command() -> list[str]:
    if settings.DEBUG:
        return [sys.executable, "manage.py", "runserver", f"127.0.0.1:{settings.PORT}"]
    module = [sys.executable, "-m", "gunicorn"]
    return [*module, "--config", "carsite/gunicorn.py", "carsite.wsgi"]


def supervisor_command() -> list[str]:
    """A site on this machine alone asks no register outside, unless its address was given."""
    command = [sys.executable, "-m", "carsite.supervisor"]
    if settings.LOOPBACK and not os.environ.get("RDW_URL"):
        port = free_port()
        os.environ["RDW_URL"] = f"http://127.0.0.1:{port}/resource/"
        command += ["--stand-in", f"{STAND_IN} {port}"]
    return [*command, "--", *server_command()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def stop_if_port_is_taken() -> None:
    """Before the minute that a first start may take, not after it."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", settings.PORT)) == 0:
            sys.exit(f"Port {settings.PORT} is taken: make run PORT={settings.PORT + 1}")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
    django.setup()
    stop_if_port_is_taken()
    try:
        prepare()
    except OperationalError as error:
        sys.exit(f"No database: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL has one
    if settings.DATABASES["default"]["ENGINE"] == "carsite.embedded":
        postgres.keep_across_exec(settings.DATA)
    say(f"{settings.SITE_NAME} is at {settings.SITE_URL}/, its admin at /admin/. Ctrl-C stops it.")
    command = supervisor_command()
    os.execv(command[0], command)  # noqa: S606  our own program, in place of this process


if __name__ == "__main__":
    main()
