"""A table of when a register may be asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0008_feed_roles")]

    operations = [
        migrations.CreateModel(
            name="RegisterPause",
            fields=[
                (
                    "register",
                    models.CharField(
                        max_length=8, primary_key=True, serialize=False, verbose_name="register"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
            ],
            options={
                "verbose_name": "pause of a register",
                "verbose_name_plural": "pauses of registers",
                "default_permissions": (),
            },
        )
    ]
