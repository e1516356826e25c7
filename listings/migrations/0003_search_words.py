"""``search_words(text)``: the words that text search compares, for the database's own answer."""

from django.db import migrations

from listings.search.words import sql_expression

CREATE = f"""
CREATE FUNCTION search_words(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT {sql_expression("words")}
$$;
"""
DROP = "DROP FUNCTION search_words(text);"


class Migration(migrations.Migration):
    dependencies = [("listings", "0002_change_log_triggers")]

    operations = [migrations.RunSQL(CREATE, DROP)]
