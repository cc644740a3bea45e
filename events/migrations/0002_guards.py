"""Triggers for what a check constraint cannot say: a quote lies in its article, a decision is never changed or deleted."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

QUOTED = ("events_proposal", "events_mention")

SQLITE_QUOTE = """
CREATE TRIGGER {table}_quote_{when} BEFORE {when} ON {table} WHEN NEW.quote <> '' AND NEW.quote <> coalesce(
  (SELECT substr(text, NEW.quote_start + 1, length(NEW.quote)) FROM events_article WHERE id = NEW.article_id), '')
BEGIN SELECT RAISE(ABORT, 'the quote does not stand at its place in the article'); END
"""
SQLITE_DECISION = """
CREATE TRIGGER events_decision_{when} BEFORE {when} ON events_decision
BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed or deleted'); END
"""
POSTGRES = """
CREATE FUNCTION events_quote_in_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.quote <> '' AND NEW.quote IS DISTINCT FROM
     (SELECT substr(text, NEW.quote_start + 1, length(NEW.quote)) FROM events_article WHERE id = NEW.article_id) THEN
    RAISE EXCEPTION 'the quote does not stand at its place in the article' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION events_decision_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'decisions are appended, never changed or deleted' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER events_decision_final BEFORE UPDATE OR DELETE ON events_decision
  FOR EACH ROW EXECUTE FUNCTION events_decision_is_final();
"""
POSTGRES_QUOTE = """
CREATE TRIGGER {table}_quote BEFORE INSERT OR UPDATE OF quote, quote_start, article_id ON {table}
  FOR EACH ROW EXECUTE FUNCTION events_quote_in_article();
"""


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, params=None)
        for table in QUOTED:
            schema_editor.execute(POSTGRES_QUOTE.format(table=table), params=None)
        return
    for when in ("INSERT", "UPDATE"):
        for table in QUOTED:
            schema_editor.execute(SQLITE_QUOTE.format(table=table, when=when), params=None)
    for when in ("UPDATE", "DELETE"):
        schema_editor.execute(SQLITE_DECISION.format(when=when), params=None)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION events_quote_in_article CASCADE", params=None)
        schema_editor.execute("DROP FUNCTION events_decision_is_final CASCADE", params=None)
        return
    for when in ("INSERT", "UPDATE"):
        for table in QUOTED:
            schema_editor.execute(f"DROP TRIGGER {table}_quote_{when}", params=None)
    for when in ("UPDATE", "DELETE"):
        schema_editor.execute(f"DROP TRIGGER events_decision_{when}", params=None)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
