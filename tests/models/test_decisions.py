"""Decisions are appended in an unbroken chain; nobody changes or deletes one."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from events.models import Decision
from tests.factories import make_decision, make_event

pytestmark = pytest.mark.django_db


def test_decisions_are_numbered_without_gaps(ada: User) -> None:
    assert [make_decision(editor=ada).number for _ in range(3)] == [1, 2, 3]


def test_a_rolled_back_decision_leaves_no_gap(ada: User) -> None:
    make_decision(editor=ada)
    with transaction.atomic():
        make_decision(editor=ada)
        transaction.set_rollback(True)
    assert make_decision(editor=ada).number == 2


def test_the_newest_number_is_the_generation(ada: User) -> None:
    assert Decision.objects.latest_number() == 0
    make_event()
    assert Decision.objects.latest_number() == 1


def test_each_digest_follows_from_the_one_before(ada: User) -> None:
    first, second = make_decision(editor=ada, reason="one"), make_decision(editor=ada, after={"b": 1, "a": "ü"})
    stored = list(Decision.objects.order_by("number"))
    assert stored[0].compute_digest("") == first.digest
    assert stored[1].compute_digest(first.digest) == second.digest
    assert stored[1].compute_digest("forged") != second.digest


def test_a_decision_is_not_changed(ada: User) -> None:
    make_decision(editor=ada, reason="as it was")
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(reason="as it suits")
    assert Decision.objects.get().reason == "as it was"


def test_a_decision_is_not_deleted(ada: User) -> None:
    make_decision(editor=ada)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.all().delete()
    assert Decision.objects.count() == 1
