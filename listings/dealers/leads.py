"""A dealer's inbox: questions about their own cars."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from carsite.admin_site import DeskCount
from listings.admin.lead_filters import AgeFilter
from listings.admin.leads import LeadAdmin
from listings.belonging import of
from listings.dealers.base import DealerAdmin
from listings.dealers.site import site
from listings.models import Lead


@admin.register(Lead, site=site)
class DealerLeadAdmin(DealerAdmin, LeadAdmin):
    may = frozenset({"view", "change"})  # of which only the state is changed, by buttons
    pages = frozenset({"changelist", "change", "move", "export"})
    list_filter = ["state", ("listing__seller", admin.RelatedOnlyFieldListFilter), AgeFilter]

    @admin.display(description=_("car"), ordering="listing__title")
    def car(self, lead: Lead) -> SafeString:
        """With its version: whose it is goes without saying."""
        return format_html("{} <small>{}</small>", lead.listing, lead.listing.version)

    def dealer_counts(self, request: HttpRequest) -> list[DeskCount]:
        number = of(request.user, Lead).filter(state=Lead.State.NEW).count()
        url = self.address("listings_lead_changelist") + f"?state__exact={Lead.State.NEW}"
        return [DeskCount(_t("New leads"), number, url)]
