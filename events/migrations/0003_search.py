"""Full text of titles, summaries and quotes: FTS5 beside SQLite's tables, an index over words on PostgreSQL.

Both take words apart alike: accents and case do not count, everything but letters and digits separates.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEXED = {"events_event": ("title", "summary"), "events_mention": ("quote",)}

SQLITE = (
    "CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, content='{table}', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO {table}_words ({table}_words) VALUES ('rebuild')",
    "CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {table}_words (rowid, {columns}) VALUES (NEW.id, {new}); END",
    "CREATE TRIGGER {table}_words_delete AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {table}_words ({table}_words, rowid, {columns}) VALUES ('delete', OLD.id, {old}); END",
    "CREATE TRIGGER {table}_words_update AFTER UPDATE OF {columns} ON {table} BEGIN "
    "INSERT INTO {table}_words ({table}_words, rowid, {columns}) VALUES ('delete', OLD.id, {old}); "
    "INSERT INTO {table}_words (rowid, {columns}) VALUES (NEW.id, {new}); END",
)
# What separates words: ASCII and general punctuation and symbols. The pattern names them, as classes follow the locale.
POSTGRES_FUNCTION = r"""
CREATE FUNCTION events_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT to_tsvector('simple'::regconfig, regexp_replace(
    regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3003\u3008-\u3020]+',
    ' ', 'g'))
$$
"""


def sqlite_statements(table: str, columns: tuple[str, ...]) -> list[str]:
    names = {
        "table": table,
        "columns": ", ".join(columns),
        "new": ", ".join(f"NEW.{column}" for column in columns),
        "old": ", ".join(f"OLD.{column}" for column in columns),
    }
    return [statement.format(**names) for statement in SQLITE]


def postgres_statements(table: str, columns: tuple[str, ...]) -> list[str]:
    # One index a column, so that no phrase runs from a title on into its summary.
    name = "CREATE INDEX {table}_{column}_words ON {table} USING gin (events_words({column}))"
    return [name.format(table=table, column=column) for column in columns]


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
    for table, columns in INDEXED.items():
        postgres = schema_editor.connection.vendor == "postgresql"
        for statement in (postgres_statements if postgres else sqlite_statements)(table, columns):
            schema_editor.execute(statement, params=None)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION events_words(text) CASCADE", params=None)
        return
    for table in INDEXED:
        for act in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER {table}_words_{act}", params=None)
        schema_editor.execute(f"DROP TABLE {table}_words", params=None)


class Migration(migrations.Migration):
    dependencies = [("events", "0002_guards")]
    operations = [migrations.RunPython(add, remove)]
