"""Acts on people: invitations by link, roles, closed accounts, ended sessions; each asks the right and leaves a decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.utils import timezone

from events.models import Decision, Event, Invitation, Proposal
from events.models.rights import NotAllowed, may_decide, may_oversee
from events.review import people
from events.review.chain import verify
from events.review.decisions import accept
from events.review.people import BadInvitation, BadPerson, appoint, close, invite, join, reopen, revoke, sign_out
from events.review.rights import ROLES, group_of, role_of
from events.review.roster import roster
from tests.factories import make_person, make_proposal

PASSWORD = "a long walk by the sea"


def again(person: User) -> User:
    """The account as it is in the database, its rights not remembered."""
    return User.objects.get(pk=person.pk)


def test_an_invitation_makes_one_account_with_its_role(clio: User) -> None:
    invitation, token = invite("editor", editor=clio, note="Ben of the foreign desk")
    ben = join(token, name="ben", password=PASSWORD)
    assert may_decide(again(ben))
    assert not may_oversee(again(ben))
    assert Invitation.objects.get().accepted_by == ben
    with pytest.raises(BadInvitation):
        join(token, name="eve", password=PASSWORD)
    assert [decision.act for decision in Decision.objects.order_by("number")] == ["invite", "join"]
    assert verify().fault == ""
    assert token not in str(Invitation.objects.values().get())
    assert invitation.until - invitation.made_at == people.GOOD_FOR


def test_a_link_that_ran_out_or_was_taken_back_makes_none(clio: User) -> None:
    _, late = invite("editor", editor=clio, at=timezone.now() - timedelta(days=8))
    taken, token = invite("editor", editor=clio)
    revoke(taken, editor=clio)
    for dead in (late, token, "", "nonsense", "\ud800"):
        with pytest.raises(BadInvitation):
            join(dead, name="ben", password=PASSWORD)
    with pytest.raises(BadInvitation):
        revoke(taken, editor=clio)
    assert not User.objects.filter(username="ben").exists()


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [("clio", PASSWORD, "name"), ("", PASSWORD, "name"), ("a b", PASSWORD, "name"), ("ben", "short", "password")],
)
def test_a_name_taken_and_a_weak_password_are_refused_and_the_link_stays_good(
    clio: User, name: str, password: str, field: str
) -> None:
    _, token = invite("editor", editor=clio)
    with pytest.raises(BadPerson) as refused:
        join(token, name=name, password=password)
    assert field in refused.value.problems
    assert join(token, name="ben", password=PASSWORD)


def test_another_role_takes_the_place_of_the_old_one(clio: User, ada: User) -> None:
    for role, decides, oversees in (("chief", True, True), ("researcher", False, False), ("editor", True, False)):
        appoint(ada, role, editor=clio)
        assert (may_decide(again(ada)), may_oversee(again(ada))) == (decides, oversees)
        assert role_of(again(ada)).key == role
    first = Decision.objects.order_by("number").first()
    assert first is not None
    assert (first.before, first.after) == ({"role": "editor"}, {"person": "ada", "role": "chief"})


def test_nobody_changes_their_own_account(clio: User) -> None:
    for act in (
        lambda: appoint(clio, "researcher", editor=clio),
        lambda: close(clio, editor=clio, reason="Tired"),
        lambda: reopen(clio, editor=clio),
    ):
        with pytest.raises(BadPerson):
            act()
    assert may_oversee(again(clio))


def test_a_chief_does_not_touch_an_administrator(clio: User) -> None:
    root = User.objects.create_superuser("root", password=PASSWORD)
    with pytest.raises(BadPerson):
        close(root, editor=clio, reason="No")
    close(clio, editor=root, reason="Left")
    assert not again(clio).is_active


def test_a_closed_account_is_signed_out_and_opens_again(clio: User, ada: User) -> None:
    ada.set_password(PASSWORD)
    ada.save()
    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert client.get("/curate/").status_code == 200
    close(ada, editor=clio, reason="Left the desk")
    assert client.get("/curate/").status_code == 302
    assert client.post("/accounts/login/", {"login": "ada", "password": PASSWORD}).status_code in (200, 302)
    assert client.get("/curate/").status_code == 302
    reopen(ada, editor=clio)
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert client.get("/curate/").status_code == 200
    sign_out(ada, editor=clio)
    assert client.get("/curate/").status_code == 302


def test_closing_says_why(clio: User, ada: User) -> None:
    with pytest.raises(BadPerson):
        close(ada, editor=clio, reason=" ")
    assert again(ada).is_active


ACTS: dict[str, Callable[[User, Any], object]] = {
    "invite": lambda _, who: invite("editor", editor=who),
    "appoint": lambda person, who: appoint(person, "chief", editor=who),
    "close": lambda person, who: close(person, editor=who, reason="x"),
    "reopen": lambda person, who: reopen(person, editor=who),
    "sign_out": lambda person, who: sign_out(person, editor=who),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_chiefs_do_it(ada: User, ruth: User, act: str) -> None:
    for who in (ada, ruth, AnonymousUser()):
        with pytest.raises(NotAllowed):
            ACTS[act](make_person("max") if not User.objects.filter(username="max") else ruth, who)
    assert not Decision.objects.exists()


def test_who_loses_the_right_while_an_act_waits_for_its_turn_writes_nothing(ada: User, clio: User, ruth: User) -> None:
    proposal = make_proposal()
    assert may_decide(ada)
    assert may_oversee(clio)  # as views have read both before the acts begin
    ada.groups.clear()
    User.objects.filter(pk=clio.pk).update(is_active=False)
    with pytest.raises(NotAllowed, match="taken back meanwhile"):
        accept(proposal, editor=ada)
    with pytest.raises(NotAllowed, match="taken back meanwhile"):
        appoint(ruth, "chief", editor=clio)
    assert not Decision.objects.exists()
    assert not Event.objects.exists()
    assert Proposal.objects.get().state == "waiting"
    assert role_of(again(ruth)).key == "researcher"


def test_a_chief_who_is_an_editor_by_now_decides_and_no_longer_oversees(clio: User, ruth: User) -> None:
    assert may_oversee(clio)
    clio.groups.set([group_of(ROLES["editor"])])
    accept(make_proposal(), editor=clio)
    with pytest.raises(NotAllowed, match="taken back meanwhile"):
        close(ruth, editor=clio, reason="x")
    assert again(ruth).is_active


def test_a_view_says_that_the_right_was_lost_meanwhile(clio_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any, **__: Any) -> None:
        raise NotAllowed("Your right to do this was taken back meanwhile, so nothing was written.")

    monkeypatch.setattr(people, "invite", lost)
    answer = clio_client.post("/curate/people/invite/", {"role": "editor"})
    assert answer.status_code == 403
    assert "taken back meanwhile" in answer.text


def test_an_unknown_role_is_refused(clio: User, ada: User) -> None:
    with pytest.raises(BadPerson, match="Choose one of"):
        invite("king", editor=clio)
    with pytest.raises(BadPerson, match="Choose one of"):
        appoint(ada, "", editor=clio)


def test_the_roster_names_everybody_with_three_queries(
    clio: User, ada: User, ruth: User, django_assert_num_queries: Any
) -> None:
    invite("editor", editor=clio)
    with django_assert_num_queries(3):
        people = roster()
        assert [(p.user.username, p.role.key, p.guarded) for p in people.people] == [
            ("ada", "editor", False),
            ("clio", "chief", False),
            ("ruth", "researcher", False),
        ]
        assert len(people.invitations) == 1
