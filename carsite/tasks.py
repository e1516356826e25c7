"""The project's own background work."""

from django.utils.translation import gettext_lazy as _

from carsite.jobs import task


@task("carsite.tidy_jobs", _("Forget jobs that were done long ago"), every="23 2 * * *")
def tidy_jobs() -> None:
    from django.utils import timezone

    from carsite.queue import tidy

    tidy(timezone.now())
