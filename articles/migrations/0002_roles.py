"""What the three groups of staff may do with articles."""

from importlib import import_module
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

stock = import_module("listings.migrations.0004_roles")

MODELS = ["article", "articlepin", "articlevehicle"]
ROLES = {
    # Which articles may be deleted (drafts) is the admin's to say.
    "Editors": [
        *(
            f"{verb}_{model}"
            for model in ("article", "articlepin")
            for verb in ("view", "add", "change", "delete")
        ),
        "view_articlevehicle",
    ],
    "Read-only": [f"view_{model}" for model in MODELS],
}


def create(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    stock.grant(apps, "articles", ROLES)


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_articles"), ("listings", "0004_roles")]

    operations = [migrations.RunPython(create, remove)]
