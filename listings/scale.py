"""The axis of a picture: round numbers that hold the usual values, and the odd ones outside."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS = (1, 2, 2.5, 5, 10)
MOST_STEPS = 5  # of an axis, one more where its ends are rounded
# Beyond this many times the middle half's width, on either side of it, a value is an odd one
# (Tukey's outer fence): a price of € 1 or a mistyped zero must not press all others together.
FENCE = 3
LEAST_REACH = 0.5  # as a share of the upper quartile, where nearly all values are equal
LEAST_STEP = 500  # euros or kilometres: finer means nothing for a used car


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high``, both multiples of ``step``."""

    low: int
    high: int
    step: int

    @classmethod
    def of(cls, values: NDArray[np.int64], most: int = MOST_STEPS) -> "Scale":
        """The scale of these values (at least one, none below 0)."""
        low, high = _usual(values)
        step = _step(high - low, most)
        start = low // step * step
        return cls(start, max(start + step, -(-high // step) * step), step)

    @classmethod
    def tight(cls, values: NDArray[np.int64]) -> "Scale":
        """From the lowest usual value to the highest, not rounded."""
        low, high = _usual(values)
        return cls(low, max(high, low + 1), max(high - low, 1))

    @property
    def ticks(self) -> list[int]:
        return list(range(self.low, self.high + 1, self.step))

    def holds(self, values: NDArray[np.int64]) -> NDArray[np.bool_]:
        return (values >= self.low) & (values <= self.high)

    def share(self, value: float) -> float:
        """Where it stands: 0 at the low end, 1 at the high; an odd value at the end it passed."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def quantiles(values: NDArray[Any], shares: tuple[float, ...]) -> list[float]:
    """What ``np.percentile`` gives for these shares, without the megabyte of masked arrays that
    it loads, and in a tenth of its time.
    """
    ordered = np.sort(values)
    places = [share * (len(ordered) - 1) for share in shares]
    return np.interp(places, np.arange(len(ordered)), ordered).tolist()


def _usual(values: NDArray[np.int64]) -> tuple[int, int]:
    first, third = quantiles(values, (0.25, 0.75))
    reach = max(FENCE * (third - first), LEAST_REACH * third)
    usual = values[(values >= first - reach) & (values <= third + reach)]
    return int(usual.min()), int(usual.max())


def _step(span: int, most: int) -> int:
    """The least round number of which ``most`` are enough."""
    size = LEAST_STEP // 5
    while span > most * 10 * size:
        size *= 10
    rounds = (int(size * step) for step in STEPS)
    return next(step for step in rounds if step >= LEAST_STEP and span <= most * step)
