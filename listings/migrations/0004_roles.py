"""Three groups of staff, with what each may do with the stock."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CATALOGUE = ["make", "carmodel", "generation", "option", "town"]
MODELS = [*CATALOGUE, "listing", "photo", "seller", "lead", "listingchange"]

ROLES = {
    "Listings staff": [
        # No deleting: a car is withdrawn, a catalogue row is hidden. A photo is only taken off.
        *(
            f"{verb}_{model}"
            for model in [*CATALOGUE, "listing", "photo", "seller"]
            for verb in ("view", "add", "change")
        ),
        "delete_photo",
        *("view_lead", "change_lead", "view_listingchange"),
    ],
    # Without sellers and leads: private people's addresses are not the newsroom's business.
    "Editors": [f"view_{model}" for model in MODELS if model not in {"seller", "lead", "town"}],
    "Read-only": [f"view_{model}" for model in MODELS],
}


def permission(apps: Any, app_label: str, codename: str) -> Any:
    """Found, or made as Django will look for it: its own signal comes after all migrations."""
    verb, model = codename.split("_")
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    name = apps.get_model(app_label, model)._meta.verbose_name_raw
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": f"Can {verb} {name}"}
    )
    return found


def grant(apps: Any, app_label: str, roles: dict[str, list[str]]) -> None:
    for role, codenames in roles.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.add(*(permission(apps, app_label, name) for name in codenames))


def create(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    grant(apps, "listings", ROLES)


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0003_search_words"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create, remove)]
