"""Another plate is another car's past: what RDW told of the old one goes with it."""

from django.db import migrations

# Whoever changes the plate, a person, a feed or a bulk update; spelling it otherwise is no change.
CREATE = """
CREATE FUNCTION listings_forget_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF regexp_replace(upper(NEW.license_plate), '[^A-Z0-9]', '', 'g')
        = regexp_replace(upper(OLD.license_plate), '[^A-Z0-9]', '', 'g') THEN
        RETURN NEW;
    END IF;
    NEW.rdw_checked_on := NULL;
    IF NOT 'odometer_verdict' = ANY (NEW.locked_fields) THEN
        NEW.odometer_verdict := '';
    END IF;
    IF NOT 'has_open_recall' = ANY (NEW.locked_fields) THEN
        NEW.has_open_recall := NULL;
    END IF;
    IF NOT 'was_taxi' = ANY (NEW.locked_fields) THEN
        NEW.was_taxi := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER listings_listing_register BEFORE UPDATE OF license_plate ON listings_listing
    FOR EACH ROW WHEN (OLD.license_plate IS DISTINCT FROM NEW.license_plate
        AND OLD.rdw_checked_on IS NOT NULL
        AND OLD.rdw_checked_on IS NOT DISTINCT FROM NEW.rdw_checked_on)
    EXECUTE FUNCTION listings_forget_register();
"""
DROP = """
DROP TRIGGER listings_listing_register ON listings_listing;
DROP FUNCTION listings_forget_register();
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0012_work_role")]
    operations = [migrations.RunSQL(CREATE, DROP)]
