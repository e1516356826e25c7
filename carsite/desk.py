"""The desk's addresses. Importing this loads every app's ``admin``: see ``carsite.later``."""

from django.contrib import admin
from django.urls import path

from carsite.admin import WorkAdmin
from carsite.models import JobFailure

# Jobs have a page of our own, which can also do something about them; nobody edits a secret.
UNLISTED = {"procrastinate", "otp_static", "otp_totp"}

admin.autodiscover()
for model in [model for model in admin.site._registry if model._meta.app_label in UNLISTED]:
    admin.site.unregister(model)

work = WorkAdmin(JobFailure, admin.site)
urlpatterns = [
    path("jobs/", admin.site.admin_view(work.page), name="carsite_jobfailure_changelist"),
    *admin.site.urls[0],
]
