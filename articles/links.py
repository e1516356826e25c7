"""The door between an article and the stock."""

from articles.models import Article


def relink(article: Article) -> None:
    """Find the article's vehicles anew; called by ``Article.save()`` in its transaction."""
