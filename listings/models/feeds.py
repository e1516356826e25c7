"""Feeds: where a seller's cars come from, what its words mean here, and each run of it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from listings.models.listing import Listing
from listings.models.sellers import Seller


class Feed(models.Model):
    """A seller's stock as another system tells it. Its cars have ``source`` as their source."""

    class Format(models.TextChoices):
        OWN_CSV = "own-csv", _("Our own CSV")
        OWN_JSONL = "own-jsonl", _("Our own JSON Lines")
        HEXON_XML = "hexon-xml", _("Hexon Doorlinken Voorraad (XML)")
        AUTOSCOUT24_JSON = "autoscout24-json", _("AutoScout24 (JSON)")
        MOBILEDE_JSON = "mobilede-json", _("mobile.de (JSON)")

    seller = models.ForeignKey(
        Seller, models.CASCADE, related_name="feeds", verbose_name=_("seller")
    )
    format = models.CharField(_("format"), max_length=20, choices=Format.choices)
    url = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("Empty: the feed is sent to us.")
    )
    every_hours = models.PositiveSmallIntegerField(
        _("fetched every so many hours"), null=True, blank=True
    )
    image_hosts = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        verbose_name=_("hosts of its photos"),
        help_text=_("Photos are fetched from these hosts only."),
    )
    push_user = models.CharField(
        _("user name for sending"), max_length=60, unique=True, null=True, blank=True
    )
    push_password = models.CharField(max_length=128, blank=True, editable=False)  # hashed
    is_active = models.BooleanField(_("in use"), default=True)
    confirmed_at = models.DateTimeField(_("stock confirmed"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["seller__name", "format"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["seller", "format"],
                name="feed_per_seller_and_format",
                violation_error_message=_("This seller has a feed of this format."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seller}, {self.get_format_display()}"

    @property
    def source(self) -> str:
        """What its cars have as ``Listing.source``."""
        return self.format


class FeedWord(models.Model):
    """What a word of a feed means here: kept for every later run, corrected by people.

    ``value`` is a slug or code of the vocabulary ("peugeot", "peugeot_508", "trekhaak", "estate").
    Empty: this word says nothing. None: it was met and is not understood yet.
    """

    class Field(models.TextChoices):
        MAKE = "make", _("make")
        MODEL = "model", _("model")
        BODY = "body", _("body")
        FUEL = "fuel", _("fuel")
        TRANSMISSION = "transmission", _("transmission")
        COLOUR = "colour", _("colour")
        OPTION = "option", _("option")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="words", verbose_name=_("feed"))
    field = models.CharField(_("field"), max_length=12, choices=Field.choices)
    word = models.CharField(_("their word"), max_length=200)
    value = models.CharField(_("our word"), max_length=120, null=True, blank=True)  # noqa: DJ001  None and empty differ
    cars = models.PositiveIntegerField(_("cars"), default=0, editable=False)
    decided_by = models.CharField(_("by"), max_length=150, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["field", "word"]
        verbose_name = _("word of a feed")
        verbose_name_plural = _("words of feeds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["feed", "field", "word"], name="feed_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class FeedCar(models.Model):
    """A car that a feed brought: the hash of the row as it was last applied."""

    listing = models.OneToOneField(
        Listing, models.CASCADE, primary_key=True, related_name="feed_car"
    )
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="cars")
    # SHA-256 of the row as the file had it, and of what its words meant; empty once the feed took
    # the car off, so that it may come back.
    digest = models.CharField(max_length=64)
    # The state that the feed gave it last: from any other state, people moved it.
    state = models.CharField(max_length=9, blank=True, default="", db_default="")

    class Meta:
        default_permissions = ()
        verbose_name = _("car of a feed")
        verbose_name_plural = _("cars of feeds")

    def __str__(self) -> str:
        return f"{self.listing_id}"


class ImportRun(models.Model):
    """One file of a feed: first a plan that changes nothing, then its application."""

    class State(models.TextChoices):
        PLANNING = "planning", pgettext_lazy("import", "Being read")
        PLANNED = "planned", pgettext_lazy("import", "Planned")
        WAITING = "waiting", pgettext_lazy("import", "Waits for a person")
        APPLYING = "applying", pgettext_lazy("import", "Being applied")
        STOPPED = "stopped", pgettext_lazy("import", "Stopped")
        DONE = "done", pgettext_lazy("import", "Applied")
        DISCARDED = "discarded", pgettext_lazy("import", "Discarded")
        FAILED = "failed", pgettext_lazy("import", "Failed")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="runs", verbose_name=_("feed"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PLANNING, db_index=True
    )
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    stored_file = models.CharField(max_length=200, blank=True, editable=False)  # below DATA/feeds
    is_complete_stock = models.BooleanField(
        default=True, editable=False, help_text="Cars it does not name are gone"
    )
    is_dry = models.BooleanField(_("only a plan"), default=False)
    reason = models.TextField(_("why it waits or failed"), blank=True)
    stop_asked = models.BooleanField(default=False, editable=False)
    # What the plan holds; rows of unchanged cars are counted and not kept.
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    gone = models.PositiveIntegerField(_("gone"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    applied = models.PositiveIntegerField(_("applied"), default=0)
    started_by = models.CharField(_("by"), max_length=150, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)
    planned_at = models.DateTimeField(_("planned"), null=True, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.feed} #{self.pk}"

    @property
    def to_apply(self) -> int:
        """How many rows of the plan write something."""
        return self.new + self.changed + self.gone


class ImportRow(models.Model):
    """One row of a plan. ``done_at`` is set in the transaction that applies it."""

    class Kind(models.TextChoices):
        NEW = "new", pgettext_lazy("import", "New")
        CHANGED = "changed", pgettext_lazy("import", "Changed")
        GONE = "gone", pgettext_lazy("import", "Gone")
        REFUSED = "refused", pgettext_lazy("import", "Refused")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    # The order of application: as the file has them, and gone cars last.
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField(_("line"), null=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    external_id = models.CharField(_("id at the source"), max_length=80, blank=True)
    listing_id = models.BigIntegerField(_("listing"), null=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    facts = models.JSONField(default=dict, help_text="What the row says, normalised")
    changes = models.JSONField(default=dict, help_text="field → [old, new]")
    kept = models.JSONField(default=dict, help_text="locked field → [ours, theirs]")
    field = models.CharField(_("field"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["number"]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "number"], name="import_row_number")
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.number}"
