"""Imports at the desk: watched while they run, looked through, and let on or thrown away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from carsite.admin_site import DeskCount
from carsite.templatetags.site_text import number
from listings import csv_cells
from listings.admin.base import Context, DeskAdmin
from listings.admin.import_verbs import FILE_GONE, VERBS, buttons, moves
from listings.admin.plan_rows import Shown, lines, shown
from listings.models import FeedWord, ImportRow, ImportRun

State, Kind = ImportRun.State, ImportRow.Kind
ROWS_PER_PAGE = 50
RUNS_SHOWN = 8  # of the feed's history, beside the one that is looked at
NOTED = "noted"  # rows that will be applied and were read with doubt


@admin.register(ImportRun)
class ImportRunAdmin(DeskAdmin):
    desk_place = 5
    actions = None
    list_display = ["number", "what", "badge", "counts", "created_at"]
    list_filter = ["state", "is_dry", "feed__format"]
    list_select_related = ["feed__seller"]
    search_fields = ["=pk", "feed__seller__name", "file_name"]
    search_help_text = _("Seller, name of the file or number of the import.")
    fields = ["feed", "file_name", "state"]
    readonly_fields = ["feed", "file_name", "state"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They begin on a feed's page, with its file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ImportRun]":
        return super().get_queryset(request).select_related("feed__seller")

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "listings_importrun"
        return [
            path("<int:pk>/progress/", wrap(self.progress), name=f"{name}_progress"),
            path("<int:pk>/do/<slug:verb>/", wrap(self.do), name=f"{name}_do"),
            path("<int:pk>/report/<slug:form>/", wrap(self.report), name=f"{name}_report"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _t("Imports"), **(extra_context or {})})

    @admin.display(description=pgettext_lazy("number", "no."), ordering="pk")
    def number(self, run: ImportRun) -> str:
        return f"#{run.pk}"

    @admin.display(description=_("feed"), ordering="feed")
    def what(self, run: ImportRun) -> SafeString:
        return format_html("{} <small>{}</small>", run.feed, run.file_name)

    @admin.display(description=_("plan"))
    def counts(self, run: ImportRun) -> str:
        told = ((getattr(run, kind), LABELS[kind]) for kind in Kind)
        return ", ".join(f"{number(n)} {str(label).lower()}" for n, label in told if n) or "–"

    @admin.display(description=_("state"), ordering="state")
    def badge(self, run: ImportRun) -> SafeString:
        return badge(run)

    def desk_counts(self) -> list[DeskCount]:
        return self._waiting(ImportRun.objects.all())

    def _waiting(self, runs: "QuerySet[ImportRun]") -> list[DeskCount]:
        """Nothing while none waits."""
        number = runs.filter(state=State.WAITING).count()
        label = ngettext("import waits for a person", "imports wait for a person", number)
        url = self.address("listings_importrun_changelist") + f"?state__exact={State.WAITING}"
        return [DeskCount(label, number, url)] if number else []

    # --- One import -----------------------------------------------------------------------------

    def render_change_form(  # noqa: PLR0917 -- Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: ImportRun | None = None,
    ) -> HttpResponse:
        if obj:
            context |= self._standing(request, obj) | self._plan(request, obj)
            context["title"] = _t("Import %(number)d of %(feed)s") % {
                "number": obj.pk,
                "feed": obj.feed,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _standing(self, request: HttpRequest, run: ImportRun) -> dict[str, Any]:
        """Where it stands: what the part of the page shows that is asked for again and again."""
        may = self.has_change_permission(request, run)
        return {
            "run": run,
            "moves": moves(run),
            "nobody_works": moves(run) and not _workers(),
            "buttons": buttons(run) if may else [],
            "reasons": run.reason.splitlines(),
        }

    def _plan(self, request: HttpRequest, run: ImportRun) -> dict[str, Any]:
        kind = _kind_asked(request, run)
        page, rows = _page(request, run, kind)
        words = FeedWord.objects.filter(feed=run.feed_id)
        return {
            "kind": kind,
            "tabs": tabs(run),
            "page": page,
            "rows": rows,
            "unknown_words": words.filter(value=None).count(),
            "was_corrected": words.filter(decided_at__gt=run.created_at).exists(),
            "others": run.feed.runs.exclude(pk=run.pk)[:RUNS_SHOWN],
        }

    @method_decorator(require_safe)
    def progress(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The part that moves. A page that shows an older state is told to load itself anew."""
        run = self._run(request, pk)
        answer = render(
            request, "admin/listings/importrun/standing.html", self._standing(request, run)
        )
        if request.GET.get("was") != run.state:
            answer["HX-Refresh"] = "true"
        answer["Cache-Control"] = "private, no-store"
        return answer

    @method_decorator(require_POST)
    def do(self, request: HttpRequest, pk: int, verb: str) -> HttpResponseBase:
        """A button of an import's page."""
        run = self._run(request, pk)
        if not self.has_change_permission(request, run):
            raise PermissionDenied
        if verb not in VERBS:
            raise Http404(_t("There is no such import, or nothing like that to do with it."))
        try:
            run = VERBS[verb](run, request.user)
        except (ValidationError, FileNotFoundError) as error:
            text = error.messages[0] if isinstance(error, ValidationError) else FILE_GONE
            self.message_user(request, str(text), messages.WARNING)
        return HttpResponseRedirect(self.address("listings_importrun_change", run.pk))

    @method_decorator(require_safe)
    def report(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        """The whole plan to take away: as JSON what a script wants, as CSV what a person does."""
        from listings.intake.feeds import runs

        run = self._run(request, pk)
        answer: HttpResponse
        if form == "json":
            answer = JsonResponse(runs.report(run), json_dumps_params={"indent": 1})
        elif form == "csv":
            answer = HttpResponse(csv_cells.BOM, content_type="text/csv; charset=utf-8")
            csv_cells.write(answer, map(str, COLUMNS), _cells(run), ";")
        else:
            raise Http404(_t("There is no such page."))
        name = f"import-{run.pk}.{form}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Cache-Control"] = "private, no-store"
        return answer

    def _run(self, request: HttpRequest, pk: int) -> ImportRun:
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = self.get_queryset(request).filter(pk=pk).first()
        if run is None:
            raise Http404(_t("There is no such page."))
        return run


def badge(run: ImportRun) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', run.state, run.get_state_display())


def corrected_since(runs: "QuerySet[ImportRun]") -> "QuerySet[ImportRun]":
    """The last run of each feed some of whose words were decided after it was planned."""
    later = ImportRun.objects.filter(feed=OuterRef("feed"), pk__gt=OuterRef("pk"))
    decided = FeedWord.objects.filter(feed=OuterRef("feed"), decided_at__gt=OuterRef("created_at"))
    return runs.filter(~Exists(later), Exists(decided)).exclude(stored_file="")


def _workers() -> int:
    from carsite.work import workers

    return workers().number


# --- Its rows -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tab:
    kind: str
    label: str
    number: int


LABELS = {
    Kind.NEW: pgettext_lazy("import", "New"),
    Kind.CHANGED: pgettext_lazy("import", "Changed"),
    Kind.GONE: pgettext_lazy("import", "Gone"),
    Kind.REFUSED: pgettext_lazy("import", "Refused"),
    NOTED: _("Read with doubt"),
}


def tabs(run: ImportRun) -> list[Tab]:
    """A list of rows for each kind that occurs."""
    noted = run.rows.filter(_of_kind(NOTED)).count() if run.planned_at else 0
    numbers = {kind: getattr(run, kind) for kind in Kind.values} | {NOTED: noted}
    return [Tab(kind, str(LABELS[kind]), numbers[kind]) for kind in LABELS if numbers[kind]]


def _of_kind(kind: str) -> Q:
    if kind == NOTED:
        return ~Q(kind=Kind.REFUSED) & ~Q(reason="")
    return Q(kind=kind)


def _kind_asked(request: HttpRequest, run: ImportRun) -> str:
    """The one in the address, else the first that asks for a look."""
    asked = request.GET.get("kind", "")
    if asked in LABELS:
        return asked
    first = (Kind.REFUSED, Kind.GONE) if run.state == State.WAITING else ()
    return str(next((k for k in (*first, *Kind) if getattr(run, k)), Kind.NEW))


def _page(request: HttpRequest, run: ImportRun, kind: str) -> tuple["Page[Any]", list[Shown]]:
    pages = Paginator(run.rows.filter(_of_kind(kind)).order_by("number"), ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return page, shown(run, page.object_list)


COLUMNS = [
    _("what"),
    _("line"),
    _("id at the source"),
    _("number"),
    _("title"),
    _("changes"),
    _("kept"),
    _("field"),
    _("reason"),
]


def _cells(run: ImportRun) -> Iterator[list[Any]]:
    from listings.vocabulary import dictionary

    words = dictionary.current()
    for row in run.rows.order_by("number").iterator(1000):
        changed, kept = (
            "; ".join(f"{one.label}: {one.old} → {one.new}" for one in lines(pairs, words))
            for pairs in (row.changes, row.kept)
        )
        plain = [row.external_id, row.listing_id, row.title, changed, kept]
        yield [capfirst(str(LABELS[row.kind])), row.line, *plain, row.field, row.reason]
