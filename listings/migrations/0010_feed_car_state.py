"""Remember which state a feed gave a car, so that it undoes nobody's verb."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0009_register_pause")]

    operations = [
        migrations.AddField(
            model_name="feedcar",
            name="state",
            field=models.CharField(blank=True, db_default="", default="", max_length=9),
        ),
    ]
