"""What the page shows of a text: its pieces, the list of what was read, and where it leads."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from listings.read_along import leads
from listings.read_along.fields import (
    LEFT,
    MAKE,
    MODEL,
    NO_CAR,
    Family,
    family,
    opposite,
    say,
    say_between,
)
from listings.read_along.gloss import Note, Piece, Row, legend, pieces, rows
from listings.read_along.kinds import Guess, Kind, kind_of
from listings.read_along.leads import Lead, Ranked
from listings.read_along.why import why
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.mentions import Mention, Passage, article_reader
from listings.vocabulary.questions import Meant, question_reader
from listings.vocabulary.titles import TitleReading, title_reader

LONGEST = 2_000  # characters that are read
HEADLINE = 120  # characters of a first line that stands apart, as a headline does


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is shown of one text, in the language of the page."""

    kind: Kind
    because: str | Promise  # how the kind was told; "" where the visitor said it
    is_cut: bool  # the text was longer than what is read
    pieces: list[Piece]
    legend: list[Family]
    rows: list[Row]
    left: list[str] = field(default_factory=list)
    meant: tuple[Meant, ...] = ()
    vehicles: list[Ranked] = field(default_factory=list)
    lead: Lead | None = None

    @property
    def is_long(self) -> bool:
        """Set smaller: a page of text, not a sentence."""
        return sum(len(piece.whole) for piece in self.pieces) > 400

    @property
    def found(self) -> int:
        """How many things were read, each time that they were."""
        return sum(row.times for row in self.rows if row.family != NO_CAR)


@dataclass(frozen=True, slots=True)
class _Read:
    notes: list[Note]
    left: tuple[Span, ...] = ()
    meant: tuple[Meant, ...] = ()
    vehicles: list[Ranked] = field(default_factory=list)
    lead: Lead | None = None


def read(text: str, kind: Kind | None = None) -> Reading:
    """Read a text as what it is said to be, or as what it looks like."""
    shown = text[:LONGEST]
    guess = Guess(kind, "") if kind else kind_of(shown)
    found = _READERS[guess.kind](shown)
    unread = [Note(span.start, span.end, LEFT, "") for span in found.left]
    cut = pieces(shown, [*unread, *found.notes])
    return Reading(
        kind=guess.kind,
        because=guess.because,
        is_cut=len(text) > LONGEST,
        pieces=cut,
        legend=legend(cut),
        rows=rows(shown, found.notes),
        left=list(dict.fromkeys(span.text for span in found.left)),
        meant=found.meant,
        vehicles=found.vehicles,
        lead=found.lead,
    )


def glossed(title: TitleReading) -> list[Piece]:
    """A dealer's title with what was read under its words, and where it leads not asked."""
    unread = [Note(span.start, span.end, LEFT, "") for span in title.rest]
    return pieces(title.text, [*unread, *_notes(Kind.TITLE, title.facts)])


def _title(text: str) -> _Read:
    reading = title_reader().read(text)
    notes = _notes(Kind.TITLE, reading.facts)
    return _Read(notes, left=reading.rest, lead=leads.of_title(reading))


def _question(text: str) -> _Read:
    reading = question_reader().read(text)
    notes = _notes(Kind.QUESTION, reading.facts)
    return _Read(notes, reading.left, reading.meant, lead=leads.of_question(reading))


def _article(text: str) -> _Read:
    reader = article_reader()
    reading = reader.read(text, list(_passages(text)))
    notes = [_mentioned(mention) for mention in reading.mentions]
    notes += [
        Note(start, end, NO_CAR, NO_CAR.label, why(Kind.ARTICLE, rule))
        for start, end, rule in reader.names_in(text)
        if rule.startswith("not-") and _may_surprise(text[start:end])
    ]
    vehicles = leads.ranked(reading)
    return _Read(notes, vehicles=vehicles, lead=leads.of_article(vehicles, reading))


def _may_surprise(word: str) -> bool:
    """Whether one may wonder why it is no car: nobody sees a Lexus in "is", a Mazda in "5"."""
    return len(word) > 2 or (word != word.lower() and len(word) > 1)


_READERS: dict[Kind, Callable[[str], _Read]] = {
    Kind.TITLE: _title,
    Kind.QUESTION: _question,
    Kind.ARTICLE: _article,
}


def _notes(kind: Kind, facts: Sequence[Fact]) -> list[Note]:
    """One note for each fact, and one for the two ends that the same words tell ("2018")."""
    ends = {(fact.start, fact.end, fact.field): fact for fact in facts}
    notes = []
    for fact in facts:
        other = ends.get((fact.start, fact.end, opposite(fact.field)))
        if other and fact.field.endswith("_max"):
            continue  # said with the other end
        said = say_between(fact, other) if other else say(fact.field, fact.value)
        shown = family(fact.field, fact.value)
        notes.append(Note(fact.start, fact.end, shown, said, why(kind, fact.rule)))
    return notes


def _mentioned(mention: Mention) -> Note:
    parts = [mention.model.full_name if mention.model else mention.make.name]
    if mention.generation:
        parts.append(mention.generation.name)
    if mention.body:
        parts.append(say("body", mention.body))
    shown = MODEL if mention.model else MAKE
    return Note(
        mention.start, mention.end, shown, ", ".join(parts), why(Kind.ARTICLE, mention.rule)
    )


def _passages(text: str) -> Iterator[Passage]:
    """A short first line with text below it is a headline."""
    first, newline, rest = text.partition("\n")
    if newline and rest.strip() and 0 < len(first.strip()) <= HEADLINE:
        yield Passage("title", 0, len(first))
        yield Passage("body", len(first) + 1, len(text))
