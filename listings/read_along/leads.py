"""Where a reading leads: a search in the stock with its true number, and a few of its cars."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from listings.filters import ListingFilter
from listings.models import Listing
from listings.pick import pick
from listings.search import index
from listings.search_page import question, wording
from listings.vocabulary.facts import Fact
from listings.vocabulary.mentions import ArticleReading, Vehicle
from listings.vocabulary.questions import QuestionReading
from listings.vocabulary.titles import TitleReading
from listings.vocabulary.words import words

CARS = 4  # shown of a search
RANKED = 8  # vehicles of an article that are shown

Words = Mapping[str, list[str]]
# What a title says is left out step by step, until there is a car: no two cars are equal.
LESS = (
    (),
    ("optie",),
    ("optie", "deuren", "kleur"),
    ("optie", "deuren", "kleur", "transmissie", "carrosserie"),
    ("optie", "deuren", "kleur", "transmissie", "carrosserie", "brandstof"),
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A search: where it lives, how many cars it finds now, and some of them to look at."""

    url: str
    total: int
    asked: list[str]  # its filters in words
    listings: list[Listing] = field(default_factory=list)
    left_out: str = ""  # filters that no car meets together with the others, in words


@dataclass(frozen=True, slots=True)
class Ranked:
    """A vehicle that an article is about, and what of it is for sale."""

    name: str
    role: str
    share: int  # percent of what the text says about cars
    mentions: int
    in_title: bool
    total: int
    url: str


def of_title(reading: TitleReading) -> Lead | None:
    """Cars like the one that is advertised."""
    said = question.said(QuestionReading(reading.text, tuple(_asked(reading.facts)), ()))
    said = {name: found for name, found in said.items() if name != "q"}
    if not said:
        return None
    stock = index.fresh()
    for less in LESS:
        found = _search({name: found for name, found in said.items() if name not in less})
        if found.address.words and stock.total(found.criteria()):
            break
    kept = {wish.label for wish in wording.wishes(found.address)}
    everything = wording.wishes(_search(said).address)
    return _lead(found, [wish.label for wish in everything if wish.label not in kept])


def of_question(reading: QuestionReading) -> Lead | None:
    """The search that the question box would do."""
    said = question.said(reading)
    return _lead(_search(said)) if said else None


def of_article(vehicles: Iterable[Ranked], reading: ArticleReading) -> Lead | None:
    """The cars of its subjects; where none of those is for sale, of all that it ranks."""
    ranked = list(zip(vehicles, reading.vehicles, strict=False))
    subjects = [one for shown, one in ranked if one.role == "subject" and shown.total]
    chosen = subjects or [one for shown, one in ranked if shown.total]
    if not chosen:
        return None
    said: dict[str, list[str]] = {}
    for vehicle in chosen:
        for name, found in _named(vehicle).items():
            said.setdefault(name, []).extend(found)
    if len(chosen) > 1:
        said.pop("carrosserie", None)
    return _lead(_search(said))


def ranked(reading: ArticleReading) -> list[Ranked]:
    """The vehicles of an article with their roles, the one most written about first."""
    return [_ranked(vehicle) for vehicle in reading.vehicles[:RANKED]]


def _ranked(vehicle: Vehicle) -> Ranked:
    found = _search(_named(vehicle))
    return Ranked(
        name=vehicle.model.full_name if vehicle.model else vehicle.make.name,
        role=_role(vehicle),
        share=round(vehicle.score * 100),
        mentions=vehicle.mentions,
        in_title=vehicle.in_title,
        total=index.fresh().total(found.criteria()) if found.address.words else 0,
        url=found.address.url,
    )


def _role(vehicle: Vehicle) -> str:
    return {
        "subject": _("what it is about"),
        "rival": _("compared with it"),
        "predecessor": _("the one before"),
        "passing": _("named in passing"),
    }[vehicle.role]


def _asked(facts: Iterable[Fact]) -> Iterator[Fact]:
    """What of a title a search can ask: a trim or its horses are of one car."""
    fields = {*question.CODES, *question.SLUGS, "doors"}
    return (fact for fact in facts if fact.field in fields)


def _named(vehicle: Vehicle) -> dict[str, list[str]]:
    if vehicle.model is None:
        return {"merk": [vehicle.make.slug]}
    said = {"model": [vehicle.model.word]}
    if vehicle.body:
        said["carrosserie"] = [words("body").slug_of(vehicle.body)]
    return said


def _search(said: Words) -> ListingFilter:
    data = QueryDict(mutable=True)
    for name, found in said.items():
        data.setlist(name, list(dict.fromkeys(found)))
    return ListingFilter(data)


def _lead(found: ListingFilter, left_out: Iterable[str] = ()) -> Lead:
    criteria, address = found.criteria(), found.address
    ids = pick(criteria, CARS, f"{address.url} {timezone.localdate():%Y-%m-%d}")
    return Lead(
        url=address.url,
        total=index.fresh().total(criteria),
        asked=[wish.label for wish in wording.wishes(address)],
        listings=Listing.objects.public().in_order(ids),
        left_out=", ".join(wording.in_a_sentence(label) for label in left_out),
    )
