"""The dealers' addresses. Importing this loads every table of their site: see ``carsite.later``."""

from listings.dealers import cars, changes, choices, feeds, leads
from listings.dealers.site import site

__all__ = ["cars", "changes", "choices", "feeds", "leads", "urlpatterns"]
urlpatterns = site.urls[0]
