"""Public addresses of the stock, in Dutch and for people."""

from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from carsite.later import view_later
from listings.views import contact, makes, occasion, search, suggest

app_name = "listings"
# The middleware asks for the exemption before the view is there to be asked.
READ_ALONG = csrf_exempt(view_later("listings.views.read_along.read_along"))
CAR = "occasions/<slug:make>/<slug:model>/<slug:slug>-<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(CAR, occasion.detail, name="detail"),
    path(f"{CAR}contact/", contact.contact, name="contact"),
    path("lees-mee/", READ_ALONG, name="read_along"),
    path("merken/", makes.makes, name="makes"),
    path("merken/<slug:make>/", makes.models, name="models"),
    path("suggesties/", suggest.suggest, name="suggest"),
    path("occasions/", search.search, name="search"),
    path("occasions/<slug:make>/", search.search, name="search_make"),
    path("occasions/<slug:make>/<slug:model>/", search.search, name="search_model"),
]
