"""How far a name reaches: plural, electric name, Cross and Maxi, a generation's digit."""

from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.finding import APOSTROPHES, Item, is_quantity
from listings.vocabulary.mentions.ordinary import Kind

_ENDINGS = frozenset(["s", "je", "jes", "tje", "tjes", "er", "ers"])
_ROMAN = frozenset("i ii iii iv v vi vii viii ix".split())
_CLASS_LETTERS = frozenset("d de e h k i is id se l t td s".split())


def widen(cut: Cut, item: Item) -> None:
    """Moves the item's ends over what belongs to the name."""
    _backwards(cut, item)
    if item.end < len(cut.text):
        _forwards(cut, item)


def _backwards(cut: Cut, item: Item) -> None:
    """ "e-" and "Grand" before a model that stands without its make."""
    one = cut.before(item.first)
    if one < 0 or not item.models or (item.make and item.rule == "make-and-model"):
        return
    gap = cut.text[cut.end(one) : item.start]
    word = cut.words[one]
    if (word == "e" and gap in {"-", "‑"}) or (
        word == "grand" and gap == " " and cut.is_capital(one)
    ):
        item.start = cut.starts[one]
        item.first = one


def _forwards(cut: Cut, item: Item) -> None:
    if item.name.spelt.endswith("up") and cut.text[item.end] == "!":
        item.end += 1
    if item.models:
        _version(cut, item)
    text, end = cut.text, item.end
    if text[end : end + 1] in APOSTROPHES and text[end : end + 1]:
        following = cut.after(item.last)
        if cut.word(following) in _ENDINGS and cut.starts[following] == end + 1:
            item.last, item.end = following, cut.end(following)


def _version(cut: Cut, item: Item) -> None:
    following = cut.after(item.last)
    if following >= len(cut.words):
        return
    gap = cut.text[item.end : cut.starts[following]]
    word = cut.words[following]
    if gap not in {" ", "-", "\u00a0", "‑"}:
        return
    if _is_electric(cut, item, following, gap):
        if word == "e" and cut.word(cut.after(following)) == "tech":
            following = cut.after(following)
        _take(cut, item, following)
    elif word in {"maxi", "cross"} and gap == " " and cut.is_capital(following):
        if cut.word(cut.after(following)) != "country":
            _take(cut, item, following)
    elif gap in {" ", "\u00a0"} and _is_generation(cut, item, following):
        _take(cut, item, following)
    elif _is_class_number(cut, item, following):
        _take(cut, item, following)
        letters = cut.after(following)
        glued = cut.text[item.end : cut.starts[letters]] if letters < len(cut.words) else "."
        if cut.word(letters) in _CLASS_LETTERS and glued in {" ", ""}:
            _take(cut, item, letters)


def _take(cut: Cut, item: Item, index: int) -> None:
    item.last, item.end = index, cut.end(index)


def _is_electric(cut: Cut, item: Item, following: int, gap: str) -> bool:
    if "electric" not in item.models[0].fuels:
        return False
    word = cut.words[following]
    if word == "e":
        after = cut.after(following)
        if cut.word(after) == "tech" and cut.gap(after) == "-":
            return gap == " "
        return gap != " " and not cut.text[cut.end(following) : cut.end(following) + 1].isalnum()
    if word in {"electric", "electrics"}:
        return True
    return word == "ev" and cut.is_capital(following)


def _is_generation(cut: Cut, item: Item, following: int) -> bool:
    """ "Golf 7", "clio 2", "Golf VII"; not "Golf 3 keer", "Golf 1.4", "Golf 5-deurs"."""
    if item.name.kind in {Kind.NUMBER, Kind.CODE} or not item.name.spelt[-1:].isalpha():
        return False
    word = cut.words[following]
    if word in _ROMAN:
        written = cut.text[cut.starts[following] : cut.end(following)]
        return written.isupper() and cut.text[cut.end(following) :][:1] != "."
    if len(word) != 1 or word not in "123456789" or is_quantity(cut, following):
        return False
    after = cut.after(following)
    return cut.text[cut.end(following) : cut.end(following) + 1] != "-" or not cut.word(after)


def _is_class_number(cut: Cut, item: Item, following: int) -> bool:
    """ "CLA 180", "GLC 300 e": Mercedes names its versions by number."""
    if item.models[0].make.slug != "mercedes-benz" or len(item.name.spelt) > 3:
        return False
    word = cut.words[following].rstrip("deihkst")
    return word.isdecimal() and len(word) in {2, 3} and not is_quantity(cut, following)
