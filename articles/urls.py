"""Public addresses of the news."""

from django.urls import path

from articles import views
from carsite.later import view_later

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("atom.xml", view_later("articles.feeds.feed"), name="feed"),
    path("categorie/<slug:category>/", views.category, name="category"),
    path("<slug:slug>/", views.detail, name="detail"),
]
