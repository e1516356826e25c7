"""Reads the demo's articles from their files and publishes them."""

import io
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from simple_history.utils import bulk_create_with_history

from articles.demo.pictures import WORKERS, render_all
from articles.links import relink
from articles.models import Article
from carsite.html import sanitize
from listings.intake import photos
from listings.intake.photos import StoredPhoto

FOLDER = Path(__file__).parent
# The day on which the files' dates were true: on another day all of them move along.
EDITION = date(2026, 11, 22)
NEEDED = {"title", "slug", "intro", "category", "author", "published", "state"}
KEYS = NEEDED | {
    "picture_scene", "picture_cars", "picture_seed", "picture_alt", "picture_caption",
}  # fmt: skip

Job = tuple[str, str, int]
Draw = Callable[[Iterable[Job]], Sequence[bytes]]


class ArticleFileError(ValueError):
    """A file that cannot become an article; the message names it."""


@dataclass(frozen=True)
class ArticleFile:
    """One article as its file has it: the header's values and the text as HTML."""

    header: dict[str, str]
    body: str

    @property
    def picture(self) -> Job | None:
        """Scene, cars and seed of its picture, or None."""
        scene = self.header.get("picture_scene")
        if not scene:
            return None
        return scene, self.header.get("picture_cars", ""), int(self.header.get("picture_seed", 0))


def load_articles(at: datetime, draw: Draw | None = render_all) -> int:
    """Store the articles that are not there yet, as if the edition's day were ``at``'s.

    Returns how many. With ``draw`` None they get no pictures.
    """
    there = set(Article.objects.values_list("slug", flat=True))
    files = [file for file in read_files() if file.header["slug"] not in there]
    pictures = _pictures(files, draw) if draw else {}
    articles = [_article(file, at, pictures.get(file.picture)) for file in files]
    # What save() does one by one.
    bulk_create_with_history(articles, Article)
    for article in articles:
        relink(article)
    return len(articles)


def read_files(folder: Path = FOLDER) -> list[ArticleFile]:
    """All files, oldest article first, so that ids follow the dates."""
    files = [_read(path) for path in sorted(folder.glob("*.html"))]
    return sorted(files, key=lambda file: datetime.fromisoformat(file.header["published"]))


def _read(path: Path) -> ArticleFile:
    head, blank, body = path.read_text(encoding="utf-8").partition("\n\n")
    pairs = [line.partition(": ") for line in head.splitlines()]
    header = {key: value.strip() for key, _, value in pairs}
    if not blank or NEEDED - header.keys() or header.keys() - KEYS:
        wrong = sorted((NEEDED - header.keys()) | (header.keys() - KEYS))
        raise ArticleFileError(f"{path.name}: missing or unknown: {', '.join(wrong) or 'text'}")
    return ArticleFile(header, body.strip())


def _pictures(files: Iterable[ArticleFile], draw: Draw) -> dict[Job | None, StoredPhoto]:
    """Drawn and stored; in threads, because the encoders let go of the interpreter."""
    jobs = [file.picture for file in files if file.picture]
    with ThreadPoolExecutor(WORKERS) as printers:
        stored = printers.map(photos.store_drawn, map(io.BytesIO, draw(jobs)))
        return dict(zip(jobs, stored, strict=True))


def _article(file: ArticleFile, at: datetime, picture: StoredPhoto | None) -> Article:
    header = file.header
    shown = picture or StoredPhoto("", 0, 0)
    published = datetime.fromisoformat(header["published"])
    published += timedelta(days=(at.date() - EDITION).days)
    return Article(
        title=header["title"],
        slug=header["slug"],
        intro=header["intro"],
        body=sanitize(file.body),
        category=Article.Category(header["category"]),
        author=header["author"],
        state=Article.State(header["state"]),
        published_at=published,
        created_at=min(published, at),
        picture_digest=shown.digest,
        picture_width=shown.width,
        picture_height=shown.height,
        picture_alt=header.get("picture_alt", ""),
        picture_caption=header.get("picture_caption", ""),
    )
