"""Reading all articles anew: what differs is written and told, the rest stays as it is."""

import io

import pytest
from django.core.management import call_command

from articles.models import Article, ArticleCorrection, ArticleVehicle
from listings.models import CarModel
from tests.factories import ArticleFactory, CarModelFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_508() -> CarModel:
    return CarModelFactory(slug="508")


def relinked(*arguments: str) -> str:
    told = io.StringIO()
    call_command("relink_articles", *arguments, stdout=told)
    return told.getvalue()


def about_508() -> Article:
    return ArticleFactory(title="Peugeot 508 getest", body="<p>De Peugeot 508 rijdt.</p>")


def test_a_model_that_is_new_is_found(the_508: CarModel) -> None:
    article = ArticleFactory(title="Peugeot 518 getest", slug="vijf-achttien")
    CarModelFactory(slug="518")
    assert relinked() == ("vijf-achttien: +Peugeot 518 subject\n1 articles read, 1 changed\n")
    assert article.vehicles.get().model.slug == "518"
    assert relinked() == "1 articles read, 0 changed\n"


def test_a_model_that_was_hidden_is_let_go(the_508: CarModel) -> None:
    about_508()
    the_508.is_active = False
    the_508.save()
    assert "−Peugeot 508 subject" in relinked()
    assert not ArticleVehicle.objects.exists()


def test_a_dry_run_tells_and_writes_nothing(the_508: CarModel) -> None:
    about_508()
    ArticleVehicle.objects.all().delete()
    assert "+Peugeot 508 subject\n1 articles read, 1 would change" in relinked("--dry-run")
    assert not ArticleVehicle.objects.exists()


def test_a_crash_is_noticed_without_a_new_version(the_508: CarModel) -> None:
    article = ArticleFactory(title="Ongeval met een Peugeot 508")
    before = article.updated_at
    Article.objects.update(sensitive="", sensitive_words="")
    assert "sensitive: crash" in relinked()
    article.refresh_from_db()
    assert (article.sensitive, article.sensitive_words) == ("crash", "ongeval")
    assert (article.updated_at, article.history.count()) == (before, 1)


def test_what_did_not_change_is_not_written_again(the_508: CarModel) -> None:
    about_508()
    (before,) = ArticleVehicle.objects.values_list("pk", flat=True)
    relinked()
    assert ArticleVehicle.objects.get().pk == before


def test_corrections_are_never_undone(the_508: CarModel) -> None:
    article = about_508()
    ArticleCorrection.objects.create(article=article, words="Peugeot 508", created_by=UserFactory())
    article.save()
    assert not article.vehicles.exists()
    assert relinked() == "1 articles read, 0 changed\n"
