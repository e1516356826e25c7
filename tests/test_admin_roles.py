"""What each group of staff may do, permission by permission."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from tests.staff import EDITORS, LISTINGS_STAFF, READ_ONLY, ROLE_MIGRATIONS, make_roles

pytestmark = pytest.mark.django_db

CATALOGUE = {"make", "carmodel", "generation", "option", "town"}
STOCK = CATALOGUE | {"listing", "photo", "seller", "lead", "listingchange"}
FEEDS = {"feed", "feedword", "importrun"}
NEWS = {"article", "articlecorrection", "articlepin", "articlevehicle"}


def permissions(role: str) -> set[str]:
    codenames = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
    return set(codenames)


def of(verbs: str, models: set[str]) -> set[str]:
    return {f"{verb}_{model}" for verb in verbs.split() for model in models}


@pytest.fixture(autouse=True)
def _roles() -> None:
    make_roles()


def test_listings_staff_work_on_the_stock_and_delete_no_car() -> None:
    worked_on = CATALOGUE | FEEDS | {"listing", "photo", "seller"}
    others = {"delete_photo", "view_listingchange", "view_rdwrecord"}
    others |= of("view change", {"lead", "jobfailure"})
    assert permissions(LISTINGS_STAFF) == of("view add change", worked_on) | others


def test_editors_work_on_articles_and_look_at_the_stock() -> None:
    looked_at = STOCK - {"seller", "lead", "town"}
    articles = of("view add change delete", NEWS - {"articlevehicle"})
    assert permissions(EDITORS) == articles | of("view", looked_at) | {"view_articlevehicle"}


def test_read_only_looks_at_everything_of_ours() -> None:
    assert permissions(READ_ONLY) == of("view", STOCK | FEEDS | NEWS | {"rdwrecord"})


def test_permissions_are_those_that_django_made() -> None:
    """A second row of the same name would be granted and never asked for."""
    codenames = list(Permission.objects.values_list("content_type", "codename"))
    assert len(codenames) == len(set(codenames))
    assert Permission.objects.get(codename="add_carmodel").name == "Can add model"


def test_roles_can_be_taken_back() -> None:
    stock, *more, news = (import_module(name) for name in ROLE_MIGRATIONS)
    news.remove(apps, None)
    assert not permissions(READ_ONLY) & of("view", NEWS)
    for migration in more:
        migration.remove(apps, None)
    assert permissions(READ_ONLY) == of("view", STOCK)
    stock.remove(apps, None)
    assert not Group.objects.filter(name__in=[LISTINGS_STAFF, EDITORS, READ_ONLY]).exists()
