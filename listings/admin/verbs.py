"""The verbs that move cars from state to state, as the desk offers them and reports on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext_lazy

from listings.choices import PUBLIC_STATES, State
from listings.intake.rdw.checking import soon
from listings.models import Listing, StateError

Text = str | Promise
REASONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Verb:
    """A method of ``Listing`` with its words; with a ``warning`` its button asks too."""

    name: str
    label: Text
    done: Text  # with %(count)d
    states: tuple[str, ...]  # in which a car's page has the button
    warning: Text = ""
    about: Text = ""  # what it means, where nothing is lost by it


@dataclass(slots=True)
class Outcome:
    done: list[Listing] = field(default_factory=list)
    refused: list[tuple[Listing, str]] = field(default_factory=list)


VERBS = {
    verb.name: verb
    for verb in [
        Verb(
            "publish",
            pgettext_lazy("verb", "Publish"),
            ngettext_lazy(
                "%(count)d car is on the site.", "%(count)d cars are on the site.", "count"
            ),
            (State.DRAFT, State.RESERVED, State.WITHDRAWN, State.EXPIRED),
            about=gettext_lazy("A published car is on the site at once, and searchers find it."),
        ),
        Verb(
            "reserve",
            pgettext_lazy("verb", "Reserve"),
            ngettext_lazy("%(count)d car is reserved.", "%(count)d cars are reserved.", "count"),
            (State.PUBLISHED,),
            about=gettext_lazy("A reserved car stays on the site and says that it is reserved."),
        ),
        Verb(
            "mark_sold",
            pgettext_lazy("verb", "Mark as sold"),
            ngettext_lazy("%(count)d car is sold.", "%(count)d cars are sold.", "count"),
            PUBLIC_STATES,
            gettext_lazy(
                "A sold car leaves the search results; its page stays and says that it is sold. "
                "This cannot be undone."
            ),
        ),
        Verb(
            "withdraw",
            pgettext_lazy("verb", "Withdraw"),
            ngettext_lazy("%(count)d car is withdrawn.", "%(count)d cars are withdrawn.", "count"),
            (State.DRAFT, *PUBLIC_STATES, State.EXPIRED),
            gettext_lazy(
                "A withdrawn car disappears from the site, its page too. "
                "It can be published again later."
            ),
        ),
        Verb(
            "expire",
            pgettext_lazy("verb", "Let expire"),
            ngettext_lazy("%(count)d car has expired.", "%(count)d cars have expired.", "count"),
            PUBLIC_STATES,
            gettext_lazy("An expired car disappears from the site until it is published again."),
        ),
    ]
}


def offered(listing: Listing) -> list[Verb]:
    """What can be done with a car in this state."""
    return [verb for verb in VERBS.values() if listing.state in verb.states]


def perform(
    verb: Verb, listings: Iterable[Listing], by: AbstractBaseUser | AnonymousUser
) -> Outcome:
    """Each car for itself: what one refuses stops no other."""
    outcome = Outcome()
    for listing in listings:
        try:
            getattr(listing, verb.name)(by=by)
        except StateError as refusal:
            outcome.refused.append((listing, " ".join(refusal.messages)))
        else:
            outcome.done.append(listing)
            if verb.name == "publish":
                soon(listing)
    return outcome


def report(request: HttpRequest, verb: Verb, outcome: Outcome) -> None:
    """Say how many it were, and of the refused the first few with the reason."""
    if outcome.done:
        count = len(outcome.done)
        messages.success(request, str(verb.done % {"count": count}))
    for listing, reason in outcome.refused[:REASONS_SHOWN]:
        text = _("%(car)s (%(id)d) was left as it is. %(reason)s")
        messages.error(request, text % {"car": listing, "id": listing.pk, "reason": reason})
    if (rest := len(outcome.refused) - REASONS_SHOWN) > 0:
        text = ngettext(
            "%(count)d more car was refused too.", "%(count)d more cars were refused too.", rest
        )
        messages.error(request, text % {"count": rest})
