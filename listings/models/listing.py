"""A car for sale: what is known of it, and the verbs that move it from state to state."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from listings import plates
from listings.addresses import car_slug, car_url
from listings.choices import (
    COMPLETE_STATES,
    MOVES,
    PUBLIC_STATES,
    VIEWABLE_STATES,
    Body,
    Colour,
    Fuel,
    OdometerVerdict,
    PriceType,
    State,
    Transmission,
)
from listings.models.catalogue import CarModel, Generation, Make, Option
from listings.models.change import acting
from listings.models.sellers import Seller
from listings.naming import car_name
from listings.querysets import ListingQuerySet

KW_TO_PK = Decimal("1.35962")  # 1 kW in metric horsepower (DIN 66036)


class StateError(ValidationError):
    """The verb does not fit the state that the car is in now, or the car is not complete."""


class Listing(models.Model):
    seller = models.ForeignKey(
        Seller, models.PROTECT, related_name="listings", verbose_name=_("seller")
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=300, help_text=_("As the dealer wrote it."))
    make = models.ForeignKey(Make, models.PROTECT, null=True, blank=True, verbose_name=_("make"))
    model = models.ForeignKey(
        CarModel, models.PROTECT, null=True, blank=True, verbose_name=_("model")
    )
    generation = models.ForeignKey(
        Generation, models.SET_NULL, null=True, blank=True, verbose_name=_("generation")
    )
    version = models.CharField(
        _("version"), max_length=120, blank=True, help_text=_("Engine and trim: 1.6 PHEV GT.")
    )
    body = models.CharField(_("body"), max_length=12, choices=Body.choices, blank=True)
    fuel = models.CharField(_("fuel"), max_length=12, choices=Fuel.choices, blank=True)
    transmission = models.CharField(
        _("transmission"), max_length=12, choices=Transmission.choices, blank=True
    )
    colour = models.CharField(_("colour"), max_length=12, choices=Colour.choices, blank=True)
    first_registration = models.DateField(_("first registration"), null=True, blank=True)
    # False where only the year was told: then January is not a fact and is not shown.
    first_registration_month_known = models.BooleanField(_("month is known"), default=True)
    year = models.GeneratedField(
        expression=ExtractYear("first_registration"),
        output_field=models.SmallIntegerField(null=True),
        db_persist=True,
        verbose_name=_("year"),
    )
    model_year = models.PositiveSmallIntegerField(_("model year"), null=True, blank=True)
    mileage_km = models.PositiveIntegerField(_("mileage (km)"), null=True, blank=True)
    price_eur = models.PositiveIntegerField(_("price (€)"), null=True, blank=True)
    price_type = models.CharField(
        _("price type"), max_length=10, choices=PriceType.choices, default=PriceType.ASKING
    )
    power_kw = models.PositiveSmallIntegerField(_("power (kW)"), null=True, blank=True)
    engine_cc = models.PositiveSmallIntegerField(_("displacement (cc)"), null=True, blank=True)
    battery_kwh = models.DecimalField(
        _("battery (kWh)"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    battery_soh_percent = models.DecimalField(
        _("battery state of health (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    battery_soh_method = models.CharField(_("measured with"), max_length=60, blank=True)
    battery_soh_date = models.DateField(_("measured on"), null=True, blank=True)
    range_km = models.PositiveSmallIntegerField(_("range (km, WLTP)"), null=True, blank=True)
    doors = models.PositiveSmallIntegerField(_("doors"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    weight_kg = models.PositiveSmallIntegerField(_("kerb weight (kg)"), null=True, blank=True)
    towing_kg = models.PositiveSmallIntegerField(
        _("towing weight, braked (kg)"), null=True, blank=True
    )
    co2_g_km = models.PositiveSmallIntegerField(_("CO₂ (g/km, WLTP)"), null=True, blank=True)
    previous_owners = models.PositiveSmallIntegerField(_("previous owners"), null=True, blank=True)
    apk_until = models.DateField(_("APK until"), null=True, blank=True)
    vat_deductible = models.BooleanField(_("VAT deductible"), null=True, blank=True)
    is_import = models.BooleanField(_("imported"), null=True, blank=True)
    is_damaged = models.BooleanField(_("damaged"), default=False)
    license_plate = models.CharField(_("licence plate"), max_length=10, blank=True)
    vin = models.CharField(_("VIN"), max_length=17, blank=True)
    # From RDW's open data, on the day that stands beside it; empty where nothing was told.
    odometer_verdict = models.CharField(
        _("odometer verdict"),
        max_length=12,
        choices=OdometerVerdict.choices,
        blank=True,
        default="",
        db_default="",  # COPY names the columns it fills
    )
    has_open_recall = models.BooleanField(_("open recall"), null=True, blank=True)
    was_taxi = models.BooleanField(_("was a taxi"), null=True, blank=True)
    rdw_checked_on = models.DateField(_("RDW asked on"), null=True, blank=True, editable=False)
    description = models.TextField(_("description"), blank=True, max_length=10_000)
    options: "models.ManyToManyField[Option, Any]" = models.ManyToManyField(
        Option, blank=True, related_name="listings", verbose_name=_("options")
    )
    source = models.CharField(_("source"), max_length=40, blank=True)
    external_id = models.CharField(_("id at the source"), max_length=80, blank=True)
    # Names of fields that staff decided: a feed no longer changes them.
    locked_fields = ArrayField(
        models.CharField(max_length=40),
        default=list,
        db_default=[],
        blank=True,
        verbose_name=_("locked fields"),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    state_at = models.DateTimeField(_("state since"), default=timezone.now, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    # Counted up by a trigger at every update, so it also moves under bulk updates.
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-published_at"], name="listing_newest"),
            models.Index(fields=["model", "state"], name="listing_model_state"),
            models.Index(fields=["license_plate"], name="listing_plate"),
            models.Index(fields=["vin"], name="listing_vin", condition=~Q(vin="")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state__in=COMPLETE_STATES)
                | Q(
                    make__isnull=False,
                    model__isnull=False,
                    mileage_km__isnull=False,
                    first_registration__isnull=False,
                ),
                name="listing_public_is_complete",
                violation_error_message=_(
                    "A published car needs a make, model, mileage and first registration."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=COMPLETE_STATES)
                | Q(price_type=PriceType.ON_REQUEST)
                | Q(price_eur__isnull=False),
                name="listing_asking_has_price",
                violation_error_message=_("An asking price needs an amount."),
            ),
            models.CheckConstraint(
                condition=Q(price_eur=None) | Q(price_eur__gt=0),
                name="listing_price_not_zero",
                violation_error_message=_("Leave an unknown price empty; it is never 0."),
            ),
            models.CheckConstraint(
                condition=Q(mileage_km=None) | Q(mileage_km__gte=0, mileage_km__lte=2_000_000),
                name="listing_mileage_believable",
                violation_error_message=_("The mileage must lie between 0 and 2,000,000 km."),
            ),
            models.CheckConstraint(
                condition=Q(battery_soh_percent=None)
                | Q(battery_soh_percent__gte=0, battery_soh_percent__lte=100),
                name="listing_soh_is_percentage",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="listing_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_STATES) | Q(published_at__isnull=False),
                name="listing_public_has_date",
            ),
            models.UniqueConstraint(
                fields=["seller", "source", "external_id"],
                condition=~Q(external_id=""),
                name="listing_external_id_per_source",
                violation_error_message=_("This id at the source is taken by another car."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.title

    def get_absolute_url(self) -> str:
        make = self.make.slug if self.make else "onbekend"
        model = self.model.slug if self.model else "onbekend"
        return car_url(make, model, self.slug, self.pk)

    # --- Names ------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Make and model with the maker's word for the body: Peugeot 508 SW."""
        if self.make is None or self.model is None:
            return self.make.name if self.make else ""
        make, model = self.make, self.model
        return car_name(make.slug, make.name, model.name, self.body, model.bodies)

    @property
    def slug(self) -> str:
        return car_slug(self.version, self.year)

    @property
    def shown_plate(self) -> str:
        """The licence plate as it stands on the car: "NX-123-B"; it is kept without dashes."""
        return plates.shown(self.license_plate)

    @property
    def power_pk(self) -> int | None:
        """Power in metric horsepower (pk), rounded."""
        return round(self.power_kw * KW_TO_PK) if self.power_kw else None

    @property
    def year_of_registration(self) -> int | None:
        """``year`` before the database has computed it."""
        return self.first_registration.year if self.first_registration else None

    # --- Who may see it -----------------------------------------------------------------------

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def is_viewable(self) -> bool:
        return self.state in VIEWABLE_STATES

    @property
    def is_for_sale(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_reserved(self) -> bool:
        return self.state == State.RESERVED

    @property
    def is_sold(self) -> bool:
        return self.state == State.SOLD

    # --- Verbs --------------------------------------------------------------------------------

    def publish(self, *, by: AbstractBaseUser | AnonymousUser | None = None) -> None:
        """Offer the car; the first publication sets its date. Raises ``StateError``."""
        missing = self.missing_fields()
        if missing:
            raise StateError(
                _t("Not complete; still missing: %(fields)s.") % {"fields": ", ".join(missing)}
            )
        self._move(State.PUBLISHED, by=by)

    def reserve(self, *, by: AbstractBaseUser | AnonymousUser | None = None) -> None:
        """Hold the car for one buyer; of many who try at once exactly one succeeds."""
        self._move(State.RESERVED, by=by)

    def mark_sold(self, *, by: AbstractBaseUser | AnonymousUser | None = None) -> None:
        self._move(State.SOLD, by=by)

    def withdraw(self, *, by: AbstractBaseUser | AnonymousUser | None = None) -> None:
        """Take the car off the site without a sale."""
        self._move(State.WITHDRAWN, by=by)

    def expire(self, *, by: AbstractBaseUser | AnonymousUser | None = None) -> None:
        self._move(State.EXPIRED, by=by)

    def missing(self) -> list[str]:
        """Names of the fields that a car must have before it can be published, and lacks."""
        needed = ["make", "model", "mileage_km", "first_registration"]
        if self.price_type == PriceType.ASKING:
            needed.append("price_eur")
        return [name for name in needed if getattr(self, name) is None]

    def missing_fields(self) -> list[str]:
        """What ``missing`` names, in words."""
        fields = [self._meta.get_field(name) for name in self.missing()]
        return [str(field.verbose_name) for field in fields]  # type: ignore[union-attr]

    def _move(self, state: State, *, by: AbstractBaseUser | AnonymousUser | None) -> None:
        """One conditional UPDATE: the state in the database decides, not the one in memory."""
        now = timezone.now()
        changes: dict[str, Any] = {"state": state, "state_at": now, "updated_at": now}
        if state == State.PUBLISHED and self.published_at is None:
            changes["published_at"] = now
        with transaction.atomic(), acting(by):
            rows = Listing.objects.filter(pk=self.pk, state__in=MOVES[state])
            moved = rows.update(**changes)
        if not moved:
            raise StateError(
                _t("This car can no longer become “%(state)s”.") % {"state": state.label}
            )
        for field, value in changes.items():
            setattr(self, field, value)
