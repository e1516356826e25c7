"""The stock's background work. A task imports inside itself and calls one function."""

from django.utils.translation import gettext_lazy as _

from carsite.jobs import task


@task("listings.housekeeping", _("Expire cars, delete what is old"), every="7 * * * *")
def housekeeping() -> None:
    from django.utils import timezone

    from listings.housekeeping import delete_old_leads, expire_listings, trim_change_log

    now = timezone.now()
    expire_listings(now)
    delete_old_leads(now)
    trim_change_log(now)


@task("listings.remind", _("Tell sellers what expires"), every="15 6 * * *")
def remind() -> None:
    from django.utils import timezone

    from listings.reminders import remind

    remind(timezone.now())


@task("listings.ask_rdw", _("Ask RDW about a licence plate"))
def ask_rdw(plate: str) -> None:
    from django.utils import timezone

    from listings.intake.rdw.checking import check_plate

    check_plate(plate, timezone.now())


@task("listings.refresh_rdw", _("Plan to ask RDW again"), every="40 * * * *")
def refresh_rdw() -> None:
    from django.utils import timezone

    from listings.intake.rdw.checking import refresh

    refresh(timezone.now())


@task(
    "listings.plan_import", _("Read a feed's file, apply what nobody has to see first"), slow=True
)
def plan_import(run_id: int) -> None:
    from listings.intake.feeds import runs
    from listings.models import ImportRun
    from listings.vocabulary import dictionary

    dictionary.forget()  # a worker does not follow the change log
    runs.carry_out(ImportRun.objects.select_related("feed__seller").get(pk=run_id))


@task("listings.apply_import", _("Apply the plan of an import"), slow=True)
def apply_import(run_id: int) -> None:
    from listings.intake.feeds import runs
    from listings.models import ImportRun
    from listings.vocabulary import dictionary

    dictionary.forget()
    runs.apply(ImportRun.objects.select_related("feed__seller").get(pk=run_id))


@task("listings.make_photo", _("Make a photo of what was sent"))
def make_photo(upload_id: int, by: str = "") -> None:
    from listings.intake.uploads import make

    make(upload_id, by=by)


@task("listings.sweep_photos", _("Delete files that no photo needs"), every="23 3 * * *")
def sweep_photos() -> None:
    from django.utils import timezone

    from listings.intake.sweeping import sweep

    sweep(timezone.now())


@task("listings.fetch_feeds", _("Plan to fetch feeds"), every="17 * * * *")
def fetch_feeds() -> None:
    from django.utils import timezone

    from listings.intake.feeds.fetched import fetch_due

    fetch_due(timezone.now())


@task("listings.fetch_feed", _("Fetch a feed's file"))
def fetch_feed(feed_id: int) -> None:
    from listings.intake.feeds import fetched

    fetched.fetch_feed(feed_id)


@task("listings.tidy_imports", _("Delete files and rows of old imports"), every="41 3 * * *")
def tidy_imports() -> None:
    from django.utils import timezone

    from listings.intake.feeds.runs import tidy

    tidy(timezone.now())
