"""What a web process loads before anybody comes, and what waits for its first visitor."""

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import get_resolver, reverse

from carsite.later import desk_at, view_later

# Each of them was measured: together a tenth of a process's memory.
NOT_AT_THE_START = [
    "PIL",
    "articles.admin",
    "articles.demo",
    "articles.feeds",
    "articles.forms",
    "carsite.desk",
    "django.contrib.auth.admin",
    "django.contrib.syndication",
    "django.test",
    "hypothesis",
    "listings.admin",
    "listings.demo",
    "listings.read_along",
    "listings.vocabulary.mentions.reader",
    "listings.vocabulary.titles.reader",
    "numpy.ma",
    "procrastinate",
    "urllib.request",
]
START = """
import sys
from carsite.wsgi import application
from django.urls import resolve, reverse
resolve("/occasions/")
assert reverse("listings:search") == "/occasions/"
print(*sys.modules)
assert reverse("admin:index") == "/admin/"
print(*sys.modules)
"""


def test_a_process_for_the_public_loads_no_desk() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    at_start, later = (set(line.split()) for line in done.stdout.splitlines())
    assert not at_start.intersection(NOT_AT_THE_START)
    assert {"articles.admin", "listings.admin", "django.contrib.auth.admin"} <= later


def test_a_closed_door_is_passed_by_and_opens_when_it_is_named() -> None:
    opened = f"{__name__}_desk"
    door = desk_at("room/", opened, "room")
    door._populate()
    with pytest.raises(ModuleNotFoundError, match=opened):
        door.resolve("room/")
    with pytest.raises(ModuleNotFoundError, match=opened):
        _ = door.namespace_dict


def test_the_desk_is_found_by_address_name_and_checks() -> None:
    call_command("check", "--tag", "admin")
    assert reverse("admin:listings_listing_changelist") == "/admin/listings/listing/"
    assert get_resolver().resolve("/admin/listings/listing/").namespace == "admin"


def test_a_view_is_loaded_by_its_first_request() -> None:
    assert view_later("carsite.seo.robots")(RequestFactory().get("/")).status_code == 200
