"""The process that does background work: procrastinate's worker, alive as long as its session is.

A worker that is killed must be known to be dead at once, and one that is only slow must not be
taken for dead. So each holds an advisory lock in a database session of its own: the kernel closes
the session with the process, and the lock is free (``carsite.queue.put_back``).
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from threading import Thread
from typing import Any

import psycopg
from django.db import connections
from procrastinate import App, JobContext, RetryStrategy
from procrastinate.contrib.django import connector_params
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from carsite import queue
from carsite.jobs import QUICK, SLOW, TASKS, Task, know_the_tasks

log = logging.getLogger(__name__)

# A failure is tried again after 4 s, 16 s, 64 s, 4 and 17 minutes; then a person decides.
PATIENCE = RetryStrategy(max_attempts=5, exponential_wait=4)
LOOK_SECONDS = 10  # between looks for jobs of dead workers
GRACE_SECONDS = 5  # that a stop waits for running jobs; what is cut short is resumed
# What the clock asked while no worker ran is done when one starts: once, and not older than this.
CATCH_UP_SECONDS = 24 * 3600
# The other end of a session over a network is gone after 30 s of silence.
KEEPALIVE = "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


class Pulse:
    """The session whose lock says that this worker lives. When it ends, so does the process.

    A worker that goes on without it would do a job beside the one that took it over.
    """

    def __init__(self, params: dict[str, Any]) -> None:
        options = f"{params.get('options', '')} {KEEPALIVE}".strip()
        self.session = psycopg.connect(**{**params, "options": options}, autocommit=True)
        self.number = queue.register(self.session)

    def start(self) -> None:
        queue.put_back(self.session, self.number)
        Thread(target=self.watch, name="pulse", daemon=True).start()

    def watch(self) -> None:
        """Put back what dead workers left, now and again, for as long as this worker lives."""
        try:
            while True:
                for _ in self.session.notifies(timeout=LOOK_SECONDS):
                    pass  # nothing comes but the session's end, which raises
                queue.put_back(self.session, self.number)
        except Exception:
            log.exception("worker %s has lost its session", self.number)
            os._exit(1)


class Manager(JobManager):
    """procrastinate's, where it could lose a job: who lives, and what cannot be written down."""

    def __init__(self, connector: PsycopgConnector, pulse: Pulse) -> None:
        super().__init__(connector)
        self.pulse = pulse

    async def register_worker(self) -> int:
        return self.pulse.number

    async def unregister_worker(self, worker_id: int) -> None:
        """Not with the first of two that ends: the number is of both (``leave``)."""

    async def leave(self) -> None:
        await super().unregister_worker(self.pulse.number)

    async def prune_stalled_workers(self, seconds_since_heartbeat: float) -> list[int]:
        """None: an old heartbeat is no proof of death."""
        return []

    async def retry_job(self, job: Job, **options: Any) -> None:  # type: ignore[override]
        try:
            await super().retry_job(job, **options)
        except UniqueViolation:  # the same was asked for in between, and waits
            await self.finish_job(job, Status.ABORTED, delete_job=False)
        except ConnectorException as error:
            _untold(job, error)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        try:
            await super().finish_job(job, status, delete_job)
        except ConnectorException as error:
            _untold(job, error)


def _untold(job: Job, error: ConnectorException) -> None:
    """A job whose end cannot be told would count as running for ever: let another do it again."""
    log.error("the end of job %s could not be written down", job.id, exc_info=error)
    if isinstance(error.__cause__, psycopg.OperationalError):
        os._exit(1)


def note_failure(call_next: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
    """Keep the error for those who look after the queue; procrastinate only logs it."""
    try:
        return call_next()
    except Exception as error:
        queue.note_failure(int(context.job.id or 0), error)
        raise


def run(threads: int, *, wait: bool = True, signals: bool = True) -> None:
    """Do jobs until a signal comes, or without ``wait`` until none is left."""
    know_the_tasks()
    params = connector_params()
    pulse = Pulse(params)
    # Whoever takes over a dead worker's jobs first ends its other sessions, known by this name.
    name = queue.session_name(pulse.number)
    connections.settings["default"].setdefault("OPTIONS", {})["application_name"] = name
    app = _app(PsycopgConnector(kwargs={**params, "application_name": name}), pulse)
    pulse.start()
    asyncio.run(_work(app, threads, wait=wait, signals=signals))


async def _work(app: App, threads: int, *, wait: bool, signals: bool) -> None:
    """Two of procrastinate's workers under one number: quick jobs need not wait for slow ones."""
    async with app.open_async():
        workers = [
            Worker(
                app,
                queues=[queue_name],
                concurrency=concurrency,
                wait=wait,
                install_signal_handlers=False,
                task_middleware=[close_db_connections, note_failure],
            )
            for queue_name, concurrency in ((QUICK, threads), (SLOW, 1))
        ]
        if signals:
            _stop_by_signal(workers)
        await asyncio.gather(*(_run(worker, workers, wait=wait) for worker in workers))
        await app.job_manager.leave()  # type: ignore[attr-defined]


async def _run(worker: Worker, workers: list[Worker], *, wait: bool) -> None:
    """With one that ends for no reason of ours end all: whoever started us starts us again."""
    try:
        await worker.run()  # type: ignore[no-untyped-call]
    finally:
        if wait:
            _stop(workers)


def _stop(workers: list[Worker]) -> None:
    for worker in workers:
        worker.stop()  # type: ignore[no-untyped-call]


def _stop_by_signal(workers: list[Worker]) -> None:
    """Let running jobs end, but not for long: a thread cannot be stopped, only left."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        _stop(workers)
        loop.call_later(GRACE_SECONDS, os._exit, 0)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


def _app(connector: PsycopgConnector, pulse: Pulse) -> App:
    app = App(connector=connector, periodic_defaults={"max_delay": CATCH_UP_SECONDS})
    app.job_manager = Manager(connector, pulse)
    for task in TASKS.values():
        _add(app, task)
    return app


def _add(app: App, task: Task) -> None:
    if not task.every:
        app.task(name=task.name, queue=task.queue, retry=PATIENCE)(task.function)
        return

    def by_the_clock(timestamp: int = 0) -> None:
        task.function()

    alone = app.task(
        name=task.name,
        queue=task.queue,
        retry=PATIENCE,
        lock=task.name,
        queueing_lock=task.name,
    )
    app.periodic(cron=task.every)(alone(by_the_clock))
