"""The article reader: every rule by its examples, hard sentences, and what holds for any text."""

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from listings.vocabulary import shipped
from listings.vocabulary.folding import folded
from listings.vocabulary.mentions import (
    ArticleReader,
    ArticleReading,
    Mention,
    Passage,
    article_reader,
)
from listings.vocabulary.mentions.cut import Cut, plain
from listings.vocabulary.mentions.rules import RULES
from tests.reading import gold

MARKED = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
# A plant in Kazakhstan: five Peugeots and no other number.
PLANT = (
    "In Kostanaj zijn sinds 2021 ruim 4.000 auto's van de band gerold. De hal, die tot 2008 van "
    "Agromash was en later onderdelen aan AutoVAZ leverde, zet nu de 301, de 508 en de 3008 in "
    "elkaar uit delen die Peugeot per trein stuurt. In 2023 kwam daar de Partner bij, dit jaar de "
    "408. Het doel is 10.000 per jaar; in 2022 waren het er 1.500, gebouwd door 308 mensen."
)


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return article_reader(shipped.dictionary())


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str, str, bool]]]:
    """The text without its markup, and the labels: start, end, make, model, whether it may lack."""
    text, labels, end = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[end : match.start()]
        start = len(text)
        text += match[1]
        make, _, model = match[2].rstrip("?").partition("/")
        labels.append((start, len(text), _key(make), _key(model), match[2].endswith("?")))
        end = match.end()
    return text + marked[end:], labels


def _key(name: str) -> str:
    return "".join(sign for sign in folded(name) if sign.isalnum())


def as_label(mention: Mention) -> tuple[int, int, str, str]:
    model = _key(mention.model.name) if mention.model else ""
    return mention.start, mention.end, _key(mention.make.name), model


def named(reading: ArticleReading) -> list[str]:
    return [
        mention.model.full_name if mention.model else mention.make.name
        for mention in reading.mentions
    ]


def assert_read(reader: ArticleReader, marked: str) -> ArticleReading:
    """The reading of a marked text has its mentions and no other; optional ones may be there."""
    text, labels = unmarked(marked)
    reading = reader.read(text)
    optional = [label for label in labels if label[4]]
    found = {
        as_label(mention)
        for mention in reading.mentions
        if not any(mention.start < end and start < mention.end for start, end, *_ in optional)
    }
    assert found == {label[:4] for label in labels if not label[4]}
    return reading


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_by_its_examples(reader: ArticleReader, rule: Any) -> None:
    for sample in rule.examples:
        assert_read(reader, sample)
        text, _labels = unmarked(sample)
        assert rule.code in {code for _start, _end, code in reader.names_in(text)} | {
            mention.rule for mention in reader.read(text).mentions
        }


@pytest.mark.parametrize("row", gold.rows("sentences.jsonl"), ids=lambda row: row["kind"])
def test_hard_sentences(reader: ArticleReader, row: dict[str, Any]) -> None:
    reading = assert_read(reader, row["text"])
    if row.get("main"):
        make, _, model = row["main"][0].partition("/")
        first = reading.vehicles[0]
        found = (_key(first.make.name), _key(first.model.name) if first.model else "")
        assert found == (_key(make), _key(model))


def test_a_plant_in_kazakhstan(reader: ArticleReader) -> None:
    found = named(reader.read(PLANT))
    assert sorted(found) == sorted(
        ["Peugeot", *(f"Peugeot {model}" for model in ("301", "508", "3008", "Partner", "408"))]
    )


def test_a_correction_counts_whatever_the_rules_say(reader: ArticleReader) -> None:
    of = reader.lexicon.dictionary
    model = of.model_by_slugs["peugeot", "508"]
    text = "Op nummer 508 woont Leon; in de Golf zit hij zelden, zegt zijn Audi-dealer."
    reading = reader.read(text, corrections={"508": model, "golf": None, "leon": None})
    assert named(reading) == ["Peugeot 508", "Audi"]
    assert reading.mentions[0].rule == "correction"


def test_body_and_generation_beside_a_name(reader: ArticleReader) -> None:
    reading = reader.read("De Golf 7 Variant en de vorige Peugeot 508 SW naast een Opel Corsa D.")
    golf, peugeot, corsa = reading.mentions
    assert (golf.body, golf.generation and golf.generation.name) == ("estate", "VII")
    assert (peugeot.body, corsa.generation and corsa.generation.name) == ("estate", "D")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De VW Passat van de generatie B8 (2014 tot en met 2023) roest zelden.", "B8"),
        ("Te koop: Golf, type 1J, met trekhaak.", "IV"),
        ("De Renault Twingo van de tweede generatie is de ruimste.", "II"),
        ("Een Volkswagen Polo, model 2018.", "VI"),
        ("De Opel Astra uit 2019 rijdt fijn.", "K"),
        ("Een Volkswagen Golf van 2013-2019 is goed.", None),
        ("De Golf V en de Golf VI lijken op elkaar.", None),
        ("De Golf werd in 2016 vernieuwd.", None),
    ],
)
def test_a_generation_where_the_text_says_one(
    reader: ArticleReader, text: str, name: str | None
) -> None:
    generation = reader.read(text).vehicles[0].generation
    assert (generation and generation.name) == name


def test_roles_of_the_cars(reader: ArticleReader) -> None:
    text = (
        "De nieuwe Peugeot 308 is stil. De 308 is de opvolger van de 307. Ten opzichte van de "
        "Opel Astra is hij duur."
    )
    roles = {vehicle.name: vehicle.role for vehicle in reader.read(text).vehicles}
    assert roles == {"Peugeot 308": "subject", "307": "predecessor", "Opel Astra": "rival"}


def test_cars_that_share_a_title_are_all_subjects(reader: ArticleReader) -> None:
    title = "Drie stationwagons: Peugeot 508 SW, VW Passat Variant en Skoda Octavia Combi"
    text = f"{title}\nDe 508 is mooi. De Passat is ruim, ruimer dan de 508 en de Octavia."
    passages = [Passage("title", 0, len(title)), Passage("body", len(title) + 1, len(text))]
    assert {car.role for car in reader.read(text, passages).vehicles} == {"subject"}


def test_a_title_that_compares_has_one_subject(reader: ArticleReader) -> None:
    title = "Skoda Octavia ruimer dan VW Golf"
    text = f"{title}\nDe Octavia heeft 600 liter. De Golf wint het dan ook niet."
    passages = [Passage("title", 0, len(title)), Passage("body", len(title) + 1, len(text))]
    roles = [vehicle.role for vehicle in reader.read(text, passages).vehicles]
    assert roles == ["subject", "rival"]


def test_the_title_weighs_most(reader: ArticleReader) -> None:
    text = "Skoda Octavia getest\nDe Golf, weer een Golf en nog een Golf van Volkswagen."
    passages = [Passage("title", 0, 20), Passage("body", 21, len(text))]
    first = reader.read(text, passages).vehicles[0]
    assert (first.name, first.in_title) == ("Skoda Octavia", True)


# Any text

SCRAPS = st.sampled_from(
    "Peugeot 508 2008 's de een Golf golf A4 de A4 E 220 d C-klasse e- Corsa-e up! Škoda Mégane "
    "3 5 € 500 km . , \n / « İ ß ﬁ 508́ é Mé́gane Leon Grand Scénic Cross 320d".split(" ")
)
TEXTS = st.lists(SCRAPS | st.text(max_size=8), max_size=40).map(" ".join) | st.text()


@given(TEXTS)
@example("De Corsa-e 2008 is er")
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_with_spans_inside_it(text: str) -> None:
    reader = article_reader(shipped.dictionary())
    reading = reader.read(text)
    end = 0
    for mention in reading.mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end
    assert reader.read(text) == reading


@given(st.text())
def test_a_plain_text_keeps_every_place(text: str) -> None:
    lower = plain(text)
    assert len(lower) == len(text) and lower.isascii()
    cut = Cut.of(text)
    assert all(
        lower[start:].startswith(word) for word, start in zip(cut.words, cut.starts, strict=False)
    )


def test_work_grows_with_the_length_of_the_text(
    reader: ArticleReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words looked at, for a text and for one four times as long: about four times as many."""
    steps = 0
    original = Cut.after

    def counted(self: Cut, index: int) -> int:
        nonlocal steps
        steps += 1
        return original(self, index)

    monkeypatch.setattr(Cut, "after", counted)

    def work(times: int) -> int:
        nonlocal steps
        steps = 0
        reader.read(
            "De Peugeot 508, 308 en 2008 uit 2008 kosten 508 euro. Leon rijdt Golf. " * times
        )
        return steps

    assert work(80) <= 4.2 * work(20)
