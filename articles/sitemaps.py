"""The news for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from articles.models import Article


class ArticleSitemap(Sitemap):
    """Dutch addresses only: the text is Dutch under ``/en/`` too."""

    limit = 10_000

    def items(self) -> "QuerySet[Article]":
        return Article.objects.published()

    def lastmod(self, item: Article) -> datetime:
        return max(item.published_at, item.updated_at)
