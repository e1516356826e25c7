"""Photos on their way in: kept outside the media folder until a job has made them ours."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.models.listing import Listing


class PhotoUpload(models.Model):
    """An original that waits: a file below DATA/uploads, or an address that a feed named.

    It disappears with its file once it is a ``Photo``; a broken one stays, with the reason.
    """

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="uploads")
    name = models.CharField(_("file"), max_length=200)  # as the sender called it
    stored_file = models.CharField(max_length=200, blank=True, editable=False)
    url = models.URLField(_("address"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["position", "pk"]
        verbose_name = _("photo on its way")
        verbose_name_plural = _("photos on their way")

    def __str__(self) -> str:
        return self.name
