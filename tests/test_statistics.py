"""A car's visits and questions on its page at the desk: true numbers, and whose they are."""

from datetime import date, timedelta

import pytest

from listings.admin.statistics import DAYS, HEIGHT, statistics
from listings.models import Lead, ListingDay
from tests.factories import LeadFactory, ListingFactory, UserFactory
from tests.staff import EDITORS, LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_days_are_drawn_to_the_highest() -> None:
    car, other = ListingFactory(), ListingFactory()
    for ago, views in [(0, 4), (1, 8), (DAYS - 1, 1), (DAYS, 100)]:
        ListingDay.objects.create(listing=car, day=TODAY - timedelta(ago), views=views)
    ListingDay.objects.create(listing=other, day=TODAY, views=50)
    told = statistics(car, TODAY)
    assert told.views == 13
    assert len(told.days) == DAYS
    assert [day.height for day in told.days[-2:]] == [HEIGHT, HEIGHT // 2]
    assert told.days[0].views == 1
    assert told.days[1].height == 0


def test_spam_is_no_question() -> None:
    car = ListingFactory()
    for state in (Lead.State.NEW, Lead.State.ANSWERED, Lead.State.SPAM):
        LeadFactory(listing=car, state=state)
    LeadFactory()
    told = statistics(car, TODAY)
    assert (told.leads, told.new_leads, told.views) == (2, 1, 0)


@pytest.mark.parametrize("desk", ["admin", "dealer"])
def test_link_leads_to_this_cars_questions(desk: str) -> None:
    car = ListingFactory()
    lead = LeadFactory(listing=car)
    LeadFactory(listing=ListingFactory(seller=car.seller))
    client = signed_in(LISTINGS_STAFF)
    if desk == "dealer":
        person = UserFactory()
        car.seller.people.add(person)
        client.force_login(person)
    page = client.get(f"/{desk}/listings/listing/{car.pk}/change/")
    assert page.context["leads_url"] in page.text
    listed = client.get(page.context["leads_url"])
    assert [row.pk for row in listed.context["cl"].result_list] == [lead.pk]


def test_who_may_not_see_questions_gets_no_link() -> None:
    car = ListingFactory()
    LeadFactory(listing=car)
    page = signed_in(EDITORS).get(f"/admin/listings/listing/{car.pk}/change/")
    assert page.status_code == 403 or page.context["leads_url"] == ""
