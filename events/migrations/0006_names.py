"""Tags of proposals; names of actors, places and tags by their words: FTS5 beside SQLite's tables, an index on PostgreSQL.

Words are taken apart as in `0003_search`, whose function PostgreSQL uses here.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ALIASED = {"events_actor": True, "events_place": True, "events_tag": False}

SQLITE = (
    "CREATE VIRTUAL TABLE {table}_names USING fts5(words, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    "INSERT INTO {table}_names (rowid, words) SELECT id, {row} FROM {table}",
    "CREATE TRIGGER {table}_names_insert AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {table}_names (rowid, words) VALUES (NEW.id, {new}); END",
    "CREATE TRIGGER {table}_names_delete AFTER DELETE ON {table} BEGIN "
    "DELETE FROM {table}_names WHERE rowid = OLD.id; END",
    "CREATE TRIGGER {table}_names_update AFTER UPDATE OF {columns} ON {table} BEGIN "
    "UPDATE {table}_names SET words = {new} WHERE rowid = NEW.id; END",
)
SQLITE_WORDS = "{row}name || coalesce(' ' || (SELECT group_concat(value, ' ') FROM json_each({row}aliases)), '')"
POSTGRES = "CREATE INDEX {table}_names ON {table} USING gin (events_words({row}))"


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite makes the table of proposals anew for a new column, and the triggers of `0002_guards` on it are gone."""
    if schema_editor.connection.vendor == "sqlite":
        quote = import_module("events.migrations.0002_guards").SQLITE_QUOTE
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(quote.format(table="events_proposal", when=when), params=None)


def sqlite_statements(table: str, aliased: bool) -> list[str]:
    words = SQLITE_WORDS if aliased else "{row}name"
    parts = {"columns": "name, aliases" if aliased else "name", "row": words.format(row="")}
    return [statement.format(table=table, new=words.format(row="NEW."), **parts) for statement in SQLITE]


def postgres_statements(table: str, aliased: bool) -> list[str]:
    return [POSTGRES.format(table=table, row="name || ' ' || aliases::text" if aliased else "name")]


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for table, aliased in ALIASED.items():
        for statement in (postgres_statements if postgres else sqlite_statements)(table, aliased):
            schema_editor.execute(statement, params=None)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in ALIASED:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {table}_names", params=None)
            continue
        for act in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER {table}_names_{act}", params=None)
        schema_editor.execute(f"DROP TABLE {table}_names", params=None)


class Migration(migrations.Migration):
    dependencies = [("events", "0005_waiting_in_order")]
    operations = [
        migrations.AddField(
            model_name="proposal", name="tags", field=models.JSONField(blank=True, default=list)
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
        migrations.RunPython(add, remove),
    ]
