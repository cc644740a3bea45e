"""Which form each kind of date takes, and where."""

import pytest

from events.edtf import bounds_of
from events.timeline.forms import exactness, form_of, small
from events.timeline.scale import Scale
from tests.timeline.answers import make_item


def scale(span: str = "2023") -> Scale:
    bounds = bounds_of(span)
    return Scale(bounds.earliest_start or 0, bounds.latest_end or 0, 100, 1100)


NOW = bounds_of("2023-09-20").latest_end or 0


@pytest.mark.parametrize(
    ("edtf", "kind"),
    [
        ("2023-05-05", "badge"),
        ("2023-05-05T10:30", "badge"),
        ("2023-05-05/2023-05-06", "badge"),  # too narrow to draw
        ("2023-04-20/2023-09-12", "bar"),
        ("2023-05", "reach"),
        ("2023", "reach"),
        ("2023-21", "reach"),
        ("[2023-04-20..2023-09-12]", "reach"),
        ("2023-05-05/..", "after"),
        ("[2023-05-05..]", "after"),
        ("../2023-05-05", "before"),
        ("[..2023-05-05]", "before"),
        ("199X", "badge"),  # outside the window, held at its edge
    ],
)
def test_a_date_takes_its_form(edtf: str, kind: str) -> None:
    assert form_of(make_item(1, edtf), scale(), now=NOW).kind == kind


def test_a_bar_means_it_lasted_and_a_line_means_somewhere_in() -> None:
    lasted = form_of(make_item(1, "2023-04-20/2023-09-12"), scale(), now=NOW)
    somewhere = form_of(make_item(1, "[2023-04-20..2023-09-12]"), scale(), now=NOW)
    assert (lasted.kind, somewhere.kind) == ("bar", "reach")
    assert lasted.left == somewhere.left
    assert lasted.centre < somewhere.centre == (somewhere.left + somewhere.right) / 2


def test_what_goes_on_ends_at_now_and_is_pointed() -> None:
    form = form_of(make_item(1, "2023-04-20/..", status="ongoing"), scale(), now=NOW)
    assert form.kind == "bar"
    assert form.pointed
    assert form.right == pytest.approx(scale().x(NOW + 1))


def test_an_approximate_end_fades_and_an_exact_one_does_not() -> None:
    form = form_of(make_item(1, "2023-03-10/2023-10-10~"), scale(), now=NOW)
    assert form.fade_right > 0
    assert form.fade_left == 0


def test_the_core_leaves_out_where_it_only_possibly_went_on() -> None:
    form = form_of(make_item(1, "2023-03/2023-10"), scale(), now=NOW)
    assert form.core is not None
    assert form.left < form.core[0] < form.core[1] < form.right


def test_the_core_of_known_days_is_the_whole_bar() -> None:
    form = form_of(make_item(1, "2023-03-10/2023-10-10"), scale(), now=NOW)
    assert form.core == pytest.approx((form.left, form.right))


def test_an_approximate_day_has_a_halo() -> None:
    assert form_of(make_item(1, "2023-05-05~"), scale(), now=NOW).halo == "day"
    assert form_of(make_item(1, "2023-05-05"), scale(), now=NOW).halo == ""


def test_what_runs_over_an_edge_is_cut_there_and_keeps_its_badge_inside() -> None:
    form = form_of(make_item(1, "2019/2025"), scale(), now=NOW)
    assert (form.cut_left, form.cut_right) == (True, True)
    assert (form.left, form.right) == (100, 1100)
    assert 100 < form.centre < 140


@pytest.mark.parametrize(
    ("edtf", "start", "end", "doubt"),
    [
        ("2023-05-05", False, False, False),
        ("2023-05-05~", True, True, False),
        ("2023-05-05?", False, False, True),
        ("2023-05-05%", True, True, True),
        ("2023-05~/2023-06", True, False, False),
        ("2023-05/2023-06~", False, True, False),
        ("[2023-05..2023-06?]", False, False, True),
        ("no date at all", False, False, False),
    ],
)
def test_it_reads_exactness_from_the_string(edtf: str, start: bool, end: bool, doubt: bool) -> None:
    marks = exactness(edtf)
    assert (marks.start, marks.end, marks.doubt) == (start, end, doubt)


@pytest.mark.parametrize("type_", ["visit", "attack"])
@pytest.mark.parametrize(
    "edtf", ["2023-01-01", "2023-01-03", "2023-06-28", "2023-06-28?", "2023-06-28~", "2023-12-31", "2023-03/2023-10"]
)
def test_a_form_made_small_is_the_one_without_a_label(edtf: str, type_: str) -> None:
    item = make_item(1, edtf, type=type_)
    made = small(form_of(item, scale(), now=NOW), item, scale(), now=NOW)
    assert made == form_of(item, scale(), now=NOW, labelled=False)
