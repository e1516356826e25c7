"""People of the staff for tests, each by the group that gives their permissions."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.factories import StaffFactory, SuperuserFactory

LISTINGS_STAFF, EDITORS, READ_ONLY = "Listings staff", "Editors", "Read-only"
ROLE_MIGRATIONS = (
    "listings.migrations.0004_roles",
    "listings.migrations.0008_feed_roles",
    "listings.migrations.0012_work_role",
    "articles.migrations.0002_roles",
)
CORRECTIONS = "articles.migrations.0003_corrections_and_choice"


def make_roles() -> None:
    """The groups as the migrations make them; a test that empties all tables takes them away."""
    for name in ROLE_MIGRATIONS:
        import_module(name).create(apps, None)
    import_module(CORRECTIONS).grant(apps, None)


def person(role: str) -> User:
    """Somebody in this group, or ``"superuser"``."""
    if role == "superuser":
        return SuperuserFactory()
    if not Group.objects.filter(name=role).exists():
        make_roles()
    user = StaffFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(person(role))
    return client
