"""Where a setting asks it, a password alone opens neither desk; a code or a paper one does."""

import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import DraftListingFactory, SellerFactory, UserFactory
from tests.staff import LISTINGS_STAFF, person

pytestmark = pytest.mark.django_db
DESKS = ["/admin/", "/dealer/"]


@pytest.fixture(autouse=True)
def _asked(settings: Any) -> None:
    settings.SECOND_FACTOR = True
    place = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[: place + 1],
        "django_otp.middleware.OTPMiddleware",
        *settings.MIDDLEWARE[place + 1 :],
    ]


def worker_at(desk: str) -> User:
    if desk == "/admin/":
        return person(LISTINGS_STAFF)
    user: User = UserFactory()
    SellerFactory().people.add(user)
    return user


def with_password(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def code_of(device: TOTPDevice) -> str:
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time.time()
    return f"{clock.token():06d}"


def enrolled(client: Client, user: User, desk: str) -> list[str]:
    """Makes the first device; returns the codes for on paper."""
    client.get(f"{desk}second-factor/")
    answer = client.post(
        f"{desk}second-factor/", {"code": code_of(TOTPDevice.objects.get(user=user))}
    )
    return list(answer.context["codes"])


@pytest.mark.parametrize("desk", DESKS)
def test_a_password_alone_opens_nothing(desk: str) -> None:
    client = with_password(worker_at(desk))
    answer = client.get(desk, follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"{desk}second-factor/")
    assert "<svg" in answer.text
    listing = DraftListingFactory()
    assert client.get(f"{desk}listings/listing/{listing.pk}/change/").status_code == 302
    assert client.get(listing.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("desk", DESKS)
def test_the_first_code_opens_the_desk(desk: str) -> None:
    user = worker_at(desk)
    client = with_password(user)
    codes = enrolled(client, user, desk)
    assert len(set(codes)) == 10
    assert client.get(desk).status_code == 200


def test_a_paper_code_works_once() -> None:
    user = worker_at("/admin/")
    (code, *_others) = enrolled(with_password(user), user, "/admin/")
    for status in (302, 200):
        client = with_password(user)
        answer = client.post("/admin/second-factor/?next=/admin/listings/", {"code": code})
        assert answer.status_code == status


@pytest.mark.parametrize("code", ["000000", "", "x" * 200])
def test_a_wrong_code_opens_nothing(code: str) -> None:
    user = worker_at("/admin/")
    enrolled(with_password(user), user, "/admin/")
    client = with_password(user)
    assert client.post("/admin/second-factor/", {"code": code}).status_code == 200
    assert client.get("/admin/").status_code == 302


def test_nobody_enrols_without_a_password() -> None:
    answer = Client().get("/admin/second-factor/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/")
    assert not TOTPDevice.objects.exists()


def test_it_goes_on_to_pages_of_this_site_only() -> None:
    user = worker_at("/admin/")
    client = with_password(user)
    enrolled(client, user, "/admin/")
    answer = client.get("/admin/second-factor/?next=https://elders.example/")
    assert answer["Location"] == "/admin/"


def test_a_lost_telephone_is_forgotten_by_command() -> None:
    user = worker_at("/admin/")
    enrolled(with_password(user), user, "/admin/")
    call_command("forget_second_factor", user.username)
    assert "<svg" in with_password(user).get("/admin/second-factor/").text


def test_where_it_is_not_asked_a_password_is_enough(settings: Any) -> None:
    settings.SECOND_FACTOR = False
    assert with_password(worker_at("/admin/")).get("/admin/").status_code == 200
