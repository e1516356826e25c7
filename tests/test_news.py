"""The news pages: lists, sections, one article, the feed."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    DraftArticleFactory,
    ListingFactory,
    ScheduledArticleFactory,
    StaffFactory,
    SuperuserFactory,
)

pytestmark = pytest.mark.django_db


def test_list_shows_published_and_hides_the_rest(client: Client) -> None:
    shown, draft, later = ArticleFactory(), DraftArticleFactory(), ScheduledArticleFactory()
    text = client.get("/nieuws/").content.decode()
    assert shown.title in text
    assert draft.title not in text
    assert later.title not in text


def test_section_shows_its_own(client: Client) -> None:
    test, news = ArticleFactory(category="test"), ArticleFactory(category="nieuws")
    text = client.get("/nieuws/categorie/test/").content.decode()
    assert f'href="{test.get_absolute_url()}"' in text
    assert f'href="{news.get_absolute_url()}"' not in text


def test_unknown_section_is_not_found(client: Client) -> None:
    assert client.get("/nieuws/categorie/sport/").status_code == 404


@pytest.mark.parametrize("number", ["2", "99", "abc", "-1", "", "9" * 400])
def test_any_page_number_gets_a_page(client: Client, number: str) -> None:
    ArticleFactory.create_batch(13)
    assert client.get("/nieuws/", {"pagina": number}).status_code == 200


def test_article_shows_its_text_and_anchors(client: Client) -> None:
    article = ArticleFactory(body="<h2>Rijden</h2><p>Het rijdt.</p>")
    text = client.get(article.get_absolute_url()).content.decode()
    assert '<h2 id="rijden-1">Rijden</h2>' in text
    assert 'href="#rijden-1"' in text


def test_article_text_is_sanitised(client: Client) -> None:
    article = ArticleFactory(body='<p onclick="x()">A<script>alert(1)</script></p>')
    assert article.body == "<p>A</p>"


@pytest.mark.parametrize("factory", [DraftArticleFactory, ScheduledArticleFactory])
def test_unpublished_is_for_staff(client: Client, factory: type[ArticleFactory]) -> None:
    article = factory()
    assert client.get(article.get_absolute_url()).status_code == 404
    client.force_login(StaffFactory())
    assert client.get(article.get_absolute_url()).status_code == 404
    client.force_login(SuperuserFactory())
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_feed_holds_published_articles(client: Client) -> None:
    article, later = ArticleFactory(), ScheduledArticleFactory()
    response = client.get("/nieuws/atom.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert article.title in response.content.decode()
    assert later.title not in response.content.decode()


def test_article_shows_its_cars(client: Client) -> None:
    car = ListingFactory(model=CarModelFactory())
    article = ArticleFactory(title="Peugeot 508 getest", body="<p>De 508 rijdt.</p>")
    text = client.get(article.get_absolute_url()).content.decode()
    assert f'href="{car.get_absolute_url()}"' in text
    assert 'id="discover"' in text


@pytest.mark.django_db(transaction=True)
def test_article_queries_stay_the_same(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    model = CarModelFactory()
    article = ArticleFactory(title="Peugeot 508 getest")
    ListingFactory(model=model)
    client.get(article.get_absolute_url())
    counts = []
    for _ in range(2):
        ListingFactory.create_batch(5, model=model)
        ArticleFactory.create_batch(3, title="Ook over de Peugeot 508")
        client.get(article.get_absolute_url())
        with django_assert_max_num_queries(10) as captured:
            client.get(article.get_absolute_url())
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_front_page_works_without_anything(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_front_page_shows_news_and_stock(client: Client) -> None:
    article, car = ArticleFactory(published_at=timezone.now()), ListingFactory()
    text = client.get("/").content.decode()
    assert article.title in text
    assert car.get_absolute_url() in text
