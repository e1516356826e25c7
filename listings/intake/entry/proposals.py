"""All sources beside each other: what the form may be filled with, and where they disagree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from listings.intake.entry.told import Source, Told
from listings.intake.rdw.agreeing import NO_WORD_FOR

ORDER = list(Source)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field: everything that was told of it, the most believed first."""

    field: str
    told: tuple[Told, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether two sources contradict each other; a person settles it."""
        first = self.told[0]
        return any(not first.agrees_with(other) for other in self.told[1:])

    @property
    def value(self) -> Any:
        """What the form is filled with until a person decides; None where all are rough.

        Where RDW has no word for what the title says, the title's is the finer one.
        """
        exact = [told for told in self.told if not told.is_rough]
        if exact and exact[0].source == Source.RDW and not self.is_conflict:
            exact.sort(key=lambda told: told.value not in NO_WORD_FOR)
        return exact[0].value if exact else None


@dataclass(frozen=True, slots=True)
class Proposals:
    fields: tuple[Proposal, ...]  # in the order in which they were told, conflicts too
    options: tuple[Told, ...]  # each once

    @property
    def conflicts(self) -> list[Proposal]:
        return [proposal for proposal in self.fields if proposal.is_conflict]


def proposals(told: Iterable[Told]) -> Proposals:
    """Sort what was told by field. Of one source only its first word on a field counts."""
    fields: dict[str, dict[Source, Told]] = {}
    options: dict[Any, Told] = {}
    for one in told:
        if one.field == "option":
            options.setdefault(one.value, one)
        else:
            fields.setdefault(one.field, {}).setdefault(one.source, one)
    return Proposals(
        tuple(Proposal(name, _by_trust(of.values())) for name, of in fields.items()),
        tuple(options.values()),
    )


def _by_trust(told: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda one: (one.is_rough, ORDER.index(one.source))))


def typed(values: dict[str, Any], names: Sequence[str]) -> list[Told]:
    """What a person has in the form already, as a source among the others."""
    return [
        Told(name, values[name], Source.TYPED, str(values[name]))
        for name in names
        if values.get(name) not in {None, ""}
    ]
