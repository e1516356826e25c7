"""Listings staff may see what the background does, and steer it."""

from importlib import import_module
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("listings.migrations.0004_roles")

ROLES = {"Listings staff": ["view_jobfailure", "change_jobfailure"]}


def create(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    roles.grant(apps, "carsite", ROLES)


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    for role, codenames in ROLES.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.remove(
                *(roles.permission(apps, "carsite", name) for name in codenames)
            )


class Migration(migrations.Migration):
    dependencies = [("listings", "0011_index_on_vin"), ("carsite", "0001_job_failures")]
    operations = [migrations.RunPython(create, remove)]
