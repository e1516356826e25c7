"""What the three groups may do with feeds and registers."""

from importlib import import_module
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("listings.migrations.0004_roles")

FEEDS = ["feed", "feedword", "importrun"]
ROLES = {
    "Listings staff": [
        *(f"{verb}_{model}" for model in FEEDS for verb in ("view", "add", "change")),
        "view_rdwrecord",
    ],
    "Read-only": [*(f"view_{model}" for model in FEEDS), "view_rdwrecord"],
}


def create(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    roles.grant(apps, "listings", ROLES)


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    for role, codenames in ROLES.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.remove(
                *(roles.permission(apps, "listings", name) for name in codenames)
            )


class Migration(migrations.Migration):
    dependencies = [("listings", "0007_feeds_and_registers")]
    operations = [migrations.RunPython(create, remove)]
