"""Feeds with their runs and words, answers of RDW, photos on their way, visits and reminders."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0006_faster_search_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RdwRecord",
            fields=[
                (
                    "plate",
                    models.CharField(
                        max_length=8,
                        primary_key=True,
                        serialize=False,
                        verbose_name="licence plate",
                    ),
                ),
                ("data", models.JSONField(default=dict, verbose_name="answer")),
                ("fetched_at", models.DateTimeField(verbose_name="asked")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="failed")),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="error")),
            ],
            options={
                "verbose_name": "RDW answer",
                "verbose_name_plural": "RDW answers",
                "ordering": ["-fetched_at"],
            },
        ),
        migrations.AddField(
            model_name="lead",
            name="state_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="state since"),
        ),
        migrations.AddField(
            model_name="lead",
            name="state_by",
            field=models.CharField(blank=True, editable=False, max_length=150, verbose_name="by"),
        ),
        migrations.AddField(
            model_name="listing",
            name="has_open_recall",
            field=models.BooleanField(blank=True, null=True, verbose_name="open recall"),
        ),
        migrations.AddField(
            model_name="listing",
            name="locked_fields",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="locked fields",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="odometer_verdict",
            field=models.CharField(
                blank=True,
                choices=[
                    ("logical", "Logical"),
                    ("illogical", "Not logical"),
                    ("none", "No verdict"),
                ],
                db_default="",
                default="",
                max_length=12,
                verbose_name="odometer verdict",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="rdw_checked_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="RDW asked on"
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="was_taxi",
            field=models.BooleanField(blank=True, null=True, verbose_name="was a taxi"),
        ),
        migrations.AddField(
            model_name="photo",
            name="source_url",
            field=models.URLField(
                blank=True, db_default="", default="", editable=False, max_length=500
            ),
        ),
        migrations.AddField(
            model_name="seller",
            name="people",
            field=models.ManyToManyField(
                blank=True,
                help_text="Who may work with its cars, leads and feeds at /dealer/.",
                related_name="sellers",
                to=settings.AUTH_USER_MODEL,
                verbose_name="people",
            ),
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("own-csv", "Our own CSV"),
                            ("own-jsonl", "Our own JSON Lines"),
                            ("hexon-xml", "Hexon Doorlinken Voorraad (XML)"),
                            ("autoscout24-json", "AutoScout24 (JSON)"),
                            ("mobilede-json", "mobile.de (JSON)"),
                        ],
                        max_length=20,
                        verbose_name="format",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        help_text="Empty: the feed is sent to us.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "every_hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="fetched every so many hours"
                    ),
                ),
                (
                    "image_hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        help_text="Photos are fetched from these hosts only.",
                        size=None,
                        verbose_name="hosts of its photos",
                    ),
                ),
                (
                    "push_user",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        null=True,
                        unique=True,
                        verbose_name="user name for sending",
                    ),
                ),
                ("push_password", models.CharField(blank=True, editable=False, max_length=128)),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "confirmed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="stock confirmed"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="listings.seller",
                        verbose_name="seller",
                    ),
                ),
            ],
            options={
                "verbose_name": "feed",
                "verbose_name_plural": "feeds",
                "ordering": ["seller__name", "format"],
            },
        ),
        migrations.CreateModel(
            name="FeedCar",
            fields=[
                (
                    "listing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="feed_car",
                        serialize=False,
                        to="listings.listing",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cars",
                        to="listings.feed",
                    ),
                ),
            ],
            options={
                "verbose_name": "car of a feed",
                "verbose_name_plural": "cars of feeds",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FeedWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("make", "make"),
                            ("model", "model"),
                            ("body", "body"),
                            ("fuel", "fuel"),
                            ("transmission", "transmission"),
                            ("colour", "colour"),
                            ("option", "option"),
                        ],
                        max_length=12,
                        verbose_name="field",
                    ),
                ),
                ("word", models.CharField(max_length=200, verbose_name="their word")),
                (
                    "value",
                    models.CharField(
                        blank=True, max_length=120, null=True, verbose_name="our word"
                    ),
                ),
                (
                    "cars",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="cars"),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="by"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="listings.feed",
                        verbose_name="feed",
                    ),
                ),
            ],
            options={
                "verbose_name": "word of a feed",
                "verbose_name_plural": "words of feeds",
                "ordering": ["field", "word"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planning", "Being read"),
                            ("planned", "Planned"),
                            ("waiting", "Waits for a person"),
                            ("applying", "Being applied"),
                            ("stopped", "Stopped"),
                            ("done", "Applied"),
                            ("discarded", "Discarded"),
                            ("failed", "Failed"),
                        ],
                        db_index=True,
                        default="planning",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=200, verbose_name="file")),
                ("stored_file", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "is_complete_stock",
                    models.BooleanField(
                        default=True, editable=False, help_text="Cars it does not name are gone"
                    ),
                ),
                ("is_dry", models.BooleanField(default=False, verbose_name="only a plan")),
                ("reason", models.TextField(blank=True, verbose_name="why it waits or failed")),
                ("stop_asked", models.BooleanField(default=False, editable=False)),
                ("new", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("gone", models.PositiveIntegerField(default=0, verbose_name="gone")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("applied", models.PositiveIntegerField(default=0, verbose_name="applied")),
                ("started_by", models.CharField(blank=True, max_length=150, verbose_name="by")),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=150, verbose_name="confirmed by"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="started"
                    ),
                ),
                (
                    "planned_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="planned"),
                ),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="listings.feed",
                        verbose_name="feed",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("line", models.PositiveIntegerField(null=True, verbose_name="line")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("gone", "Gone"),
                            ("refused", "Refused"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "external_id",
                    models.CharField(blank=True, max_length=80, verbose_name="id at the source"),
                ),
                ("listing_id", models.BigIntegerField(null=True, verbose_name="listing")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                (
                    "facts",
                    models.JSONField(default=dict, help_text="What the row says, normalised"),
                ),
                ("changes", models.JSONField(default=dict, help_text="field → [old, new]")),
                ("kept", models.JSONField(default=dict, help_text="locked field → [ours, theirs]")),
                ("field", models.CharField(blank=True, max_length=60, verbose_name="field")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="listings.importrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "ordering": ["number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ListingDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("views", models.PositiveIntegerField(default=0, verbose_name="views")),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "day of a car",
                "verbose_name_plural": "days of cars",
                "ordering": ["-day"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PhotoUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("stored_file", models.CharField(blank=True, editable=False, max_length=200)),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="received"
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo on its way",
                "verbose_name_plural": "photos on their way",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ExpiryReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder of expiry",
                "verbose_name_plural": "reminders of expiry",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("listing", "expires_at"), name="reminder_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                fields=("seller", "format"),
                name="feed_per_seller_and_format",
                violation_error_message="This seller has a feed of this format.",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedword",
            constraint=models.UniqueConstraint(
                fields=("feed", "field", "word"), name="feed_word_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("run", "number"), name="import_row_number"),
        ),
        migrations.AddConstraint(
            model_name="listingday",
            constraint=models.UniqueConstraint(fields=("listing", "day"), name="listing_day_once"),
        ),
    ]
