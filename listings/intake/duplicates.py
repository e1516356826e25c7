"""Which other cars here may be the same one: by plate, chassis number, id at the source, photo."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from listings import plates
from listings.choices import State
from listings.models import Listing, Photo
from listings.querysets import ListingQuerySet

REASONS = {
    "plate": _("the same licence plate"),
    "vin": _("the same chassis number"),
    "source": _("the same id at the source"),
    "photo": _("the same photo, of the same model"),
}
# A car that was sold or taken off may come back; it is no duplicate of itself.
OVER = (State.SOLD, State.WITHDRAWN, State.EXPIRED)
MOST = 5
MOST_ASKED = 50  # of one reason, with those that are over


@dataclass(frozen=True, slots=True)
class Duplicate:
    listing: Listing
    reasons: tuple[str, ...]  # keys of ``REASONS``

    @property
    def words(self) -> list[str]:
        return [str(REASONS[reason]) for reason in self.reasons]


def duplicates(
    car: Listing, *, digests: Collection[str] = (), among: ListingQuerySet | None = None
) -> list[Duplicate]:
    """Other cars that are not over and look like this one, saved or not; at most a few.

    ``digests`` are of photos on their way, beside those that the car has. ``among`` limits the
    answer to what the person who asks may see; without it all cars count.
    """
    keys = _spellings(car.license_plate), car.vin.strip().upper(), car.external_id
    photos = set(digests)
    if car.pk:
        photos |= set(Photo.objects.filter(listing=car).values_list("digest", flat=True))
    found = set().union(*(_numbers(rows) for rows in _asked(car, *keys, photos)))
    if not found:
        return []
    rows = (Listing.objects.all() if among is None else among).filter(pk__in=found)
    rows = rows.exclude(pk=car.pk).exclude(state__in=OVER)
    others = list(rows.select_related("make", "model", "seller").order_by("-pk")[:MOST])
    shown = _photos_of(others) if photos else set()
    return [Duplicate(other, tuple(_reasons(car, other, keys, photos, shown))) for other in others]


def _asked(
    car: Listing, spellings: list[str], vin: str, external_id: str, photos: set[str]
) -> Iterator[ListingQuerySet]:
    """A question for each thing that tells: together they would use no index."""
    cars = Listing.objects
    if spellings:
        yield cars.filter(license_plate__in=spellings)
    if vin:
        yield cars.filter(vin=vin)
    if external_id:
        yield cars.filter(seller=car.seller_id, external_id=external_id)
    if photos and car.model_id:
        # Pictures of the maker's are shared by many cars, those of one model by few.
        alike = cars.filter(model=car.model_id, year=car.year_of_registration)
        yield alike.filter(photos__digest__in=photos)


def _numbers(rows: ListingQuerySet) -> set[int]:
    return set(rows.order_by().values_list("pk", flat=True)[:MOST_ASKED])


def _reasons(
    car: Listing,
    other: Listing,
    keys: tuple[list[str], str, str],
    photos: set[str],
    shown: set[tuple[int, str]],
) -> list[str]:
    spellings, vin, external_id = keys
    return [
        reason
        for reason, holds in {
            "plate": other.license_plate in spellings,
            "vin": bool(vin) and other.vin == vin,
            "source": bool(external_id)
            and (other.seller_id, other.external_id) == (car.seller_id, external_id),
            "photo": any((other.pk, digest) in shown for digest in photos),
        }.items()
        if holds
    ]


def _spellings(plate: str) -> list[str]:
    """As plates are kept, and as they may have been typed before that was so."""
    if not plate.strip():
        return []
    if not plates.is_plate(plate):
        return [plate.strip()]  # a foreign one
    return [plates.normal(plate), plates.dashed(plate)]


def _photos_of(cars: list[Listing]) -> set[tuple[int, str]]:
    return set(Photo.objects.filter(listing__in=cars).values_list("listing_id", "digest"))
