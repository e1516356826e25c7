"""The addresses of ``started``: its admin, and a page that asks the database."""

from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest, _path: str) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse("It works")


urlpatterns = [path("admin/", admin.site.urls), path("<path:_path>", page)]
