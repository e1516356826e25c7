"""Articles, the vehicles each is about, and what the editor says of them."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
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
from listings.models import CarModel, Generation, Listing, Make
from listings.vocabulary.tokens import words_in


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

    class ListingsChoice(models.TextChoices):
        """Whether cars for sale stand beside the text: the editor's word goes before the rule."""

        AUTO = "auto", _("Automatic: not beside a crash or a recall")
        SHOW = "show", _("Always show")
        HIDE = "hide", _("Never show")

    class Sensitive(models.TextChoices):
        CRASH = "crash", _("Crash")
        RECALL = "recall", _("Recall")

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
    listings_choice = models.CharField(
        _("matching cars"),
        max_length=4,
        choices=ListingsChoice.choices,
        default=ListingsChoice.AUTO,
    )
    # What the text is about that no car should be sold beside, and the words that say so.
    sensitive = models.CharField(
        max_length=6, choices=Sensitive.choices, blank=True, editable=False
    )
    sensitive_words = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()
    # What is read from the text is no edit.
    history = HistoricalRecords(excluded_fields=["sensitive", "sensitive_words"])

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

    @property
    def shows_listings(self) -> bool:
        """Whether cars for sale may stand beside the text."""
        if self.listings_choice == self.ListingsChoice.AUTO:
            return not self.sensitive
        return self.listings_choice == self.ListingsChoice.SHOW


class ArticleVehicle(models.Model):
    """A model that an article is about, as the reader found it; best first by ``rank``."""

    class Role(models.TextChoices):
        SUBJECT = "subject", _("Subject")
        RIVAL = "rival", _("Rival")
        PREDECESSOR = "predecessor", _("Predecessor")
        PASSING = "passing", _("In passing")

    article = models.ForeignKey(Article, models.CASCADE, related_name="vehicles")
    model = models.ForeignKey(CarModel, models.CASCADE, related_name="article_vehicles")
    body = models.CharField(max_length=12, choices=Body.choices, blank=True)
    generation = models.ForeignKey(
        Generation, models.SET_NULL, null=True, blank=True, related_name="article_vehicles"
    )
    role = models.CharField(max_length=11, choices=Role.choices)
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
    """The editor's word over the reader's: a model, a model with a body, or one car."""

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


class ArticleCorrection(models.Model):
    """What a wording of this article means by the editor's word: a model, a make, or no car.

    Every reading of the article starts from these, so relinking never undoes them.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    words = models.CharField(_("words"), max_length=80, help_text=_("As the text has them."))
    # The same words whatever their capitals, accents and hyphens.
    folded = models.CharField(max_length=160, editable=False)
    make = models.ForeignKey(
        Make, models.CASCADE, null=True, blank=True, verbose_name=_("make"), related_name="+"
    )
    model = models.ForeignKey(
        CarModel, models.CASCADE, null=True, blank=True, verbose_name=_("model"), related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["article", "folded"],
                name="correction_once_per_wording",
                violation_error_message=_("These words are corrected already."),
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="correction_has_words"),
        ]

    def __str__(self) -> str:
        return f"“{self.words}”: {self.model or self.make or _t('no car')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = wording(self.words)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.folded = wording(self.words)
        if not self.folded:
            raise ValidationError({"words": _t("Words that can be read are needed here.")})
        if self.model and self.make and self.model.make_id != self.make_id:
            raise ValidationError({"model": _t("This model is of another make.")})


def wording(words: str) -> str:
    """The words as they are compared: "Golf-GTI" is "golf gti"."""
    return " ".join(words_in(words).folded)[:160]
