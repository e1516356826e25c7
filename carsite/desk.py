"""The desk's addresses. Importing this loads every app's ``admin``: see ``carsite.later``."""

from django.contrib import admin

admin.autodiscover()
urlpatterns = admin.site.urls[0]
