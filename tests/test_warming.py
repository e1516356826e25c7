"""The reader of questions is compiled before anybody asks, and a missing database hurts nobody."""

import threading

import pytest
from django.db import OperationalError

from carsite import gunicorn
from listings import warming
from listings.search import index
from listings.vocabulary import dictionary, shipped
from listings.vocabulary.questions import question_reader


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming.connection, "close", lambda: None)  # it is the test's own
    monkeypatch.setattr(index, "fresh", lambda now: None)


def test_a_question_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "current", shipped.dictionary)
    warming.warm_up()
    fields = {fact.field for fact in question_reader().read(warming.QUESTION).facts}
    assert fields == {"make", "model", "body", "fuel", "price_max", "place"}  # slips or not


def test_the_vocabulary_is_made_after_the_first_look(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def current() -> dictionary.Dictionary:
        done.append("words")
        return shipped.dictionary()

    monkeypatch.setattr(index, "fresh", lambda now: done.append("look"))
    monkeypatch.setattr(dictionary, "current", current)
    warming.warm_up()
    assert done[:2] == ["look", "words"]


def test_without_a_database_it_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("no server")

    monkeypatch.setattr(dictionary, "current", fail)
    warming.warm_up()


def test_a_worker_warms_up_beside_its_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []
    done = threading.Event()

    def warm_up() -> None:
        names.append(threading.current_thread().name)
        done.set()

    monkeypatch.setattr(warming, "warm_up", warm_up)
    gunicorn.post_worker_init(None)
    assert done.wait(5)
    assert names == ["warm-up"]
