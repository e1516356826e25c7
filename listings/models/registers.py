"""What public registers told about a licence plate, with the day on which they told it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RdwRecord(models.Model):
    """The answers of RDW's open data for one plate, as they came.

    ``data`` holds a list of rows per data set (vehicle, fuels, bodies, recalls). A plate without
    rows was not found on that day, which does not mean that it does not exist.
    """

    plate = models.CharField(_("licence plate"), max_length=8, primary_key=True)  # "NX123B"
    data = models.JSONField(_("answer"), default=dict)
    fetched_at = models.DateTimeField(_("asked"))
    # The latest question that got no answer; data and fetched_at are those of an earlier one.
    failed_at = models.DateTimeField(_("failed"), null=True)
    error = models.CharField(_("error"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-fetched_at"]
        verbose_name = _("RDW answer")
        verbose_name_plural = _("RDW answers")

    def __str__(self) -> str:
        return self.plate


class RegisterPause(models.Model):
    """A register that wants no questions until then: it counts them by address, not by plate."""

    register = models.CharField(_("register"), max_length=8, primary_key=True)  # "rdw"
    until = models.DateTimeField(_("until"))

    class Meta:
        default_permissions = ()
        verbose_name = _("pause of a register")
        verbose_name_plural = _("pauses of registers")

    def __str__(self) -> str:
        return f"{self.register} < {self.until}"
