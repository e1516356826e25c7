"""A chassis number is looked up when a car comes in, to see whether it is here already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0010_feed_car_state")]

    operations = [
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("vin", ""), _negated=True), fields=["vin"], name="listing_vin"
            ),
        ),
    ]
