"""An editor's work in a browser, from an empty form to what readers see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from listings.models import Listing
from tests.browser.conftest import Site
from tests.browser.showroom import Showroom
from tests.factories import ArticleFactory, ListingFactory


@pytest.fixture(autouse=True)
def _only_for_one_test(site: Site) -> Iterator[None]:
    """The site is shared: what is written here would stand before others' articles."""
    before = list(Article.objects.values_list("pk", flat=True))
    yield
    Article.objects.exclude(pk__in=before).delete()


def publish(desk: Page, title: str, text: str = "") -> Article:
    """Write the article in the admin's form and publish it."""
    desk.goto("/admin/articles/article/add/")
    desk.locator("#id_title").press_sequentially(title)
    if text:
        desk.get_by_role("textbox", name="Tekst").press_sequentially(text)
    desk.locator("#id_state").select_option("published")
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    return Article.objects.get(title=title)


def block(page: Page, article: Article) -> Locator:
    """The cards of "Ontdek deze occasions" as a visitor sees them."""
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
    return page.get_by_role("region", name="Ontdek deze occasions").locator(".card")


@pytest.fixture
def article(site: Site) -> Article:
    return ArticleFactory(title="Nog eens de Peugeot 508")


@pytest.fixture
def car(site: Site) -> Iterator[Listing]:
    car = ListingFactory(model__slug="508", version="Voor één dag")
    yield car
    car.delete()


@pytest.fixture
def the_2008(site: Site) -> Listing:
    return Listing.objects.for_sale().filter(model__slug="2008")[0]


def test_published_article_shows_the_cars_that_it_names(desk: Page, room: Showroom) -> None:
    article = publish(desk, "Rijden met een reiswagen", "De Peugeot 508 rijdt als een trein.")
    cards = block(desk, article)
    expect(cards.first).to_be_visible()
    expect(cards.first.get_by_role("heading")).to_contain_text("508")
    for card in cards.all():  # its neighbours fill the shelf, and say whose neighbours they are
        expect(card.locator(".reason")).to_contain_text("Peugeot 508")
    for hidden in (room.sold, room.reserved):
        expect(desk.locator(f"a[href='{hidden.get_absolute_url()}']")).to_have_count(0)


def test_car_that_is_sold_leaves_the_article(page: Page, article: Article, car: Listing) -> None:
    article.pins.create(listing=car)
    expect(block(page, article).first).to_contain_text(car.version)
    car.mark_sold()
    expect(block(page, article).first).not_to_contain_text(car.version)
    expect(page.get_by_text(car.version)).to_have_count(0)


def test_pinned_car_comes_first(desk: Page, article: Article, the_2008: Listing) -> None:
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.locator("#pins-group .add-row a").click()
    desk.locator("#pins-0 .field-listing .select2-selection").click()
    desk.locator(".select2-search__field").press_sequentially("2008")
    desk.locator(".select2-results__option", has_text="2008").first.click()
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    cards = block(desk, article)
    expect(cards.first.get_by_role("heading")).to_contain_text("2008")
    expect(cards.first.locator(".reason")).to_have_text("Gekozen door de redactie")
    expect(cards.nth(1).get_by_role("heading")).to_contain_text("508")


def test_a_2008_is_a_car_and_2008_is_a_year(desk: Page, the_2008: Listing) -> None:
    as_car = publish(desk, "De 2008 van Peugeot is er weer")
    as_year = publish(desk, "Wat Peugeot in 2008 verkocht")
    expect(block(desk, as_car).first.get_by_role("heading")).to_contain_text("2008")
    expect(block(desk, as_year)).to_have_count(0)


def test_editor_sees_the_reading_while_writing_and_corrects_it(desk: Page, room: Showroom) -> None:
    desk.goto("/admin/articles/article/add/")
    margin = desk.locator(".proof")
    desk.locator("#id_title").press_sequentially("De Peugeot 508 en de dag van morgen")
    mention = margin.locator(".mention.subject").first
    expect(mention).to_contain_text("508")
    expect(margin.locator(".block-row li").first).to_contain_text("Peugeot 508")
    mention.press("Enter")
    note = margin.locator(".note-card:popover-open")
    expect(note).to_contain_text("Peugeot 508")
    words = mention.inner_text()
    note.get_by_role("button", name="Dit is geen auto").click()
    expect(margin.locator(".mention")).to_have_count(0)
    expect(desk.locator("#id_corrections-0-words")).to_have_value(words)


def test_vehicle_is_banned_and_a_car_asked_about(desk: Page, room: Showroom) -> None:
    article = ArticleFactory(title="Nog eens de Peugeot 508")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    margin = desk.locator(".proof")
    margin.locator("[name=car]").fill(str(room.sold.pk))
    margin.get_by_role("button", name="Vraag het").click()
    expect(margin.locator(".chain .no")).to_contain_text("niet te koop")
    margin.locator(".ranked").get_by_role("button", name="Nooit tonen").click()
    expect(margin.locator(".ranked .banned")).to_be_visible()
    expect(margin.locator(".block-row li")).to_have_count(0)
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert article.pins.get().is_ban
