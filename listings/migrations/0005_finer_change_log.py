"""The log tells what a change of the catalogue touches, hears TRUNCATE, and may be trimmed."""

from django.db import migrations, models

# A rename that shows on more cars than this is told as "everything": reading each again would
# take longer than building the index anew.
MOST = 20_000
CATALOGUE = ("make", "carmodel", "generation", "option", "town")
# Whose names cars show: word in the log, columns that show, how a car (l) finds its row (n).
NAMES = {
    "make": ("make", ["name", "slug"], "l.make_id = n.id"),
    "carmodel": ("model", ["name", "slug"], "l.model_id = n.id"),
    "generation": ("generation", ["name", "year_from", "year_to"], "l.generation_id = n.id"),
    "town": (
        "town",
        ["name", "slug", "province", "latitude", "longitude"],
        "l.seller_id IN (SELECT id FROM listings_seller WHERE town_id = n.id)",
    ),
}
SELLER = ["name", "slug", "kind", "town_id", "latitude", "longitude"]
SELLER_ON_ITS_PAGE = ["email", "phone", "street", "postcode"]
TRUNCATED = [
    *(f"listings_{name}" for name in ("listing", "listing_options", "photo", "seller")),
    *(f"listings_{name}" for name in CATALOGUE),
    "listings_listingchange",  # what was not read yet is gone with it
]
NEW = "REFERENCING NEW TABLE AS new_rows"
OLD = "REFERENCING OLD TABLE AS new_rows"  # one function counts rows, whichever they are
BOTH = "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"

EVERYTHING = """
CREATE FUNCTION listings_log_everything() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM listings_log(NULL, jsonb_build_object('everything', TG_TABLE_NAME));
    RETURN NULL;
END $$;
"""
OLD_CATALOGUE = EVERYTHING.replace("listings_log_everything", "listings_log_catalogue")
# The vocabulary moved, and nothing that a car shows.
CATALOGUE_ONLY = """
CREATE FUNCTION listings_log_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows) AND NOT listings_logged_as_bulk(TG_TABLE_NAME) THEN
        PERFORM listings_log(NULL, jsonb_build_object('catalogue', TG_TABLE_NAME));
    END IF;
    RETURN NULL;
END $$;
"""


def differs(columns: list[str]) -> str:
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in "no")
    return f"({new}) IS DISTINCT FROM ({old})"


def renaming(table: str) -> str:
    word, columns, finds = NAMES[table]
    shown = (
        "FROM new_rows n JOIN old_rows o USING (id) "
        f"JOIN listings_listing l ON {finds} WHERE {differs(columns)}"
    )
    return f"""
CREATE FUNCTION listings_log_{table}_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    IF (SELECT count(*) FROM (SELECT {shown} LIMIT {MOST + 1}) AS shown) > {MOST} THEN
        PERFORM listings_log(NULL, jsonb_build_object('everything', TG_TABLE_NAME));
        RETURN NULL;
    END IF;
    PERFORM listings_log(NULL, jsonb_build_object('catalogue', TG_TABLE_NAME));
    PERFORM listings_log(l.id, jsonb_build_object(
        '{word}', jsonb_build_array(o.name, n.name))) {shown};
    RETURN NULL;
END $$;
"""  # noqa: S608  names of our own


def seller(columns: list[str]) -> str:
    return f"""
CREATE OR REPLACE FUNCTION listings_log_seller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) OR listings_logged_as_bulk(TG_TABLE_NAME) THEN
        RETURN NULL;
    END IF;
    PERFORM listings_log(l.id, jsonb_build_object('seller', jsonb_build_array(o.name, n.name)))
    FROM new_rows n JOIN old_rows o USING (id) JOIN listings_listing l ON l.seller_id = n.id
    WHERE {differs(columns)};
    RETURN NULL;
END $$;
"""  # noqa: S608  names of our own


def trigger(table: str, event: str, rows: str, function: str) -> str:
    return (
        f"CREATE TRIGGER {table}_log_{event} AFTER {event.upper()} ON {table} {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}();\n"
    )


def without_triggers() -> str:
    return "".join(
        f"DROP TRIGGER listings_{name}_log_{event} ON listings_{name};\n"
        for name in CATALOGUE
        for event in ("insert", "update", "delete")
    )


def create() -> str:
    parts = [without_triggers(), "DROP FUNCTION listings_log_catalogue();", CATALOGUE_ONLY]
    parts += [EVERYTHING, seller(SELLER + SELLER_ON_ITS_PAGE), *map(renaming, NAMES)]
    for name in CATALOGUE:
        on_update = f"listings_log_{name}_update" if name in NAMES else "listings_log_catalogue"
        parts += [
            trigger(f"listings_{name}", "insert", NEW, "listings_log_catalogue"),
            trigger(f"listings_{name}", "update", BOTH, on_update),
            trigger(f"listings_{name}", "delete", OLD, "listings_log_catalogue"),
        ]
    parts += [trigger(table, "truncate", "", "listings_log_everything") for table in TRUNCATED]
    return "".join(parts)


def drop() -> str:
    parts = [without_triggers()]
    parts += [f"DROP TRIGGER {table}_log_truncate ON {table};\n" for table in TRUNCATED]
    parts += [f"DROP FUNCTION listings_log_{name}_update();\n" for name in NAMES]
    parts += ["DROP FUNCTION listings_log_everything();", "DROP FUNCTION listings_log_catalogue();"]
    parts += [OLD_CATALOGUE, seller(SELLER)]
    parts += [
        trigger(f"listings_{name}", event, "", "listings_log_catalogue")
        for name in CATALOGUE
        for event in ("insert", "update", "delete")
    ]
    return "".join(parts)


class Migration(migrations.Migration):
    dependencies = [("listings", "0004_roles")]

    operations = [
        migrations.CreateModel(
            name="LogTrim",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("trimmed_below", models.BigIntegerField(verbose_name="transaction")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "trimming of the changes",
                "verbose_name_plural": "trimmings of the changes",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_trimming")
                ],
            },
        ),
        migrations.RunSQL(create(), drop()),
    ]
