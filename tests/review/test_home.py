"""The figures of the desk's front page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.models import Article, Decision
from events.review.decisions import accept, reject
from events.review.home import home
from events.views.curate import charts
from tests.factories import make_article, make_event, make_proposal, make_publisher

NOW = datetime(2024, 3, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def decided(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight decisions ten seconds apart, after a break of an hour; three of them rejections. Then one of six weeks ago."""
    moments = [NOW - timedelta(hours=2), *(NOW - timedelta(minutes=30) + timedelta(seconds=10 * n) for n in range(8))]
    text = " ".join(f"Number {n} met on Friday." for n in range(10))
    article = make_article(text=text)
    for n, moment in enumerate([NOW - timedelta(days=42), *moments]):
        monkeypatch.setattr("events.models.decisions.timezone.now", lambda moment=moment: moment)
        proposal = make_proposal(article=article, quote=f"Number {n} met on Friday.", title=f"Number {n}", actors=[])
        if n in (3, 4, 5):
            reject(proposal, editor=ada, reason="No")
        else:
            accept(proposal, editor=ada)


def test_it_tells_how_deciding_goes(decided: None, ada: User) -> None:
    found = home(ada, at=NOW)
    assert (found.today, found.share, found.share_before) == (9, 67, 100)
    assert found.seconds == 10.0
    assert [(source.name, source.decided, source.share) for source in found.sources] == [("Example Wire", 9, 67)]
    assert [day.acts for day in found.days[-2:]] == [{}, {"accept": 6, "reject": 3}]
    assert found.days[-1].seconds == 10.0


def test_it_tells_what_waits_and_for_how_long(ada: User) -> None:
    for hours in (0.5, 2, 10, 30, 100):
        publisher = make_publisher(f"Wire {hours}")
        proposal = make_proposal(article=make_article(publisher=publisher))
        Article.objects.filter(pk=proposal.article_id).update(retrieved_at=NOW - timedelta(hours=hours))
    found = home(ada, at=NOW)
    assert [count for _, count in found.ages] == [1, 1, 1, 1, 1]
    assert (found.proposals, found.articles, found.old) == (5, 5, 1)


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({"status": "scheduled", "edtf": "2024-03-14"}, True),
        ({"status": "possible", "edtf": "2024-02"}, True),
        ({"status": "scheduled", "edtf": "2024-03-15"}, False),
        ({"status": "expected", "edtf": "2024-03"}, False),
        ({"status": "scheduled", "edtf": "2024-03-01/.."}, False),
        ({"status": "occurred", "edtf": "2024-03-14"}, False),
        ({"status": "scheduled", "edtf": "2024-03-14", "state": "withdrawn"}, False),
    ],
)
def test_what_was_announced_and_whose_day_has_passed_waits_for_its_outcome(
    ada: User, changes: dict[str, Any], waits: bool
) -> None:
    make_event(**changes)
    assert home(ada, at=NOW).late_count == waits


def test_an_empty_desk_has_no_figures(ada: User) -> None:
    found = home(ada, at=NOW)
    assert (found.proposals, found.today, found.share, found.seconds, found.sources) == (0, 0, None, None, ())
    for chart in (charts.columns(found.days), charts.seconds(found.days), charts.ages(found.ages), charts.shares(())):
        assert chart.label


def test_it_runs_few_queries_whatever_was_decided(decided: None, ada: User, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(18):
        home(ada, at=NOW)
    assert Decision.objects.count() == 10


def test_charts_draw_every_decision_inside_their_frame(decided: None, ada: User) -> None:
    chart = charts.columns(home(ada, at=NOW).days)
    today = [rect for rect in chart.rects if rect.x == max(r.x for r in chart.rects)]
    assert {rect.name for rect in today} == {"act-accept", "act-reject"}
    heights = {rect.name: rect.height for rect in today}
    assert heights["act-accept"] == pytest.approx(2 * heights["act-reject"], abs=0.2)
    assert all(r.x >= 0 and r.x + r.width <= charts.WIDTH and r.y >= 0 for r in chart.rects)


@pytest.mark.parametrize(
    ("most", "top"), [(0, 2), (1, 2), (3, 4), (5, 10), (11, 20), (99, 100), (101, 200), (412, 1000)]
)
def test_the_top_of_a_scale_is_round(most: float, top: float) -> None:
    assert charts.ceiling(most) == top
