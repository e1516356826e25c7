"""Background work at the desk: a page that tells what goes on, a button for each way out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from carsite import work
from carsite.admin_site import DeskCount
from carsite.jobs import TASKS, know_the_tasks
from carsite.models import JobFailure
from carsite.work import Job, Kind, Verb

WHERE = "admin:carsite_jobfailure_changelist"


@dataclass(frozen=True, slots=True)
class Button:
    """A way out for a job; with a ``warning`` it asks first."""

    verb: Verb
    label: str | Promise
    done: str | Promise
    warning: str | Promise = ""


CANCEL = Button(
    Verb.CANCEL,
    _("Cancel"),
    _("Cancelled."),
    _("What was asked is then not done, unless somebody asks for it again."),
)
BUTTONS = {
    Kind.STUCK: [
        Button(
            Verb.AGAIN,
            _("Try again"),
            _("It waits for a worker again."),
            _(
                "If its worker is not dead but only slow, two will be busy with the same. "
                "Look at that worker first."
            ),
        ),
        CANCEL,
    ],
    Kind.FAILED: [
        Button(Verb.AGAIN, _("Try again"), _("It waits for a worker again.")),
        Button(
            Verb.CANCEL,
            _("Set aside"),
            _("Set aside."),
            _("What was asked is then not done, unless somebody asks for it again."),
        ),
    ],
    Kind.WAITING: [Button(Verb.NOW, _("Do it now"), _("It is next in turn.")), CANCEL],
}
TITLES = {
    Kind.STUCK: _("Stuck"),
    Kind.FAILED: _("Failed"),
    Kind.RUNNING: _("Running"),
    Kind.WAITING: pgettext_lazy("background work", "Waiting"),
    Kind.DONE: _("Done last"),
}


@dataclass(frozen=True, slots=True)
class Section:
    kind: Kind
    title: str | Promise
    jobs: list[Job]
    count: int

    @property
    def more(self) -> int:
        return max(0, self.count - len(self.jobs))

    @property
    def buttons(self) -> list[Button]:
        return BUTTONS.get(self.kind, [])


@admin.register(JobFailure)
class WorkAdmin(admin.ModelAdmin):
    """Stands in the desk's list as a table would; its only page is ``/admin/jobs/``."""

    def get_urls(self) -> list[URLPattern]:
        return []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def desk_counts(self) -> list[DeskCount]:
        """Nothing while all goes well."""
        number = work.number_that_needs_somebody()
        label = ngettext("job stuck or failed", "jobs stuck or failed", number)
        return [DeskCount(label, number, reverse(WHERE))] if number else []

    def page(self, request: HttpRequest) -> HttpResponseBase:
        """What is going on; by POST a button of one job, or of a task of the clock."""
        know_the_tasks()
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._show(request)
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.POST.get("verb") == Verb.START:
            return self._start(request, request.POST.get("task", ""))
        return self._press(request, request.POST.get("verb", ""), request.POST.get("job", ""))

    def _show(self, request: HttpRequest) -> HttpResponseBase:
        counts = work.counts()
        sections = [
            Section(kind, title, jobs, counts.get(kind, len(jobs)))
            for kind, title in TITLES.items()
            if (jobs := work.jobs(kind))
        ]
        done = sections.pop() if sections and sections[-1].kind is Kind.DONE else None
        context = {
            "title": _("Background work"),
            "workers": work.workers(),
            "counts": [(TITLES[kind], kind, number) for kind, number in counts.items()],
            "sections": sections,
            "done": done,
            "clockwork": work.clockwork(timezone.now()),
            "may_steer": self.has_change_permission(request),
        }
        return self._page(request, "admin/work.html", context)

    def _start(self, request: HttpRequest, task: str) -> HttpResponseBase:
        if task not in TASKS or not TASKS[task].every:
            return HttpResponseBadRequest(_t("There is no such task."))
        work.start(task)
        messages.success(request, _t("%(task)s: asked for.") % {"task": TASKS[task].label})
        return HttpResponseRedirect(reverse(WHERE))

    def _press(self, request: HttpRequest, verb: str, number: str) -> HttpResponseBase:
        job = work.one(int(number)) if number.isdecimal() and len(number) < 19 else None
        buttons = {button.verb: button for button in BUTTONS.get(job.kind, [])} if job else {}
        button = buttons.get(Verb(verb)) if verb in set(Verb) else None
        if job and button and button.warning and "confirmed" not in request.POST:
            context = {"title": f"{button.label}: {job.label}", "job": job, "button": button}
            return self._page(request, "admin/work_confirm.html", context)
        if job and button and work.do(button.verb, job.number):
            messages.success(request, f"{job.label}: {button.done}")
        else:
            messages.warning(request, _t("The job has moved on in the meantime; nothing was done."))
        return HttpResponseRedirect(reverse(WHERE))

    def _page(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> TemplateResponse:
        around = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "now": timezone.now(),
        }
        return TemplateResponse(request, template, {**around, **context})
