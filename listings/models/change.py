"""The one change log, written by triggers; it feeds the index, the audit and the price history."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _


class ListingChange(models.Model):
    """One change of one listing, or of what is not one (``listing_id`` empty).

    Without a listing the one word of ``changed`` says what moved: "everything" after a bulk load
    or TRUNCATE, "catalogue" (the vocabulary alone) or "articles"; its value is the table.
    ``xid`` is the writing transaction's 64-bit id: readers ask for rows from a snapshot's xmin
    on, since the order of ``seq`` is not the order of commit.
    """

    seq = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField(_("transaction"), db_index=True)
    at = models.DateTimeField(_("at"))
    actor = models.CharField(_("by"), max_length=150, blank=True)
    listing_id = models.BigIntegerField(_("listing"), null=True, db_index=True)
    changed = models.JSONField(_("changed"), help_text="field → [old, new]")

    class Meta:
        ordering: ClassVar[list[str]] = ["-seq"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.listing_id or '*'} @ {self.at:%Y-%m-%d %H:%M}"


class LogTrim(models.Model):
    """One row: rows of the log whose ``xid`` is below ``trimmed_below`` may have been deleted.

    A reader whose mark is lower cannot know what it missed.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    trimmed_below = models.BigIntegerField(_("transaction"))
    at = models.DateTimeField(_("at"))

    class Meta:
        default_permissions = ()
        verbose_name = _("trimming of the changes")
        verbose_name_plural = _("trimmings of the changes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_trimming")
        ]

    def __str__(self) -> str:
        return f"< {self.trimmed_below}"


@contextmanager
def acting(by: AbstractBaseUser | AnonymousUser | None) -> Iterator[None]:
    """Name who changes listings, for the log, until the surrounding transaction ends."""
    with acting_as(by.get_username() if by is not None and by.is_authenticated else ""):
        yield


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """The same for what is no person: "feed own-csv #12"."""
    with transaction.atomic():
        if name:
            _set_local("carsite.actor", name[:150])
        yield


@contextmanager
def bulk_load() -> Iterator[None]:
    """Inside, each statement logs one "everything" row instead of a row per listing."""
    with transaction.atomic():
        _set_local("carsite.bulk", "on")
        yield
        _set_local("carsite.bulk", "")


def _set_local(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
