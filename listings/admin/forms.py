"""The form of one car: options by group, photos, and facts that fit each other."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from listings.admin.entry_form import EntryForm
from listings.admin.labels import label_moments
from listings.admin.locks import LocksField
from listings.admin.meanwhile import MeanwhileForm
from listings.admin.uploads import PhotosField
from listings.choices import COMPLETE_STATES, OptionGroup
from listings.models import Listing, Option


class OptionBoxes(forms.CheckboxSelectMultiple):
    """Check boxes in a fieldset per group."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        context = self.get_context(name, value, attrs)
        return render_to_string("admin/option_boxes.html", context)


class GroupedOptions(forms.models.ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        by_group = groupby(self.queryset, key=lambda option: option.group)
        for group, options in by_group:
            yield OptionGroup(group).label, [self.choice(option) for option in options]


class OptionsField(forms.ModelMultipleChoiceField):
    """Every active option, and the hidden ones that the car already has."""

    iterator = GroupedOptions

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Option.objects.none(), required=False, widget=OptionBoxes, **kwargs)

    def offer(self, listing: Listing) -> None:
        wanted = Q(is_active=True)
        if listing.pk:
            wanted |= Q(pk__in=listing.options.values("pk"))
        self.queryset = Option.objects.filter(wanted).order_by("group", "position", "name_nl")


class ListingForm(EntryForm, MeanwhileForm):
    options = OptionsField(label=_("Options"))
    new_photos = PhotosField(
        label=_("Add photos"),
        help_text=_("JPEG, PNG or WebP; several at once. They come after the photos below."),
    )

    locked_fields = LocksField()

    class Meta:
        model = Listing
        fields = "__all__"  # those that the fieldsets of the admin name

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "locked_fields" not in (self._meta.fields or ()):
            del self.fields["locked_fields"]  # a form without it must not take every lock off
        label_moments(self)
        if "options" in self.fields:
            self.fields["options"].offer(self.instance)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        make, model = cleaned.get("make"), cleaned.get("model")
        generation = cleaned.get("generation")
        if model and not make:
            cleaned["make"] = model.make
        elif model and model.make != make:
            self.add_error("model", _t("This is not a model of %(make)s.") % {"make": make})
        if generation and model and generation.model != model:
            self.add_error("generation", _t("This is no generation of %(car)s.") % {"car": model})
        return cleaned

    def _post_clean(self) -> None:
        """What is on the site stays complete; said per field, before the database refuses."""
        super()._post_clean()  # type: ignore[misc]
        if self.instance.state in COMPLETE_STATES:
            for name in self.instance.missing():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, _t("A car on the site needs this."))
