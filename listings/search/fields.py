"""What can be filtered and counted, by the names of ``Criteria``, and the histograms' edges."""

# Facets: the criteria's name → the column that holds a row's one value.
FACETS = {
    "bodies": "body",
    "fuels": "fuel",
    "transmissions": "transmission",
    "colours": "colour",
    "doors": "doors",
    "seats": "seats",
    "seller_kinds": "seller_kind",
    "states": "state",
}
PK_PER_KW = 1.35962  # 1 kW in metric horsepower (DIN 66036)


def kw_from_pk(pk: int) -> int:
    """The least whole kW that is shown as ``pk`` metric horsepower or more."""
    kw = max(0, int((pk - 0.5) / PK_PER_KW) - 1)
    while round(kw * PK_PER_KW) < pk:
        kw += 1
    return kw


def pk_from_kw(kw: int) -> int:
    """Metric horsepower as it is shown for ``kw``."""
    return round(kw * PK_PER_KW)


POWERS_PK = (0, 75, 100, 125, 150, 175, 200, 250, 300, 400, 500)
# Ranges: field → where each bar that is drawn begins; the last bar is open.
BARS = {
    "price_eur": (*range(0, 50_000, 2_500), 50_000, 60_000, 70_000, 80_000, 100_000, 150_000),
    "mileage_km": (*range(0, 200_000, 10_000), 200_000, 225_000, 250_000, 300_000),
    # A bar per year; the last takes all later ones, so this needs a look before 2035.
    "year": (0, 1980, 1990, 1995, *range(2000, 2036)),
    "power_kw": tuple(map(kw_from_pk, POWERS_PK)),
    "battery_soh_percent": (0, 70, 75, 80, 85, 90, 95),
}
# Asked for up to a round number, which cars have: what costs € 12.500 is both "to" and "from" it.
ROUND = ("price_eur", "mileage_km")


def _counted(field: str) -> tuple[int, ...]:
    """Edges between which sums give every count from and up to the edge of a bar."""
    first, *others = BARS[field]
    if field not in ROUND:
        return BARS[field]
    return (first, *(number for edge in others for number in (edge, edge + 1)))


# Ranges: field → where each number of its histogram begins; the last is open.
EDGES = {field: _counted(field) for field in BARS}
# A range's number on a row that has none.
UNKNOWN = -1
