"""Who may see what is said once: each queryset word agrees with its twin, in every state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from listings.choices import State
from listings.models import Listing
from tests.factories import (
    ArticleFactory,
    DraftArticleFactory,
    ListingFactory,
    ScheduledArticleFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("word", ["public", "viewable", "for_sale"])
def test_listing_words_agree_with_their_twins(state: State, word: str) -> None:
    listing = ListingFactory(state=state)
    shown = getattr(Listing.objects, word)().filter(pk=listing.pk).exists()
    assert getattr(listing, f"is_{word}") == shown


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, (False, False, False)),
        (State.PUBLISHED, (True, True, True)),
        (State.RESERVED, (True, True, False)),
        (State.SOLD, (False, True, False)),
        (State.WITHDRAWN, (False, False, False)),
        (State.EXPIRED, (False, False, False)),
    ],
)
def test_listing_states(state: State, expected: tuple[bool, bool, bool]) -> None:
    listing = ListingFactory(state=state)
    assert (listing.is_public, listing.is_viewable, listing.is_for_sale) == expected


@pytest.mark.parametrize("factory", [ArticleFactory, DraftArticleFactory, ScheduledArticleFactory])
def test_article_word_agrees_with_its_twin(factory: type[ArticleFactory]) -> None:
    article = factory()
    assert article.is_published() == Article.objects.published().filter(pk=article.pk).exists()


def test_scheduled_article_appears_on_time() -> None:
    article = ScheduledArticleFactory()
    assert not Article.objects.published().exists()
    later = timezone.now() + timedelta(days=3)
    assert list(Article.objects.published(at=later)) == [article]
    assert article.is_published(at=later)
