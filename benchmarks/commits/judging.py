"""What a watcher saw, held against what was committed: nothing missed, nothing that never was."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.commits.watching import Sight
from benchmarks.commits.writing import Commit, State


@dataclass(frozen=True)
class Verdict:
    seconds: list[float]  # from the end of each COMMIT to the sight of it
    missed: int  # committed, and not seen to the end
    phantoms: int  # seen, though nobody had committed it, or no longer true


def judge(initial: dict[int, State], commits: Iterable[Commit], sights: list[Sight]) -> Verdict:
    """Follows each car through its states; ``initial`` are those before the first commit."""
    past = float("-inf")
    life: dict[int, list[tuple[float, float, State]]] = {
        pk: [(past, past, state)] for pk, state in initial.items()
    }
    for commit in sorted(commits, key=lambda one: one.ended):
        for pk, state in commit.states.items():
            states = life.setdefault(pk, [(past, past, None)])
            if states[-1][2] != state:  # a hidden car that is deleted was not there before
                states.append((commit.began, commit.ended, state))
    at: dict[int, int] = {}  # the state that each car was last seen in
    seconds: list[float] = []
    phantoms = 0
    for sight in sights:
        for pk, state in sight.states.items():
            last = at.get(pk, 0)
            found = _place(life.get(pk, []), last, state, sight.ended)
            if found is None:
                phantoms += 1
                continue
            passed = life[pk][last + 1 : found + 1]
            seconds += [max(0.0, sight.ended - ended) for _began, ended, _state in passed]
            at[pk] = found
    missed = 0
    for pk, states in life.items():
        place = at.get(pk, 0)
        # Came and went between two looks: what is shown is what is there.
        if states[place][2] != states[-1][2]:
            missed += len(states) - 1 - place
    return Verdict(sorted(seconds), missed, phantoms)


def _place(
    states: list[tuple[float, float, State]], first: int, state: State, until: float
) -> int | None:
    """Which of the states this is: not an earlier one, and none whose COMMIT was still to come."""
    for place in range(first, len(states)):
        if states[place][2] == state and states[place][0] <= until:
            return place
    return None


def percentile(seconds: list[float], share: float) -> float:
    """Of sorted figures; 0 where there are none."""
    return seconds[min(len(seconds) - 1, int(len(seconds) * share))] if seconds else 0.0
