"""Articles, the vehicles each is about, and what the editor pins or excludes."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from carsite.html import sanitize
from listings.choices import Body
from listings.models import CarModel, Listing


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, at: datetime | None = None) -> "ArticleQuerySet":
        """Articles that readers may see at ``at`` (now). Twin: ``Article.is_published``."""
        return self.filter(state=Article.State.PUBLISHED, published_at__lte=at or timezone.now())


class Article(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("article", "Draft")
        PUBLISHED = "published", pgettext_lazy("article", "Published")

    class Category(models.TextChoices):
        """The value is also the word in the URL."""

        NEWS = "nieuws", pgettext_lazy("category", "News")
        TEST = "test", pgettext_lazy("category", "Test")
        BUYING = "koopwijzer", pgettext_lazy("category", "Buying guide")
        BACKGROUND = "achtergrond", pgettext_lazy("category", "Background")
        PRACTICE = "praktijk", pgettext_lazy("category", "In practice")
        REPORT = "reportage", pgettext_lazy("category", "Report")

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(unique=True, max_length=160)
    intro = models.TextField(_("intro"), max_length=600, blank=True)
    body = models.TextField(_("text"), max_length=60_000, blank=True)
    category = models.CharField(
        _("category"), max_length=12, choices=Category.choices, default=Category.NEWS
    )
    author = models.CharField(_("author"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(
        _("publish at"), default=timezone.now, help_text=_("In the future: scheduled.")
    )
    picture_digest = models.CharField(max_length=64, blank=True, editable=False)
    picture_width = models.PositiveIntegerField(default=0, editable=False)
    picture_height = models.PositiveIntegerField(default=0, editable=False)
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    picture_caption = models.CharField(_("caption"), max_length=200, blank=True)
    show_listings = models.BooleanField(
        _("show matching cars"), default=True, help_text=_("Switch off for a crash or a recall.")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["-published_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-published_at"], name="article_newest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published"]), name="article_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store clean text and, in the same transaction, link the article to its vehicles."""
        from articles.links import relink  # links works on these models

        self.body = sanitize(self.body)
        with transaction.atomic():
            super().save(*args, **kwargs)
            relink(self)

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", kwargs={"slug": self.slug})

    def is_published(self, at: datetime | None = None) -> bool:
        return self.state == self.State.PUBLISHED and self.published_at <= (at or timezone.now())


class ArticleVehicle(models.Model):
    """A model that an article is about, found by the matcher; best first by ``rank``."""

    class Role(models.TextChoices):
        SUBJECT = "subject", _("Subject")
        RIVAL = "rival", _("Rival")
        PASSING = "passing", _("In passing")

    article = models.ForeignKey(Article, models.CASCADE, related_name="vehicles")
    model = models.ForeignKey(CarModel, models.CASCADE, related_name="article_vehicles")
    body = models.CharField(max_length=12, choices=Body.choices, blank=True)
    role = models.CharField(max_length=8, choices=Role.choices)
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    # Facts for the reason that is shown: {"mentions": 3, "in_title": true, "as": "Peugeot 508"}.
    evidence = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["article", "rank"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["article", "rank"], name="vehicle_rank_per_article"),
            models.UniqueConstraint(
                fields=["article", "model", "body"], name="vehicle_once_per_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} ({self.role})"


class ArticlePin(models.Model):
    """The editor's word over the matcher's: a model, a model with a body, or one car."""

    class Kind(models.TextChoices):
        PIN = "pin", _("Show first")
        EXCLUDE = "exclude", _("Never show")

    article = models.ForeignKey(Article, models.CASCADE, related_name="pins")
    kind = models.CharField(_("what"), max_length=7, choices=Kind.choices, default=Kind.PIN)
    model = models.ForeignKey(
        CarModel, models.CASCADE, null=True, blank=True, verbose_name=_("model")
    )
    body = models.CharField(_("body"), max_length=12, choices=Body.choices, blank=True)
    listing = models.ForeignKey(
        Listing, models.CASCADE, null=True, blank=True, verbose_name=_("car")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        verbose_name = _("pinned or excluded")
        verbose_name_plural = _("pinned and excluded")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(model__isnull=False, listing__isnull=True)
                | Q(model__isnull=True, listing__isnull=False, body=""),
                name="pin_names_model_or_car",
                violation_error_message=_("Choose a model (with or without body) or one car."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.listing or self.model}"

    @property
    def is_ban(self) -> bool:
        return self.kind == self.Kind.EXCLUDE

    def clean(self) -> None:
        if (self.model is None) == (self.listing is None):
            raise ValidationError(_t("Choose a model (with or without body) or one car."))
