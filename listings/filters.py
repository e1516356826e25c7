"""The search's one parser: a query string becomes criteria, an address, and what was dropped."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import Filter, FilterSet

from listings.models import Listing
from listings.search.criteria import Criteria, Near, Range
from listings.search.fields import kw_from_pk
from listings.search.plain import in_order, matching
from listings.search_page import question
from listings.search_page.address import (
    NAMES,
    SELLER_KINDS,
    SINCE_DAYS,
    SORTS,
    USUAL_KM,
    Address,
    make_of,
)
from listings.search_page.reading import (
    Dropped,
    NumberField,
    OneWordField,
    Read,
    TextField,
    WordsField,
    read_all,
)
from listings.vocabulary import dictionary
from listings.vocabulary.words import words

LONGEST_QUERY = 4_000  # characters; a question of 200 signs takes up to 2,400
RANGES = {
    "prijs": "price_eur",
    "km": "mileage_km",
    "bouwjaar": "year",
    "vermogen": "power_kw",
    "soh": "battery_soh_percent",
}
# Query name → field of the criteria, where the values are the field's.
PLAIN = {
    "q": "words",
    "carrosserie": "bodies",
    "brandstof": "fuels",
    "transmissie": "transmissions",
    "kleur": "colours",
    "optie": "options",
    "deuren": "doors",
    "zitplaatsen": "seats",
    "verkoper": "seller_kinds",
}

Found = tuple[Hashable, str] | None
Find = Callable[[str], Found]


def _make(text: str) -> Found:
    make = dictionary.current().make_by_slug.get(text)
    return (make.id, make.slug) if make else None


def _model(text: str) -> Found:
    model = dictionary.current().model_by_word.get(text)
    return (model.id, model.word) if model else None


def _option(text: str) -> Found:
    option = dictionary.current().option_by_slug.get(text)
    return (option.id, option.slug) if option else None


def _town(text: str) -> Found:
    town = dictionary.current().find_town(text)
    return (town, town.slug) if town else None


def _word(kind: str) -> Find:
    def find(text: str) -> Found:
        word = words(kind).by_slug.get(text)
        return (word.code, word.slug) if word else None

    return find


def _one_of(values: dict[str, Any]) -> Find:
    return lambda text: (values[text], text) if text in values else None


def _number_of(low: int, high: int) -> Find:
    return _one_of({str(number): number for number in range(low, high + 1)})


class Shared(Filter):
    """A filter that only names its field: copying two dozen of them would be most of the work."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Shared":
        return self


class Words(Shared):
    field_class = WordsField


class OneWord(Shared):
    field_class = OneWordField


class Number(Shared):
    field_class = NumberField


class Text(Shared):
    field_class = TextField


class ListingFilter(FilterSet):
    """One search as the visitor's URL says it. Bad values drop themselves and are in ``dropped``.

    The form class is built once and its fields look words up in the vocabulary, so reading a
    query string asks the database nothing.
    """

    q = Text(label=gettext_lazy("Your question"))
    merk = Words(label=gettext_lazy("Make"), find=_make)
    model = Words(label=gettext_lazy("Model"), find=_model)
    carrosserie = Words(label=gettext_lazy("Body"), find=_word("body"))
    brandstof = Words(label=gettext_lazy("Fuel"), find=_word("fuel"))
    transmissie = Words(label=gettext_lazy("Transmission"), find=_word("transmission"))
    kleur = Words(label=gettext_lazy("Colour"), find=_word("colour"))
    optie = Words(label=gettext_lazy("Equipment"), find=_option)
    bouwjaar_van = Number(label=gettext_lazy("Year from"), low=1885, high=2100)
    bouwjaar_tot = Number(label=gettext_lazy("Year up to"), low=1885, high=2100)
    km_van = Number(label=gettext_lazy("Mileage from"))
    km_tot = Number(label=gettext_lazy("Mileage up to"))
    prijs_van = Number(label=gettext_lazy("Price from"))
    prijs_tot = Number(label=gettext_lazy("Price up to"))
    vermogen_van = Number(label=gettext_lazy("Power from"), high=5_000)
    soh_van = Number(label=gettext_lazy("Battery health from"), high=100)
    deuren = Words(label=gettext_lazy("Doors"), find=_number_of(1, 9))
    zitplaatsen = Words(label=gettext_lazy("Seats"), find=_number_of(1, 20))
    plaats = OneWord(label=gettext_lazy("Town"), find=_town)
    straal = Number(label=gettext_lazy("Distance (km)"), low=1, high=500)
    verkoper = Words(label=gettext_lazy("Seller"), find=_one_of(SELLER_KINDS))
    sinds = OneWord(
        label=gettext_lazy("Added"), find=_one_of({str(days): days for days in SINCE_DAYS})
    )
    sorteer = OneWord(label=gettext_lazy("Sort"), find=_one_of(SORTS))
    pagina = Number(label=gettext_lazy("Page"), low=1)

    _form_class: type[Form] | None = None
    has_question = False  # whether a question was asked with it
    left_out = ""  # words of that question which stand in no advert

    def __init__(self, data: QueryDict, notes: tuple[Dropped, ...] = ()) -> None:
        super().__init__(data, Listing.objects.all())  # made public by ``filter_queryset``
        # Its fields never fail, so a bound form around them would only take time.
        self.fields: Mapping[str, Any] = self.get_form_class().base_fields
        read = read_all(self.fields, data)
        self.words = {name: read[name].words for name in NAMES}
        self.values = {name: read[name].values for name in NAMES}
        self.dropped = [*notes, *self._dropped(read)]
        self._put_ranges_in_order()
        self._settle_makes()
        if not self.words["plaats"]:
            self.words["straal"] = ()

    @classmethod
    def of(cls, query: str, make: str = "", model: str = "") -> "ListingFilter":
        """The search of a query string on the page of a make or model (slugs of the path)."""
        notes: list[Dropped] = []
        if len(query) > LONGEST_QUERY:
            note = _("This address is too long to be a search; its filters were left out.")
            query, notes = "", [Dropped("", "", note)]
        data = QueryDict(query, mutable=True)
        if model:
            data.appendlist("model", f"{make}_{model}")
        elif make:
            data.appendlist("merk", make)
        makes = {word for word in data.getlist("merk") if word}
        if len(makes) == 1:
            # The quick search names a model within its make.
            given = filter(None, data.getlist("model"))
            words = [word if "_" in word else f"{min(makes)}_{word}" for word in given]
            data.setlist("model", words)
        has_question = bool(question.squeezed(data.getlist("vraag")))
        notes += _understood(data)
        search = cls(data, tuple(notes))
        search.has_question = has_question
        return search

    def get_form_class(self) -> type[Form]:
        cls = type(self)
        if cls._form_class is None:
            cls._form_class = super().get_form_class()
        return cls._form_class

    def filter_queryset(self, queryset: Any) -> Any:
        """The plain SQL answer, in order; it starts from ``public()`` whatever it is given."""
        criteria = self.criteria()
        return in_order(matching(criteria), criteria.sort)

    @cached_property
    def address(self) -> Address:
        """Where this search lives: its state in canonical words."""
        words = {name: found for name, found in self.words.items() if found}
        for name, usual in (("sorteer", "nieuwste"), ("pagina", "1"), ("straal", str(USUAL_KM))):
            if words.get(name) == (usual,):
                del words[name]
        return Address(words)

    def criteria(self) -> Criteria:
        """What the index understands of it."""
        values = self.values
        plain: dict[str, Any] = {
            field: _ordered(name, values[name]) for name, field in PLAIN.items()
        }
        ranges: dict[str, Any] = {field: self._range(name) for name, field in RANGES.items()}
        return Criteria(
            **plain,
            **ranges,
            makes=tuple(sorted(values["merk"])),
            models=tuple(sorted(values["model"])),
            near=self._near(),
            since_days=_first(values["sinds"]),
            sort=_first(values["sorteer"], "newest"),
            page=_first(values["pagina"], 1),
        )

    def _range(self, name: str) -> Range:
        low, high = _first(self.values[f"{name}_van"]), _first(self.values.get(f"{name}_tot", ()))
        return Range(kw_from_pk(low) if name == "vermogen" and low else low, high)

    def _near(self) -> Near | None:
        town = _first(self.values["plaats"])
        if town is None:
            return None
        return Near(town.latitude, town.longitude, _first(self.values["straal"], USUAL_KM))

    def _dropped(self, read: dict[str, Read]) -> Iterator[Dropped]:
        for name in NAMES:
            label = self.fields[name].label
            for value in read[name].bad:
                said = {"label": label, "value": value[:40]}
                message = _("%(label)s: “%(value)s” was not understood and left out.") % said
                yield Dropped(name, value, message)
            for note in read[name].notes:
                yield Dropped(name, "", f"{label}: {note}")

    def _put_ranges_in_order(self) -> None:
        for name in RANGES:
            low, high = f"{name}_van", f"{name}_tot"
            ends = self.values[low], self.values.get(high, ())
            if all(ends) and ends[0] > ends[1]:
                for held in (self.words, self.values):
                    held[low], held[high] = held[high], held[low]
                said = {"low": self.fields[low].label, "high": self.fields[high].label}
                message = _("%(low)s and %(high)s were the wrong way round.") % said
                self.dropped.append(Dropped(low, "", message))

    def _settle_makes(self) -> None:
        """A make of which models are chosen stands for those models only."""
        narrowed = set(map(make_of, self.words["model"]))
        kept = [
            (word, value)
            for word, value in zip(self.words["merk"], self.values["merk"], strict=True)
            if word not in narrowed
        ]
        self.words["merk"] = tuple(word for word, _ in kept)
        self.values["merk"] = tuple(value for _, value in kept)


def _understood(data: QueryDict) -> Iterator[Dropped]:
    """Reads the question, if there is one, into the choices that it asks for."""
    text = question.squeezed(data.pop("vraag", []))
    if len(text) > question.LONGEST:
        text = text[: question.LONGEST]
        note = _("Only the first %(most)s characters of your question were read.")
        yield Dropped("vraag", "", note % {"most": question.LONGEST})
    if text:
        asked = question.put_into(data, question.read(text))
        if "straal" in asked and not data.get("plaats"):
            yield Dropped("straal", "", _("A distance only counts around a town; name one."))


def _first(values: tuple[Any, ...], default: Any = None) -> Any:
    return values[0] if values else default


def _ordered(name: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Sorted and without doubles; of a question's words the last one stays last."""
    if name != "q" or not values:
        return tuple(sorted(set(values)))
    return (*sorted(set(values[:-1]) - {values[-1]}), values[-1])
