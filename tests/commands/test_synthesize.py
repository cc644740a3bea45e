"""manage.py synthesize."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.models import Decision, Event, Reading


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("synthesize", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.django_db
def test_it_publishes_as_many_as_asked_as_one_decision() -> None:
    assert "120 synthetic events" in run("--events", "120", "--seed", "3")
    assert Event.objects.published().count() == Reading.objects.shown().count() == 120
    assert Decision.objects.get().after["synthesized"] == {"events": 120, "seed": 3}


@pytest.mark.django_db
def test_the_same_load_comes_once_unless_told() -> None:
    run("--events", "20", "--seed", "3")
    with pytest.raises(CommandError, match="--again"):
        run("--events", "20", "--seed", "3")
    run("--events", "20", "--seed", "4")
    run("--events", "20", "--seed", "3", "--again")
    assert Event.objects.count() == 60


@pytest.mark.django_db
@pytest.mark.parametrize("count", ["0", "-3", "60000000"])
def test_it_refuses_a_number_it_cannot_make(count: str) -> None:
    with pytest.raises(CommandError, match="give a number from 1"):
        run("--events", count)
