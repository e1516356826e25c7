"""Names for fields that Django's admin shows without a label of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = (_("date"), _("time"))


def label_cells(form: forms.BaseForm) -> None:
    """In a table of forms only the column has a heading; every field says it again."""
    for field in form.fields.values():
        field.widget.attrs.setdefault("aria-label", str(field.label))


def label_moments(form: forms.BaseForm) -> None:
    """A moment is two fields, a date and a time, under one label."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.SplitDateTimeWidget):
            for part, word in zip(field.widget.widgets, PARTS, strict=True):
                part.attrs["aria-label"] = f"{field.label}: {word}"
