"""What search engines read about an article (schema.org)."""

from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage

from articles.models import Article
from listings.photo_files import fallback_name
from listings.structured import absolute


def picture_url(article: Article) -> str:
    """Where the article's picture is, as JPEG; empty without one."""
    name = fallback_name(article.picture_digest) if article.picture_digest else ""
    return default_storage.url(name) if name else ""


def news_article(article: Article, picture_url: str = "") -> dict[str, Any]:
    """The article as ``NewsArticle``; ``picture_url`` is a path of this site, or empty."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.intro,
        "datePublished": article.published_at.isoformat(),
        "dateModified": max(article.published_at, article.updated_at).isoformat(),
        "inLanguage": "nl",
        "articleSection": str(article.get_category_display()),
        "mainEntityOfPage": absolute(article.get_absolute_url()),
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
    }
    if article.author:
        data["author"] = {"@type": "Person", "name": article.author}
    if picture_url:
        data["image"] = [absolute(picture_url)]
    return data
