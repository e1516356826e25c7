"""The list of articles: what it can be narrowed to, and live cars beside what is published."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.coverage import Live, live_cars, without_cars
from articles.models import Article
from carsite.templatetags.site_text import number

DRAFT = Q(state=Article.State.DRAFT)


def scheduled() -> Q:
    return Q(state=Article.State.PUBLISHED, published_at__gt=timezone.now())


class WhenFilter(admin.SimpleListFilter):
    title = _("when")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("draft", _("Draft")), ("scheduled", _("Scheduled")), ("published", _("Published"))]

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[Article]"
    ) -> "QuerySet[Article] | None":
        if self.value() == "draft":
            return queryset.filter(DRAFT)
        if self.value() == "scheduled":
            return queryset.filter(scheduled())
        if self.value() == "published":
            return queryset.exclude(DRAFT).exclude(scheduled())
        return None


class CarsFilter(admin.SimpleListFilter):
    """Published articles that ask for a look: those with nothing for sale beside them."""

    title = _("cars beside it")
    parameter_name = "cars"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("None fits")), ("off", _("Switched off"))]

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[Article]"
    ) -> "QuerySet[Article] | None":
        choice = Article.ListingsChoice
        if self.value() == "none":
            return queryset.filter(pk__in=without_cars())
        if self.value() == "off":
            by_itself = ~Q(sensitive="") & Q(listings_choice=choice.AUTO)
            out = queryset.exclude(DRAFT).exclude(scheduled())
            return out.filter(by_itself | Q(listings_choice=choice.HIDE))
        return None


class WithLiveCars(ChangeList):
    """Gives every published article of the page its ``live_cars``, a few queries for them all."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        live = live_cars([article for article in self.result_list if article.is_published()])
        for article in self.result_list:
            article.live_cars = live.get(article.pk)


def live_in_words(live: Live | None) -> SafeString | str:
    """ "0, 12 → 0 since Friday": the number alone where nothing moved, nothing for a draft."""
    if live is None:
        return ""
    if live.since is None:
        return number(live.now) if live.now else format_html('<span class="quiet">{}</span>', "0")
    trend = _t("%(before)s → %(now)s since %(day)s") % {
        "before": number(live.before),
        "now": number(live.now),
        "day": _day(live.since),
    }
    return format_html("<b>{}</b> <small>{}</small>", number(live.now), trend)


def _day(day: date) -> str:
    today = timezone.localdate()
    if day == today:
        return _t("today")
    return date_format(day, "l")
