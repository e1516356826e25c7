"""Who sells, and where."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.choices import SellerKind
from listings.models.catalogue import CatalogueRow

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class Town(CatalogueRow):
    """A Dutch town; coordinates in WGS84 degrees."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=80)
    aliases = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, verbose_name=_("aliases")
    )
    province = models.CharField(_("province"), max_length=40)
    latitude = models.FloatField(_("latitude"), validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), validators=LONGITUDE)
    population = models.PositiveIntegerField(_("population"), default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("town")
        verbose_name_plural = _("towns")

    def __str__(self) -> str:
        return self.name


class Seller(models.Model):
    kind = models.CharField(_("kind"), max_length=8, choices=SellerKind.choices)
    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    town = models.ForeignKey(
        Town, models.PROTECT, related_name="sellers", verbose_name=_("town"), null=True, blank=True
    )
    # WGS84 degrees; the town's own where the address is not known more exactly.
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    people: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="sellers",
        verbose_name=_("people"),
        help_text=_("Who may work with its cars, leads and feeds at /dealer/."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("seller")
        verbose_name_plural = _("sellers")

    def __str__(self) -> str:
        return self.name

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees: the address's own, else the town's."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        return (self.town.latitude, self.town.longitude) if self.town else None

    @property
    def public_name(self) -> str:
        """A private seller's name is nobody's business but the buyer's."""
        return self.name if self.kind == SellerKind.DEALER else str(SellerKind.PRIVATE.label)
