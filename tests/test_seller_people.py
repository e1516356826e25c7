"""Who works for a seller: chosen by whoever may see the accounts, read by the others."""

import pytest

from listings.models import Seller
from tests.admin_form import fields
from tests.factories import SellerFactory, UserFactory
from tests.staff import LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "given"), [("superuser", True), (LISTINGS_STAFF, False)])
def test_access_is_given_by_who_sees_the_accounts(role: str, given: bool) -> None:
    seller, user, desk = SellerFactory(), UserFactory(username="nieuw"), signed_in(role)
    url = f"/admin/listings/seller/{seller.pk}/change/"
    assert desk.post(url, fields(desk, url, people=[user.pk])).status_code == 302
    assert Seller.objects.get().people.filter(pk=user.pk).exists() == given
    query = "app_label=listings&model_name=seller&field_name=people&term=nieu"
    answer = desk.get(f"/admin/autocomplete/?{query}")
    assert answer.status_code == (200 if given else 403)
