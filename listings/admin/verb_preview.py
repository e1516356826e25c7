"""What a verb on many cars would do: how many of each state go, which stay, and why."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from listings.admin.verbs import Verb
from listings.choices import PriceType, State
from listings.models import Listing

GOING_NAMED, STAYING_NAMED = 10, 3
Cars = QuerySet[Listing]
# ``Listing.missing`` as a condition.
INCOMPLETE = (
    Q(make=None)
    | Q(model=None)
    | Q(mileage_km=None)
    | Q(first_registration=None)
    | Q(price_eur=None, price_type=PriceType.ASKING)
)


@dataclass(frozen=True, slots=True)
class Group:
    """Cars that fare alike: those of a state that go, or those that stay for one reason."""

    label: str
    state: State | None  # none: of more than one
    count: int
    examples: list[tuple[Listing, str]]  # with what each lacks


@dataclass(frozen=True, slots=True)
class Preview:
    going: list[Group]
    staying: list[Group]
    examples: list[Listing]

    @property
    def goes(self) -> int:
        return sum(group.count for group in self.going)

    @property
    def stays(self) -> int:
        return sum(group.count for group in self.staying)

    @property
    def more(self) -> int:
        return self.goes - len(self.examples)


def preview(verb: Verb, cars: Cars) -> Preview:
    """As it would go now; each car is judged again when it is done."""
    fits = Q(state__in=verb.states)
    lacking = cars.filter(fits & INCOMPLETE) if verb.name == "publish" else cars.none()
    going = cars.filter(fits & ~INCOMPLETE) if verb.name == "publish" else cars.filter(fits)
    staying = [_wrong(state, count, cars) for state, count in _states(cars.exclude(fits))]
    if count := lacking.count():
        examples = [(car, ", ".join(car.missing_fields())) for car in lacking[:STAYING_NAMED]]
        staying.append(Group(_("not complete"), None, count, examples))
    groups = [Group(str(state.label), state, count, []) for state, count in _states(going)]
    return Preview(groups, staying, list(going[:GOING_NAMED]))


def _states(cars: Cars) -> list[tuple[State, int]]:
    rows: Any = Listing.objects.filter(pk__in=cars.order_by().values("pk"))
    counted = rows.order_by("state").values_list("state").annotate(number=Count("pk"))
    return [(State(state), number) for state, number in counted]


def _wrong(state: State, count: int, cars: Cars) -> Group:
    examples = [(car, "") for car in cars.filter(state=state)[:STAYING_NAMED]]
    return Group(_("not possible from this state"), state, count, examples)
