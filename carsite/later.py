"""Rooms of the site whose code is loaded by their first visitor: most processes never need them.

A desk (an ``AdminSite`` with all its forms) takes some 6 MB of a process that only serves the
public. docs/decisions/0016-light-processes.md tells what is loaded later, and what that is worth.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.module_loading import import_string


class Door(URLResolver):
    """A branch of URLs with a namespace, whose module is imported when somebody enters or names it.

    Entering is a request below its route; naming is ``reverse("namespace:…")`` or ``{% url %}``.
    The import system's lock makes others wait while one thread opens it.
    """

    def _populate(self) -> None:
        """Django asks all branches for their names when it looks up any; a closed one has none
        that could be asked for without its namespace.
        """
        if "urlconf_module" in vars(self):
            super()._populate()

    @property
    def reverse_dict(self) -> Any:
        self.open()
        return super().reverse_dict

    @property
    def namespace_dict(self) -> Any:
        self.open()
        return super().namespace_dict

    @property
    def app_dict(self) -> Any:
        self.open()
        return super().app_dict

    def open(self) -> None:
        """Import what lies behind; nothing where that was done."""
        _ = self.url_patterns


def desk_at(route: str, urls: str, namespace: str) -> Door:
    """An ``AdminSite`` of this name below a route; ``urls`` is the module with its ``urlpatterns``.

    That module is the place to import the ``ModelAdmin`` classes of the desk. It must not be
    imported by anything that a public page needs. ``manage.py check`` opens every door.
    """
    return Door(RoutePattern(route, is_endpoint=False), urls, app_name="admin", namespace=namespace)


def view_later(name: str) -> Callable[..., HttpResponseBase]:
    """The view of this dotted name, imported at its first request.

    What the middleware asks a view before it is called, such as ``csrf_exempt``, must be said of
    what this gives.
    """

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = import_string(name)(request, *args, **kwargs)
        return answer

    return view
