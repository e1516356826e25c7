"""A visitor's question on its way: checked, limited, stored, and only then mailed."""

import hashlib
import hmac
import ipaddress
import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.models import Lead, Listing

log = logging.getLogger(__name__)
HOUR = timedelta(hours=1)


class TooManyLeads(Exception):
    """This address has asked enough for an hour."""


class ContactForm(forms.ModelForm):
    # No person sees or fills it.
    website = forms.CharField(required=False, max_length=200, label=gettext_lazy("Leave empty"))

    class Meta:
        model = Lead
        fields = ["name", "email", "phone", "message"]
        labels = {
            "name": gettext_lazy("Your name"),
            "email": gettext_lazy("Your e-mail address"),
            "phone": gettext_lazy("Your phone number (if you like)"),
            "message": gettext_lazy("Your question"),
        }
        widgets = {
            "name": forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
            "phone": forms.TextInput(
                attrs={"class": "input", "type": "tel", "autocomplete": "tel"}
            ),
            "message": forms.Textarea(attrs={"class": "input", "rows": 5}),
        }

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))


def receive(form: ContactForm, listing: Listing, request: HttpRequest) -> Lead:
    """Store the question, then mail the seller; a mail that fails loses nothing.

    Raises ``TooManyLeads`` past ``LEADS_PER_HOUR`` from one address.
    """
    lead: Lead = form.save(commit=False)
    lead.listing = listing
    lead.language = translation.get_language()
    if form.is_from_a_machine:
        lead.state = Lead.State.SPAM
    store(lead, client_address(request))
    if lead.state != Lead.State.SPAM:
        mail(lead)
    return lead


def store(lead: Lead, address: str) -> None:
    """Keep the question unless its address asked too often; counted one at a time per address."""
    now = timezone.now()
    lead.sender_key = sender_key(address, now)
    # Around midnight the last hour's questions carry two days' keys.
    keys = {lead.sender_key, sender_key(address, now - HOUR)}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [lead.sender_key])
        recent = Lead.objects.filter(sender_key__in=keys, created_at__gt=now - HOUR).count()
        if recent >= settings.LEADS_PER_HOUR:
            raise TooManyLeads
        lead.save()


def mail(lead: Lead) -> None:
    """Send the question to the seller, who answers the visitor directly; notes when it went."""
    seller = lead.listing.seller
    if not seller.email:
        return
    with translation.override("nl"):
        message = letter(lead, seller.email)
    try:
        message.send()
    except (OSError, smtplib.SMTPException):
        log.exception("lead not mailed", extra={"lead": lead.pk})
        return
    lead.mailed_at = timezone.now()
    lead.save(update_fields=["mailed_at"])


def letter(lead: Lead, to: str) -> EmailMessage:
    """The mail to the seller. The address to reply to was checked by the form."""
    context: dict[str, Any] = {
        "lead": lead,
        "listing": lead.listing,
        "site_name": settings.SITE_NAME,
        "url": settings.SITE_URL + lead.listing.get_absolute_url(),
    }
    subject = _("Question about your %(car)s") % {"car": lead.listing.name}
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string("listings/lead_mail.txt", context),
        to=[to],
        reply_to=[lead.email],
    )


def sender_key(address: str, at: datetime) -> str:
    """A day's name for an address, worthless without the site's secret."""
    text = f"{timezone.localdate(at).isoformat()} {address}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def client_address(request: HttpRequest) -> str:
    """The visitor's address, past our own proxies; of IPv6 the /64 that one household has."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(forwarded):
        address = forwarded[-settings.PROXY_COUNT].strip()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))
