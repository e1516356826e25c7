"""Weighs what a title says about fuel, gearbox and body, until one of each is left."""

from listings.vocabulary.engines import is_plug_in_power
from listings.vocabulary.titles.draft import Draft

SMALL_BATTERY = 20  # kWh; below, the battery may be a plug-in hybrid's
SMALLEST_PLUG = 5  # kWh; a hybrid that charges itself has less
# The finer word decides: a plug-in is also called hybrid, and a gas car also has its TSI.
_ORDER = ("hydrogen", "electric", "phev", "cng", "lpg", "hybrid", "diesel", "petrol")
_BURNT = frozenset(["petrol", "diesel"])
_PLUGS = frozenset(["phev", "hybrid"])
# What tells a fuel: its word, a battery's size, an electric helper, the model itself.
_EVIDENCE = frozenset(["fuel", "kwh", "mild", "model_fuel"])


def settle(draft: Draft) -> None:
    """Leaves one fuel, one gearbox, one size, one power and one body."""
    chosen = _fuel(draft)
    evidence = [fact for fact in draft.facts if fact.field in _EVIDENCE]
    told = next((fact for fact in evidence if (fact.field, fact.value) == ("fuel", chosen)), None)
    told = told or next(iter(evidence), None)
    kept, seen = [], set()
    for fact in draft.facts:
        if fact.field in _EVIDENCE:
            if fact is told and chosen:
                as_said = (fact.field, fact.value) == ("fuel", chosen)
                kept.append(fact if as_said else fact._replace(field="fuel", value=chosen))
            continue
        if fact.field != "option" and fact.field in seen:
            continue
        seen.add(fact.field)
        kept.append(fact)
    draft.facts = kept


def _fuel(draft: Draft) -> str | None:
    """The one fuel that the words, the battery and the model's own fuels leave."""
    said = set(draft.values("fuel"))
    fuels = draft.model.fuels if draft.model else ()
    has_engine = _has_engine(draft, said)
    only = set(fuels) <= {"electric", "phev"} and fuels[:1] == ("electric",)
    if fuels == ("electric",) or (only and "phev" not in said and not has_engine):
        return "electric"
    if "phev" not in said and (battery := _of_battery(draft)):
        return battery
    if {"phev", "electric"} <= said:  # "Plug-in Hybrid Electric" is a plug-in
        return "electric" if "electric" in fuels and "phev" not in fuels else "phev"
    if has_engine and len(said) > 1:  # "1.2 ... elektrische": an electric something
        said.discard("electric")
    chosen = next((fuel for fuel in _ORDER if fuel in said), None)
    if chosen == "hybrid" and draft.make and is_plug_in_power(draft.make.slug, _power(draft)):
        return "phev"
    return _of_model(chosen, fuels, has_engine) or ("hybrid" if draft.values("mild") else None)


def _has_engine(draft: Draft, said: set[str]) -> bool:
    return "engine_litres" in draft.said or not said.isdisjoint(_BURNT)


def _power(draft: Draft) -> float | None:
    return next(iter(draft.values("power_hp")), None)


def _of_battery(draft: Draft) -> str | None:
    """What a battery's size in kWh tells, beside an engine or without one."""
    sizes = draft.values("kwh")
    if not sizes:
        return None
    said = set(draft.values("fuel"))
    has_engine = _has_engine(draft, said)
    if not has_engine and max(sizes) >= SMALL_BATTERY:
        return "electric"
    return "phev" if has_engine and not said and max(sizes) >= SMALLEST_PLUG else None


def _of_model(chosen: str | None, fuels: tuple[str, ...], has_engine: bool) -> str | None:
    """Recharge, E-Tense, iV: on a car that is never a hybrid the word tells electric."""
    if chosen in _PLUGS and fuels and chosen not in fuels and "electric" in fuels:
        return chosen if has_engine else "electric"
    if chosen == "electric" and fuels and "electric" not in fuels and "phev" in fuels:
        return "phev"
    return chosen
