"""Public addresses of the news."""

from django.urls import path

from articles import views
from articles.feeds import ArticleFeed

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("atom.xml", ArticleFeed(), name="feed"),
    path("categorie/<slug:category>/", views.category, name="category"),
    path("<slug:slug>/", views.detail, name="detail"),
]
