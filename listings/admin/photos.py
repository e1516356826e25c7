"""A car's photos on its page: seen, described, put in order by dragging or by number."""

from typing import Any

from adminsortable2.admin import CustomInlineFormSet, SortableTabularInline
from django import forms
from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from listings.admin.labels import label_cells
from listings.intake.photos import StoredPhoto
from listings.models import Listing, Photo


class PhotoForm(forms.ModelForm):
    """An empty number leaves the photo where it is."""

    class Meta:
        model = Photo
        fields = ["alt", "position"]

    def clean_position(self) -> int:
        position: int | None = self.cleaned_data["position"]
        return self.instance.position if position is None else position


class PhotoFormSet(CustomInlineFormSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The sorter hides the number; who cannot drag needs it. It finds it by the class.
        field = self.form.base_fields["position"]
        field.widget = forms.NumberInput(attrs={"class": "_reorder_", "min": 0, "max": 999})
        field.is_hidden = False

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        label_cells(form)
        form.instance.is_first = index == 0


class PhotoInline(SortableTabularInline):
    model = Photo
    form = PhotoForm
    formset = PhotoFormSet
    fields = ["picture", "alt", "position"]
    readonly_fields = ["picture"]
    extra = 0
    verbose_name_plural = _("Photos, the cover first")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # they come in through the form's own field, many at once

    @admin.display(description=_("photo"))
    def picture(self, photo: Photo) -> SafeString:
        context = {"photo": photo, "is_cover": photo.__dict__.get("is_first")}
        return render_to_string("admin/listings/photo.html", context)


def add_photos(listing: Listing, photos: list[StoredPhoto]) -> None:
    """Put stored photos behind those that the car has; one that it has already is left out."""
    rows = Photo.objects.filter(listing=listing)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    here = set(rows.values_list("digest", flat=True))
    fresh = {photo.digest: photo for photo in photos if photo.digest not in here}
    Photo.objects.bulk_create(
        Photo(
            listing=listing,
            digest=photo.digest,
            width=photo.width,
            height=photo.height,
            position=position,
        )
        for position, photo in enumerate(fresh.values(), start=last + 1)
    )
