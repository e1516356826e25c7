"""The staff's way in: Dutch, and patient for ten wrong passwords only."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
PASSWORD = "fietsbel-en-trapper"


@pytest.fixture(autouse=True)
def _throttled(settings: Any) -> None:
    settings.AXES_ENABLED = True


@pytest.fixture
def sanne() -> str:
    user = StaffFactory(username="sanne")
    user.set_password(PASSWORD)
    user.save()
    return user.username


def log_in(client: Client, username: str, password: str = PASSWORD, **extra: str) -> HttpResponse:
    return client.post(LOGIN, {"username": username, "password": password}, **extra)  # type: ignore[arg-type, return-value]


def fail_ten_times(client: Client, username: str) -> None:
    for _ in range(10):
        log_in(client, username, "fout")


def test_page_is_dutch_whatever_the_browser_asks(client: Client) -> None:
    page = client.get(LOGIN, headers={"accept-language": "en"}).content.decode()
    assert '<html lang="nl"' in page
    assert "Gebruikersnaam" in page


@pytest.mark.parametrize("desk", ["admin", "dealer"])
def test_page_bears_the_sites_name_and_not_the_hosts(
    client: Client, settings: Any, desk: str
) -> None:
    settings.SITE_NAME = "Tweede Baan"
    page = client.get(f"/{desk}/login/").content.decode()
    assert ">Tweede Baan</b>" in page and "testserver" not in page


def test_lets_staff_in(client: Client, sanne: str) -> None:
    assert log_in(client, sanne).status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200


def test_tenth_wrong_password_locks_the_right_one_out_too(client: Client, sanne: str) -> None:
    fail_ten_times(client, sanne)
    answer = log_in(client, sanne)
    assert answer.status_code == 429
    assert "admin/locked_out.html" in [t.name for t in answer.templates]  # type: ignore[attr-defined]


def test_nine_wrong_passwords_do_not(client: Client, sanne: str) -> None:
    for _ in range(9):
        log_in(client, sanne, "fout")
    assert log_in(client, sanne).status_code == 302


def test_lock_is_for_one_name_at_one_address(client: Client, sanne: str) -> None:
    fail_ten_times(client, sanne)
    StaffFactory(username="joris")
    assert log_in(client, "joris", "fout").status_code == 200
    assert log_in(client, sanne, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_lock_ends_after_a_quarter_of_an_hour(client: Client, sanne: str) -> None:
    fail_ten_times(client, sanne)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert log_in(client, sanne).status_code == 302


def test_a_forged_address_buys_no_new_attempts(client: Client, sanne: str) -> None:
    for number in range(10):
        log_in(client, sanne, "fout", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert log_in(client, sanne).status_code == 429


def test_never_leads_elsewhere_after_login(client: Client, sanne: str) -> None:
    answer = client.post(f"{LOGIN}?next=//evil.example/", {"username": sanne, "password": PASSWORD})
    assert answer["Location"].startswith("/")
    assert "evil" not in answer["Location"]
