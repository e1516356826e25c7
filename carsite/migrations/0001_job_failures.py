"""Why a job failed: procrastinate logs it and keeps nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="JobFailure",
            fields=[
                ("job_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="at")),
                ("error", models.TextField(verbose_name="error")),
            ],
            options={
                "verbose_name": "background work",
                "verbose_name_plural": "background work",
                "default_permissions": ("view", "change"),
            },
        ),
    ]
