"""How PostgreSQL would run every query of the public pages: is a car ever looked for one by one?

    python -m benchmarks.plans [--json FILE]

The site's own database is used, as it is: fill it first. Each page is asked for twice, the first
time with nothing kept, and every statement it sends is explained with the values it was sent with.
A sequential scan of the listings is a failure; those of other tables are told. What reads the whole
stock on purpose (building the index, sitemaps) is left out.
"""

import argparse
import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from articles.models import Article  # noqa: E402
from benchmarks.peers import database, ours  # noqa: E402
from listings.choices import State  # noqa: E402
from listings.models import CarModel, Listing  # noqa: E402
from listings.search import index  # noqa: E402
from listings.search.criteria import Criteria  # noqa: E402

LISTINGS = Listing._meta.db_table
SETTINGS = {
    "SEARCH_LOOK_SECONDS": 3_600,  # no look in a page: it is explained by itself
    # Pages whose static files were not collected are as good here.
    "STORAGES": {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


@dataclass(frozen=True)
class Plan:
    """What the planner makes of one statement; costs are in its own units."""

    page: str
    root: str
    cost: float
    rows: float
    sequential: list[str] = field(default_factory=list)  # tables that are read from end to end
    statement: str = ""

    @property
    def scans_listings(self) -> bool:
        return LISTINGS in self.sequential


class Recorder:
    """Statements that a connection sends while this wraps it."""

    def __init__(self) -> None:
        self.sent: dict[str, Any] = {}

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.sent.setdefault(sql, params)
        return execute(sql, params, many, context)


def addresses() -> dict[str, str]:
    """The public pages by a name: of cars and articles that there is much about."""
    counts = index.fresh().search(Criteria()).counts
    popular = max(counts["models"], key=lambda model: counts["models"][model])
    model = CarModel.objects.select_related("make").get(pk=popular)
    make, car = model.make, Listing.objects.public().filter(model=model).order_by("-pk")[0]
    search = reverse("listings:search")
    found = {
        "home": reverse("home"),
        "search": search,
        "search, page 20": f"{search}?pagina=20",
        "search, filtered": f"{search}?merk={make.slug}&brandstof=benzine&prijs_tot=20000",
        "search, by price": f"{search}?carrosserie=suv&sorteer=prijs",
        "search, words": f"{search}?q={make.slug}",
        "search, radius": f"{search}?plaats=utrecht&straal=25",
        "search, nothing found": f"{search}?merk={make.slug}&prijs_tot=1",
        "make": reverse("listings:search_make", args=[make.slug]),
        "model": reverse("listings:search_model", args=[make.slug, model.slug]),
        "occasion": car.get_absolute_url(),
        "makes": reverse("listings:makes"),
        "models": reverse("listings:models", args=[make.slug]),
        "suggestions": f"{reverse('listings:suggest')}?q={make.slug[:3]}",
        "news": reverse("articles:index"),
    }
    articles = Article.objects.published().order_by("-published_at", "-pk")
    about_cars = articles.filter(vehicles__isnull=False)
    if article := about_cars.first() or articles.first():
        found["article"] = article.get_absolute_url()
    else:
        print("There is no article, so that its page is left out.")
    if sold := Listing.objects.viewable().filter(state=State.SOLD).order_by("-pk").first():
        found["sold occasion"] = sold.get_absolute_url()
    return found


def statements_of(ask: Callable[[], object]) -> dict[str, Any]:
    """What is sent while ``ask`` runs, the values with it; each statement once."""
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        ask()
    return {
        sql: params
        for sql, params in recorder.sent.items()
        if sql.lstrip(" \n(").upper().startswith(("SELECT", "WITH", "UPDATE", "DELETE"))
    }


def pages() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each page's name and statements; the look at the change log is one of its own."""
    client = Client(SERVER_NAME="127.0.0.1")

    def visit(address: str) -> None:
        response = client.get(address, follow=True)
        if response.status_code != 200:
            raise SystemExit(f"{address} answers {response.status_code}.")

    yield "look at the log", statements_of(lambda: index.fresh(now=True))
    for name, address in addresses().items():
        first = statements_of(lambda address=address: visit(address))  # type: ignore[misc]
        again = statements_of(lambda address=address: visit(address))  # type: ignore[misc]
        yield name, {**first, **again}


def explained(page: str, sql: str, params: Any) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        [root] = cursor.fetchone()[0]
    nodes = list(_nodes(root["Plan"]))
    scans = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"]
    return Plan(
        page=page,
        root=nodes[0]["Node Type"],
        cost=nodes[0]["Total Cost"],
        rows=nodes[0]["Plan Rows"],
        sequential=sorted(set(scans)),
        statement=" ".join(sql.split()),
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", []):
        yield from _nodes(child)


def told(page: str, sent: dict[str, Any]) -> list[Plan]:
    """The plans of a page's statements, printed."""
    plans = [explained(page, sql, params) for sql, params in sent.items()]
    for plan in plans:
        show(plan)
    return plans


def show(plan: Plan) -> None:
    mark = "SCANS LISTINGS" if plan.scans_listings else ""
    scans = f"; reads all of {', '.join(plan.sequential)}" if plan.sequential else ""
    tables = ", ".join(dict.fromkeys(re.findall(r'(?:FROM|JOIN) "?([a-z_]+)', plan.statement)))
    print(f"{plan.page:22} {plan.root:18} cost {plan.cost:>10,.0f}  {tables}{scans} {mark}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = database.public_cars()
    if not rows:
        raise SystemExit("There are no cars: fill the site's database first.")
    ours.built()
    logging.disable(logging.INFO)
    with override_settings(**SETTINGS):
        plans = [plan for page, sent in pages() for plan in told(page, sent)]
    scans = [plan for plan in plans if plan.scans_listings]
    print(f"\n{rows:,} public cars, {len(plans)} statements, {len(scans)} scan the listings.")
    if options.json:
        report = {
            "rows": rows,
            "listing_scans": len(scans),
            "plans": [asdict(plan) for plan in plans],
        }
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if scans else 0


if __name__ == "__main__":
    sys.exit(main())
