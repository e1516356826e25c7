"""The articles' illustrations: sound, repeatable, and of the cars that were asked for."""

import io
import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from articles.demo.pictures import ROWS, SCENES, illustration, render, render_all

TWO = [("estate", "blue"), ("hatchback", "red")]


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_sound_svg(name: str) -> None:
    svg = illustration(name, TWO, 3)
    ET.fromstring(svg)  # noqa: S314 - our own text
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    used = re.findall(r'url\(#(\w+)\)|href="#(\w+)"', svg)
    assert {a or b for a, b in used} <= set(ids)


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_fills_the_picture(name: str) -> None:
    """A hole would be rasterised as pure black, which no scene uses."""
    picture = Image.open(io.BytesIO(render(name, "", 5))).convert("L")
    assert picture.size == (1280, 720)
    assert picture.histogram()[0] < 20


@pytest.mark.parametrize("count", ROWS)
def test_any_number_of_cars_up_to_four(count: int) -> None:
    svg = illustration("dike", [("suv", "green")] * count, 1)
    assert len(re.findall(r'<g id="\w+w">', svg)) == count


def test_five_cars_are_too_many() -> None:
    with pytest.raises(KeyError):
        illustration("dike", [("suv", "green")] * 5, 1)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        illustration("moon", TWO, 1)
    with pytest.raises(KeyError):
        render("dike", "tank:green", 1)


def test_a_seed_gives_one_picture() -> None:
    assert illustration("city", TWO, 1) == illustration("city", TWO, 1)
    assert illustration("city", TWO, 1) != illustration("city", TWO, 2)


def test_rendering_together_is_rendering_one_by_one() -> None:
    jobs = [("snow", "suv:green", 4), ("canal", "van:white", 9)]
    assert render_all(jobs) == [render(*job) for job in jobs]
