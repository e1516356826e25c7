"""Public addresses of the stock, in Dutch and for people."""

from django.urls import URLPattern

app_name = "listings"
urlpatterns: list[URLPattern] = []
