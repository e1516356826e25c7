"""Corrections that readings keep to, and a choice of three where a switch showed the cars."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

stock = import_module("listings.migrations.0004_roles")

ROLES = {
    "Editors": [f"{verb}_articlecorrection" for verb in ("view", "add", "change", "delete")],
    "Read-only": ["view_articlecorrection"],
}
TABLES = ("Article", "HistoricalArticle")


def choose(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Switched off by hand stays off; the rest is for the new rule to decide."""
    for table in TABLES:
        apps.get_model("articles", table).objects.filter(show_listings=False).update(
            listings_choice="hide"
        )


def switch(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        apps.get_model("articles", table).objects.filter(listings_choice="hide").update(
            show_listings=False
        )


def forget_predecessors(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Before, there was no such role, and no room for its name."""
    vehicles = apps.get_model("articles", "ArticleVehicle").objects.filter(role="predecessor")
    vehicles.update(role="passing")


def grant(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    stock.grant(apps, "articles", ROLES)


def revoke(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=ROLES["Editors"]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_roles"),
        ("listings", "0004_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="As the text has them.", max_length=80, verbose_name="words"
                    ),
                ),
                ("folded", models.CharField(editable=False, max_length=160)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="listings_choice",
            field=models.CharField(
                choices=[
                    ("auto", "Automatic: not beside a crash or a recall"),
                    ("show", "Always show"),
                    ("hide", "Never show"),
                ],
                default="auto",
                max_length=4,
                verbose_name="matching cars",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="sensitive",
            field=models.CharField(
                blank=True,
                choices=[("crash", "Crash"), ("recall", "Recall")],
                editable=False,
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="sensitive_words",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="articlevehicle",
            name="generation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="article_vehicles",
                to="listings.generation",
            ),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="listings_choice",
            field=models.CharField(
                choices=[
                    ("auto", "Automatic: not beside a crash or a recall"),
                    ("show", "Always show"),
                    ("hide", "Never show"),
                ],
                default="auto",
                max_length=4,
                verbose_name="matching cars",
            ),
        ),
        migrations.AlterField(
            model_name="articlevehicle",
            name="role",
            field=models.CharField(
                choices=[
                    ("subject", "Subject"),
                    ("rival", "Rival"),
                    ("predecessor", "Predecessor"),
                    ("passing", "In passing"),
                ],
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="articlecorrection",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrections",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="articlecorrection",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="articlecorrection",
            name="make",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="listings.make",
                verbose_name="make",
            ),
        ),
        migrations.AddField(
            model_name="articlecorrection",
            name="model",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="listings.carmodel",
                verbose_name="model",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlecorrection",
            constraint=models.UniqueConstraint(
                fields=("article", "folded"),
                name="correction_once_per_wording",
                violation_error_message="These words are corrected already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("folded", ""), _negated=True), name="correction_has_words"
            ),
        ),
        migrations.RunPython(choose, switch),
        migrations.RemoveField(
            model_name="article",
            name="show_listings",
        ),
        migrations.RemoveField(
            model_name="historicalarticle",
            name="show_listings",
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_predecessors),
        migrations.RunPython(grant, revoke),
    ]
