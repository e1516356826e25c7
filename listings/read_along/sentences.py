"""Twenty hard sentences to try, written for this page: each is hard for one nameable reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.read_along.kinds import Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """``hard`` says in the language of the page what makes it hard; the text stays as written."""

    number: int
    kind: Kind
    text: str
    hard: str | Promise
    language: str = "nl"


_ARTICLES = (
    (
        "In 2008 bestond hij nog niet: de 2008 kwam pas in 2013. Een Peugeot 2008 uit 2008 is dus"
        " een vergissing.",
        _("A year that is also a car"),
    ),
    (
        "Op de A4 bij Leiden staat een A4 met pech. Wie op de A6 rijdt, ziet de Audi A6 al.",
        _("Roads, and the cars on them"),
    ),
    (
        "Leon verkoopt zijn Leon, een Seat die van de bank is. De stoel heet er seat.",
        _("A first name, a bank and a chair"),
    ),
    (
        "Wie 500 euro over heeft, koopt geen 500: de kleine Fiat kost minstens 5.000 euro.",
        _("A price and a Fiat"),
    ),
    (
        "In een Peugeot 508 SW past 530 liter. Dat de 308 er 608 haalt en geen 508 liter, viel op.",
        _("Litres between models"),
    ),
    (
        "Na een rondje golf stapt Harrison Ford in zijn Golf. Geen mini-golf, wel bijna een Mini.",
        _("A game, an actor and a size"),
    ),
    (
        "AutoVAZ en Stellantis zwijgen. In Kazachstan bouwt men de Peugeot 208, 308 en 508, samen"
        " 4.000 auto's per jaar.",
        _("Firms that are no car, and a list that shares a make"),
    ),
    (
        "De e-208 is stiller dan BMW's 320d, en een C 220 d van Mercedes haalt hem in op de A2.",
        _("Type codes that stand for a model"),
    ),
)
_TITLES = (
    (
        "Peugeot 508 SW 1.6 HYBRID 225PK e-EAT8 GT Pack | Pano | Night Vision | Trekhaak | NAP",
        _("All that a dealer has room for"),
    ),
    (
        "HYUNDAI KONA Electric 64kWh Premium *SOH 93%* Leder/Warmtepomp/Camera/1e eig/Btw",
        _("The health of a battery"),
    ),
    (
        "508 SW BlueHDi 130 EAT8 Allure, trekh. afn., stoelverw, navi, cruise con",
        _("No make, and cut off at the end"),
    ),
    (
        "BMW 320d Touring xDrive Aut. M-Sport 190 PK LED/HUD/Leer/Stoelverw./Dealer onderhouden",
        _("A type code instead of a model"),
    ),
    (
        "VW Golf Variant 2.0 TDI DSG Highline*AHK*Navi*Sitzheizung*Scheckheft*1.Hand*TÜV neu",
        _("German, as sold over the border"),
        "de",
    ),
    (
        "Fiat 500 1.2 Lounge 69pk | 5 km buiten Breda | Nieuwe APK | Airco | Elektr. ramen",
        _("Five kilometres that say nothing of the car"),
    ),
)
_QUESTIONS = (
    (
        "pugeot 508 stationwagen hybride automaat onder de 30.000",
        _("Slips of the keyboard"),
    ),
    (
        "gezinsauto met trekhaak tot 15k, max 100.000 km",
        _("Two ceilings and a wish without a field"),
    ),
    (
        "2008 uit 2018 of nieuwer, liefst wit",
        _("One number, two meanings"),
    ),
    (
        "elektrisch onder 20.000 rond utrecht, accu minstens 85%",
        _("A place, a price and a battery"),
    ),
    (
        "golf of astra met apple carplay, benzine, geen diesel",
        _("A choice of two and a refusal"),
    ),
    (
        "320d of c 220 d automaat vanaf 2019, liefst 190 pk of meer",
        _("Codes that tell make, model and fuel"),
    ),
)


def _numbered() -> Iterator[Sentence]:
    groups = ((Kind.ARTICLE, _ARTICLES), (Kind.TITLE, _TITLES), (Kind.QUESTION, _QUESTIONS))
    number = 0
    for kind, group in groups:
        for text, hard, *language in group:
            number += 1
            yield Sentence(number, kind, str(text), hard, *map(str, language))


SENTENCES = tuple(_numbered())
GROUPS = [(kind, list(group)) for kind, group in groupby(SENTENCES, lambda one: one.kind)]
