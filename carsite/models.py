"""What the project itself keeps: why a job of the background work failed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobFailure(models.Model):
    """The last error of a job, which procrastinate logs but does not keep.

    No foreign key: the jobs' table belongs to procrastinate, which deletes rows by SQL.
    """

    job_id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("at"))
    error = models.TextField(_("error"))

    class Meta:
        verbose_name = _("failure")
        verbose_name_plural = _("failures")
        # Who may see the background work, and who may steer it.
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.error
