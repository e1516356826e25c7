"""Feeds at the desk: who sends what, a file to send now, what came of the last ones."""

import re
import secrets
from tempfile import TemporaryFile
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.db.models import Count, Field, OuterRef, Q, QuerySet, Subquery
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from carsite.jobs import defer
from listings.admin.base import Context, DeskAdmin
from listings.admin.catalogue import WordsField
from listings.admin.filters import AutocompleteFilter, TypedFilters
from listings.admin.imports import corrected_since
from listings.models import Feed, FeedWord, ImportRun

RUNS_SHOWN = 8
OWN = (Feed.Format.OWN_CSV, Feed.Format.OWN_JSONL)
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = RegexValidator(
    re.compile(rf"{LABEL}(?:\.{LABEL})+\Z"), _("Names of hosts alone, as in fotos.example.nl.")
)


class HostsField(WordsField):
    """Names of hosts, however their capitals were typed."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.lower() if isinstance(value, str) else value)


class UploadForm(forms.Form):
    """A file of the feed, and how far to go with it."""

    file = forms.FileField(max_length=200)
    dry = forms.BooleanField(required=False)
    complete = forms.BooleanField(required=False)

    def clean_file(self) -> Any:
        from listings.intake.feeds.records import MAX_BYTES

        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_t("The file is larger than %d MB.") % (MAX_BYTES >> 20))
        return file


class LastRun(admin.SimpleListFilter):
    """What became of the last import."""

    title = _("last import")
    parameter_name = "last"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*ImportRun.State.choices]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any] | None":
        known = self.value() in ImportRun.State.values
        return queryset.filter(last_state=self.value()) if known else None


@admin.register(Feed)
class FeedAdmin(TypedFilters, DeskAdmin):
    desk_place = 4
    actions = None
    list_display = ["name", "last_run", "words_open", "is_active"]
    list_select_related = ["seller"]
    list_filter = [LastRun, "format", "is_active", ("seller", AutocompleteFilter)]
    search_fields = ["seller__name"]
    ordering = ["seller__name", "format"]  # the count in get_queryset drops the model's own
    autocomplete_fields = ["seller"]
    fieldsets = [
        (_("The feed"), {"fields": ["seller", "format", "is_active"]}),
        (_("Fetched by us"), {"fields": ["url", "every_hours"]}),
        (_("Sent to us"), {"fields": ["push_user"]}),
        (_("Photos"), {"fields": ["image_hosts"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """With the last run and the words that nobody understood, for all rows at once."""
        last = ImportRun.objects.filter(feed=OuterRef("pk")).order_by("-pk")
        unknown = Count("words", filter=Q(words__value=None, words__pk__isnull=False))
        return (
            super()
            .get_queryset(request)
            .select_related("seller")
            .annotate(
                last_pk=Subquery(last.values("pk")[:1]),
                last_at=Subquery(last.values("created_at")[:1]),
                last_state=Subquery(last.values("state")[:1]),
                unknown=unknown,
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Feed | None = None) -> list[str]:
        """Its cars have them as theirs: another seller or format is another feed."""
        return ["seller", "format"] if obj else []

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        if db_field.name == "every_hours":
            kwargs["min_value"] = 1
        if db_field.name != "image_hosts":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        wide = forms.TextInput(attrs={"class": "vLargeTextField"})
        help_text = " ".join([str(db_field.help_text), _t("With commas between them.")])
        return db_field.formfield(
            form_class=HostsField,
            base_field=forms.CharField(max_length=100, validators=[HOST]),
            widget=wide,
            help_text=help_text,
        )

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "listings_feed"
        return [
            path("<int:pk>/upload/", wrap(self.upload), name=f"{name}_upload"),
            path("<int:pk>/fetch/", wrap(self.fetch), name=f"{name}_fetch"),
            path("<int:pk>/password/", wrap(self.password), name=f"{name}_password"),
            path("<int:pk>/export/<slug:form>/", wrap(self.export), name=f"{name}_export"),
            *super().get_urls(),
        ]

    # --- The list -------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _t("Feeds"), **(extra_context or {})})

    @admin.display(description=_("feed"), ordering="seller__name")
    def name(self, feed: Feed) -> SafeString:
        return format_html("{} <small>{}</small>", feed.seller, feed.get_format_display())

    @admin.display(description=_("last import"), ordering="last_at")
    def last_run(self, feed: Any) -> SafeString | str:
        if feed.last_pk is None:
            return "–"
        run = ImportRun(pk=feed.last_pk, state=feed.last_state)
        url = self.address("listings_importrun_change", run.pk)
        text = '<a href="{}">{}</a> <span class="badge {}">{}</span>'
        when = timezone.localtime(feed.last_at).strftime("%d-%m-%Y %H:%M")
        return format_html(text, url, when, run.state, run.get_state_display())

    @admin.display(description=_("words not understood"), ordering="unknown")
    def words_open(self, feed: Any) -> SafeString | int:
        if not feed.unknown:
            return 0
        url = self.address("listings_feedword_changelist") + f"?feed__id__exact={feed.pk}"
        return format_html('<a href="{}">{}</a>', url, feed.unknown)

    # --- A feed ---------------------------------------------------------------------------------

    def render_change_form(  # noqa: PLR0917 -- Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Feed | None = None,
    ) -> HttpResponse:
        if obj:
            runs = ImportRun.objects.filter(feed=obj)
            context |= {
                "title": str(obj),
                "may_send": self.has_change_permission(request, obj),
                "may_set_password": bool(obj.push_user) and self.sets_passwords(request, obj),
                "runs": runs[:RUNS_SHOWN],
                "unknown_words": FeedWord.objects.filter(feed=obj, value=None).count(),
                "corrected": corrected_since(runs),
                "exports": OWN,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def sets_passwords(self, request: HttpRequest, feed: Feed | None) -> bool:
        return self.has_change_permission(request, feed)

    @method_decorator(require_POST)
    def upload(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Keep the file and ask for its plan; the import's page then tells how far it is."""
        from listings.intake.feeds import runs

        feed = self._feed(request, pk, self.has_change_permission)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            for errors in form.errors.values():
                self.message_user(request, " ".join(map(str, errors)), messages.ERROR)
            return HttpResponseRedirect(self.address("listings_feed_change", pk))
        told = form.cleaned_data
        run = runs.start(
            feed,
            told["file"],
            told["file"].name,
            by=request.user,
            dry=told["dry"],
            complete=told["complete"],
        )
        return HttpResponseRedirect(self.address("listings_importrun_change", run.pk))

    @method_decorator(require_POST)
    def fetch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Do not wait for the clock. Asked for twice, it is fetched once."""
        feed = self._feed(request, pk, self.has_change_permission)
        if feed.url and feed.is_active:
            defer("listings.fetch_feed", queueing_lock=f"fetch-feed-{pk}", feed_id=pk)
            text, level = _t("The file is being fetched; its import will stand here."), "success"
        else:
            text, level = _t("This feed has no address, or is not in use."), "warning"
        self.message_user(request, text, level)
        return HttpResponseRedirect(self.address("listings_feed_change", pk))

    @method_decorator(require_POST)
    def password(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """A new password for sending. Shown by this answer alone: only its hash is kept."""
        feed = self._feed(request, pk, self.sets_passwords)
        if not feed.push_user:
            self.message_user(request, _t("Sending needs a user name first."), messages.WARNING)
            return HttpResponseRedirect(self.address("listings_feed_change", pk))
        password = secrets.token_urlsafe(18)
        Feed.objects.filter(pk=pk).update(push_password=make_password(password))
        self.log_change(request, feed, _t("New password for sending."))
        context = {
            **self.admin_site.each_context(request),
            "title": _t("New password for sending"),
            "opts": self.opts,
            "feed": feed,
            "password": password,
        }
        answer = TemplateResponse(request, "admin/listings/feed/password.html", context)
        answer["Cache-Control"] = "private, no-store"
        return answer

    @method_decorator(require_safe)
    def export(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        """The seller's whole stock in a format of our own: what an import reads back as is."""
        from listings.intake.feeds.writing import export

        feed = self._feed(request, pk, self.has_view_permission)
        if form not in OWN:
            raise Http404(_t("There is no such page."))
        file = TemporaryFile()  # noqa: SIM115 -- closed by the answer
        export(feed.seller, form, file)
        file.seek(0)
        name = f"{feed.seller.slug}-{timezone.localdate():%Y-%m-%d}.{form.removeprefix('own-')}"
        answer = FileResponse(file, as_attachment=True, filename=name)
        answer["Cache-Control"] = "private, no-store"
        return answer

    def _feed(self, request: HttpRequest, pk: int, may: Any) -> Feed:
        """One that this person may see, if they may do this with it."""
        if not may(request, None):
            raise PermissionDenied
        feed: Feed | None = self.get_queryset(request).filter(pk=pk).first()
        if feed is None:
            raise Http404(_t("There is no such page."))
        return feed
