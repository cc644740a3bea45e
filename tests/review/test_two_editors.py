"""Two editors at once: no decision is lost, none is applied twice. In random order, and in two processes that race."""

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from events.models import Decision, Event, Proposal, Reading
from events.review.amendments import Amendment
from events.review.chain import verify
from events.review.decisions import AlreadyDecided, CannotUndo, accept, amend, merge, reject, undo
from tests.factories import make_editor, make_event, make_proposal
from tests.racing import ROOT, Blank, environment

INTERLEAVINGS = 250
WORDING = Amendment("Ministers talk", "2024-03-02", "visit", "occurred")


def attempt(act: str, proposal: Proposal, editor: User, target: Event) -> bool:
    """Whether an act on a copy of a proposal, as stale as it may be, went through."""
    try:
        match act:
            case "accept":
                accept(proposal, editor=editor)
            case "amend":
                amend(proposal, WORDING, editor=editor)
            case "reject":
                reject(proposal, editor=editor, reason="No")
            case "merge":
                merge(proposal, target, editor=editor)
            case "undo":
                last = proposal.decisions.order_by("-number").first()
                if last is None:
                    return False
                undo(last, editor=editor)
    except (AlreadyDecided, CannotUndo):
        return False
    return True


def test_no_decision_is_lost_or_applied_twice_in_any_order(ada: User) -> None:
    eve, target = make_editor("eve"), make_event(title="Known", actors=["Ruritania"])
    proposal = make_proposal()
    chance = random.Random(20230911)
    decided = Decision.objects.count()
    for _ in range(INTERLEAVINGS):
        copies = {editor: Proposal.objects.get(pk=proposal.pk) for editor in (ada, eve)}
        acts = [
            (chance.choice(["accept", "amend", "reject", "merge", "undo", "undo"]), editor)
            for editor in (ada, eve, ada)
        ]
        chance.shuffle(acts)
        settled = copies[ada].state != "waiting"
        for act, editor in acts:
            went = attempt(act, copies[editor], editor, target)
            assert went == (settled == (act == "undo")), (act, settled)
            decided += went
            settled ^= went
        assert Decision.objects.count() == decided
        stands_as_decided(proposal, settled=settled)
    assert verify().fault == ""
    assert decided > INTERLEAVINGS // 2


def stands_as_decided(proposal: Proposal, *, settled: bool) -> None:
    """The proposal, its event and its mentions tell the same as the last decision."""
    proposal.refresh_from_db()
    assert (proposal.state != "waiting") == settled
    published = proposal.state in ("accepted", "amended")
    own = Event.objects.filter(mentions__proposal=proposal, state="published").distinct().count()
    assert own == (1 if published or proposal.state == "merged" else 0)
    assert Event.objects.published().count() == 1 + published
    shown = Reading.objects.filter(shown_until=None).values_list("event_id", flat=True)
    assert len(set(shown)) == 1 + published


RACER = """
import json, os, random, sys
import django
django.setup()
from django.contrib.auth.models import User
from events.models import Proposal
from events.review.decisions import AlreadyDecided, accept, reject
editor = User.objects.get(username=sys.argv[1])
numbers = json.loads(sys.argv[2])
random.Random(sys.argv[1]).shuffle(numbers)
proposals = Proposal.objects.in_bulk(numbers)
print("ready", flush=True)
sys.stdin.readline()
done = []
for number in numbers:
    try:
        if number % 2:
            accept(proposals[number], editor=editor)
        else:
            reject(proposals[number], editor=editor, reason="No")
        done.append(number)
    except AlreadyDecided:
        pass
print(json.dumps(done))
"""
MAKER = """
import django
django.setup()
from tests.factories import make_article, make_editor, make_proposal
import sys
make_editor("ada"), make_editor("eve")
quotes = [f"Number {n} happened on Friday." for n in range(int(sys.argv[1]))]
article = make_article(text=" ".join(quotes))
print([make_proposal(article=article, quote=quote, title=quote).pk for quote in quotes])
"""
JUDGE = """
import json, django
django.setup()
from events.models import Decision, Event
from events.review.chain import verify
acts = list(Decision.objects.exclude(proposal=None).values_list("proposal_id", "editor__username"))
print(json.dumps({"acts": acts, "events": Event.objects.count(), "fault": verify().fault}))
"""


@pytest.mark.django_db(transaction=False)
def test_two_processes_that_race_decide_each_proposal_once(blank: Blank, tmp_path: Path) -> None:
    env = environment(blank.copy(tmp_path, "test_desk_race"), tmp_path)

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
        return done.stdout

    numbers = run("-c", MAKER, "60")
    command = [sys.executable, "-c", RACER]
    racers = {
        name: subprocess.Popen(
            [*command, name, numbers],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("ada", "eve")
    }
    for racer in racers.values():
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers.values():
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    claimed = {name: json.loads(racer.communicate(timeout=300)[0]) for name, racer in racers.items()}
    verdict = json.loads(run("-c", JUDGE))
    told = Counter((number, name) for name, done in claimed.items() for number in done)
    assert Counter(map(tuple, verdict["acts"])) == told
    assert sorted(number for number, _ in told) == sorted(json.loads(numbers))
    assert verdict["events"] == sum(number % 2 for number in json.loads(numbers))
    assert verdict["fault"] == ""
