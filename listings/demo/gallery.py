"""Gives the demo's cars their photos: files through the real pipeline, rows by COPY."""

from collections.abc import Callable, Iterable, Sequence

from django.db import connection

from listings.demo.car import DemoCar
from listings.demo.pictures import PhotoSpec, photos_for, store_photos
from listings.intake.photos import StoredPhoto
from listings.models import Listing, Photo, bulk_load

Store = Callable[[Iterable[PhotoSpec]], dict[PhotoSpec, StoredPhoto]]


def load_photos(
    cars: Sequence[DemoCar], listings: Sequence[Listing], store: Store = store_photos
) -> int:
    """Store what these cars show, each picture once, and return how many pictures that were."""
    wanted = [photos_for(car.body, car.colour, car.index) for car in cars]
    stored = store(spec for specs in wanted for spec in specs)
    # All at once, because nothing else may be asked of the database during a COPY.
    rows = [
        (listing.pk, photo.digest, photo.width, photo.height, f"{listing.name}, {spec.alt}", n)
        for listing, specs in zip(listings, wanted, strict=True)
        for n, spec in enumerate(specs)
        for photo in [stored[spec]]
    ]
    into = f"{Photo._meta.db_table} (listing_id, digest, width, height, alt, position)"
    with (
        bulk_load(),
        connection.cursor() as cursor,
        cursor.copy(f"COPY {into} FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
    return len({photo.digest for photo in stored.values()})
