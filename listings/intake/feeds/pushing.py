"""One car that a dealer's system sends of itself: who it is, and an import of that car alone.

It is an import like any other, so that it is found at the desk with the reason where it failed;
only nothing waits for a person, and no other car is missed in it.
"""

import hashlib
import hmac
import io
import logging
import re
from datetime import timedelta
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from listings.intake.feeds import runs
from listings.intake.feeds.turns import is_taken
from listings.models import Feed, ImportRun

log = logging.getLogger(__name__)
MOST_BYTES = 2_000_000  # of what is sent: a car with a long text has 20 kB
NAME = "voertuig.xml"
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,60}")
State = ImportRun.State
# Who was let in since this process began: the feed's hashed password, and the one that was right.
_let_in: dict[int, tuple[str, str]] = {}


def feed_of(user: str, password: str) -> Feed | None:
    """The feed that this user may send to. Wrong names and wrong passwords take equally long."""
    feed = Feed.objects.filter(push_user=user, is_active=True).first() if user else None
    if feed is None or not feed.push_password:
        make_password(password)
        return None
    if not check_password(password, feed.push_password):
        return None
    _let_in[feed.pk] = (feed.push_password, _mark(password))
    return feed


def known_feed(user: str, password: str) -> Feed | None:
    """The same for who was let in with this password before, without the work that guessing is
    to cost: a dealer sends hundreds of cars in a row.
    """
    feed = Feed.objects.filter(push_user=user, is_active=True).first() if user else None
    if feed is None or feed.pk not in _let_in:
        return None
    hashed, mark = _let_in[feed.pk]
    is_same = hashed == feed.push_password and hmac.compare_digest(mark, _mark(password))
    return feed if is_same else None


def _mark(password: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), password.encode(), hashlib.sha256).hexdigest()


def take(feed: Feed, body: bytes, *, is_form: bool) -> bool:
    """Import the car; whether it was accepted. The run that is left behind tells why not.

    Behind another import of the feed it is only kept, and a job imports it in its turn.
    """
    must_wait = is_taken(feed.pk) or _has_others(feed)
    document = io.BytesIO(_as_xml(body) if is_form else body)
    run = runs.start(feed, document, NAME, by=None, complete=False, background=must_wait)
    if must_wait:
        return True
    try:
        runs.carry_out(run)
        run.refresh_from_db()
        if run.state == State.WAITING:  # for nobody: the sender hears of it and sends again
            runs.discard(run, None)
    except Exception:
        # Whatever it was, the run says so, and the sender understands nothing but yes and no.
        log.exception("car not imported", extra={"run": run.pk})
        return False
    return run.state == State.DONE and not run.refused


def _has_others(feed: Feed) -> bool:
    """Whether earlier ones still wait for their job: none may be overtaken. What is older was left
    behind by a process that was killed, and its sender has sent it again.
    """
    recent = timezone.now() - timedelta(hours=1)
    at_work = feed.runs.filter(state__in=runs.AT_WORK, is_dry=False, stop_asked=False)
    return at_work.filter(created_at__gt=recent).exists()


def _as_xml(body: bytes) -> bytes:
    """A form's fields as the one document that is kept and read."""
    text = body.decode("ascii", "replace")
    try:
        fields = parse_qsl(text, errors="strict")
    except UnicodeDecodeError:
        fields = parse_qsl(text, encoding="cp1252", errors="replace")
    inside = "".join(
        f"<{name}>{escape(value)}</{name}>\n" for name, value in fields if _NAME.fullmatch(name)
    )
    return f"<voertuig>\n{inside}</voertuig>\n".encode()
