"""manage.py verify_decisions."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from events.models import Decision
from tests.factories import make_decision


def verify() -> str:
    out = io.StringIO()
    call_command("verify_decisions", stdout=out)
    return out.getvalue()


def tamper(sql: str) -> None:
    """Change rows behind the back of the guards, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE events_decision DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER events_decision_UPDATE")
            cursor.execute("DROP TRIGGER events_decision_DELETE")
        cursor.execute(sql)


@pytest.fixture
def five(ada: User) -> None:
    for number in range(5):
        make_decision(reason=f"Reason {number}")


def test_it_says_that_the_chain_holds(five: None) -> None:
    assert "5 decisions, the chain holds." in verify()


def test_no_decision_at_all_holds(db: None) -> None:
    assert "0 decisions" in verify()


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'Another'",
        "act = 'reject'",
        "after = '{\"a\": 1}'",
        "digest = 'x'",
        "editor_id = editor_id + 1",
    ],
)
def test_it_names_the_first_decision_that_was_changed(five: None, change: str) -> None:
    if "editor_id" in change:
        User.objects.create(pk=User.objects.get(username="ada").pk + 1, username="eve")
    tamper(f"UPDATE events_decision SET {change} WHERE number = 3")
    with pytest.raises(CommandError, match=r"Decision 3 does not match .* 2 before it hold"):
        verify()


def test_it_names_a_decision_that_is_missing(five: None) -> None:
    tamper("DELETE FROM events_decision WHERE number = 3")
    assert Decision.objects.count() == 4
    with pytest.raises(CommandError, match="Decision 3 is missing"):
        verify()
