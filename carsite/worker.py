"""The process that does background work: the tasks it knows, and how it goes about them."""

from collections.abc import Callable
from functools import wraps

from procrastinate import Blueprint, RetryStrategy

Function = Callable[..., None]
# A failure is tried again after 4 s, 16 s, 64 s, ..., 17 minutes; then a person decides.
PATIENCE = RetryStrategy(max_attempts=5, exponential_wait=4)

tasks = Blueprint()


def task(name: str, *, every: str = "") -> Callable[[Function], Function]:
    """Make this function a task that ``carsite.jobs.defer`` can ask for by name.

    ``every`` is a cron line (UTC) for what is also done by the clock: then it never waits twice
    nor runs twice at once.
    """

    def declare(function: Function) -> Function:
        if not every:
            tasks.task(name=name, retry=PATIENCE)(function)
            return function

        @wraps(function)
        def by_the_clock(timestamp: int = 0) -> None:
            function()

        alone = tasks.task(name=name, retry=PATIENCE, lock=name, queueing_lock=name)
        tasks.periodic(cron=every)(alone(by_the_clock))
        return function

    return declare
