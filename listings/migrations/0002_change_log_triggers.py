"""Triggers that write the change log. Statement-level: nearly free, also for COPY."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION listings_log(listing bigint, change jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO listings_listingchange (xid, at, actor, listing_id, changed)
    VALUES (pg_current_xact_id()::text::bigint, clock_timestamp(),
            left(coalesce(current_setting('carsite.actor', true), ''), 150), listing, change)
$$;

-- In a bulk load one row says "look at everything again"; true when that was the answer.
CREATE FUNCTION listings_logged_as_bulk(source text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('carsite.bulk', true), '') <> 'on' THEN
        RETURN false;
    END IF;
    PERFORM listings_log(NULL, jsonb_build_object('everything', source));
    RETURN true;
END $$;

CREATE FUNCTION listings_log_listing_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(id, jsonb_build_object(
        'state', jsonb_build_array(NULL, state), 'price_eur', jsonb_build_array(NULL, price_eur)))
    FROM new_rows;
    RETURN NULL;
END $$;

CREATE FUNCTION listings_log_listing_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(diff.id, diff.changed) FROM (
        SELECT n.id, (
            SELECT jsonb_object_agg(a.key, jsonb_build_array(b.value, a.value))
            FROM jsonb_each(to_jsonb(n)) a JOIN jsonb_each(to_jsonb(o)) b USING (key)
            WHERE a.value IS DISTINCT FROM b.value
              AND a.key NOT IN ('revision', 'updated_at', 'state_at')) AS changed
        FROM new_rows n JOIN old_rows o USING (id)) diff
    WHERE diff.changed IS NOT NULL;
    RETURN NULL;
END $$;

CREATE FUNCTION listings_log_listing_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM old_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(id, jsonb_build_object(
        'state', jsonb_build_array(state, NULL), 'title', jsonb_build_array(title, NULL)))
    FROM old_rows;
    RETURN NULL;
END $$;

-- Options: {"options": [[ids taken away], [ids added]]}; photos: {"photos": [n gone, n come]}.
CREATE FUNCTION listings_log_options_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(listing_id, jsonb_build_object('options', jsonb_build_array(
        '[]'::jsonb, jsonb_agg(option_id ORDER BY option_id))))
    FROM new_rows GROUP BY listing_id;
    RETURN NULL;
END $$;

CREATE FUNCTION listings_log_options_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM old_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(listing_id, jsonb_build_object('options', jsonb_build_array(
        jsonb_agg(option_id ORDER BY option_id), '[]'::jsonb)))
    FROM old_rows GROUP BY listing_id;
    RETURN NULL;
END $$;

CREATE FUNCTION listings_log_photos_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(listing_id, jsonb_build_object('photos', jsonb_build_array(0, count(*))))
    FROM new_rows GROUP BY listing_id;
    RETURN NULL;
END $$;

CREATE FUNCTION listings_log_photos_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(listing_id, jsonb_build_object(
        'photos', jsonb_build_array(count(*), count(*))))
    FROM new_rows GROUP BY listing_id;
    RETURN NULL;
END $$;

CREATE FUNCTION listings_log_photos_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM old_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(listing_id, jsonb_build_object('photos', jsonb_build_array(count(*), 0)))
    FROM old_rows GROUP BY listing_id;
    RETURN NULL;
END $$;

-- A seller's name, kind or place shows on every one of its cars.
CREATE FUNCTION listings_log_seller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(l.id, jsonb_build_object('seller', jsonb_build_array(o.name, n.name)))
    FROM new_rows n JOIN old_rows o USING (id) JOIN listings_listing l ON l.seller_id = n.id
    WHERE (n.name, n.slug, n.kind, n.town_id, n.latitude, n.longitude)
        IS DISTINCT FROM (o.name, o.slug, o.kind, o.town_id, o.latitude, o.longitude);
    RETURN NULL;
END $$;

-- The dictionary moved: names and words may now mean something else.
CREATE FUNCTION listings_log_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM listings_log(NULL, jsonb_build_object('everything', TG_TABLE_NAME));
    RETURN NULL;
END $$;

-- Bulk updates pass Django by, so the database counts a row's revisions.
CREATE FUNCTION listings_count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision + 1;
    RETURN NEW;
END $$;
"""

NEW = "REFERENCING NEW TABLE AS new_rows"
OLD = "REFERENCING OLD TABLE AS old_rows"
BOTH = "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"
LOGGED = [
    ("listings_listing", "insert", NEW, "listings_log_listing_insert"),
    ("listings_listing", "update", BOTH, "listings_log_listing_update"),
    ("listings_listing", "delete", OLD, "listings_log_listing_delete"),
    ("listings_listing_options", "insert", NEW, "listings_log_options_insert"),
    ("listings_listing_options", "delete", OLD, "listings_log_options_delete"),
    ("listings_photo", "insert", NEW, "listings_log_photos_insert"),
    ("listings_photo", "update", BOTH, "listings_log_photos_update"),
    ("listings_photo", "delete", OLD, "listings_log_photos_delete"),
    ("listings_seller", "update", BOTH, "listings_log_seller"),
    *(
        (table, event, "", "listings_log_catalogue")
        for table in (
            "listings_make",
            "listings_carmodel",
            "listings_generation",
            "listings_option",
            "listings_town",
        )
        for event in ("insert", "update", "delete")
    ),
]
REVISION = """
CREATE TRIGGER listings_listing_revision BEFORE UPDATE ON listings_listing
    FOR EACH ROW EXECUTE FUNCTION listings_count_revision();
"""
NAMES = [
    "listings_log_listing_insert()",
    "listings_log_listing_update()",
    "listings_log_listing_delete()",
    "listings_log_options_insert()",
    "listings_log_options_delete()",
    "listings_log_photos_insert()",
    "listings_log_photos_update()",
    "listings_log_photos_delete()",
    "listings_log_seller()",
    "listings_log_catalogue()",
    "listings_count_revision()",
    "listings_logged_as_bulk(text)",
    "listings_log(bigint, jsonb)",
]


def create() -> str:
    triggers = "\n".join(
        f"CREATE TRIGGER {table}_log_{event} AFTER {event.upper()} ON {table} {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}();"
        for table, event, rows, function in LOGGED
    )
    return FUNCTIONS + triggers + REVISION


def drop() -> str:
    triggers = [f"DROP TRIGGER {table}_log_{event} ON {table};" for table, event, *_ in LOGGED]
    triggers.append("DROP TRIGGER listings_listing_revision ON listings_listing;")
    return "\n".join(triggers + [f"DROP FUNCTION {name};" for name in NAMES])


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_stock")]

    operations = [migrations.RunSQL(create(), drop())]
