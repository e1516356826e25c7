"""Fields that staff decided: what they change of a feed's car the feed leaves alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.models import FeedCar, Listing
from listings.models.photo import Photo

# All that a feed may tell; "photos" and "options" stand for the whole set.
LOCKABLE = [
    *("title", "make", "model", "generation", "version", "body", "fuel", "transmission", "colour"),
    *("first_registration", "model_year", "mileage_km", "price_eur", "price_type", "power_kw"),
    *("engine_cc", "battery_kwh", "battery_soh_percent", "range_km", "doors", "seats"),
    *("weight_kg", "towing_kg", "co2_g_km", "previous_owners", "apk_until", "vat_deductible"),
    *("is_import", "is_damaged", "license_plate", "vin", "description", "options"),
]


def lock_choices() -> list[tuple[str, Any]]:
    names = [(name, Listing._meta.get_field(name).verbose_name) for name in LOCKABLE]  # type: ignore[union-attr]
    return [*names, ("photos", Photo._meta.verbose_name_plural), ("state", _("state"))]


class LocksField(forms.MultipleChoiceField):
    """Check boxes, one for each field that a feed may tell."""

    def __init__(self) -> None:
        super().__init__(
            choices=lock_choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Not changed by the feed"),
            help_text=_(
                "What you change here of a feed's car is locked by itself. "
                "Without its tick a field follows the feed again from the next run on."
            ),
        )


def is_fed(car: Listing) -> bool:
    return bool(car.pk) and FeedCar.objects.filter(listing=car.pk).exists()


def lock_what_changed(car: Listing, form: forms.ModelForm) -> list[str]:
    """Lock the fields that this form changed of a feed's car; returns those newly locked.

    Where a lock was taken off, the row is compared anew at the next run.
    """
    before = set(form.initial.get("locked_fields") or [])
    changed = [name for name in form.changed_data if name in LOCKABLE and name not in before]
    car.locked_fields = sorted({*car.locked_fields, *changed})
    if before - set(car.locked_fields):
        FeedCar.objects.filter(listing=car.pk).update(digest="")
    return changed
