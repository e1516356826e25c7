"""Kinds of damage that feeds come with, and what must be left of each: known by construction."""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from listings.intake.feeds.formats.own import COLUMNS
from tests.torture import feed_files as files
from tests.torture.feed_files import AUTOSCOUT24, FORMATS, HEXON, JSON, MOBILEDE, OWN_CSV, OWN_JSONL

LISTS = (AUTOSCOUT24, MOBILEDE)


@dataclass(frozen=True)
class Case:
    """A damaged file: the cars that must be read, the lines on which each bad one lies."""

    data: bytes
    good: frozenset[str]
    bad: tuple[range, ...] = ()
    is_whole: bool = True
    may_refuse_more: bool = False  # remains of what was torn apart, beside what is in ``bad``


@dataclass
class Feed:
    """A good file in the making. ``port`` is of a listener on this machine that nobody may ask."""

    format: str
    chance: random.Random
    port: int
    texts: list[str] = field(default_factory=list)
    victim: int = 0

    def __post_init__(self) -> None:
        self.texts = files.records(self.format, files.cars(self.format))
        self.victim = self.chance.randrange(1, files.CARS - 1)

    def with_car(self, change: Callable[[files.Car], None]) -> str:
        """The victim's text, after a change of what it says."""
        car = files.cars(self.format)[self.victim]
        change(car)
        return files.records(self.format, [car])[0]

    def case(self, text: str | None, *, is_kept: bool = False, more: bool = False) -> Case:
        """The file with another text in the victim's place; it is refused, or kept."""
        texts = [text if place == self.victim else one for place, one in enumerate(self.texts)]
        lines = _lines(files.head(self.format), texts)  # type: ignore[arg-type]
        numbers = files.numbers()
        bad = () if is_kept else (lines[self.victim],)
        good = frozenset(n for place, n in enumerate(numbers) if is_kept or place != self.victim)
        data = files.file(self.format, texts).encode("utf-8", "surrogateescape")  # type: ignore[arg-type]
        return Case(data, good, bad, may_refuse_more=more)

    def whole(self, data: str | bytes, **more: Any) -> Case:
        """Nothing of it is lost."""
        data = data if isinstance(data, bytes) else data.encode()
        return Case(data, frozenset(files.numbers()), **more)

    def nothing(self, data: str | bytes, *, is_whole: bool = False) -> Case:
        """Nothing of it is a car."""
        data = data if isinstance(data, bytes) else data.encode()
        return Case(data, frozenset(), is_whole=is_whole, may_refuse_more=True)

    @property
    def text(self) -> str:
        return files.file(self.format, self.texts)

    @property
    def inside(self) -> str:
        """An address in our own network."""
        return self.chance.choice(
            [f"http://127.0.0.1:{self.port}/x", f"https://127.0.0.1:{self.port}/x",
             f"http://localhost:{self.port}/x", f"http://[::1]:{self.port}/x"]
        )  # fmt: skip


def _lines(head: str, texts: list[str]) -> list[range]:
    found, line = [], 1 + head.count("\n")
    for text in texts:
        after = line + 1 + text.count("\n")
        found.append(range(line, after))
        line = after
    return found


Damage = Callable[[Feed], Case]
KINDS: dict[str, tuple[tuple[str, ...], Damage]] = {}


def kind(*formats: str) -> Callable[[Damage], Damage]:
    def declare(damage: Damage) -> Damage:
        KINDS[damage.__name__] = (formats or FORMATS, damage)
        return damage

    return declare


# --- What a car says ------------------------------------------------------------------------

REFUSED: dict[str, tuple[str, list[Any]]] = {
    "negative_km": ("km", [-1, -120_000, "-5"]),
    "km_is_no_number": ("km", ["veel", "12e3", "1.2.3", "10000 m/u", "0x10"]),
    "huge_number": ("km", [10**12, 10**30, "9" * 400, 2**63]),
    "price_is_no_price": ("price", [-1, "gratis", "€", 10**15, "NaN", "Infinity"]),
    "future": ("date", ["2099-01-01", "209901", "9999-12"]),
    "no_such_day": ("date", ["2020-13", "2020-00-00T", "gisteren", "31-31-2020", "20"]),
    "no_id": ("id", [..., "", "  "]),
    "nul": ("make", ["Peu\0geot", "\0"]),
    "formula": ("km", ["=1+1", "@SUM(A1)", '=cmd|" /C calc"!A0', "+1+1"]),
}
KEPT: dict[str, tuple[str, list[Any]]] = {
    "formula_in_text": ("text", ["=1+1", '@HYPERLINK("x")', "-2+3", "\t=1"]),
    "script_in_text": ("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"]),
    "strange_letters": ("text", ["\u202egnp.exe", "e\u0301\u200b\U0001f697", "\ufdd0x"]),
    "unknown_make": ("make", ["Spyker-Zweefauto", "ÐÞ", "'; DROP TABLE x; --"]),
    "unreadable_photos": ("photos", [["x"], ["javascript:alert(1)"], ["https://[::1"]]),
}  # fmt: skip


def _saying(key: str, values: list[Any], *, is_kept: bool) -> Damage:
    def damage(feed: Feed) -> Case:
        value = feed.chance.choice(values)
        if key == "photos" and feed.format in LISTS:
            value = [{"url": one, "ref": one} for one in value]
        text = feed.with_car(lambda car: files.put(car, feed.format, key, value))
        return feed.case(text, is_kept=is_kept)

    return damage


for _name, (_key, _values) in REFUSED.items():
    KINDS[_name] = (FORMATS, _saying(_key, _values, is_kept=False))
for _name, (_key, _values) in KEPT.items():
    _formats = tuple(one for one in FORMATS if _key != "photos" or not one.startswith("own"))
    KINDS[_name] = (_formats, _saying(_key, _values, is_kept=True))


@kind()
def photos_inside(feed: Feed) -> Case:
    """They are only addresses until a job asks for them, and that one refuses."""
    value: list[Any] = [feed.inside]
    if feed.format in LISTS:
        value = [{"url": feed.inside, "ref": feed.inside}]
    text = feed.with_car(lambda car: files.put(car, feed.format, "photos", value))
    return feed.case(text, is_kept=True)


@kind()
def twice(feed: Feed) -> Case:
    """The second one of the same number is refused."""
    number = files.numbers()[0]
    return feed.case(feed.with_car(lambda car: files.put(car, feed.format, "id", number)))


@kind(*JSON, HEXON)
def wrong_type(feed: Feed) -> Case:
    value = feed.chance.choice([{"a": 1}, {"a": {"b": []}}, [[1]]])
    if feed.format == HEXON:
        value = {"b": "x", "c": "y"}
    return feed.case(feed.with_car(lambda car: files.put(car, feed.format, "km", value)))


@kind(HEXON)
def miles(feed: Feed) -> Case:
    unit = feed.chance.choice(["M", "mi", "Miles"])
    text = feed.texts[feed.victim].replace("<tellerstand>", f'<tellerstand eenheid="{unit}">')
    return feed.case(text, is_kept=True)


@kind(HEXON)
def strange_unit(feed: Feed) -> Case:
    text = feed.texts[feed.victim].replace("<tellerstand>", '<tellerstand eenheid="uren">')
    return feed.case(text)


@kind()
def letters_that_are_none(feed: Feed) -> Case:
    """Bytes of another encoding among UTF-8, in what tells which car it is."""
    byte = feed.chance.choice(["\udce9", "\udcff", "\udcc3", "\udced\udca0\udc80", "\udcc0\udc80"])
    return feed.case(feed.texts[feed.victim].replace("Peugeot", "Peu" + byte + "geot"))


@kind()
def too_long(feed: Feed) -> Case:
    text = feed.texts[feed.victim].replace("Peugeot", "P" * feed.chance.randint(270_000, 400_000))
    return feed.case(text)


# --- Rows, objects and elements ---------------------------------------------------------------


@kind(OWN_CSV)
def ragged(feed: Feed) -> Case:
    text = feed.texts[feed.victim]
    return feed.case(feed.chance.choice([text + ";x;y", text.replace(";", ",", 3), "los;twee"]))


@kind(OWN_CSV)
def missing_quote(feed: Feed) -> Case:
    text = feed.texts[feed.victim].replace("Peugeot 508 GT", '"Peugeot 508 GT', 1)
    return feed.case(text, more=True)


@kind(OWN_CSV)
def swapped_columns(feed: Feed) -> Case:
    """Either cells go with their names, or nothing is what its name says."""
    order = list(COLUMNS)
    feed.chance.shuffle(order)
    rows = [files.as_row(car, order) for car in files.cars(OWN_CSV)]
    if feed.chance.random() < 0.5:
        return feed.whole(
            "\n".join([files.as_row({name: name for name in order}, order), *rows, ""])
        )
    names = {"make": "mileage_km", "mileage_km": "make"}
    head = ";".join(names.get(name, name) for name in COLUMNS)
    text = "\n".join([head, *feed.texts, ""])
    return replace(
        feed.nothing(text, is_whole=True), bad=tuple(range(n, n + 1) for n in range(2, 8))
    )


@kind(OWN_CSV)
def strange_header(feed: Feed) -> Case:
    head = files.head(OWN_CSV)
    return feed.nothing(
        feed.chance.choice([head.replace("make", "price_eur"), "a;b;c\n", "x" * 500 + "\n"])
        + "\n".join(feed.texts)
    )


@kind(*JSON)
def broken_object(feed: Feed) -> Case:
    text = feed.texts[feed.victim]
    return feed.case(
        feed.chance.choice(
            [text[:-1] + ",}", text.replace('"', "'"), text.replace(":", "", 1), text[:-1],
             text.replace("Peugeot", 'Peu"geot'), "[1, 2]", "null", '"auto"', "// auto"]
        ),
        more=True,
    )  # fmt: skip


@kind(*JSON)
def same_name_twice(feed: Feed) -> Case:
    name = feed.chance.choice(['"make": "Fiat", ', '"x": 1, "x": 2, '])
    return feed.case("{" + name + feed.texts[feed.victim][1:])


@kind(*JSON)
def no_number(feed: Feed) -> Case:
    value = feed.chance.choice([float("nan"), float("inf"), float("-inf"), 1e308])
    return feed.case(feed.with_car(lambda car: files.put(car, feed.format, "km", value)))


@kind(*JSON, HEXON)
def deep(feed: Feed) -> Case:
    depth = feed.chance.choice([30, 900, 20_000])
    if feed.format == HEXON:
        depth = min(depth, 15_000)
        inside = "<a>" * depth + "</a>" * depth
        return feed.case(feed.texts[feed.victim].replace("<merk>", f"{inside}<merk>"))
    inside = '{"x": ' + "[" * depth + "]" * depth + ", "
    return feed.case(inside + feed.texts[feed.victim][1:], more=True)


@kind(HEXON)
def broken_element(feed: Feed) -> Case:
    before, after = feed.chance.choice(
        [("</merk>", "</mark>"), ("</merk>", ""), ("<merk>", "<merk"), ("</voertuig>", ""),
         ('"add"', "add"), ("<merk>", "<merk><"), ("<merk>", "<x:merk>"), ("Peugeot", "Peu & geot"),
         ("<merk>", "<![CDATA[<merk>"), ("<merk>", "<!-- <merk>"), ("<merk>", "<?x <merk>"),
         ("<merk>", "<1merk>"), ('versie="2.25"', 'actie="add"')]
    )  # fmt: skip
    return feed.case(feed.texts[feed.victim].replace(before, after, 1))


@kind(HEXON)
def entity(feed: Feed) -> Case:
    name = feed.chance.choice(["&xxe;", "&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "&amp"])
    return feed.case(feed.texts[feed.victim].replace("Peugeot", name))


@kind(HEXON)
def huge_attribute(feed: Feed) -> Case:
    many = " ".join(f'a{n}="x"' for n in range(feed.chance.choice([6_000, 20_000])))
    one = f'a="{"x" * 300_000}"'
    attributes = feed.chance.choice([many, one])
    return feed.case(feed.texts[feed.victim].replace("<merk>", f"<merk {attributes}>"))


# --- Document types and entities ----------------------------------------------------------------


@kind(HEXON)
def external_entity(feed: Feed) -> Case:
    where = feed.chance.choice([feed.inside, "file:///etc/passwd", "/etc/passwd"])
    dtd = feed.chance.choice(
        [f'<!DOCTYPE voorraad [<!ENTITY x SYSTEM "{where}">]>',
         f'<!DOCTYPE voorraad SYSTEM "{where}">', f'<!DOCTYPE voorraad PUBLIC "x" "{where}">',
         f'<!DOCTYPE voorraad [<!ENTITY % x SYSTEM "{where}"> %x;]>']
    )  # fmt: skip
    return feed.nothing(feed.text.replace("<voorraad>", f"{dtd}<voorraad>").replace("508", "&x;"))


@kind(HEXON)
def entity_bomb(feed: Feed) -> Case:
    laughs = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 1_000}">'
        for n in range(feed.chance.choice([2, 10]))
    )
    dtd = f"<!DOCTYPE voorraad [{laughs}]>"
    return feed.nothing(feed.text.replace("<voorraad>", f"{dtd}<voorraad>").replace("508", "&a1;"))


@kind(HEXON)
def late_document_type(feed: Feed) -> Case:
    """In a car: no more is lost than that."""
    dtd = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{feed.inside}">]>'
    return feed.case(feed.texts[feed.victim].replace("<merk>", f"{dtd}<merk>&x;"))


# --- Files --------------------------------------------------------------------------------------


@kind()
def cut_off(feed: Feed) -> Case:
    """In the middle of a car: those before it are kept, and no car is missed."""
    texts = [*feed.texts[: feed.victim], feed.texts[feed.victim]]
    start = len(files.file(feed.format, texts[:-1])) - len(files.foot(feed.format)) - 1
    length = len(texts[-1])
    at = start + int(length * feed.chance.uniform(0.3, 0.7))
    lines = _lines(files.head(feed.format), feed.texts)[feed.victim]
    good = frozenset(files.numbers()[: feed.victim])
    return Case(feed.text[:at].encode(), good, (lines,), is_whole=False, may_refuse_more=True)


@kind()
def cut_off_at_once(feed: Feed) -> Case:
    most = len(files.head(feed.format)) or len(feed.texts[0])
    return feed.nothing(feed.text[: feed.chance.randrange(1, most - 1)])


@kind(HEXON, *LISTS)
def cut_off_between(feed: Feed) -> Case:
    text = feed.text[: -len(files.foot(feed.format))]
    return feed.whole(text, is_whole=False)


@kind()
def empty(feed: Feed) -> Case:
    nothing = feed.chance.choice([b"", b"\n", b" \r\n\t", b"\xef\xbb\xbf", b"\0" * 100])
    return replace(
        feed.nothing(nothing), is_whole=feed.format == OWN_JSONL and b"\0" not in nothing
    )


@kind()
def error_page(feed: Feed) -> Case:
    page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>"
    data = feed.chance.choice([page, f"<!DOCTYPE html>\n{page}\n", "Forbidden", '{"error": 403}'])
    return replace(feed.nothing(data), is_whole=False)


@kind()
def packed(feed: Feed) -> Case:
    whole = feed.text.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feed", whole)
    bomb = gzip.compress(bytes(3_000_000))
    return feed.nothing(feed.chance.choice([gzip.compress(whole), packed.getvalue(), bomb]))


@kind()
def noise(feed: Feed) -> Case:
    return feed.nothing(feed.chance.randbytes(feed.chance.choice([10, 1_000, 50_000])))


@kind()
def marked_encodings(feed: Feed) -> Case:
    codec = feed.chance.choice(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    if feed.format == OWN_JSONL and codec != "utf-8-sig":  # which is said to be UTF-8
        text = feed.text.encode("utf-16-be")
        return feed.nothing(b"\xfe\xff" + text, is_whole=True)
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
    return feed.whole(mark + feed.text.encode(codec))


@kind(OWN_CSV, HEXON, *LISTS)
def half_a_letter(feed: Feed) -> Case:
    """UTF-16 that ends in the middle of a sign."""
    data = feed.text.encode("utf-16")[:-1]
    if feed.format == OWN_CSV:  # it belongs to the last row
        last = _lines(files.head(OWN_CSV), feed.texts)[-1]
        return Case(data, frozenset(files.numbers()[:-1]), (last,), is_whole=False)
    return Case(data, frozenset(files.numbers()), is_whole=False)


@kind()
def other_line_ends(feed: Feed) -> Case:
    return feed.whole(feed.text.replace("\n", "\r\n"))


@kind()
def something_behind(feed: Feed) -> Case:
    words = "<br />\n<b>Warning</b>:  Out of memory in <b>export.php</b> on line <b>12</b><br />\n"
    line = 1 + feed.text.count("\n")
    if feed.format.startswith("own"):
        return feed.whole(feed.text + words, bad=(range(line, line + 2),), may_refuse_more=True)
    return feed.whole(feed.text + words, is_whole=False)


@kind()
def something_before(feed: Feed) -> Case:
    words = "Notice: Undefined index in export.php on line 12\n"
    if feed.format == OWN_JSONL:
        return feed.whole(words + feed.text, bad=(range(1, 2),))
    if feed.format == HEXON:
        return feed.whole(words + feed.text, is_whole=False)
    return feed.nothing(words + feed.text)


@kind()
def other_format(feed: Feed) -> Case:
    other = feed.chance.choice([one for one in FORMATS if one != feed.format])
    found = feed.nothing(files.file(other, files.records(other, files.cars(other))))
    return replace(found, is_whole=feed.format == OWN_JSONL)


@kind(HEXON, *LISTS)
def strange_root(feed: Feed) -> Case:
    if feed.format == HEXON:
        root = feed.chance.choice(["rss", "voorraden", "x:voorraad", "VOORRAAD"])
        return feed.nothing(feed.text.replace("voorraad>", f"{root}>"))
    return feed.nothing(json.dumps(feed.chance.choice([1, "auto", None, True, [[[]]], [1, 2, 3]])))


@kind(HEXON)
def strange_encoding(feed: Feed) -> Case:
    name = feed.chance.choice(["UTF-7", "base64", "x-user-defined", "rot13", "cp037"])
    return feed.nothing(feed.text.replace('encoding="UTF-8"', f'encoding="{name}"'))


FLOODS = {
    OWN_CSV: ["\n", ";\n", '"\n', '"";', "x;" * 100 + "\n"],
    OWN_JSONL: ["{\n", "[[\n", "\n", "{}\n", '"'],
    HEXON: ["<voertuig>", "<voertuig ", "<a/>", "<!--", "<voertuig/>", "<![CDATA[", "<?x", "<"],
    AUTOSCOUT24: ["{", "[", '{"a":', '"', '{"make": 1, ', "{},", " "],
    MOBILEDE: ["{", "[", '{"a":', '"', '{"price": 1, ', "{},", " "],
}


@kind()
def flood(feed: Feed) -> Case:
    """A quarter of a megabyte of the same beginning, which has no end."""
    piece = feed.chance.choice(FLOODS[feed.format])
    text = files.head(feed.format) + piece * (250_000 // len(piece))
    found = feed.nothing(text)
    return replace(found, is_whole=piece in {"\n", ";\n"})  # which are empty rows


# --- All of them --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Planned:
    """A case that is made when it is its turn."""

    format: str
    kind: str
    seed: int

    def __str__(self) -> str:
        return f"{self.format}-{self.kind}-{self.seed}"

    def make(self, port: int) -> Case:
        chance = random.Random(f"{self.format} {self.kind} {self.seed}")
        return KINDS[self.kind][1](Feed(self.format, chance, port))


def planned(each: int) -> list[Planned]:
    """So many of every format, its kinds in turn."""
    return [one for format in FORMATS for one in _of(format, each)]


def _of(format: str, count: int) -> Iterable[Planned]:
    kinds = [name for name, (formats, _) in KINDS.items() if format in formats]
    for number in range(count):
        yield Planned(format, kinds[number % len(kinds)], number // len(kinds))
