"""What every table of the dealers' site does alike: nothing, until its class says so."""

from typing import Any, NoReturn

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.text import capfirst
from django.utils.translation import gettext as _t

from listings.admin.base import Context, DeskAdmin
from listings.belonging import belongs, of


class OwnRows:
    """For a table or an inline: rows of the person's sellers alone, and only what ``may`` names.

    No permission of Django's is asked: dealers have none. Another's row answers as one that does
    not exist; so does a foreign key to it, in a form as in its list of choices.
    """

    model: Any
    may: frozenset[str] = frozenset()  # of "view", "add", "change", "delete"

    def _may(self, verb: str, request: HttpRequest, row: Model | None) -> bool:
        if verb not in self.may or not self.admin_site.has_permission(request):  # type: ignore[attr-defined]
            return False
        return row is None or row.pk is None or _is_own(request, row)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may("view", request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may("add", request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may("change", request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may("delete", request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may("view", request, None)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.filter(belongs(self.model, request.user))

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        kwargs["queryset"] = of(request.user, db_field.related_model)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        kwargs["queryset"] = of(request.user, db_field.related_model)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Without the links beside a choice, to pages that are not there."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class DealerAdmin(OwnRows, DeskAdmin):
    """A table of the dealers' site. ``pages`` are the ends of the names of its URLs: what a class
    of the staff's desk offers besides is not there.
    """

    pages: frozenset[str] = frozenset()

    def get_urls(self) -> list[URLPattern]:
        start = f"{self.opts.app_label}_{self.opts.model_name}_"
        allowed = {f"{start}{page}" for page in self.pages}
        return [url for url in super().get_urls() if url.name in allowed]

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        """Under the name of what it lists; nobody here chooses among tables."""
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def _get_obj_does_not_exist_redirect(self, *_: object) -> NoReturn:
        """Django would lead home with a message that names the id."""
        raise Http404(_t("There is no such page."))


class Choices(DealerAdmin):
    """A table that is only chosen from, by typing: it has no pages of its own."""

    may = frozenset({"view"})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


def _is_own(request: HttpRequest, row: Model) -> bool:
    """Asked once in a request for each row."""
    known: dict[tuple[type[Model], Any], bool] = request.__dict__.setdefault("_own_rows", {})
    key = type(row), row.pk
    if key not in known:
        known[key] = of(request.user, type(row)).filter(pk=row.pk).exists()
    return known[key]
