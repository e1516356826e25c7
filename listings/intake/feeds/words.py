"""What a feed's words mean here: what people decided for this feed, then the vocabulary."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import sha256

from listings.intake.feeds.incoming import Unknown
from listings.models import Feed, FeedWord
from listings.vocabulary import dictionary as vocabulary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.folding import folded
from listings.vocabulary.terms import MakeTerm
from listings.vocabulary.titles import title_reader
from listings.vocabulary.tokens import spelt

Field = FeedWord.Field
NUMBERED = "#"  # how a number of the source's own lists begins; see ``Fields.name_or_number``
LONGEST = 200  # characters of ``FeedWord.word``
Decisions = Mapping[tuple[str, str], str | None]  # (field, word) → our word


class FeedWords:
    """The words of one feed, each looked up once.

    A method gives a slug or code of ours, "" where the word says nothing, None where nobody
    knows; what nobody knows is counted in ``unknown``.
    """

    def __init__(
        self,
        feed: Feed | None = None,
        *,
        dictionary: Dictionary | None = None,
        decided: Decisions | None = None,
    ) -> None:
        """Without a feed nothing is asked of the database, if a dictionary is given."""
        self.feed = feed
        self.unknown = Unknown()
        self.dictionary = dictionary or vocabulary.current()
        rows = {**_remembered(feed), **(decided or {})}
        self._decided = {(name, key(word)): value for (name, word), value in rows.items()}
        self._codes: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], str | None] = {}
        # A word is kept as it was first met, whatever its capitals are the next time.
        self._spelling = {(name, key(word)): word for name, word in rows}

    def add_codes(self, codes: Mapping[str, Mapping[str, str]]) -> None:
        """What a format's own codes mean, by field: a person's decision still comes first."""
        for name, table in codes.items():
            self._codes.update({(name, key(code)): value for code, value in table.items()})
        self._known.clear()

    @cached_property
    def version(self) -> str:
        """Another one as soon as any word may mean something else."""
        of = self.dictionary
        decided = {word: value for word, value in self._decided.items() if value is not None}
        names = [
            sorted(decided.items(), key=str),
            [(make.slug, make.names, make.is_active) for make in of.make_by_id.values()],
            [(model.word, model.names, model.is_active) for model in of.model_by_id.values()],
            [(option.slug, option.names, option.is_active) for option in of.option_by_id.values()],
            [words.words for words in (of.bodies, of.fuels, of.transmissions, of.colours)],
        ]
        return sha256(repr(names).encode()).hexdigest()

    def make(self, word: str) -> str | None:
        return self._find(Field.MAKE, word, self._make)

    def model(self, make: str, word: str) -> str | None:
        """Ours, such as "peugeot_508", of their words for make and model."""
        return self._find(Field.MODEL, f"{make} {word}", lambda _: self._model(make, word))

    def car(self, make: str, model: str) -> tuple[str | None, str | None]:
        """Our make and model ("peugeot", "peugeot_508"); of an unknown make models say nothing."""
        known = self.make(make) if make else ""
        if not model or (
            known is None and (Field.MODEL, key(f"{make} {model}")) not in self._decided
        ):
            return known, ""
        found = self.model(make, model)
        return (found.partition("_")[0], found) if found else (known, found)

    def word(self, name: str, word: str) -> str | None:
        """Of a body, fuel, transmission or colour, by the name of its field."""
        return self._find(name, word, self._plain[name].get)

    def body(self, word: str) -> str | None:
        return self.word(Field.BODY, word)

    def fuel(self, word: str) -> str | None:
        return self.word(Field.FUEL, word)

    def transmission(self, word: str) -> str | None:
        return self.word(Field.TRANSMISSION, word)

    def colour(self, word: str) -> str | None:
        return self.word(Field.COLOUR, word)

    def option(self, word: str) -> str | None:
        return self._find(Field.OPTION, word, self._options.get)

    def options(self, words: Iterable[str]) -> tuple[str, ...]:
        """The slugs of those that are known, each once, in order of the alphabet."""
        return tuple(sorted({slug for word in words if (slug := self.option(word))}))

    def remember(self) -> int:
        """Writes what nobody knew as rows for a person to decide; how many are new."""
        if self.feed is None or not self.unknown.words:
            return 0
        met = FeedWord.objects.filter(feed=self.feed).values_list("field", "word", "cars")
        # Rows that said the same as before were not read again: what was counted then still holds.
        counted = {(name, word): cars for name, word, cars in met}
        rows = [
            FeedWord(
                feed=self.feed, field=name, word=word, value=None,
                cars=max(cars, counted.get((name, word), 0)),
            )
            for (name, word), cars in self.unknown.words.items()
        ]  # fmt: skip
        FeedWord.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["feed", "field", "word"],
            update_fields=["cars"],
        )
        return FeedWord.objects.filter(feed=self.feed).count() - len(counted)

    # --- Looking up ---------------------------------------------------------------------------

    def _find(self, name: str, word: str, look: Callable[[str], str | None]) -> str | None:
        try:
            found = self._known[name, word]
        except KeyError:
            found = self._known[name, word] = self._look_up(name, word, look)
        if found is None:
            self.unknown.met(str(name), self._spelling[name, key(word)])
        return found

    def _look_up(self, name: str, word: str, look: Callable[[str], str | None]) -> str | None:
        plain = key(word)
        found = self._decided.get((name, plain))
        if found is None:
            found = self._codes.get((name, plain))
        if found is None:
            found = look(plain)
        if found is None:
            self._spelling.setdefault((name, plain), " ".join(word.split())[:LONGEST])
        return found

    def _make(self, word: str) -> str | None:
        if make := self.dictionary.make_by_slug.get(word):
            return make.slug
        return self._makes.get(word) or self._makes.get(spelt(word))

    def _model(self, make_word: str, word: str) -> str | None:
        if word.startswith(NUMBERED):
            return None
        if whole := self.dictionary.model_by_word.get(word):
            return whole.word
        make = self.dictionary.make_by_slug.get(self.make(make_word) or "")
        if make is None:
            return None
        if by_slug := self.dictionary.model_by_slugs.get((make.slug, word)):
            return by_slug.word
        named = self._models_of(make)
        return named.get(spelt(word)) or self._read(make, word)

    def _models_of(self, make: MakeTerm) -> Mapping[str, str]:
        if make.id not in self._models:
            models = self.dictionary.models_of(make)
            # A model's own name is stronger than another's alias.
            names = {spelt(alias): model.word for model in models for alias in model.aliases}
            names.update({spelt(model.name): model.word for model in models})
            self._models[make.id] = names
        return self._models[make.id]

    def _read(self, make: MakeTerm, word: str) -> str | None:
        """As a dealer's title is read: "508 SW" and "E 220" name a line and something more."""
        fact = title_reader(self.dictionary).read(f"{make.name} {word}").first("model")
        return fact.value if fact and fact.value.startswith(f"{make.slug}_") else None

    @cached_property
    def _models(self) -> dict[int, Mapping[str, str]]:
        return {}

    @cached_property
    def _makes(self) -> Mapping[str, str]:
        makes = self.dictionary.makes
        found = {spelt(name): make.slug for make in makes for name in make.names}
        return {**found, **{key(name): make.slug for make in makes for name in make.names}}

    @cached_property
    def _plain(self) -> Mapping[str, Mapping[str, str]]:
        of = self.dictionary
        kinds = (of.bodies, of.fuels, of.transmissions, of.colours)
        return {
            words.words[0].kind: {
                key(name): word.code
                for word in reversed(words.words)
                for name in (*word.aliases, word.name_en, word.name_nl, word.slug, word.code)
            }
            for words in kinds
        }

    @cached_property
    def _options(self) -> Mapping[str, str]:
        options = self.dictionary.options
        found = {key(alias): option.slug for option in options for alias in option.aliases}
        found.update(
            {
                key(name): option.slug
                for option in options
                for name in (option.name_en, option.name_nl)
            }
        )
        found.update({slug: slug for slug in self.dictionary.option_by_slug})
        return found


def key(word: str) -> str:
    """How two words are compared: without accents, capitals and doubled spaces."""
    return " ".join(folded(word[:LONGEST]).split())


def _remembered(feed: Feed | None) -> Decisions:
    if feed is None:
        return {}
    rows = FeedWord.objects.filter(feed=feed).values_list("field", "word", "value")
    return {(name, word): value for name, word, value in rows}
