"""The news as an Atom feed."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.models import Article

ENTRIES = 30


class ArticleFeed(Feed):
    """The latest published articles, in order; scheduled ones are not in it yet."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return settings.SITE_NAME

    def subtitle(self) -> str:
        return _("News, tests and buying advice, linked to the cars for sale.")

    def link(self) -> str:
        return reverse("articles:index")

    def items(self) -> list[Article]:
        return list(Article.objects.published()[:ENTRIES])

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.intro

    def item_author_name(self, item: Article) -> str:
        return item.author

    def item_categories(self, item: Article) -> list[str]:
        return [str(item.get_category_display())]

    def item_pubdate(self, item: Article) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        return max(item.published_at, item.updated_at)


feed = ArticleFeed()
