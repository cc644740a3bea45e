"""The acts of editors: accept, amend, reject."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Actor, Decision, Event, Mention, Place, Proposal, Reading
from events.review.amendments import Amendment, amendment_of
from events.review.decisions import AlreadyDecided, BadAmendment, NotAllowed, accept, amend, reject
from tests.factories import make_article, make_editor, make_person, make_proposal


@pytest.fixture
def proposal(db: None) -> Proposal:
    return make_proposal()


def amendment(**changes: Any) -> Amendment:
    fields = {"title": "Ministers talk", "edtf": "2024-03-01", "type": "meeting", "status": "occurred"}
    return Amendment(**(fields | changes))


def test_accepting_publishes_an_event_with_all_that_was_proposed(proposal: Proposal, ada: User) -> None:
    event = accept(proposal, editor=ada)
    event.refresh_from_db()
    assert (event.title, event.edtf, event.type, event.status) == (proposal.title, "2024-03-01", "meeting", "occurred")
    assert event.state == "published"
    assert (event.place.name, event.country) == ("Geneva", "CH")
    assert [actor.name for actor in event.actors.all()] == ["Example Union"]
    assert (event.earliest_start, event.latest_end) == (proposal.earliest_start, proposal.latest_end)


def test_accepting_keeps_the_sentence_that_says_so(proposal: Proposal, ada: User) -> None:
    mention = accept(proposal, editor=ada).mentions.get()
    assert (mention.quote, mention.date_text, mention.article) == (proposal.quote, "Friday", proposal.article)
    assert mention.reasons == proposal.reasons


def test_each_further_quote_becomes_a_mention(ada: User) -> None:
    text = "They met on Friday. A photograph of 1 March shows the meeting."
    article = make_article(text=text)
    quote = "A photograph of 1 March shows the meeting."
    more = {"quote": quote, "quote_start": text.index(quote), "date_text": "1 March"}
    more |= {"date_start": text.index("1 March"), "edtf": "2024-03-01"}
    proposal = make_proposal(article=article, quote="They met on Friday.", further=[more])
    assert [m.date_text for m in accept(proposal, editor=ada).mentions.order_by("date_start")] == ["Friday", "1 March"]


def test_accepting_makes_one_reading_known_since_the_article(proposal: Proposal, ada: User) -> None:
    event = accept(proposal, editor=ada)
    reading = Reading.objects.get(event=event)
    assert reading.known_from == (date(2024, 3, 4) - date(1970, 1, 1)).days
    assert reading.shown_from == Decision.objects.get().number
    assert (reading.known_until, reading.shown_until, reading.disputed) == (None, None, False)


def test_each_act_appends_one_decision_with_what_was_before_and_after(proposal: Proposal, ada: User) -> None:
    event = accept(proposal, editor=ada)
    decision = Decision.objects.get()
    assert (decision.act, decision.editor, decision.proposal, decision.event) == ("accept", ada, proposal, event)
    assert (decision.before["state"], decision.after["state"]) == ("waiting", "accepted")


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"title": "  Ministers talk in Geneva "}, "title", "Ministers talk in Geneva"),
        ({"edtf": "2024-03-01~"}, "edtf", "2024-03-01~"),
        ({"edtf": "-0043-03-15"}, "edtf", "-0043-03-15"),
        ({"type": "agreement"}, "type", "agreement"),
        ({"status": "denied"}, "status", "denied"),
    ],
)
def test_amending_writes_what_the_editor_wants(
    proposal: Proposal, ada: User, changes: dict[str, Any], field: str, value: str
) -> None:
    event = amend(proposal, amendment(**changes), editor=ada)
    proposal.refresh_from_db()
    assert getattr(event, field) == getattr(proposal, field) == value
    assert proposal.state == "amended"
    assert Decision.objects.get().act == "amend"


def test_amending_with_nothing_changed_is_an_acceptance(proposal: Proposal, ada: User) -> None:
    amend(proposal, amendment_of(proposal), editor=ada)
    assert Decision.objects.get().act == "accept"
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


def test_a_name_that_stays_keeps_what_is_known_of_it(proposal: Proposal, ada: User) -> None:
    amend(proposal, amendment(actors=("Example Union", "Ruritania", "Ruritania", " ")), editor=ada)
    proposal.refresh_from_db()
    assert [(actor["name"], actor["kind"]) for actor in proposal.actors] == [
        ("Example Union", "organisation"),
        ("Ruritania", "group"),
    ]


def test_a_typed_name_takes_over_what_the_site_knows(proposal: Proposal, ada: User) -> None:
    Actor.objects.create(name="Ruritania", kind="state", code="RR")
    event = amend(proposal, amendment(actors=("ruritania",)), editor=ada)
    assert event.actors.get().code == "RR"


def test_a_typed_place_takes_over_the_point_that_the_site_knows(proposal: Proposal, ada: User) -> None:
    Place.objects.create(name="Vienna", country="AT", latitude=48.2, longitude=16.4)
    event = amend(proposal, amendment(place="vienna"), editor=ada)
    assert (event.place.latitude, event.country) == (48.2, "AT")
    assert Place.objects.filter(name__iexact="vienna").count() == 1


def test_a_place_that_stays_keeps_its_point(proposal: Proposal, ada: User) -> None:
    event = amend(proposal, amendment(place="Geneva"), editor=ada)
    assert (event.place.latitude, event.place.geonames) == (46.2, 2660646)


def test_a_corrected_date_corrects_further_quotes_read_the_same_and_no_others(ada: User) -> None:
    text = "They met on Friday. Friday was long. It began on 28 February."
    article = make_article(text=text)
    further = [
        {"quote": "Friday was long.", "quote_start": 20, "date_text": "Friday", "date_start": 20, "edtf": "2024-03-01"},
        {
            "quote": "It began on 28 February.",
            "quote_start": 37,
            "date_text": "28 February",
            "date_start": 49,
            "edtf": "2024-02-28",
        },
    ]
    proposal = make_proposal(article=article, quote="They met on Friday.", further=further)
    event = amend(proposal, amendment(edtf="2024-03-08"), editor=ada)
    dates = event.mentions.order_by("date_start").values_list("edtf", flat=True)
    assert list(dates) == ["2024-03-08", "2024-03-08", "2024-02-28"]


BAD = [
    ({"title": ""}, "title"),
    ({"title": "x" * 301}, "title"),
    ({"title": "a\x00b"}, "title"),
    ({"title": "a\nb"}, "title"),
    ({"title": "a\ud800b"}, "title"),
    ({"edtf": ""}, "edtf"),
    ({"edtf": "someday"}, "edtf"),
    ({"edtf": "2024-02-30"}, "edtf"),
    ({"edtf": "[" + ",".join(["2024-01-01"] * 20) + "]"}, "edtf"),
    ({"type": "party"}, "type"),
    ({"type": ""}, "type"),
    ({"status": "maybe"}, "status"),
    ({"place": "x" * 201}, "place"),
    ({"actors": ("x" * 201,)}, "actors"),
    ({"actors": tuple(f"Name {n}" for n in range(41))}, "actors"),
]


@pytest.mark.parametrize(("changes", "field"), BAD)
def test_a_bad_amendment_names_the_field_and_leaves_no_trace(
    proposal: Proposal, ada: User, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadAmendment) as refusal:
        amend(proposal, amendment(**changes), editor=ada)
    assert list(refusal.value.problems) == [field]
    assert nothing_written(proposal)


def test_several_faults_are_told_at_once(proposal: Proposal, ada: User) -> None:
    with pytest.raises(BadAmendment) as refusal:
        amend(proposal, amendment(title="", edtf="x", status="?"), editor=ada)
    assert set(refusal.value.problems) == {"title", "edtf", "status"}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, "a\x00b"])
def test_a_rejection_needs_a_reason_that_can_be_kept(proposal: Proposal, ada: User, reason: str) -> None:
    with pytest.raises(BadAmendment) as refusal:
        reject(proposal, editor=ada, reason=reason)
    assert list(refusal.value.problems) == ["reason"]
    assert nothing_written(proposal)


def test_rejecting_keeps_the_reason_and_publishes_nothing(proposal: Proposal, ada: User) -> None:
    decision = reject(proposal, editor=ada, reason=" A film. ")
    proposal.refresh_from_db()
    assert (proposal.state, decision.reason, decision.act) == ("rejected", "A film.", "reject")
    assert not Event.objects.exists()


def test_nobody_without_the_right_decides(proposal: Proposal) -> None:
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            accept(proposal, editor=person)
        with pytest.raises(NotAllowed):
            amend(proposal, amendment(), editor=person)
        with pytest.raises(NotAllowed):
            reject(proposal, editor=person, reason="No")
    assert nothing_written(proposal)


def test_somebody_whose_account_was_closed_decides_no_more(proposal: Proposal, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        accept(proposal, editor=User.objects.get(pk=ada.pk))


@pytest.mark.parametrize("first", ["accept", "amend", "reject"])
@pytest.mark.parametrize("second", ["accept", "amend", "reject"])
def test_what_is_decided_is_not_decided_again(proposal: Proposal, ada: User, first: str, second: str) -> None:
    eve = make_editor("eve")
    acts: dict[str, Any] = {
        "accept": lambda person: accept(proposal, editor=person),
        "amend": lambda person: amend(proposal, amendment(), editor=person),
        "reject": lambda person: reject(proposal, editor=person, reason="No"),
    }
    acts[first](eve)
    events, decisions = Event.objects.count(), Decision.objects.count()
    with pytest.raises(AlreadyDecided) as refusal:
        acts[second](ada)
    assert "by eve" in str(refusal.value)
    assert refusal.value.decision.editor == eve
    assert (Event.objects.count(), Decision.objects.count()) == (events, decisions)


def test_an_act_that_fails_in_the_middle_leaves_nothing_half_done(
    proposal: Proposal, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("events.review.decisions.refresh_readings", broken)
    with pytest.raises(OSError, match="disk"):
        accept(proposal, editor=ada)
    assert nothing_written(proposal)


def nothing_written(proposal: Proposal) -> bool:
    """Whether no act has left a trace."""
    fresh = Proposal.objects.get(pk=proposal.pk)
    rows = (Event, Mention, Reading, Decision, Actor, Place)
    return fresh.state == "waiting" and fresh.title == proposal.title and not any(r.objects.exists() for r in rows)
