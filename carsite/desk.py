"""The desk's addresses. Importing this loads every app's ``admin``: see ``carsite.later``."""

from django.contrib import admin
from django.urls import path

from carsite.admin import WorkAdmin
from carsite.models import JobFailure

# Its tables are shown by our own page, which can also do something about them.
UNLISTED = {"procrastinate"}

admin.autodiscover()
for model in [model for model in admin.site._registry if model._meta.app_label in UNLISTED]:
    admin.site.unregister(model)

work = WorkAdmin(JobFailure, admin.site)
urlpatterns = [
    path("work/", admin.site.admin_view(work.page), name="carsite_jobfailure_changelist"),
    *admin.site.urls[0],
]
