"""Digests of content apart from the chain, so that content can be redacted; and a guard that lets only a redaction do so."""

import hashlib
import json

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = ("id", "number", "at", "editor_id", "act", "article_id", "proposal_id", "event_id", "content_digest", "digest")
SQLITE = f"""
CREATE TRIGGER events_decision_UPDATE BEFORE UPDATE ON events_decision WHEN NOT (
  {" AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)} AND EXISTS (
    SELECT 1 FROM events_decision d, json_each(d.after, '$.decisions') taken
    WHERE d.act = 'redact' AND d.number > OLD.number AND taken.value = OLD.number))
BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed or deleted'); END
"""
SQLITE_DELETE = """
CREATE TRIGGER events_decision_DELETE BEFORE DELETE ON events_decision
BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed or deleted'); END
"""
POSTGRES = f"""
CREATE OR REPLACE FUNCTION events_decision_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF {" AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in KEPT)} AND EXISTS (
      SELECT 1 FROM events_decision d
      WHERE d.act = 'redact' AND d.number > OLD.number AND d.after->'decisions' @> to_jsonb(OLD.number)) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'decisions are appended, never changed or deleted' USING ERRCODE = 'check_violation';
END $$;
"""
POSTGRES_BEFORE = """
CREATE OR REPLACE FUNCTION events_decision_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'decisions are appended, never changed or deleted' USING ERRCODE = 'check_violation'; END $$;
"""
SQLITE_BEFORE = """
CREATE TRIGGER events_decision_UPDATE BEFORE UPDATE ON events_decision
BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed or deleted'); END
"""


def digest_of(facts: list[object]) -> str:
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def unguard(schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE events_decision DISABLE TRIGGER events_decision_final", params=None)
        return
    for when in ("UPDATE", "DELETE"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS events_decision_{when}", params=None)


def guard(schema_editor: BaseDatabaseSchemaEditor, sqlite: str, postgres: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgres, params=None)
        schema_editor.execute("ALTER TABLE events_decision ENABLE TRIGGER events_decision_final", params=None)
        return
    schema_editor.execute(sqlite, params=None)
    schema_editor.execute(SQLITE_DELETE, params=None)


def chain(apps: Apps, *, apart: bool) -> None:
    """Compute every digest anew, with the content's digest apart or without."""
    Decision = apps.get_model("events", "Decision")
    before = ""
    for row in Decision.objects.order_by("number").iterator(chunk_size=1000):
        words = [row.number, row.at.isoformat(), row.editor_id, row.act, row.article_id, row.proposal_id, row.event_id]
        content = [row.before, row.after, row.reason]
        digest = digest_of(content) if apart else ""
        before = digest_of([before, *words, digest] if apart else [before, *words, *content])
        Decision.objects.filter(pk=row.pk).update(content_digest=digest, digest=before)


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unguard(schema_editor)
    chain(apps, apart=True)
    guard(schema_editor, SQLITE, POSTGRES)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unguard(schema_editor)
    chain(apps, apart=False)
    guard(schema_editor, SQLITE_BEFORE, POSTGRES_BEFORE)


class Migration(migrations.Migration):
    dependencies = [("events", "0011_feeds")]
    operations = [
        migrations.AddField("decision", "content_digest", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AlterField(
            "decision", "act", models.CharField(choices=[('accept', 'accepted'), ('amend', 'amended and accepted'), ('reject', 'rejected'), ('merge', 'merged'), ('undo', 'undid the decision on'), ('propose', 'proposed'), ('split', 'split'), ('combine', 'joined another to'), ('create', 'wrote by hand'), ('edit', 'edited'), ('unmerge', 'took a mention out of'), ('bulk', 'changed together'), ('withdraw', 'withdrew'), ('restore', 'restored'), ('receive', 'took in'), ('import', 'imported'), ('invite', 'invited'), ('revoke', 'took back the invitation of'), ('join', 'joined'), ('appoint', 'appointed'), ('close', 'closed the account of'), ('reopen', 'reopened the account of'), ('sign_out', 'ended the sessions of'), ('answer', 'answered a report on'), ('add_feed', 'added the feed'), ('edit_feed', 'changed the feed'), ('pause', 'paused the feed'), ('resume', 'resumed the feed'), ('poll', 'had the feed read'), ('redact', 'redacted')], max_length=10)
        ),
        migrations.RunPython(forwards, backwards),
    ]
