"""A search's address: its state in the words of the query string, and the one URL of that state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote_plus

from django.http import QueryDict

from listings.addresses import search_url
from listings.search.criteria import Sort

# Every name of the query string, in the order of a canonical URL.
NAMES = (
    "q",
    "merk",
    "model",
    "carrosserie",
    "brandstof",
    "transmissie",
    "kleur",
    "optie",
    "bouwjaar_van",
    "bouwjaar_tot",
    "km_van",
    "km_tot",
    "prijs_van",
    "prijs_tot",
    "vermogen_van",
    "soh_van",
    "deuren",
    "zitplaatsen",
    "plaats",
    "straal",
    "verkoper",
    "sinds",
    "sorteer",
    "pagina",
)
_PLACES = {name: place for place, name in enumerate(NAMES)}
SORTS: dict[str, Sort] = {
    "nieuwste": "newest",
    "prijs": "price",
    "prijs-aflopend": "price_desc",
    "km": "mileage",
    "bouwjaar": "year",
    "vermogen": "power",
}
USUAL_KM = 25  # around a town, unless the visitor says another radius
SINCE_DAYS = (1, 3, 7, 14)
SELLER_KINDS = {"dealer": "dealer", "particulier": "private"}

Words = Mapping[str, tuple[str, ...]]


def make_of(model: str) -> str:
    """The make in a model's word: "peugeot" in "peugeot_508"."""
    return model.partition("_")[0]


@dataclass(frozen=True)
class Address:
    """Canonical words by name; a make stands among ``merk`` only while none of its models does.

    The methods that change something give another address, on its first page.
    """

    words: Words = field(default_factory=dict)

    def get(self, name: str) -> tuple[str, ...]:
        return self.words.get(name, ())

    @cached_property
    def makes(self) -> frozenset[str]:
        """All makes that are chosen, by themselves or by a model."""
        return frozenset([*self.get("merk"), *map(make_of, self.get("model"))])

    def changed(self, changes: Words) -> "Address":
        """With other words for these names; without words a name is left out."""
        kept = {**self.words, "pagina": (), **changes}
        address = Address({name: words for name, words in kept.items() if words})
        address.__dict__["_base"] = self._base
        return address

    def without(self, *names: str) -> "Address":
        return self.changed(dict.fromkeys(names, ()))

    def toggled(self, name: str, word: str) -> "Address":
        """With this word on or off, and what hangs on it: a make goes with its models."""
        if name == "merk":
            return self._make_toggled(word)
        if name == "model":
            return self._model_toggled(word)
        return self.changed({name: _toggled(self.get(name), word)})

    def _make_toggled(self, make: str) -> "Address":
        if make not in self.makes:
            return self.changed({"merk": _toggled(self.get("merk"), make)})
        models = tuple(word for word in self.get("model") if make_of(word) != make)
        makes = tuple(word for word in self.get("merk") if word != make)
        return self.changed({"merk": makes, "model": models})

    def _model_toggled(self, model: str) -> "Address":
        models, make = _toggled(self.get("model"), model), make_of(model)
        makes = {word for word in self.get("merk") if word != make}
        if make not in map(make_of, models):
            makes.add(make)  # its last model is gone: all of the make remain
        return self.changed({"merk": tuple(sorted(makes)), "model": models})

    @cached_property
    def _base(self) -> str:
        return search_url()

    @property
    def url(self) -> str:
        """The canonical path and query, in the language of the page."""
        makes, models = self.get("merk"), self.get("model")
        path = ""
        said: tuple[str, ...] = ()
        if len(makes) + len(models) == 1:
            path, said = f"{(*makes, *models)[0].replace('_', '/')}/", ("merk", "model")
        pairs = [
            f"{name}={quote_plus(word)}"
            for name in sorted(self.words, key=_PLACES.__getitem__)
            if name not in said
            for word in self.words[name]
        ]
        return f"{self._base}{path}" + ("?" + "&".join(pairs) if pairs else "")

    @property
    def query(self) -> QueryDict:
        """The same state as a query string alone, for the parser."""
        query = QueryDict(mutable=True)
        for name, words in self.words.items():
            query.setlist(name, list(words))
        return query

    def page_url(self, page: int) -> str:
        return self.changed({"pagina": (str(page),) if page > 1 else ()}).url


def _toggled(words: tuple[str, ...], word: str) -> tuple[str, ...]:
    rest = tuple(other for other in words if other != word)
    return rest if word in words else tuple(sorted([*rest, word]))
