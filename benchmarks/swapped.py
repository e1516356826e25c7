"""Other cars, options, places and numbers of the same kind, put into labelled rows.

Django must have been set up: the names come from the shipped dictionary.
"""

import json
import random
import re
from collections.abc import Callable, Iterable
from typing import Any

from listings.vocabulary import shipped
from listings.vocabulary.engines import engine_names, engine_word
from listings.vocabulary.folding import folded
from listings.vocabulary.terms import MakeTerm, ModelTerm, OptionTerm
from listings.vocabulary.titles.answers import FINER
from listings.vocabulary.titles.extras import FINER_THAN
from listings.vocabulary.titles.tables import title_words, trim_names
from listings.vocabulary.tokens import words_in

Row = dict[str, Any]
OF = shipped.dictionary()
SIZES = ["1.0", "1.2", "1.3", "1.4", "1.5", "1.6", "1.8", "2.0", "2.2"]
PLACES = ["Zwolle", "Tilburg", "Leeuwarden", "Dordrecht", "Emmen", "Venlo", "Roosendaal", "Gouda"]


# ------------------------------------------------------------------ others of the same kind
def shape(name: str) -> str:
    """Letters, digits and signs as a pattern: "508" and "308" are of one kind, "Golf" is not."""
    return re.sub(r"[a-z]+", "a", re.sub(r"\d", "9", folded(name)))


def make_named(name: str) -> MakeTerm | None:
    return next((make for make in OF.makes if folded(name) in map(folded, make.names)), None)


def model_named(make: MakeTerm, name: str) -> ModelTerm | None:
    models = OF.models_of(make)
    return next((model for model in models if folded(name) in map(folded, model.names)), None)


def is_like(model: ModelTerm, other: ModelTerm) -> bool:
    """Whether a label keeps its other fields when one model stands for the other."""
    return (
        other is not model
        and other.sold_in_nl
        and shape(other.name) == shape(model.name)
        and other.bodies[0] == model.bodies[0]
        and other.fuels[0] == model.fuels[0]
        and (other.fuels == ("electric",)) == (model.fuels == ("electric",))
        and other.segment == model.segment
    )


def another(chance: random.Random, model: ModelTerm, *, any_make: bool) -> ModelTerm | None:
    makes: Iterable[MakeTerm] = OF.makes if any_make else [model.make]
    like = [
        other
        for make in makes
        for other in OF.models_of(make)
        if is_like(model, other) and (not any_make or shape(make.name) == shape(model.make.name))
    ]
    return chance.choice(like) if like else None


def put(text: str, names: Iterable[str], new: str) -> str:
    """The text with the longest of the names in it replaced, wherever it stands as a word."""
    for name in sorted(names, key=len, reverse=True):
        pattern = rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
        swapped, count = re.subn(pattern, lambda _match: new, text, flags=re.IGNORECASE)
        if count:
            return swapped
    return text


# ------------------------------------------------------------------------------- titles
def swap_title(row: Row, chance: random.Random) -> Row:
    row = json.loads(json.dumps(row))
    make = make_named(row["make"])
    model = model_named(make, row["model"]) if make else None
    if make and model:
        _swap_car(row, chance, make, model)
    _swap_numbers(row, chance)
    _swap_options(row, chance)
    return row


def _swap_car(row: Row, chance: random.Random, make: MakeTerm, model: ModelTerm) -> None:
    title = row["title"]
    other = another(chance, model, any_make=not _is_bound(title, make))
    named = put(title, [model.name], "\0")
    if other is None or "\0" not in named:
        return
    if other.make is not make:
        named = put(named, [make.name, *make.aliases], other.make.name)
    row["title"] = named.replace("\0", other.name)
    row["make"], row["model"] = other.make.name, other.name
    row["alt"].pop("model", None)
    row["alt"].pop("make", None)


def _is_bound(title: str, make: MakeTerm) -> bool:
    """Whether a word of the title means what it means at this make only: S line, D4, M50d."""
    words = words_in(title)
    for index in range(len(words)):
        for names in (engine_names(), title_words("body"), title_words("option"), trim_names()):
            hits = names.all_at(words, index)
            if any(make.slug in name.makes for hit in hits for name in hit.values):
                return True
        if engine_word(words, index, make.slug) != engine_word(words, index):
            return True
    return False


def _swap_numbers(row: Row, chance: random.Random) -> None:
    if (power := row["power_hp"]) and row["power_kw"] is None:
        new = power + chance.randrange(1, 9)
        row["title"], row["power_hp"] = put_number(row["title"], f"{power:g}", f"{new:g}"), new
    if litres := row["engine_litres"]:
        size = chance.choice(SIZES)
        swapped = put_number(row["title"], f"{litres:.1f}", size)
        if swapped != row["title"]:
            row["title"], row["engine_litres"] = swapped, float(size)
    if (health := row["battery_soh_percent"]) and health == int(health):
        new = chance.randrange(81, 99)
        row["title"] = put_number(row["title"], f"{health:g}", str(new))
        row["battery_soh_percent"] = new


def put_number(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)", new, text, count=1)


def _swap_options(row: Row, chance: random.Random) -> None:
    by_name = {option.name_nl: option for option in OF.options}
    taken = set(row["options"]) | set(row["alt"].get("options", []))
    for place, name in enumerate(row["options"]):
        option = by_name[name]
        other = _other_option(chance, option, {by_name[n].slug for n in taken if n in by_name})
        if other is None:
            continue
        written = chance.choice([n for n in (other.name_nl, *other.aliases) if len(n) > 3])
        swapped = put(row["title"], [n for n in option.names if len(n) > 2], written)
        if swapped != row["title"]:
            row["title"], row["options"][place] = swapped, other.name_nl
            taken.add(other.name_nl)


def _other_option(chance: random.Random, option: OptionTerm, taken: set[str]) -> OptionTerm | None:
    """One of the same group that is neither finer nor plainer than another of the title."""
    clash = {slug for finer, plain in FINER_THAN.items() for slug in (finer, *plain)}
    if option.slug in clash or option.slug == "vierwielaandrijving":
        return None
    others = [
        other
        for other in OF.options
        if other.group == option.group
        and other.slug not in taken | clash | FINER | {"vierwielaandrijving", "schade"}
    ]
    return chance.choice(others) if others else None


# ------------------------------------------------------------------------------ queries
def swap_query(row: Row, chance: random.Random) -> Row:
    row = json.loads(json.dumps(row))
    gold = row["gold"]
    if isinstance(gold["make"], str) and isinstance(gold["model"], str):
        make = make_named(gold["make"])
        model = model_named(make, gold["model"]) if make else None
        other = another(chance, model, any_make=False) if model else None
        if model and other and "model" not in row["alt"]:
            swapped = put(row["query"], [model.name], other.name)
            if swapped != row["query"]:
                row["query"], gold["model"] = swapped, other.name
    if isinstance(gold["place"], str) and not gold["place"].isdecimal():
        place = chance.choice(PLACES)
        swapped = put(row["query"], [gold["place"]], place)
        if swapped != row["query"]:
            row["query"], gold["place"] = swapped, place
    for slot, step in (("price_max", 500), ("mileage_max", 5000), ("radius_km", 5)):
        value = gold[slot]
        if isinstance(value, int) and slot not in row["alt"]:
            new = value + step * chance.randrange(1, 5)
            swapped = put_number(row["query"], str(value), str(new))
            if swapped != row["query"]:
                row["query"], gold[slot] = swapped, new
    return row


# ----------------------------------------------------------------------------- articles
def swap_article(row: Row, chance: random.Random) -> Row:
    """Puts another model of the make into every mention of a car, if all of them spell it out."""
    row = json.loads(json.dumps(row))
    others = _others(row, chance)
    text, shift = row["text"], 0
    for mention in sorted(row["mentions"], key=lambda mention: mention["start"]):
        start, end = mention["start"] + shift, mention["end"] + shift
        other = others.get((mention["make"], mention["model"]))
        written = _rewritten(mention, other) if other else None
        written = mention["text"] if written is None else written
        text = text[:start] + written + text[end:]
        shift += len(written) - len(mention["text"])
        mention.update(start=start, end=start + len(written), text=written)
    for label in (*row["mentions"], *row["main_models"]):
        if other := others.get((label["make"], label["model"])):
            label["model"] = other.name
    return {**row, "text": text}


def _others(row: Row, chance: random.Random) -> dict[tuple[str, str], ModelTerm]:
    others: dict[tuple[str, str], ModelTerm] = {}
    present = {mention["model"] for mention in row["mentions"]}
    for mention in row["mentions"]:
        key = mention["make"], mention["model"]
        if not mention["model"] or key in others:
            continue
        other = _other_of(chance, *key, set(others.values()))
        same = [one for one in row["mentions"] if (one["make"], one["model"]) == key]
        if other and other.name not in present and all(_rewritten(one, other) for one in same):
            others[key] = other
    return others


def _other_of(
    chance: random.Random, make_name: str, model_name: str, used: set[ModelTerm]
) -> ModelTerm | None:
    make = make_named(make_name)
    model = model_named(make, model_name) if make else None
    other = another(chance, model, any_make=False) if model else None
    return None if other in used else other


def _rewritten(mention: Row, other: ModelTerm) -> str | None:
    """The mention with the other model's name, its plural and its make kept."""
    swapped = re.sub(
        rf"(?<![^\W_]){re.escape(mention['model'])}(?=$|['’s-])", other.name, mention["text"]
    )
    return swapped if swapped != mention["text"] else None


SWAPS: dict[str, Callable[[Row, random.Random], Row]] = {
    "titles": swap_title,
    "articles": swap_article,
    "queries": swap_query,
}
