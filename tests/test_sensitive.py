"""Which articles no car is sold beside."""

import pytest

from articles.models import Article
from articles.plain import plain
from articles.sensitive import SIGNS, Sensitivity, Sign, sensitivity


def read(title: str, intro: str = "", body: str = "") -> Sensitivity:
    return sensitivity(plain(Article(title=title, intro=intro, body=body)))


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.example)
def test_a_headline_says_it(sign: Sign) -> None:
    assert read(sign.example).kind == sign.kind


@pytest.mark.parametrize(
    "title",
    [
        "Vijf sterren in de crashtest voor de nieuwe Clio",
        "Dacia Bigster: de botsproef van Euro NCAP",
        "Stijlvolle coupé botst met de prijs",
        "Botsing tussen generaties: Golf I naast Golf VIII",
        "Minder ongelukken door noodremsysteem",
        "Per ongeluk diesel getankt: wat nu?",
        "Geen ongeval, toch schade: zo kijkt u een occasion na",
        "Crash op de aandelenmarkt raakt Tesla",
        "Peugeot 508 roept om een tweede blik",
        "Ongelukkig met uw leaseauto?",
        "Zo voorkomt u een aanrijding met wild",
    ],
)
def test_words_that_only_look_like_it(title: str) -> None:
    assert read(title) == Sensitivity()


def test_intro_and_text_together_say_it() -> None:
    found = read(
        "Automobilist overleden op de A27",
        "Een man uit Breda is vrijdag bij een ongeval omgekomen.",
        "<p>Zijn Volkswagen Golf botste op een vrachtwagen.</p>",
    )
    assert found == Sensitivity("crash", "ongeval, botste op")


def test_text_alone_never_decides() -> None:
    body = "<p>Vraag naar de terugroepactie.</p>" * 9
    assert read("Peugeot 508: hierop let u", "Een koopwijzer.", body) == Sensitivity()


def test_the_heavier_of_two_decides() -> None:
    found = read("Terugroepactie na ongeval", "Toyota roept auto's terug.")
    assert found.kind == "recall"
