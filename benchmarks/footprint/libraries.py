"""The bare project with all that our site installs, and a database, but none of our own code."""

import numpy as np  # noqa: F401  the index is made of it
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from carsite import settings

OURS = {"articles", "listings", "carsite", "carsite.admin_site.SiteAdminConfig"}
INSTALLED_APPS = [
    "django.contrib.admin",
    *(app for app in settings.INSTALLED_APPS if app not in OURS),
]
ALLOWED_HOSTS = ["127.0.0.1"]
DATA = settings.DATA
DATABASES = settings.DATABASES
DEFAULT_AUTO_FIELD = settings.DEFAULT_AUTO_FIELD
ROOT_URLCONF = __name__
SECRET_KEY = "only for measuring"  # noqa: S105  it signs nothing
TEMPLATES = settings.TEMPLATES


def page(request: HttpRequest, _path: str) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse("With a database")


urlpatterns = [path("<path:_path>", page)]


def application() -> WSGIHandler:
    """As ``benchmarks.footprint.bare.application``."""
    return get_wsgi_application()
