"""The demo's photos: few, the right car, and stored like any upload."""

import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from listings.demo.pictures import PHOTO_PLAN, SETS, demo_photo, photos_for, store_photos
from listings.drawings import BODIES, COLOURS
from listings.photo_files import variant_name


def test_there_are_enough_photos_and_not_too_many() -> None:
    assert 90 <= len(PHOTO_PLAN) <= 150
    assert len(set(PHOTO_PLAN)) == len(PHOTO_PLAN)


def test_a_set_has_four_or_five_views() -> None:
    sizes = Counter((spec.body, spec.colour) for spec in PHOTO_PLAN)
    assert set(sizes.values()) == {4, 5}
    assert {body for body, _ in sizes} == set(BODIES)


@given(st.sampled_from(list(BODIES)), st.sampled_from(list(COLOURS)), st.integers(0, 10_000))
def test_a_car_gets_photos_of_its_own_body_and_colour(body: str, colour: str, seed: int) -> None:
    specs = photos_for(body, colour, seed)
    assert specs == photos_for(body, colour, seed)
    assert {(spec.body, spec.colour) for spec in specs} <= {(body, colour)}
    assert len({spec.seed for spec in specs}) <= 1
    if specs:
        assert colour in SETS[body]
        assert specs[0].view in {"quarter", "side", "front"}


def test_some_cars_show_their_drawing() -> None:
    with_photos = sum(bool(photos_for("suv", "grey", seed)) for seed in range(400))
    assert 240 < with_photos < 360


def test_pictures_are_repeatable() -> None:
    spec = PHOTO_PLAN[2]
    picture = demo_photo(spec)
    assert picture == demo_photo(spec)
    assert Image.open(io.BytesIO(picture)).size == (960, 640)


def test_they_are_stored_by_content(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    wanted = [PHOTO_PLAN[0], PHOTO_PLAN[1], PHOTO_PLAN[0]]
    stored = store_photos(wanted)
    assert list(stored) == wanted[:2]
    for photo in stored.values():
        assert (tmp_path / variant_name(photo.digest, 960, "webp")).exists()


@pytest.mark.parametrize("spec", PHOTO_PLAN[:4])
def test_alt_says_the_view_in_dutch(spec: object) -> None:
    assert spec.alt in {"schuin van voren", "van achteren", "het dashboard", "een voorwiel"}  # type: ignore[attr-defined]
