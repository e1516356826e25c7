"""A handful of questions in the inbox, so that the admin's list is not empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from listings.choices import Fuel, State
from listings.demo.car import DemoCar
from listings.models import Lead, Listing


@dataclass(frozen=True)
class Question:
    """Who asks what, how many hours ago, and about a car of which fuel (any if empty)."""

    name: str
    email: str
    phone: str
    message: str
    hours_ago: float
    state: Lead.State = Lead.State.NEW
    fuel: str = ""


QUESTIONS = (
    Question(
        "Marieke Hofstra", "m.hofstra@post.example", "06-555 14 20",
        "Goedemiddag, is deze auto zaterdagochtend te bekijken? Wij komen uit Zutphen en rijden "
        "er ongeveer een uur voor. Graag ook een proefrit.",
        2.5,
    ),
    Question(
        "Bram Pietersma", "bram.pietersma@post.example", "",
        "Mag hij voor 500 euro minder mee als ik hem deze week kom halen?",
        5.0,
    ),
    Question(
        "Yasmina Bouzid", "y.bouzid@post.example", "06-555 38 61",
        "Hebt u het rapport van de accutest nog? Ik zou de meting graag zien voordat ik kom.",
        9.0, fuel=Fuel.ELECTRIC,
    ),
    Question(
        "Kees van Dalen", "kees.vandalen@post.example", "06-555 70 02",
        "Wanneer is de distributieriem vervangen en staat dat in het boekje?",
        26.0, fuel=Fuel.PETROL,
    ),
    Question(
        "Ilse Groeneveld", "ilse.groeneveld@post.example", "",
        "Is er een trekhaak onder te zetten, en wat zou dat kosten? Onze caravan weegt 1.100 kilo.",
        31.0, fuel=Fuel.DIESEL,
    ),
    Question(
        "Tom Hendrikse", "t.hendrikse@post.example", "06-555 92 47",
        "Wat geeft u ongeveer voor onze Polo uit 2011 met 148.000 km? Apk tot mei, kleine kras op "
        "de achterbumper, verder netjes.",
        50.0, Lead.State.ANSWERED,
    ),
    Question(
        "Sophie Laurent", "s.laurent@post.example", "06-555 25 83",
        "Bonjour, livrez-vous aussi en Belgique? Ik spreek ook een beetje Nederlands.",
        74.0, Lead.State.ANSWERED,
    ),
    Question(
        "Top Ranking Service", "sales@topranking.example", "",
        "Dear webmaster, we can bring your website to number one in seven days. Reply for a quote.",
        96.0, Lead.State.SPAM,
    ),
)  # fmt: skip


def load_leads(cars: Sequence[DemoCar], listings: Sequence[Listing], at: datetime) -> int:
    """Ask each question about one of the cars for sale; returns how many were asked."""
    pairs = [pair for pair in zip(cars, listings, strict=True) if pair[0].state == State.PUBLISHED]
    leads = []
    for number, question in enumerate(QUESTIONS):
        asked = at - timedelta(hours=question.hours_ago)
        fitting = [
            listing
            for car, listing in pairs
            if question.fuel in {"", car.fuel} and car.published_at and car.published_at < asked
        ]
        if fitting:
            leads.append(_lead(question, fitting[number * 7 % len(fitting)], asked))
    return len(Lead.objects.bulk_create(leads))


def _lead(question: Question, listing: Listing, asked: datetime) -> Lead:
    return Lead(
        listing=listing,
        name=question.name,
        email=question.email,
        phone=question.phone,
        message=question.message,
        state=question.state,
        created_at=asked,
        mailed_at=None if question.state == Lead.State.SPAM else asked,
    )
