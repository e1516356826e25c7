"""What cars there are: makes, model lines, generations and options, extended by staff."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from listings.choices import Body, Fuel, OptionGroup, Segment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CatalogueRow(models.Model):
    """A row that came from a data file or from staff; loading again never undoes a staff edit."""

    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Hide instead of deleting: loading brings it back.")
    )
    # The values that the data file last gave; a field that differs now was edited by staff.
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """This process reads with the new names at once; others learn it from the change log."""
        from listings.vocabulary import dictionary  # it is made of these models

        super().save(*args, **kwargs)
        dictionary.forget()
        transaction.on_commit(dictionary.forget)


def _names(verbose_name: "StrOrPromise") -> "ArrayField[list[str], list[str]]":
    return ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=verbose_name
    )


class Make(CatalogueRow):
    slug = models.SlugField(unique=True, max_length=40)
    name = models.CharField(_("name"), max_length=60, unique=True)
    aliases = _names(_("aliases"))
    country = models.CharField(_("country"), max_length=2, blank=True)
    sold_in_nl = models.BooleanField(_("sold in the Netherlands"), default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("make")
        verbose_name_plural = _("makes")

    def __str__(self) -> str:
        return self.name


class CarModel(CatalogueRow):
    """A model line such as Peugeot 508, whatever its body or generation."""

    make = models.ForeignKey(Make, models.PROTECT, related_name="models", verbose_name=_("make"))
    slug = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=60)
    aliases = _names(_("aliases"))
    bodies = ArrayField(
        models.CharField(max_length=12, choices=Body.choices),
        default=list,
        blank=True,
        verbose_name=_("usual bodies"),
    )
    fuels = ArrayField(
        models.CharField(max_length=12, choices=Fuel.choices),
        default=list,
        blank=True,
        verbose_name=_("usual fuels"),
    )
    segment = models.CharField(_("segment"), max_length=12, choices=Segment.choices, blank=True)
    year_from = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Empty while it is still sold new.")
    )
    new_price_eur = models.PositiveIntegerField(
        _("price when new"), null=True, blank=True, help_text=_("Of a middling version, in euros.")
    )
    sold_in_nl = models.BooleanField(_("sold in the Netherlands"), default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["make__name", "name"]
        verbose_name = _("model")
        verbose_name_plural = _("models")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["make", "slug"], name="carmodel_slug_per_make"),
            models.UniqueConstraint(fields=["make", "name"], name="carmodel_name_per_make"),
            models.CheckConstraint(
                condition=models.Q(year_to=None) | models.Q(year_to__gte=models.F("year_from")),
                name="carmodel_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.make.name} {self.name}"


class Generation(CatalogueRow):
    """One generation of a model line, by its years of first registration."""

    model = models.ForeignKey(
        CarModel, models.CASCADE, related_name="generations", verbose_name=_("model")
    )
    name = models.CharField(_("name"), max_length=40)
    code = models.CharField(_("factory code"), max_length=20, blank=True)
    year_from = models.PositiveSmallIntegerField(_("first year"))
    year_to = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    bodies = ArrayField(
        models.CharField(max_length=12, choices=Body.choices),
        default=list,
        blank=True,
        verbose_name=_("bodies"),
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["model", "year_from"]
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["model", "name"], name="generation_name_per_model"),
            models.CheckConstraint(
                condition=models.Q(year_to=None) | models.Q(year_to__gte=models.F("year_from")),
                name="generation_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model.name} {self.name}"


class Option(CatalogueRow):
    """A piece of equipment, or a status such as NAP, under its one name."""

    slug = models.SlugField(unique=True, max_length=60)
    group = models.CharField(_("group"), max_length=12, choices=OptionGroup.choices)
    name_nl = models.CharField(_("name in Dutch"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=60)
    aliases = _names(_("aliases"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["group", "position", "slug"]
        verbose_name = _("option")
        verbose_name_plural = _("options")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_nl
