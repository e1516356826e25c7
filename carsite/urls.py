"""Every URL's first branch. Dutch has no prefix; English lives under ``/en/``."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from articles.sitemaps import ArticleSitemap
from articles.views import home
from carsite.health import healthz, readyz
from carsite.later import desk_at, view_later
from carsite.media import media
from carsite.seo import robots
from carsite.views import page
from listings.sitemaps import CarModelSitemap, ListingSitemap, MakeSitemap, PageSitemap

SITEMAPS = {
    "articles": ArticleSitemap,
    "listings": ListingSitemap,
    "makes": MakeSitemap,
    "models": CarModelSitemap,
    "pages": PageSitemap,
}
# The middleware asks for the exemption before the view is there to be asked.
HEXON = csrf_exempt(view_later("listings.views.hexon.receive"))

urlpatterns: list[URLPattern | URLResolver] = [
    desk_at("admin/", "carsite.desk", "admin"),
    desk_at("dealer/", "listings.dealers.desk", "dealer"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("feeds/hexon/", HEXON, name="feeds_hexon"),
    re_path(r"^media/(?P<path>.+)$", media, name="media"),
]
urlpatterns += i18n_patterns(
    path("", home, name="home"),
    path("", include("listings.urls")),
    path("nieuws/", include("articles.urls")),
    path("over/", page, {"name": "about"}, name="about"),
    path("privacy/", page, {"name": "privacy"}, name="privacy"),
    path("zo-werkt-het/", page, {"name": "how_it_works"}, name="how_it_works"),
    path("colofon/", page, {"name": "colophon"}, name="colophon"),
    prefix_default_language=False,
)
