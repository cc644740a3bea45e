"""The acts on proposals, with script and without: accept, amend, reject."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Decision, Event, Hold, Proposal
from events.review import decisions
from events.review.events import withdraw
from events.review.holding import hold
from tests.factories import make_editor, make_event, make_proposal

HTMX = {"HX-Request": "true", "HX-Target": "desk"}
SECOND = "A second round could take place as early as Thursday."
ACTS: dict[str, dict[str, Any]] = {
    "accept": {},
    "amend": {"title": "Ministers meet in Geneva"},
    "reject": {"why": "Misread"},
    "check": {},
}
WRITING = ["accept", "amend", "reject"]


@pytest.fixture
def proposal(db: None) -> Proposal:
    return make_proposal()


@pytest.fixture
def following(proposal: Proposal) -> Proposal:
    """The second proposal of the same article."""
    return make_proposal(
        article=proposal.article,
        quote=SECOND,
        date_text="as early as Thursday",
        title="Second round",
        edtf="2024-03-07/..",
    )


def address(proposal: Proposal | int | str, act: str) -> str:
    return f"/curate/proposals/{proposal.pk if isinstance(proposal, Proposal) else proposal}/{act}/"


def card(proposal: Proposal, **changes: Any) -> dict[str, Any]:
    """What the card sends, with an editor's changes."""
    fields = {
        "title": proposal.title,
        "when": proposal.date_text,
        "type": proposal.type,
        "status": proposal.status,
        "actors": [actor["name"] for actor in proposal.actors],
        "more": "",
        "place": (proposal.place or {}).get("name", ""),
        "reason": "",
    }
    return fields | changes


# Works


def test_accepting_publishes_what_the_proposal_says(ada_client: Client, proposal: Proposal) -> None:
    response = ada_client.post(address(proposal, "accept"))
    assert response.status_code == 302
    event = Event.objects.get()
    assert (event.title, event.edtf, event.state) == (proposal.title, "2024-03-01", "published")
    assert Decision.objects.get().act == "accept"


def test_after_an_act_without_script_the_next_proposal_is_in_hand(
    ada_client: Client, proposal: Proposal, following: Proposal
) -> None:
    response = ada_client.post(address(proposal, "accept"), follow=True)
    assert response.redirect_chain[0][0].endswith(f"?proposal={following.pk}")
    assert response.context["desk"].current.proposal == following
    assert "Accepted: Foreign ministers meet in Geneva." in response.text


def test_after_an_act_with_script_the_next_proposal_is_in_hand(
    ada_client: Client, proposal: Proposal, following: Proposal
) -> None:
    response = ada_client.post(address(proposal, "accept"), headers=HTMX)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert response["HX-Replace-Url"].endswith(f"?proposal={following.pk}")
    assert 'aria-current="step" autofocus' in response.text
    assert "Accepted: Foreign ministers meet in Geneva." in response.text


def test_after_the_last_act_it_says_that_all_is_decided(ada_client: Client, proposal: Proposal) -> None:
    assert "All decided." in ada_client.post(address(proposal, "accept"), headers=HTMX).text


def test_a_card_with_nothing_changed_is_an_acceptance(ada_client: Client, proposal: Proposal) -> None:
    ada_client.post(address(proposal, "amend"), card(proposal))
    assert Decision.objects.get().act == "accept"
    assert Event.objects.get().edtf == "2024-03-01"


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"title": "Ministers talk"}, "title", "Ministers talk"),
        ({"when": "2024-02"}, "edtf", "2024-02"),
        ({"when": "last week"}, "edtf", "2024-02-26/2024-03-03"),
        ({"type": "visit"}, "type", "visit"),
        ({"status": "denied"}, "status", "denied"),
    ],
)
def test_amending_publishes_what_the_editor_wrote(
    ada_client: Client, proposal: Proposal, changes: dict[str, str], field: str, value: str
) -> None:
    ada_client.post(address(proposal, "amend"), card(proposal, **changes))
    assert getattr(Event.objects.get(), field) == value
    decision = Decision.objects.get()
    assert decision.act == "amend"
    assert decision.before[field] != decision.after[field] == value


def test_amending_takes_names_off_and_adds_others(ada_client: Client, proposal: Proposal) -> None:
    ada_client.post(
        address(proposal, "amend"), card(proposal, actors=[], more="Ruritania; Ministry of Trade, Ruritania")
    )
    assert sorted(actor.name for actor in Event.objects.get().actors.all()) == [
        "Ministry of Trade, Ruritania",
        "Ruritania",
    ]


def test_amending_takes_the_place_off(ada_client: Client, proposal: Proposal) -> None:
    ada_client.post(address(proposal, "amend"), card(proposal, place=""))
    assert Event.objects.get().place is None


def test_rejecting_keeps_the_reason(ada_client: Client, proposal: Proposal) -> None:
    ada_client.post(address(proposal, "reject"), {"reason": "It is a film."})
    proposal.refresh_from_db()
    assert proposal.state == "rejected"
    assert Decision.objects.get().reason == "It is a film."
    assert not Event.objects.exists()


def test_checking_shows_what_was_typed_and_writes_nothing(ada_client: Client, proposal: Proposal) -> None:
    response = ada_client.post(address(proposal, "check"), card(proposal, title="Half a tit", when="2024-02"))
    assert 'value="Half a tit"' in response.text
    assert "<b>February 2024</b>" in response.text
    assert not Decision.objects.exists()


def test_another_reading_of_the_date_takes_its_place_on_the_card(ada_client: Client, proposal: Proposal) -> None:
    response = ada_client.post(address(proposal, "check"), card(proposal, instead="2024-03-01~", title="Typed"))
    assert "about Friday 1 March 2024" in response.text
    assert 'value="Typed"' in response.text


# Merge, undo, accept together, take in hand


@pytest.fixture
def event(ada: User) -> Event:
    return make_event(title="Ministers to meet", status="scheduled", actors=["Example Union"], edtf="2024-03")


def test_merging_makes_the_proposal_a_mention_and_takes_what_was_chosen(
    ada_client: Client, proposal: Proposal, event: Event
) -> None:
    fields = card(proposal, into=event.pk, take=["status", "edtf"])
    response = ada_client.post(address(proposal, "merge"), fields, headers=HTMX)
    assert response.status_code == 200
    event.refresh_from_db()
    assert (event.title, event.status, event.edtf) == ("Ministers to meet", "occurred", "2024-03-01")
    assert event.mentions.get().quote == proposal.quote
    assert Event.objects.count() == 1


@pytest.mark.parametrize("into", ["", "x", "999999", "9" * 30])
def test_merging_into_no_event_is_not_found(ada_client: Client, proposal: Proposal, into: str) -> None:
    assert ada_client.post(address(proposal, "merge"), card(proposal, into=into)).status_code == 404


def test_merging_into_a_withdrawn_event_is_refused(ada_client: Client, proposal: Proposal, event: Event) -> None:
    Event.objects.update(state="withdrawn")
    response = ada_client.post(address(proposal, "merge"), card(proposal, into=event.pk))
    assert response.status_code == 422
    assert "nothing is merged into it" in response.text


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_undoing_puts_the_proposal_in_hand_again(
    ada_client: Client, proposal: Proposal, following: Proposal, headers: dict[str, str]
) -> None:
    page = ada_client.post(address(proposal, "accept"), headers=HTMX).text
    number = Decision.objects.get().number
    assert f'action="/curate/decisions/{number}/undo/"' in page
    response = ada_client.post(f"/curate/decisions/{number}/undo/", headers=headers, follow=True)
    assert response.context["desk"].current.proposal == proposal
    assert response.context["desk"].waiting == 2
    assert "Taken back: Foreign ministers meet in Geneva." in response.text


def test_what_something_was_built_on_is_a_conflict(ada_client: Client, proposal: Proposal) -> None:
    event = decisions.accept(proposal, editor=make_editor("eve"))
    number = Decision.objects.get().number
    withdraw(event, editor=User.objects.get(username="eve"), reason="No")
    response = ada_client.post(f"/curate/decisions/{number}/undo/", headers=HTMX)
    assert response.status_code == 409
    assert "eve withdrew" in response.text


@pytest.mark.parametrize("number", ["0", "99999", "x", "9" * 19])
def test_a_decision_that_is_not_there_is_not_undone(ada_client: Client, number: str) -> None:
    assert ada_client.post(f"/curate/decisions/{number}/undo/").status_code == 404


def test_what_is_certain_is_accepted_together(ada_client: Client, proposal: Proposal, following: Proposal) -> None:
    Proposal.objects.filter(pk=following.pk).update(confidence=0.5)
    response = ada_client.post(f"/curate/articles/{proposal.article_id}/accept-certain/", headers=HTMX)
    assert "Accepted 1 together." in response.text
    assert response.context["desk"].current.proposal == following


def test_words_of_the_article_are_proposed_by_hand(ada_client: Client, proposal: Proposal) -> None:
    words = {"quote": proposal.quote, "phrase": "Monday", "headline": "Officials speak"}
    page = ada_client.post(f"/curate/articles/{proposal.article_id}/propose/", words, follow=True)
    made = Proposal.objects.exclude(pk=proposal.pk).order_by("-pk").first()
    assert (made.title, made.edtf, made.date_text) == ("Officials speak", "2024-03-04", "Monday")
    assert page.context["desk"].current.proposal == made


def test_what_cannot_be_proposed_stays_in_the_form(ada_client: Client, proposal: Proposal) -> None:
    words = {"quote": "Nobody said so.", "phrase": "some day"}
    page = ada_client.post(f"/curate/articles/{proposal.article_id}/propose/", words)
    assert page.status_code == 422
    assert "Nobody said so.</textarea>" in page.text
    assert "These words do not stand in the article." in page.text


def test_a_proposal_is_split_and_stays_in_hand(ada_client: Client, proposal: Proposal) -> None:
    page = ada_client.post(f"/curate/proposals/{proposal.pk}/split/", {"second": "Officials speak"}, follow=True)
    assert page.context["desk"].current.proposal == proposal
    assert "Officials speak" in page.text
    page = ada_client.post(f"/curate/proposals/{proposal.pk}/split/", {"second": "Officials speak"})
    assert page.status_code == 422
    assert "a title of its own" in page.text


def test_two_proposals_are_joined(ada_client: Client, proposal: Proposal, following: Proposal) -> None:
    page = ada_client.post(f"/curate/proposals/{proposal.pk}/join/", {"other": following.pk}, follow=True)
    assert Proposal.objects.get(pk=following.pk).state == "joined"
    assert page.context["desk"].undoable.act == "combine"
    assert ada_client.post(f"/curate/proposals/{proposal.pk}/join/", {"other": following.pk}).status_code == 409
    assert ada_client.post(f"/curate/proposals/{proposal.pk}/join/", {"other": "x"}).status_code == 404


def test_claiming_opens_the_article_and_releasing_goes_back(ada_client: Client, proposal: Proposal) -> None:
    response = ada_client.post(f"/curate/articles/{proposal.article_id}/hold/", follow=True)
    assert "yours until" in response.text
    ada_client.post(f"/curate/articles/{proposal.article_id}/release/")
    assert not Hold.objects.exists()


def test_an_article_in_another_hand_is_shown_as_such(ada_client: Client, proposal: Proposal) -> None:
    hold(proposal.article, editor=make_editor("eve"))
    response = ada_client.post(f"/curate/articles/{proposal.article_id}/hold/", follow=True)
    assert "eve has this article in hand until" in response.text
    assert "<b>With eve</b>" in response.text


def test_an_act_takes_the_article_in_hand_but_from_nobody(
    ada_client: Client, proposal: Proposal, following: Proposal
) -> None:
    ada_client.post(address(proposal, "accept"))
    assert Hold.objects.get().editor.username == "ada"
    eve = make_editor("eve")
    Hold.objects.update(editor=eve)
    ada_client.post(address(following, "accept"))
    assert Hold.objects.get().editor == eve


OTHER = [
    "articles/{article}/accept-certain/",
    "articles/{article}/hold/",
    "articles/{article}/release/",
    "decisions/1/undo/",
]


@pytest.mark.parametrize("path", OTHER)
def test_other_acts_are_for_editors_and_posts_only(
    ruth_client: Client, ada_client: Client, proposal: Proposal, path: str
) -> None:
    where = f"/curate/{path.format(article=proposal.article_id)}"
    missing = f"/curate/{path.format(article=999999)}"
    decisions.reject(proposal, editor=make_editor("eve"), reason="No")
    assert ada_client.get(where).status_code == 405
    assert Client().post(where)["Location"].startswith("/accounts/login/")
    assert ruth_client.post(where).status_code == 403
    assert Decision.objects.count() == 1
    assert not Hold.objects.exists()
    if missing != where:
        assert ada_client.post(missing).status_code == 404


# Bad input


BAD = [
    ({"title": " "}, "A title is needed"),
    ({"title": "x" * 301}, "301 characters"),
    ({"title": "two\nlines"}, "a character that is not printed"),
    ({"title": "nul\x00"}, "a character that is not printed"),
    ({"when": ""}, "A date is needed"),
    ({"when": "the cat"}, "is no date I can read"),
    ({"when": "20233-01-01"}, "20233"),
    ({"when": "2023-02-30"}, "There is no day 30"),
    ({"type": "party"}, "“party” is no type"),
    ({"status": "maybe"}, "“maybe” is no status"),
    ({"place": "x" * 300}, "300 characters"),
    ({"more": "; ".join(f"Name {n}" for n in range(60))}, "61 names"),
    ({"more": "x" * 300}, "300 characters"),
    ({"reason": "x" * 1001, "title": "Other"}, "1,001 characters"),
]


@pytest.mark.parametrize(("changes", "message"), BAD)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_bad_amendment_is_refused_with_all_that_was_typed(
    ada_client: Client, proposal: Proposal, changes: dict[str, str], message: str, headers: dict[str, str]
) -> None:
    typed = card(proposal, **({"title": "A title of mine", "place": "A place of mine"} | changes))
    response = ada_client.post(address(proposal, "amend"), typed, headers=headers)
    assert response.status_code == 422
    assert message in response.text
    for field in {"title", "place"} - set(changes):
        assert f'value="{typed[field]}"' in response.text
    assert not Decision.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("reason", ["", "  ", None])
def test_a_rejection_without_a_reason_is_refused(ada_client: Client, proposal: Proposal, reason: str | None) -> None:
    response = ada_client.post(address(proposal, "reject"), {} if reason is None else {"reason": reason})
    assert response.status_code == 422
    assert "Say why" in response.text
    assert not Decision.objects.exists()


# A second editor


@pytest.mark.parametrize("act", WRITING)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_proposal_that_is_decided_is_a_conflict(
    ada_client: Client, proposal: Proposal, act: str, headers: dict[str, str]
) -> None:
    decisions.reject(proposal, editor=make_editor("eve"), reason="Seen elsewhere")
    response = ada_client.post(address(proposal, act), ACTS[act], headers=headers)
    assert response.status_code == 409
    assert "was already rejected by eve" in response.text
    assert "<b>eve</b> rejected it" in response.text
    assert "Seen elsewhere" in response.text
    assert Decision.objects.count() == 1


def test_what_was_typed_for_a_proposal_that_is_decided_can_still_be_read(
    ada_client: Client, proposal: Proposal
) -> None:
    decisions.accept(proposal, editor=make_editor("eve"))
    typed = {"title": "A title of my own", "when": "March 5-6", "more": "Jane Roe (person)"}
    response = ada_client.post(address(proposal, "amend"), typed, headers=HTMX)
    assert response.status_code == 409
    assert "You had typed: “A title of my own”, “March 5-6”, “Jane Roe (person)”." in response.text
    as_it_stood = ada_client.post(address(proposal, "amend"), {"title": proposal.title}, headers=HTMX)
    assert "You had typed" not in as_it_stood.text


# Who may


@pytest.mark.parametrize("act", ACTS)
def test_it_takes_no_get(ada_client: Client, proposal: Proposal, act: str) -> None:
    assert ada_client.get(address(proposal, act)).status_code == 405


@pytest.mark.parametrize("act", ACTS)
def test_a_stranger_is_asked_to_sign_in_and_nothing_is_written(proposal: Proposal, act: str) -> None:
    response = Client().post(address(proposal, act), ACTS[act], follow=True)
    assert 'name="password"' in response.text
    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_script_of_a_stranger_is_told_so_and_keeps_the_page(proposal: Proposal, act: str) -> None:
    page = f"http://testserver/curate/articles/{proposal.article_id}/?proposal={proposal.pk}"
    response = Client().post(address(proposal, act), ACTS[act], headers=HTMX | {"Referer": page})
    assert response.status_code == 401
    assert f"proposal%3D{proposal.pk}" in response["X-Sign-In"]


def test_the_way_back_leads_to_no_other_site(proposal: Proposal) -> None:
    response = Client().post(address(proposal, "accept"), headers={"Referer": "https://evil.example/curate/"})
    assert response["Location"] == "/accounts/login/?next=%2Fcurate%2F"


@pytest.mark.parametrize("act", ACTS)
def test_somebody_without_the_right_is_refused(ruth_client: Client, proposal: Proposal, act: str) -> None:
    assert ruth_client.post(address(proposal, act), ACTS[act]).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_page_of_another_site_cannot_act(ada: User, proposal: Proposal, act: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post(address(proposal, act), ACTS[act]).status_code == 403


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("number", ["999999", "x", "-1", "", "9" * 19])
def test_a_proposal_that_is_not_there_is_not_found(ada_client: Client, act: str, number: str) -> None:
    assert ada_client.post(address(number, act), ACTS[act]).status_code == 404
