"""A feed's words and what they mean here: decided by people, kept for every later import."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Case, Model, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from listings.admin.base import Context, DeskAdmin
from listings.admin.filters import AutocompleteFilter, TypedFilters
from listings.admin.imports import corrected_since
from listings.models import FeedWord, ImportRun
from listings.vocabulary import dictionary
from listings.vocabulary.folding import folded

Kind = FeedWord.Field
TYPED = (Kind.MAKE, Kind.MODEL, Kind.OPTION)  # too many to stand in a list in every row
NOTHING = "-"  # in a list of choices: this word says nothing
OPEN_FIRST = Case(When(value=None, then=Value(0)), default=Value(1))
LONGEST = 200


class OurWords:
    """Every word of ours for a field: what it is called, and what is kept."""

    def __init__(self, kind: str) -> None:
        self.pairs = list(_pairs(kind))

    @cached_property
    def label_of(self) -> dict[str, str]:
        return dict(self.pairs)

    @cached_property
    def value_of(self) -> dict[str, str]:
        """By what may be typed: the name without its capitals and accents, or what is kept."""
        return {folded(text): value for value, label in self.pairs for text in (value, label)}


def our_words() -> dict[str, OurWords]:
    """For every field, from one look at the vocabulary."""
    return {kind: OurWords(kind) for kind in Kind.values}


def suggestions(kinds: Iterable[str]) -> list[tuple[str, list[str]]]:
    """What may be typed for each of these fields; for "", which is not chosen yet, all of it."""
    words = our_words()
    every = sorted({label for each in words.values() for _, label in each.pairs})
    return [(kind, [label for _, label in words[kind].pairs] if kind else every) for kind in kinds]


def _pairs(kind: str) -> Iterable[tuple[str, str]]:
    of, language = dictionary.current(), get_language() or "nl"
    match kind:
        case Kind.MAKE:
            return ((make.slug, make.name) for make in of.makes)
        case Kind.MODEL:
            return ((model.word, f"{model.make.name} {model.name}") for model in of.models)
        case Kind.OPTION:
            return ((option.slug, option.label(language)) for option in of.options)
    lists = {
        Kind.BODY: of.bodies,
        Kind.FUEL: of.fuels,
        Kind.TRANSMISSION: of.transmissions,
        Kind.COLOUR: of.colours,
    }
    return ((word.code, word.label(language)) for word in lists[Kind(kind)])


class OurWordInput(forms.Widget):
    """A list to choose from; or, where that would be too long, a text with suggestions and a box
    for "says nothing". The suggestions stand once in the page.
    """

    def __init__(self, kind: str, words: OurWords | None) -> None:
        super().__init__()
        self.kind, self.words = kind, words

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if isinstance(value, tuple):  # what was sent and could not be taken
            text, nothing = value
        else:
            text, nothing = self._label(value), value == ""
        return {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "label": self.attrs.get("aria-label", ""),
            "kind": self.kind,
            "text": text,
            "value": value,
            "nothing": nothing,
            "choices": None if self.words is None or self.kind in TYPED else self.words.pairs,
        }

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        context = self.get_context(name, value, attrs)
        return render_to_string("admin/listings/feedword/our_word.html", context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, bool]:
        text = str(data.get(name) or "").strip()
        return ("", True) if text == NOTHING else (text, f"{name}-nothing" in data)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return id_

    def _label(self, value: str | None) -> str:
        return (self.words.label_of.get(value or "") if self.words else "") or value or ""


class OurWordField(forms.Field):
    """None: not understood yet. Empty: says nothing. Else a slug or code of the vocabulary."""

    widget: OurWordInput

    def __init__(self, kind: str, words: OurWords | None, **kwargs: Any) -> None:
        super().__init__(required=False, widget=OurWordInput(kind, words), **kwargs)
        self.words = words

    def clean(self, value: tuple[str, bool]) -> Any:
        text, nothing = value
        if nothing or not text:
            return "" if nothing else None
        return meaning(text, self.words) if self.words else text

    def has_changed(self, initial: str | None, data: tuple[str, bool] | None) -> bool:
        try:
            return data is not None and self.clean(data) != initial
        except ValidationError:
            return True


def meaning(text: str, words: OurWords) -> str:
    """The slug or code that somebody's text names."""
    if found := words.value_of.get(folded(" ".join(text[:LONGEST].split()))):
        return found
    raise ValidationError(_t("“%s” is not a word of ours; choose one of the suggestions.") % text)


class WordForm(forms.ModelForm):
    """``words`` are those of ``our_words()``, looked up once for all forms of a page."""

    words: dict[str, OurWords]

    class Meta:
        model = FeedWord
        fields = ("value",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.field if self.instance.pk else ""
        label = _t("%(field)s “%(word)s” means") % {
            "field": self.instance.get_field_display(),
            "word": self.instance.word,
        }
        ours = capfirst(self._meta.model._meta.get_field("value").verbose_name)
        field = OurWordField(kind, self.words.get(kind), label=ours)
        field.widget.attrs["aria-label"] = label if kind else ""
        self.fields["value"] = field

    def clean(self) -> dict[str, Any]:
        """A new word's field is chosen in the same form."""
        data = super().clean() or {}
        kind, text = data.get("field"), data.get("value")
        if not self.instance.pk and kind and text:
            try:
                data["value"] = meaning(text, self.words[kind])
            except ValidationError as error:
                self.add_error("value", error)
        return data


class KnownFilter(admin.SimpleListFilter):
    """What is not understood yet, unless something else is asked for."""

    title = _("what it means")
    parameter_name = "known"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Decided")), ("nothing", _("Says nothing")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": _t("Not understood yet")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        match self.value():
            case "yes":
                return queryset.exclude(value=None)
            case "nothing":
                return queryset.filter(value="")
            case "all":
                return queryset
        return queryset.filter(value=None)


@admin.register(FeedWord)
class FeedWordAdmin(TypedFilters, DeskAdmin):
    desk_place = 6
    form = WordForm
    actions = None
    list_display = ["theirs", "kind", "cars", "value", "decision"]
    list_editable = ["value"]
    list_filter = [KnownFilter, "field", ("feed", AutocompleteFilter)]
    search_fields = ["word"]
    ordering = [OPEN_FIRST, "-cars", "field", "word"]
    sortable_by = ()
    autocomplete_fields = ["feed"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[FeedWord]":
        return super().get_queryset(request).select_related("feed__seller")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ["feed", "field", "word", "value"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["feed", "field", "word"] if obj else []

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.words = our_words()
        return form

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return type("WordRow", (WordForm,), {"words": our_words()})

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        context: dict[str, Any] = {"title": _t("Words of feeds"), "suggestions": suggestions(TYPED)}
        if self.has_change_permission(request):
            runs = self.admin_site.get_model_admin(ImportRun).get_queryset(request)
            context["corrected"] = corrected_since(runs)[:10]
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def render_change_form(  # noqa: PLR0917 -- Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: FeedWord | None = None,
    ) -> HttpResponse:
        if obj:
            context["title"] = obj.word
        kind = obj.field if obj else ""
        context["suggestions"] = suggestions([kind] if kind in {*TYPED, ""} else [])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: FeedWord, form: Any, change: bool) -> None:
        """Remembered with who decided it, and when."""
        if "value" in form.changed_data:
            obj.decided_by = request.user.get_username()[:150] if obj.value is not None else ""
            obj.decided_at = timezone.now()
        super().save_model(request, obj, form, change)

    @admin.display(description=_("their word"))
    def theirs(self, word: FeedWord) -> SafeString:
        return format_html("{} <small>{}</small>", word.word, word.feed)

    @admin.display(description=_("field"))
    def kind(self, word: FeedWord) -> str:
        return word.get_field_display()

    @admin.display(description=_("by"))
    def decision(self, word: FeedWord) -> SafeString | str:
        by = getattr(word, "shown_by", word.decided_by)
        if word.decided_at is None or not by:
            return "–"
        when = timezone.localtime(word.decided_at).strftime("%d-%m-%Y")
        return format_html("{} <small>{}</small>", by, when)
