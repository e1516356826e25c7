"""Questions to RDW's open data over HTTP: within a time, a size and a form, or not at all."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings

from listings.intake.rdw.answer import Trouble

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

# Our name of each set, and RDW's. All but the last are asked by plate.
VEHICLE, FUELS, BODIES, RECALLS = "vehicle", "fuels", "bodies", "recalls"
EXPLANATIONS = "explanations"
RESOURCES = {
    VEHICLE: "m9d7-ebf2",
    FUELS: "8ys7-d773",
    BODIES: "vezc-m2t6",
    RECALLS: "t49b-isb7",
    EXPLANATIONS: "jqs4-4kvw",
}
CODE = "code_toelichting_tellerstandoordeel"

MOST_BYTES = 500_000  # of one set, unpacked; a plate's largest takes some five thousand
MOST_ROWS = 40
LONGEST_VALUE = 500
CHUNK = 65_536
USUAL_PAUSE = 60  # seconds, where a refusal names none
LONGEST_PAUSE = 3600  # whatever a refusal names

MOST_AT_ONCE = 8  # questions of one process, with those that nobody waits for any more
_free = threading.BoundedSemaphore(MOST_AT_ONCE)

Rows = list[dict[str, str]]


class NoAnswerError(Exception):
    """RDW did not answer this question."""

    def __init__(self, trouble: Trouble, *, pause: int = 0) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.pause = pause  # seconds in which it wants to be left alone


@dataclass(slots=True)
class Told:
    """The sets that answered, filled while the time runs; the first thing that went wrong."""

    sets: dict[str, Rows] = field(default_factory=dict)
    refusal: NoAnswerError | None = None


def told_of(plate: str) -> Told:
    """All sets about a plate, within ``RDW_TIMEOUT_SECONDS`` for everything together.

    Another thread asks and this one waits no longer than that, since neither looking up a name
    nor the lines of a slow answer's head can be given a time. What came in time counts.
    """
    told, limit = Told(), settings.RDW_TIMEOUT_SECONDS
    deadline = time.monotonic() + limit
    if not _free.acquire(blocking=False):
        return Told(refusal=NoAnswerError(Trouble.LATE))
    asking = threading.Thread(target=_ask_all, args=(plate, told, deadline), daemon=True)
    asking.start()
    asking.join(limit)
    found = Told(dict(told.sets), told.refusal)
    if asking.is_alive() and found.refusal is None:
        found.refusal = NoAnswerError(Trouble.LATE)
    return found


def _ask_all(plate: str, told: Told, deadline: float) -> None:
    """One after the other over one connection; a car that is not there has no other sets."""
    try:
        import urllib3  # tens of milliseconds that only a question needs

        with urllib3.PoolManager(retries=False, headers=_headers()) as pool:
            for name, query in _questions(plate, told.sets):
                told.sets[name] = _rows(pool, name, query, deadline)
    except NoAnswerError as refusal:
        told.refusal = refusal
    except urllib3.exceptions.TimeoutError:
        told.refusal = NoAnswerError(Trouble.LATE)
    except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError):
        told.refusal = NoAnswerError(Trouble.UNREACHABLE)
    finally:
        _free.release()


def _questions(plate: str, sets: dict[str, Rows]) -> Iterator[tuple[str, dict[str, str]]]:
    yield VEHICLE, {"kenteken": plate}
    if not sets[VEHICLE]:
        return
    for name in (FUELS, BODIES, RECALLS):
        yield name, {"kenteken": plate}
    if code := sets[VEHICLE][0].get(CODE):
        yield EXPLANATIONS, {CODE: code}


def _headers() -> dict[str, str]:
    who = f"{settings.SITE_NAME} (+{settings.SITE_URL})"
    headers = {"Accept": "application/json", "User-Agent": who, "Accept-Encoding": "gzip"}
    token = settings.RDW_APP_TOKEN
    return headers | ({"X-App-Token": token} if token else {})


def _rows(pool: "PoolManager", name: str, query: dict[str, str], deadline: float) -> Rows:
    from urllib3 import Timeout

    left = deadline - time.monotonic()
    if left <= 0:
        raise NoAnswerError(Trouble.LATE)
    base = settings.RDW_URL.rstrip("/")
    address = f"{base}/{RESOURCES[name]}.json?{urlencode({**query, '$limit': MOST_ROWS})}"
    answer = pool.request(
        "GET", address, timeout=Timeout(left), redirect=False, preload_content=False
    )
    try:
        _refuse(answer)
        rows = _understood(_body(answer, deadline))
    finally:
        answer.close()  # the connection stays open where the answer was read to its end
    if any(row.get(key) != value for row in rows for key, value in query.items()):
        raise NoAnswerError(Trouble.NONSENSE)
    return rows


def _refuse(answer: "BaseHTTPResponse") -> None:
    if answer.status == 429:
        seconds = pause(answer.headers.get("Retry-After", ""))
        raise NoAnswerError(Trouble.BUSY, pause=seconds)
    if answer.status != 200:
        raise NoAnswerError(Trouble.FAILING)


def pause(header: str) -> int:
    """Seconds to wait by a Retry-After header: a number of them, or a date."""
    word = header.strip()
    if word.isdecimal() and len(word) < 10:
        seconds = int(word)
    else:
        try:
            when = parsedate_to_datetime(word)
            seconds = round((when - datetime.now(when.tzinfo or UTC)).total_seconds())
        except (ValueError, TypeError, OverflowError):
            seconds = USUAL_PAUSE
    return min(max(seconds, 1), LONGEST_PAUSE)


def _body(answer: "BaseHTTPResponse", deadline: float) -> bytes:
    """The whole answer, as long as it is of a sane size and comes in time."""
    parts, size = [], 0
    while part := answer.read1(CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise NoAnswerError(Trouble.TOO_LONG)
        if time.monotonic() > deadline:
            raise NoAnswerError(Trouble.LATE)
    return b"".join(parts)


def _understood(body: bytes) -> Rows:
    """Rows of text by name. Numbers become text, as RDW writes them; what is nested is left."""
    try:
        data = json.loads(body, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise NoAnswerError(Trouble.NONSENSE) from None
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise NoAnswerError(Trouble.NONSENSE)
    return [_row(row) for row in data[:MOST_ROWS]]


def _row(row: dict[str, Any]) -> dict[str, str]:
    return {
        _text(name): _text(value) for name, value in row.items() if isinstance(value, str) and value
    }


def _text(value: str) -> str:
    """What the database can hold: without NUL and halves of pairs."""
    cut = value[:LONGEST_VALUE].replace("\0", "")
    return cut.encode("utf-8", "replace").decode()
