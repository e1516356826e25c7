"""A bare Django project: one view, one template a page, cars in memory, no database.

    BARE=pages.json gunicorn benchmarks.served.bare

Its page has as many cards and facet values as ours, each a loop's turn over a dict, and as many
bytes; all else is literal text of the template. BARE names a file that says how many: ``Size``.
"""

import json
import os
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template
from django.urls import path


class Size(NamedTuple):
    """Of one page: its cards, their bytes together, its facets' values, and all its bytes."""

    cards: int
    card_bytes: int
    values: int
    bytes: int


# The ten variables of a usual card; two of them are markup's attributes.
CARD = """<article class="card"><div class="pic"><img src="{{ car.picture }}" alt="{{ car.name }}">\
</div><div class="body"><h3><a href="{{ car.url }}">{{ car.name }}</a></h3>\
<p class="variant">{{ car.version }}</p><ul class="facts"><li>{{ car.year }}</li>\
<li>{{ car.mileage }}</li></ul><ul class="facts"><li>{{ car.fuel }}</li><li>{{ car.gearbox }}</li>\
</ul><p class="price">{{ car.price }}</p></div><p class="where">{{ car.town }}</p></article>
"""
# A value of a facet: its word, its name, whether it is ticked, and how many cars it leads to.
VALUE = """<label class="opt{% if value.count == 0 %} none{% endif %}"><input type="checkbox" \
name="{{ facet.name }}" value="{{ value.word }}"{% if value.ticked %} checked{% endif %}>\
<span class="txt">{{ value.name }}</span><span class="n">{{ value.count }}</span></label>
"""
FACET = "<details><summary>{{ facet.name }}</summary>{% for value in facet.values %}"
LOOP_OF_VALUES = "{% for facet in facets %}" + FACET + VALUE + "{% endfor %}</details>{% endfor %}"
VALUES_OF_A_FACET = 15
TEXT = "Een bladzijde bestaat voor het grootste deel uit opmaak en woorden die niet wisselen. "


def car(number: int) -> dict[str, str]:
    return {
        "url": f"/occasions/peugeot/508/16-puretech-gt-line-2021-{number}/",
        "picture": f"/media/cars/{number:064x}.jpg",
        "name": "Peugeot 508 SW",
        "version": "1.6 PureTech GT-Line",
        "year": str(2015 + number % 10),
        "mileage": f"{60 + number}.662 km",
        "fuel": "Benzine",
        "gearbox": "Automaat",
        "price": f"€ {12 + number}.950",
        "town": "Den Haag",
    }


def facet(number: int, values: int) -> dict[str, object]:
    return {
        "name": f"facet-{number}",
        "values": [
            {"word": f"waarde-{at}", "name": f"Waarde {at}", "ticked": at == 3, "count": 1_234 * at}
            for at in range(values)
        ],
    }


def template(size: Size) -> tuple[Template, dict[str, object]]:
    """The page of this size with what it is rendered with."""
    engine = Engine()
    counts = range(0, size.values, VALUES_OF_A_FACET)
    shown: dict[str, object] = {
        "cars": [car(number) for number in range(size.cards)],
        "facets": [facet(at, min(VALUES_OF_A_FACET, size.values - at)) for at in counts],
    }

    def length(source: str) -> int:
        return len(engine.from_string(source).render(Context(shown)).encode())

    loop = "{% for car in cars %}" + CARD + "{% endfor %}"
    each = max(0, (size.card_bytes - length(loop)) // max(1, size.cards))
    loop = LOOP_OF_VALUES + "{% for car in cars %}" + CARD + filled(each) + "{% endfor %}"
    rest = filled(max(0, size.bytes - length(loop)))
    half = len(rest) // 2
    return engine.from_string(rest[:half] + loop + rest[half:]), shown


def filled(length: int) -> str:
    return (TEXT * (length // len(TEXT) + 1))[:length]


def page(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    found, cars = _pages[kind]
    return HttpResponse(found.render(Context(cars)))


urlpatterns = [path("<slug:kind>/<int:number>/", page)]

if not settings.configured:
    gzip = ["django.middleware.gzip.GZipMiddleware"] if os.environ.get("BARE_GZIP") else []
    settings.configure(
        ROOT_URLCONF=__name__,
        SECRET_KEY="of a page that has no secrets",  # noqa: S106
        ALLOWED_HOSTS=["127.0.0.1"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            *gzip,
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
    )
    django.setup()
    sizes = json.loads(Path(os.environ["BARE"]).read_text(encoding="utf-8"))
    _pages = {kind: template(Size(*size)) for kind, size in sizes.items()}
    application = WSGIHandler()
