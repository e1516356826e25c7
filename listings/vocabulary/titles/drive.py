"""Weighs what a title says about fuel, gearbox and body, until one of each is left."""

from dataclasses import replace

from listings.vocabulary.titles.draft import Draft

SMALL_BATTERY = 20  # kWh; below, the battery may be a plug-in hybrid's
SMALLEST_PLUG = 5  # kWh; a hybrid that charges itself has less
# The finer word decides: a plug-in is also called hybrid, and a gas car also has its TSI.
_ORDER = ("hydrogen", "electric", "phev", "cng", "lpg", "hybrid", "diesel", "petrol")
_PLUGS = frozenset(["phev", "hybrid"])
# What tells a fuel: its word, a battery's size, an electric helper.
_EVIDENCE = frozenset(["fuel", "kwh", "mild"])


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
                kept.append(replace(fact, field="fuel", value=chosen))
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
    if fuels == ("electric",):
        return "electric"
    has_engine = bool(draft.values("engine_litres")) or bool(said & {"petrol", "diesel"})
    sizes = draft.values("kwh")
    if sizes and "phev" not in said and not has_engine and max(sizes) >= SMALL_BATTERY:
        return "electric"
    if sizes and not said and has_engine and max(sizes) >= SMALLEST_PLUG:
        return "phev"
    if {"phev", "electric"} <= said:  # "Plug-in Hybrid Electric" is a plug-in
        return "electric" if fuels and "phev" not in fuels else "phev"
    chosen = next((fuel for fuel in _ORDER if fuel in said), None)
    if chosen in _PLUGS and fuels and chosen not in fuels and "electric" in fuels:
        # Recharge, E-Tense, iV: on a car that is never a hybrid the word tells electric.
        return chosen if has_engine else "electric"
    if chosen == "electric" and fuels and "electric" not in fuels and "phev" in fuels:
        return "phev"
    return chosen or ("hybrid" if draft.values("mild") else None)
