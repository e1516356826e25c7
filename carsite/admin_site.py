"""The staff admin: Django's own, with the site's name on it."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class SiteAdmin(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("The desk")


class SiteAdminConfig(AdminConfig):
    default_site = "carsite.admin_site.SiteAdmin"
