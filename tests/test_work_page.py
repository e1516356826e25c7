"""Background work at the desk: what stands where, and what each button does."""

import pytest
from django.db import connection
from django.test import Client

from carsite.jobs import defer
from carsite.work import Kind, Verb, do, jobs
from tests.staff import LISTINGS_STAFF, READ_ONLY, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/jobs/"


def change(job: int, **columns: object) -> int:
    """A job as it stands after things that only a worker does."""
    names = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE procrastinate_jobs SET {names} WHERE id = %s",  # noqa: S608
            [*columns.values(), job],
        )
    return job


def failed(task: str = "listings.ask_rdw") -> int:
    job = change(defer(task, plate="NX-123-B"), status="doing")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO carsite_jobfailure VALUES (%s, now(), 'OSError: no way')", [job]
        )
    return change(job, status="failed", attempts=5)


def numbers(kind: Kind) -> list[int]:
    return [job.number for job in jobs(kind)]


def press(client: Client, verb: Verb, job: int, **more: str) -> str:
    answer = client.post(PAGE, {"verb": verb, "job": job, **more}, follow=True)
    return answer.content.decode()


def test_page_tells_what_waits_and_why_something_failed() -> None:
    defer("listings.plan_import", run_id=17)
    failed()
    page = signed_in(LISTINGS_STAFF).get(PAGE).content.decode()
    assert "Er draait geen achtergrondproces" in page
    assert "run_id=17" in page
    assert "OSError: no way" in page
    assert "5 keer geprobeerd" in page


def test_failed_job_gets_all_its_attempts_again() -> None:
    job = failed()
    press(signed_in(LISTINGS_STAFF), Verb.AGAIN, job)
    assert [(job.number, job.attempts) for job in jobs(Kind.WAITING)] == [(job, 0)]


def test_cancelling_asks_first() -> None:
    job, client = defer("listings.ask_rdw", plate="NX-123-B"), signed_in(LISTINGS_STAFF)
    assert "tenzij iemand er opnieuw om vraagt" in press(client, Verb.CANCEL, job)
    assert numbers(Kind.WAITING) == [job]
    press(client, Verb.CANCEL, job, confirmed="yes")
    assert numbers(Kind.DONE) == [job]


def test_job_of_a_worker_that_is_gone_is_stuck_until_somebody_decides() -> None:
    job = change(defer("listings.ask_rdw", plate="NX-123-B"), status="doing")
    assert numbers(Kind.STUCK) == [job]
    client = signed_in(LISTINGS_STAFF)
    assert "1</b>" in client.get("/admin/").content.decode()
    press(client, Verb.AGAIN, job, confirmed="yes")
    assert numbers(Kind.WAITING) == [job]


def test_button_for_a_job_that_moved_on_does_nothing() -> None:
    job = change(defer("listings.ask_rdw", plate="NX-123-B"), status="succeeded")
    assert "intussen verder" in press(signed_in(LISTINGS_STAFF), Verb.CANCEL, job, confirmed="yes")
    assert not do(Verb.AGAIN, job)


def test_what_was_asked_for_anew_is_not_asked_twice() -> None:
    old = change(defer("a.b", queueing_lock="one"), status="failed")
    new = defer("a.b", queueing_lock="one")
    assert not do(Verb.AGAIN, old)
    assert numbers(Kind.WAITING) == [new]


def test_task_of_the_clock_is_done_now_too() -> None:
    client = signed_in(LISTINGS_STAFF)
    for _ in range(2):
        client.post(PAGE, {"verb": "start", "task": "listings.housekeeping"})
    assert [job.name for job in jobs(Kind.WAITING)] == ["listings.housekeeping"]
    assert client.post(PAGE, {"verb": "start", "task": "os.system"}).status_code == 400


@pytest.mark.parametrize("given", [{}, {"verb": "x", "job": "1"}, {"verb": "now", "job": "²" * 30}])
def test_nonsense_does_nothing(given: dict[str, str]) -> None:
    assert signed_in(LISTINGS_STAFF).post(PAGE, given).status_code == 302


def test_others_see_nothing_of_it() -> None:
    assert signed_in(READ_ONLY).get(PAGE).status_code == 403
