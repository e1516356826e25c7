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
        # By this name the desk lists the whole of it; who may see it, and who may steer it.
        verbose_name = verbose_name_plural = _("background work")
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.error
