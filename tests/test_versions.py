"""What rendered pieces are kept by: a change moves the number of what it touched, and no other."""

import pytest

from listings.models import Listing
from listings.search import index
from listings.search.plain import Plain
from listings.search.versions import MOST, Versions
from tests.factories import ListingFactory


def test_a_change_moves_its_own_number_only() -> None:
    before = Versions.anew()
    after = before.heard([7], ["articles"])
    assert after.of(7) > before.of(7)
    assert after.of(8) == before.of(8)
    assert after.other("articles") > before.other("articles")
    assert after.other("catalogue") == before.other("catalogue")
    assert after.state > before.state


def test_too_many_changes_move_all_numbers() -> None:
    before = Versions.anew()
    after = before.heard(range(MOST + 1))
    assert after.of(MOST + 5) > before.of(MOST + 5)
    assert not after.listings


@pytest.mark.django_db(transaction=True)
def test_the_index_numbers_what_the_log_tells() -> None:
    changed, quiet = ListingFactory(), ListingFactory()
    before = index.fresh().versions
    Listing.objects.filter(pk=changed.pk).update(price_eur=7_000)
    after = index.fresh().versions
    assert before and after
    assert after.of(changed.pk) > before.of(changed.pk)
    assert after.of(quiet.pk) == before.of(quiet.pk)
    index.forget()
    again = index.fresh().versions
    assert again and again.of(quiet.pk) > after.of(changed.pk)


def test_nothing_is_kept_of_a_transaction(db: None) -> None:
    assert index.fresh().versions is None
    assert Plain().versions is None
