"""The drawn cars, the sprite and the colours that agree with it."""

import io
import re
import xml.etree.ElementTree as ET
from itertools import combinations, product
from pathlib import Path

import pytest
import resvg_py
from PIL import Image, ImageChops

from listings.drawings import BODIES, COLOURS, brand, draw, placeholder, put_car, sprite
from listings.drawings.svg import Sheet

STATIC = Path(__file__).parents[1] / "carsite" / "static"
VIEWS = ("side", "quarter", "front", "rear", "interior", "wheel", "boot")
BACKDROPS = ("studio", "street", "forecourt", "countryside")


def raster(svg: str, width: int = 300) -> Image.Image:
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))
    return Image.open(io.BytesIO(png)).convert("RGBA")


def ids(svg: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', svg)


@pytest.mark.parametrize(("body", "view"), list(product(BODIES, VIEWS)))
def test_every_view_is_sound_svg(body: str, view: str) -> None:
    svg = draw(body, "green", view, seed=3)
    ET.fromstring(svg)  # noqa: S314 - our own text
    assert len(ids(svg)) == len(set(ids(svg)))
    used = re.findall(r'url\(#(\w+)\)|href="#(\w+)"', svg)
    assert {a or b for a, b in used} <= set(ids(svg))


@pytest.mark.parametrize("backdrop", BACKDROPS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_backdrops_fill_the_picture(backdrop: str, scheme: str) -> None:
    picture = raster(draw("suv", "red", "side", backdrop, scheme))
    assert picture.size == (300, 200)
    assert picture.getextrema()[3] == (255, 255)


def test_same_arguments_give_the_same_drawing() -> None:
    assert draw("mpv", "blue", seed=5) == draw("mpv", "blue", seed=5)
    assert draw("mpv", "blue", seed=5) != draw("mpv", "blue", seed=6)


def test_unknown_names_are_refused() -> None:
    for arguments in (("tank", "red"), ("suv", "pink"), ("suv", "red", "above")):
        with pytest.raises(KeyError):
            draw(*arguments)
    with pytest.raises(KeyError):
        draw("suv", "red", backdrop="moon")


def test_two_drawings_stand_inline_together() -> None:
    assert not set(ids(draw("suv", "red"))) & set(ids(draw("suv", "blue")))


@pytest.mark.parametrize("colour", COLOURS)
def test_the_paint_is_the_colour(colour: str) -> None:
    """Between the front wheel and the sill a flank shows its own colour more than any other's."""
    crop = raster(placeholder("estate", colour), 1200).crop((560, 440, 640, 470)).convert("RGB")
    seen = crop.resize((1, 1)).getpixel((0, 0))
    nearest = min(COLOURS, key=lambda name: distance(seen, COLOURS[name]))
    assert nearest == colour


def distance(seen: tuple[int, ...], hexed: str) -> int:
    return sum((a - int(hexed[i : i + 2], 16)) ** 2 for a, i in zip(seen, (1, 3, 5), strict=True))


def test_bodies_are_told_apart() -> None:
    """Any two silhouettes differ by more than one and a half percent of the picture."""
    shapes = {body: raster(placeholder(body, "grey")).getchannel("A") for body in BODIES}
    for one, other in combinations(BODIES, 2):
        differing = ImageChops.difference(shapes[one], shapes[other]).histogram()[128:]
        assert sum(differing) > 0.015 * 300 * 200, (one, other)


def test_flat_cars_stay_inside_the_picture() -> None:
    for body in BODIES:
        left, top, right, bottom = raster(placeholder(body, "red"), 1200).getbbox() or (0,) * 4
        assert left > 20, body
        assert right < 1180, body
        assert 150 < top < bottom < 640, body


def test_sprite_file_is_what_the_generator_makes() -> None:
    """After a change to a drawing: python -m listings.drawings"""
    assert (STATIC / "img" / "cars.svg").read_text() == sprite()


def test_sprite_has_every_body_in_the_same_box() -> None:
    symbols = re.findall(r'<symbol id="(\w+)" viewBox="0 0 1200 800">', sprite())
    assert symbols == list(BODIES)


def test_sprite_holds_nothing_that_use_breaks() -> None:
    assert not re.search(r"url\(|<style|<script|href=", sprite())


def test_paint_classes_agree_with_the_drawings() -> None:
    css = (STATIC / "css" / "paint.css").read_text()
    light = dict(re.findall(r"\.paint-(\w+) \{ --paint: light-dark\((#\w+),", css))
    assert light.keys() == COLOURS.keys()
    for colour in COLOURS.keys() - {"black"}:  # which is lifted, or its doors would vanish
        assert light[colour] == COLOURS[colour]


def test_every_variable_of_the_sprite_is_set_by_the_stylesheet() -> None:
    css = (STATIC / "css" / "paint.css").read_text()
    used = set(re.findall(r"var\((--[\w-]+),", sprite()))
    assert used <= set(re.findall(r"(--[\w-]+):", css)) | {"--hide"}


def test_marks_are_what_the_generator_makes() -> None:
    """After a change to a mark: python -m listings.drawings"""
    assert (STATIC / "img" / "favicon.svg").read_text() == brand.icon()
    assert (STATIC / "img" / "logo.svg").read_text() == brand.logo()
    wordmark = Path(__file__).parents[1] / "templates" / "includes" / "wordmark.html"
    assert brand.WORDMARK in wordmark.read_text()


@pytest.mark.parametrize(
    ("name", "size"), [("apple-touch-icon.png", (180, 180)), ("og-default.png", (1200, 630))]
)
def test_marks_as_pixels_are_small(name: str, size: tuple[int, int]) -> None:
    file = STATIC / "img" / name
    with Image.open(file) as picture:
        assert picture.size == size
    assert file.stat().st_size < 100_000


def test_the_icon_keeps_two_open_rings_at_sixteen_pixels() -> None:
    tiny = raster(brand.icon(), 16).convert("L")
    middles = [tiny.getpixel((x, 8)) for x in (4, 11)]
    rings = [tiny.getpixel((x, 8)) for x in (2, 13)]
    assert max(middles) + 60 < min(rings)


def test_a_car_can_be_put_on_any_sheet_facing_either_way() -> None:
    pictures = []
    for mirrored in (False, True):
        sheet = Sheet("t")
        put_car(sheet, "pickup", "red", at=(600, 600), scale=2, mirrored=mirrored)
        pictures.append(raster(sheet.text(1200, 800, "")))
    left, right = (picture.getbbox() for picture in pictures)
    assert left is not None
    assert right is not None
    assert abs(left[0] - (300 - right[2])) <= 2
    assert pictures[0] != pictures[1]
