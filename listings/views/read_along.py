"""Read along: a visitor's text comes back with what was read in it. Public, and stores nothing.

The text is sent by POST, with JavaScript and without: what someone pastes belongs in no address,
history, referrer or log. The twenty sentences are ours and have an address each (``?zin=7``).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from carsite.pace import Pace
from carsite.templatetags.site_text import number
from listings.contact import client_address
from listings.read_along import LONGEST, Kind, Reading, Sentence, read
from listings.read_along.sentences import GROUPS, SENTENCES
from listings.views.contact import is_htmx

MOST_BYTES = 300_000  # of a request; a box of 2,000 signs may hold a long article by mistake
PACE = Pace(60)  # readings a minute from one address


# Exempt: it changes nothing, so a forged request gains nothing; a token would cost a cookie.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def read_along(request: HttpRequest) -> HttpResponse:
    """The page with an example or a sentence of ours read, or a visitor's text."""
    if request.method == "POST":
        return answer_text(request)
    sentence = chosen(request.GET.get("zin", ""))
    if sentence is None:
        example = SENTENCES[0]
        return answer(request, read(example.text, example.kind), is_example=True)
    # As a visitor's own: what is typed over it may be of another kind.
    return answer(request, read(sentence.text), sentence=sentence)


def answer_text(request: HttpRequest) -> HttpResponse:
    """Read what was sent, once it is clear that it is small and that there is time for it."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        # Nothing of it is looked at, so the box comes back empty; the browser still has the text.
        refusal = _("That is far too much text. Paste at most %(most)s characters.")
        return refuse(request, refusal % {"most": number(LONGEST)}, 422)
    # A browser sends a line's end as two signs.
    text = request.POST.get("tekst", "").replace("\r\n", "\n").replace("\r", "\n")
    said = request.POST.get("soort", "")
    kind = Kind(said) if said in Kind.values else None
    if not PACE.allows(client_address(request)):
        refusal = _("That is more than we can read in a minute. Wait a moment and go on.")
        return refuse(request, refusal, 429, text=text, kind=kind)
    reading = read(text, kind) if text.strip() else None
    return answer(request, reading, text=text, kind=kind)


def chosen(word: str) -> Sentence | None:
    """The sentence of this number, if there is one."""
    if word.isascii() and word.isdecimal() and len(word) < 4 and 0 < int(word) <= len(SENTENCES):
        return SENTENCES[int(word) - 1]
    return None


def refuse(
    request: HttpRequest, refusal: str, status: int, text: str = "", kind: Kind | None = None
) -> HttpResponse:
    response = answer(request, None, text=text, kind=kind, refusal=refusal, status=status)
    if status == 429:
        response["Retry-After"] = "10"
    return response


def answer(
    request: HttpRequest,
    reading: Reading | None,
    *,
    text: str = "",
    kind: Kind | None = None,
    sentence: Sentence | None = None,
    refusal: str = "",
    is_example: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page, or for htmx the part of it that changes."""
    is_part = request.method == "POST" and is_htmx(request)
    template = "listings/_read_along.html" if is_part else "listings/read_along.html"
    data = {
        "reading": reading,
        "text": sentence.text if sentence else text,
        "kind": kind,
        "sentence": sentence,
        "is_example": is_example,
        "refusal": refusal,
        "said": refusal or said(reading),
        "kinds": Kind.choices,
        "groups": GROUPS,
        "longest": LONGEST,
        "robots": "" if is_example and not request.GET else "noindex,follow",
    }
    response = render(request, template, data, status=status)
    if request.method == "POST":
        add_never_cache_headers(response)
    return response


def said(reading: Reading | None) -> str:
    """What a screen reader hears after each reading."""
    if reading is None:
        return ""
    count = ngettext("%(count)s thing read", "%(count)s things read", reading.found)
    parts = [count % {"count": reading.found}, str(reading.kind.label)]
    if reading.lead:
        cars = ngettext("%(total)s used car", "%(total)s used cars", reading.lead.total)
        parts.append(cars % {"total": number(reading.lead.total)})
    return ", ".join(parts)
