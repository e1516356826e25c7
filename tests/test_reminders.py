"""Sellers hear of what expires within a week: once for each date, in one mail for all cars."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from listings.models import ExpiryReminder, Listing
from listings.reminders import remind
from tests.factories import ListingFactory, SellerFactory, SoldListingFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SOON, LATE = NOW + timedelta(days=6), NOW + timedelta(days=8)


def test_one_mail_names_all_cars_of_a_seller() -> None:
    seller = SellerFactory()
    cars = [ListingFactory(seller=seller, expires_at=SOON) for _number in range(2)]
    ListingFactory(expires_at=SOON)
    assert remind(NOW) == 3
    assert len(mail.outbox) == 2
    (theirs,) = (one for one in mail.outbox if one.to == [seller.email])
    assert theirs.subject == "2 auto’s op Koppeling verlopen binnen een week"
    assert all(car.get_absolute_url() in str(theirs.body) for car in cars)


def test_it_is_said_once_for_each_date() -> None:
    car = ListingFactory(expires_at=SOON)
    assert [remind(NOW), remind(NOW + timedelta(hours=1))] == [1, 0]
    Listing.objects.filter(pk=car.pk).update(expires_at=SOON + timedelta(days=30))
    assert remind(NOW + timedelta(days=30)) == 1


@pytest.mark.parametrize(
    "facts",
    [{"expires_at": LATE}, {"expires_at": None}, {"expires_at": NOW - timedelta(1)}],
)
def test_others_hear_nothing(facts: dict[str, datetime | None]) -> None:
    ListingFactory(**facts)
    SoldListingFactory(expires_at=SOON)
    ListingFactory(seller__email="", expires_at=SOON)
    assert remind(NOW) == 0
    assert mail.outbox == []


def test_a_mail_that_does_not_go_is_tried_again(settings: pytest.FixtureRequest) -> None:
    ListingFactory(expires_at=SOON)
    settings.EMAIL_BACKEND = "tests.test_reminders.Broken"  # type: ignore[attr-defined]
    assert remind(NOW) == 0
    assert not ExpiryReminder.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    assert remind(NOW) == 1


class Broken:
    """A mail server that hangs up."""

    def __init__(self, **_options: object) -> None: ...

    def send_messages(self, _messages: object) -> int:
        raise ConnectionResetError
