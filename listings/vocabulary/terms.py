"""What the dictionary holds: one small immutable object for each thing that has a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A body, fuel, transmission or colour. ``code`` is the database's, ``slug`` the URL's."""

    kind: str
    code: str
    slug: str
    name_nl: str
    name_en: str
    aliases: tuple[str, ...]

    def label(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_nl

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.name_nl, self.name_en, *self.aliases)


@dataclass(frozen=True, slots=True)
class MakeTerm:
    id: int
    slug: str
    name: str
    aliases: tuple[str, ...]
    country: str
    sold_in_nl: bool
    is_active: bool

    def label(self, language: str = "nl") -> str:
        return self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class GenerationTerm:
    id: int
    model_id: int
    name: str
    code: str
    year_from: int
    year_to: int | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelTerm:
    """A model line; bodies and fuels are codes, the most usual first."""

    id: int
    make: MakeTerm
    slug: str
    name: str
    aliases: tuple[str, ...]
    bodies: tuple[str, ...]
    fuels: tuple[str, ...]
    segment: str
    year_from: int | None
    year_to: int | None
    new_price_eur: int | None
    sold_in_nl: bool
    is_active: bool
    generations: tuple[GenerationTerm, ...]

    @property
    def word(self) -> str:
        """How the query string names it, since "3" or "500" alone is no model: "peugeot_508"."""
        return f"{self.make.slug}_{self.slug}"

    @property
    def full_name(self) -> str:
        return f"{self.make.name} {self.name}"

    def label(self, language: str = "nl") -> str:
        return self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write it, without the make."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class OptionTerm:
    id: int
    slug: str
    group: str
    name_nl: str
    name_en: str
    aliases: tuple[str, ...]
    position: int
    is_active: bool

    def label(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_nl

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.name_nl, self.name_en, *self.aliases)


@dataclass(frozen=True, slots=True)
class TownTerm:
    """A town; latitude and longitude in WGS84 degrees."""

    id: int
    slug: str
    name: str
    aliases: tuple[str, ...]
    province: str
    latitude: float
    longitude: float
    population: int
    is_active: bool
    shares_name: bool

    def label(self, language: str = "nl") -> str:
        """The name, with its province where another town has the same one."""
        return f"{self.name} ({self.province})" if self.shares_name else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.name, *self.aliases)
