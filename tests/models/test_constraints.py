"""The database itself refuses what no row may say."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from events.edtf import EdtfError
from events.models import Article, Event, Mention, Place, Reading
from tests.factories import make_article, make_event, make_mention, make_place, make_proposal, make_publisher

pytestmark = pytest.mark.django_db

PAIRS = [("earliest_start", "latest_start"), ("earliest_end", "latest_end"), ("earliest_start", "latest_end")]


@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_bounds_out_of_order_are_refused(low: str, high: str) -> None:
    event = make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(**{low: 10, high: 9})
    event.refresh_from_db()
    assert getattr(event, low) <= getattr(event, high)


@pytest.mark.parametrize("edtf", ["../2024-03-01", "2024-03-01/..", "/2024-03-01", "[..2024-03-01]"])
def test_an_open_bound_is_in_order_with_any(edtf: str) -> None:
    event = make_event(edtf=edtf)
    event.refresh_from_db()
    assert None in (event.earliest_start, event.latest_end)


def test_an_open_date_leaves_its_bound_empty() -> None:
    event = make_event(edtf="2023-09-12/..")
    assert event.latest_end is None
    assert event.earliest_start is not None


def test_a_date_that_is_no_edtf_is_refused_and_changes_nothing() -> None:
    event = make_event(edtf="2024-03-01")
    before = event.earliest_start
    with pytest.raises(EdtfError):
        event.set_date("last week")
    assert (event.edtf, event.earliest_start) == ("2024-03-01", before)


@pytest.mark.parametrize(
    ("field", "value"), [("type", "gossip"), ("status", "rumoured"), ("state", "lost"), ("importance", 1001)]
)
def test_a_word_or_weight_out_of_the_list_is_refused(field: str, value: object) -> None:
    make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(**{field: value})


def test_a_quote_that_is_not_in_its_article_is_refused() -> None:
    article = make_article()
    event = make_event()
    with pytest.raises(DatabaseError), transaction.atomic():
        make_mention(
            event, article=article, quote="Nobody ever wrote this.", quote_start=0, date_text="ever", date_start=7
        )


def test_a_quote_at_the_wrong_place_is_refused() -> None:
    proposal = make_proposal()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(proposal).objects.filter(pk=proposal.pk).update(quote_start=proposal.quote_start + 1)


def test_a_quote_after_letters_beyond_the_basic_plane_is_found_by_code_points() -> None:
    text = "🕊️𝔊eneva — The two sides met on 1 March 2024."
    article = make_article(text=text)
    quote = "The two sides met on 1 March 2024."
    mention = make_mention(
        make_event(), article=article, quote=quote, quote_start=text.index(quote), date_text="1 March 2024"
    )
    assert article.text[mention.quote_start : mention.quote_start + len(quote)] == quote


def test_a_quote_needs_its_place_and_a_place_its_quote() -> None:
    mention = make_mention(make_event())
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(quote_start=3)


def test_the_same_text_of_one_publisher_is_one_article() -> None:
    make_article()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article()
    assert make_article(publisher=make_publisher("Another Wire")).pk


def test_two_sources_without_text_have_two_addresses() -> None:
    source = {"text": "", "content_hash": "", "published_on": None}
    make_article(url="https://example.org/a", **source)
    make_article(url="https://example.org/b", **source)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(url="https://example.org/a", **source)


@pytest.mark.parametrize(
    "point", [{"latitude": 91, "longitude": 0}, {"latitude": 0, "longitude": 181}, {"latitude": 5, "longitude": None}]
)
def test_a_place_lies_on_the_earth_or_nowhere(point: dict[str, float | None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(name="Nowhere", **point)
    assert make_place("Somewhere", latitude=None, longitude=None).pk


def test_a_decided_proposal_has_its_event() -> None:
    proposal = make_proposal()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(proposal).objects.filter(pk=proposal.pk).update(state="accepted")


def test_a_reading_ends_after_it_begins_on_both_clocks() -> None:
    reading = make_event().readings.get()
    for clock in ("known", "shown"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reading.objects.update(**{f"{clock}_until": getattr(reading, f"{clock}_from")})


def test_years_before_our_era_and_beyond_9999_are_stored() -> None:
    old, far = make_event(edtf="-0043-03-15"), make_event(edtf="Y20233")
    assert old.earliest_start < 0 < far.earliest_start
    assert list(Event.objects.order_by("earliest_start")) == [old, far]


def test_an_article_without_a_date_is_kept_without_one() -> None:
    assert make_article(published_on=None, date_known="").published_on is None
    assert Article.objects.filter(published_on__isnull=True).count() == 1
    assert Article.objects.filter(published_on=date(2024, 3, 4)).count() == 0


def test_both_databases_count_quotes_in_characters() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT length('𝔊é')")
        assert cursor.fetchone()[0] == 2
