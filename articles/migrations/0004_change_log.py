"""What visitors see of articles is told in the change log, so that kept pieces of pages move."""

from django.db import migrations

# Corrections decide which cars the next reading finds.
TABLES = ("article", "articlevehicle", "articlepin", "articlecorrection")
# Which rows a trigger sees, for every event that has any.
TOUCHED = {
    "insert": "REFERENCING NEW TABLE AS touched",
    "update": "REFERENCING NEW TABLE AS touched",
    "delete": "REFERENCING OLD TABLE AS touched",
}
FUNCTIONS = """
CREATE FUNCTION articles_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM touched) THEN
        PERFORM listings_log(NULL, jsonb_build_object('articles', TG_TABLE_NAME));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION articles_log_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM listings_log(NULL, jsonb_build_object('articles', TG_TABLE_NAME));
    RETURN NULL;
END $$;
"""


def create() -> str:
    parts = [FUNCTIONS]
    for name in TABLES:
        table = f"articles_{name}"
        parts += [
            f"CREATE TRIGGER {table}_log_{event} AFTER {event.upper()} ON {table} {rows} "
            "FOR EACH STATEMENT EXECUTE FUNCTION articles_log();"
            for event, rows in TOUCHED.items()
        ]
        parts.append(
            f"CREATE TRIGGER {table}_log_truncate AFTER TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION articles_log_truncate();"
        )
    return "\n".join(parts)


def drop() -> str:
    triggers = [
        f"DROP TRIGGER articles_{name}_log_{event} ON articles_{name};"
        for name in TABLES
        for event in (*TOUCHED, "truncate")
    ]
    return "\n".join(
        [*triggers, "DROP FUNCTION articles_log();", "DROP FUNCTION articles_log_truncate();"]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_corrections_and_choice"),
        ("listings", "0005_finer_change_log"),
    ]

    operations = [migrations.RunSQL(create(), drop())]
