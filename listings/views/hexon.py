"""Where Hexon's "Doorlinken Voorraad" sends a dealer's cars, one at a time: "1" is yes, "0" no."""

import base64
import binascii

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from carsite.pace import Pace
from listings.contact import client_address
from listings.intake.feeds.pushing import MOST_BYTES, feed_of, known_feed, take
from listings.models import Feed

PACE = Pace(10)  # attempts a minute, from one address, of whoever was not let in before
FORM = "application/x-www-form-urlencoded"
LONGEST_LOGIN = 1_000


# Exempt: the sender is a machine that logs in with each request and has no cookie.
@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Add, change or delete a car of the feed whose user sends it."""
    user, password = login(request)
    feed = known_feed(user, password)
    if feed is None:
        if user and not PACE.allows(client_address(request)):
            return answer(False, 429)
        feed = feed_of(user, password) if user else None
    if feed is None or feed.format != Feed.Format.HEXON_XML:
        response = answer(False, 401)
        response["WWW-Authenticate"] = 'Basic realm="feeds", charset="UTF-8"'
        return response
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        return answer(False, 415)
    if "Transfer-Encoding" in request.headers:
        return answer(False, 411)  # of what comes in pieces no length is known
    body = sent(request)
    if body is None:
        return answer(False, 413)
    is_form = request.content_type == FORM and not body.lstrip().startswith(b"<")
    return answer(take(feed, body, is_form=is_form))


@sensitive_variables()
def login(request: HttpRequest) -> tuple[str, str]:
    """User and password of HTTP Basic (RFC 7617); empty where they cannot be read."""
    kind, _space, coded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic" or len(coded) > LONGEST_LOGIN:
        return "", ""
    try:
        user, _colon, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return ("", "") if "\0" in user else (user, password)


def sent(request: HttpRequest) -> bytes | None:
    """The body; None of what is too large, whatever it says of its own length."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return None
        body = request.read(MOST_BYTES + 1)
    except (ValueError, UnreadablePostError):
        return b""
    return None if len(body) > MOST_BYTES else body


def answer(is_accepted: bool, status: int = 200) -> HttpResponse:
    response = HttpResponse("1" if is_accepted else "0", content_type="text/plain", status=status)
    add_never_cache_headers(response)
    return response
