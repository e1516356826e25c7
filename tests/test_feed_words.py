"""A feed's words: what people decided, what the vocabulary knows, and what nobody knows."""

import pytest

from listings.intake.feeds.words import FeedWords
from listings.models import Feed, FeedWord
from listings.vocabulary import shipped
from tests.factories import SellerFactory

KNOWN = shipped.dictionary()


@pytest.mark.parametrize(
    ("make", "model", "found"),
    [
        ("Peugeot", "508", ("peugeot", "peugeot_508")),
        ("PEUGEOT", " 508 SW ", ("peugeot", "peugeot_508")),
        ("peugeot", "peugeot_508", ("peugeot", "peugeot_508")),
        ("Citroen", "C5 Aircross", ("citroen", "citroen_c5-aircross")),
        ("Mercedes", "C 200", ("mercedes-benz", "mercedes-benz_c-klasse")),
        ("vw", "ID.3", ("volkswagen", "volkswagen_id-3")),
        ("Mazda", "3", ("mazda", "mazda_3")),
        ("Peugeot", "Golf", ("peugeot", None)),
        ("Peugeot", "", ("peugeot", "")),
        ("Trabant de Luxe", "601", (None, "")),
    ],
)
def test_makes_and_models(make: str, model: str, found: tuple[str | None, str | None]) -> None:
    assert FeedWords(dictionary=KNOWN).car(make, model) == found


def test_words_and_options() -> None:
    words = FeedWords(dictionary=KNOWN)
    assert words.body("Stationwagen") == "estate"
    assert words.fuel("BENZINE") == "petrol"
    assert words.transmission("Automaat") == "automatic"
    assert words.colour("Zwart  Metallic") == "black"
    assert words.options(["Trekhaak", "AIRCO", "airco", "onzin"]) == ("airco", "trekhaak")
    assert words.unknown.words == {("option", "onzin"): 1}


def test_a_decision_comes_before_the_vocabulary() -> None:
    decided = {
        ("colour", "Midnight Grey"): "blue",
        ("body", "suv"): "estate",
        ("option", "Airco"): "",
        ("model", "peugeot 508"): "peugeot_308",
    }
    words = FeedWords(dictionary=KNOWN, decided=decided)
    assert words.colour("midnight  GREY") == "blue"
    assert words.body("SUV") == "estate"
    assert words.options(["airco"]) == ()
    assert words.car("Peugeot", "508") == ("peugeot", "peugeot_308")
    assert not words.unknown.words


def test_what_a_format_means_comes_after_a_decision() -> None:
    words = FeedWords(dictionary=KNOWN, decided={("body", "#4"): "pickup"})
    words.add_codes({"body": {"#4": "suv", "#5": "estate"}})
    assert (words.body("#4"), words.body("#5")) == ("pickup", "estate")


def test_counts_in_how_many_cars_a_word_stands() -> None:
    words = FeedWords(dictionary=KNOWN)
    for word in ("Wok", "wok", " WOK", "blauw"):
        words.colour(word)
    assert words.unknown.words == {("colour", "Wok"): 3}


@pytest.mark.django_db
def test_remembers_what_nobody_knew_once() -> None:
    feed = Feed.objects.create(seller=SellerFactory(), format="own-csv")
    FeedWord.objects.create(feed=feed, field="colour", word="Rosso Corsa", value="red")
    words = FeedWords(feed, dictionary=KNOWN)
    assert words.colour("rosso corsa") == "red"
    words.colour("Wok")
    assert words.remember() == 1
    again = FeedWords(feed, dictionary=KNOWN)
    again.colour("wok")
    again.colour("WOK")
    assert again.remember() == 0
    found = FeedWord.objects.get(feed=feed, word="Wok")
    assert (found.value, found.cars) == (None, 2)
    assert FeedWord.objects.get(feed=feed, word="Rosso Corsa").value == "red"
