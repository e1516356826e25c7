"""The newsroom's desk: articles, their picture, and the cars and articles shown beside them."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from articles.admin.inlines import CorrectionInline, PinInline, signed
from articles.admin.lists import (
    DRAFT,
    CarsFilter,
    WhenFilter,
    WithLiveCars,
    live_in_words,
    scheduled,
)
from articles.admin.reading import ReadingAdmin
from articles.admin.unwritten import UnwrittenAdmin
from articles.admin.why import WhyAdmin
from articles.coverage import without_cars
from articles.forms import ArticleForm
from articles.kinship import related_to
from articles.links import relink
from articles.models import Article, ArticleCorrection, ArticleVehicle
from carsite.admin_site import DeskCount
from carsite.html import safe

SUBJECTS_NAMED = 3  # in a row of the list


@admin.register(Article)
class ArticleAdmin(ReadingAdmin, WhyAdmin, UnwrittenAdmin, SimpleHistoryAdmin):
    form = ArticleForm
    list_display = ["title", "live", "about", "badge", "moment", "category", "author"]
    list_filter = [WhenFilter, CarsFilter, "category", ("author", admin.AllValuesFieldListFilter)]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["title", "intro", "body", "author"]
    search_help_text = _("Words of the title, the text or the author.")
    readonly_fields = ["current_picture"]
    inlines = [PinInline, CorrectionInline]
    object_history_template = "admin/articles/article/history.html"
    object_history_form_template = "admin/articles/article/history_form.html"
    fieldsets = [
        (None, {"fields": ["title", "slug", "intro", "body"]}),
        (_("When and by whom"), {"fields": [("state", "published_at"), ("category", "author")]}),
        (
            _("Picture"),
            {
                "fields": [
                    *("current_picture", "picture", "remove_picture"),
                    *("picture_alt", "picture_caption"),
                ]
            },
        ),
        (_("Cars for sale beside the text"), {"fields": ["listings_choice"]}),
    ]

    # --- The list -------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Article]":
        return super().get_queryset(request).prefetch_related("vehicles__model__make", "pins")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return WithLiveCars

    @admin.display(description=_("state"), ordering="state")
    def badge(self, article: Article) -> SafeString:
        state, label = article.state, article.get_state_display()
        if state == Article.State.PUBLISHED and not article.is_published():
            state, label = "scheduled", _t("Scheduled")
        return format_html('<span class="badge {}">{}</span>', state, label)

    @admin.display(description=_("about"))
    def about(self, article: Article) -> str:
        subjects = [v for v in article.vehicles.all() if v.role == ArticleVehicle.Role.SUBJECT]
        named = [str(vehicle.model) for vehicle in subjects[:SUBJECTS_NAMED]]
        more = len(subjects) - len(named)
        return ", ".join(named) + (f" +{more}" if more else "")

    @admin.display(description=_("for sale now"))
    def live(self, article: Any) -> SafeString | str:
        return live_in_words(article.live_cars)

    @admin.display(description=_("publish at"), ordering="published_at")
    def moment(self, article: Article) -> str:
        return date_format(timezone.localtime(article.published_at), "j M Y H:i")

    def desk_counts(self) -> list[DeskCount]:
        numbers = Article.objects.aggregate(
            draft=Count("pk", filter=DRAFT), scheduled=Count("pk", filter=scheduled())
        )
        url = reverse("admin:articles_article_changelist")
        return [
            DeskCount(_t("Articles in draft"), numbers["draft"], f"{url}?when=draft"),
            DeskCount(_t("Scheduled articles"), numbers["scheduled"], f"{url}?when=scheduled"),
            DeskCount(
                _t("Articles without a car for sale"), len(without_cars()), f"{url}?cars=none"
            ),
        ]

    # --- One article ----------------------------------------------------------------------------

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> dict[str, Any]:
        return {} if obj and obj.is_published() else {"slug": ("title",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """The address of what is out does not move; who only looks edits nothing."""
        if obj and not self.has_change_permission(request, obj):
            return flatten_fieldsets(self.get_fieldsets(request, obj))
        return (
            ["slug", *self.readonly_fields] if obj and obj.is_published() else self.readonly_fields
        )

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Who only looks reads the text as readers do, and sees no field that takes files."""
        fieldsets: Any = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) or obj is None:
            return fieldsets
        instead = {"body": ["text"], "picture": [], "remove_picture": []}
        return [
            (title, {"fields": [f for name in given["fields"] for f in instead.get(name, [name])]})
            for title, given in fieldsets
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        return {"author": request.user.get_full_name(), **initial}  # type: ignore[union-attr]

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Drafts only: what readers have linked to stays, unless a superuser decides otherwise."""
        kept = obj is not None and obj.state != Article.State.DRAFT
        may = super().has_delete_permission(request, obj)
        return may and (not kept or bool(request.user.is_superuser))

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        form.put_picture(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        signed(formset, request.user)
        super().save_formset(request, form, formset, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> None:
        """Corrections are saved after the text, which was then read without them."""
        super().save_related(request, form, formsets, change)
        if any(
            formset.model is ArticleCorrection and formset.has_changed() for formset in formsets
        ):
            relink(form.instance)

    def view_on_site(self, obj: Article) -> str:
        return obj.get_absolute_url()

    @admin.display(description=_("text"))
    def text(self, article: Article) -> SafeString:
        return safe(article.body)

    def history_form_view_title(self, request: HttpRequest, obj: Article) -> str:
        return _t("An older version of “%(article)s”") % {"article": obj}

    @admin.display(description=_("picture now"))
    def current_picture(self, article: Article) -> SafeString | str:
        if not article.picture_digest:
            return "–"
        return render_to_string("admin/articles/picture.html", {"article": article})

    def render_change_form(  # noqa: PLR0917 -- Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        context["media"] = self._with_nonce(request, context["media"])
        # Looked up while the page is drawn: by then no transaction is open.
        context["proof"] = SimpleLazyObject(partial(self.proof_of, request, obj))
        context["may_edit"] = add or self.has_change_permission(request, obj)
        if obj:
            context |= {"related": related_to(obj), "why": self.why_form(request)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """simple-history lets whoever may look at an old version also post it back; we do not."""
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        return super().history_form_view(request, *args, **kwargs)

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        if "media" in context:
            context["media"] = self._with_nonce(request, context["media"])
        return super().render_history_view(request, template, context, **kwargs)

    @staticmethod
    def _with_nonce(request: HttpRequest, media: forms.Media) -> forms.Media:
        """The editor's import map is an inline script: without the nonce the editor stays empty.

        Who only looks gets no editor, and plain media.
        """
        if not hasattr(media, "with_nonce"):
            return media
        return media.with_nonce(str(request.csp_nonce))  # type: ignore[attr-defined]
