"""The smallest Django project that answers with a template: settings, URLs and application."""

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
SECRET_KEY = "only for measuring"  # noqa: S105  it signs nothing
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.locmem.Loader", {"page.html": "<h1>{{ title }}</h1>"})
            ]
        },
    }
]


def page(request: HttpRequest, _path: str) -> HttpResponse:
    return render(request, "page.html", {"title": "Bare"})


urlpatterns = [path("<path:_path>", page)]


def application() -> WSGIHandler:
    """For ``gunicorn benchmarks.footprint.bare:application()`` with this module as settings."""
    return get_wsgi_application()
