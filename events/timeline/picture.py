"""The one object that the timeline's page is printed from: what is drawn, said and listed, and every address in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from events.edtf import MINUTES_PER_DAY, day_number
from events.timeline import drawing
from events.timeline.addressing import Addressing
from events.timeline.atlas import Atlas, Sheet, atlas_of, sheet_of
from events.timeline.bubbles import Look
from events.timeline.comparing import Second, SecondChips, SecondMarks, answers_of, unshared
from events.timeline.description import Sentence, describe_answer
from events.timeline.grouping import Year, years_of
from events.timeline.layout import dense_from, lay_out, most_bins
from events.timeline.memory import give_back
from events.timeline.narrowing import Chip, Filter, chips_of, filters_of
from events.timeline.places import MANY
from events.timeline.query import answer as ask
from events.timeline.query import count_of, page_of
from events.timeline.speech import said_date, short_date, span_alone, span_words
from events.timeline.story import Story, decided_on, read_story
from events.timeline.values import Answer, Export, Item
from events.timeline.window import EVERYTHING, Problem, Window, start_text
from events.vocabulary import TYPES

WIDTHS: Final = (296, 366, 560, 736, 1000, 1168, 1264, 1488)
"""Widths that are drawn: phones, tablets, screens; a browser shows the nearest one scaled by at most a third."""
USUAL_WIDTH: Final = 1000
"""What comes with the page: beside the filters it suits screens of 1,280 to 1,366 pixels, which then ask for no other."""
NARROW_WIDTH: Final = 366
"""The width for a phone that runs no script and so cannot ask for its own."""
BESIDE_DRAWER: Final = 184
"""Pixels that the drawer takes from a wide drawing, once the filters beside it have made room."""
LISTED: Final = 16
"""Events listed below the drawing; the list view has them all."""
OPENED: Final = 12
"""Events shown of a cluster that is opened in place."""
FIRST_DAY: Final = day_number(date.min)
"""1 January of the year 1: date fields write no earlier one."""
PAGE: Final = 50
"""Events on a page of the list view."""
EMBED: Final = "/embed/"
FEED: Final = "/events.atom"
EXPORTS: Final = (
    ("CSV", "/events.csv", "spreadsheets"),
    ("JSONL", "/events.jsonl", "programs, with every quote"),
    ("GeoJSON", "/events.geojson", "maps"),
    ("iCalendar", "/events.ics", "calendars, to subscribe to"),
    ("Atom", FEED, "feed readers"),
    ("TimelineJS", "/events.timelinejs.json", "slide shows"),
)
"""Each form of exactly the view: its name, its path, whom it is for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to see the same: its name, its address, whether it is the one shown."""

    value: str
    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the tools of the window lead."""

    path: str
    here: str
    earlier: str
    later: str
    zoom_in: str
    zoom_out: str
    fit: str
    clear: str
    today: str
    now: str
    unselected: str
    narrow: str
    exports: tuple[Export, ...]
    feed: str
    embed: str
    canonical: str
    as_list: str
    compared: str
    cited: str
    on_paper: str
    other_order: str
    first_page: str
    previous_page: str
    next_page: str
    last_page: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the timeline's page prints."""

    window: Window
    answer: Answer
    width: int
    asked: int
    problems: tuple[Problem, ...]
    sentence: Sentence
    chart: str
    overview: str
    left: float
    right: float
    chips: tuple[Chip, ...]
    filters: tuple[Filter, ...]
    views: tuple[Choice, ...]
    to: Addresses
    years: tuple[Year, ...]
    first_row: int
    last_row: int
    pages: int
    asof_day: int
    today: int
    now: str
    story: Story | None
    atlas: Atlas | None
    second: Second | None
    known_today: int
    decided_on: date | None

    @property
    def citation(self) -> str:
        """The view as it is cited: by the day, and by the decision whose state its address shows for good."""
        shown = "" if self.window.rev is not None else f", as shown after decision {self.answer.generation:,}"
        return f"“{describe_answer(self.answer, dated=True)}{shown}.” Dateline."

    @property
    def is_list(self) -> bool:
        """Whether the list is the page, not the drawing."""
        return self.window.view == "list"

    @property
    def asof(self) -> str:
        """The day whose knowledge is shown, for a date field."""
        return start_text(self.asof_day * MINUTES_PER_DAY, day=True)

    @property
    def first_day(self) -> int:
        """Where the slider of that day begins: with the first match, and in the years that a date field can write."""
        return min(max(self.answer.overview.low // MINUTES_PER_DAY, FIRST_DAY), self.today - 1)

    @property
    def asof_words(self) -> str:
        """That day in words, for who hears the slider."""
        return said_date(self.asof)

    @property
    def chosen(self) -> str:
        """The lanes and the day of knowledge in words, where they are not the usual ones: they may stand folded away."""
        lane, parts = self.window.lane, []
        if lane != "type":
            parts.append("no lanes" if lane == "none" else f"by {lane}")
        if self.window.asof is not None:
            parts.append(f"known on {short_date(self.asof)}")
        return ", ".join(parts)

    @property
    def known_since(self) -> str:
        """How many events the view has as known today, where it shows a past day."""
        return "1 event" if self.known_today == 1 else f"{self.known_today:,} events"

    @property
    def total_words(self) -> str:
        """The total with its thousands marked."""
        return f"{self.answer.total:,}"

    @property
    def before_words(self) -> str:
        """How many matches are earlier, "" for none."""
        return f"{self.answer.before:,}" if self.answer.before else ""

    @property
    def after_words(self) -> str:
        """How many matches are later, "" for none."""
        return f"{self.answer.after:,}" if self.answer.after else ""


@dataclass(frozen=True, slots=True)
class Members:
    """What a cluster holds, to be opened in place: the first of them, and the ways to all."""

    title: str
    items: tuple[Item, ...]
    total: int
    address: str
    as_list: str

    @property
    def more(self) -> bool:
        """Whether only some are shown."""
        return self.total > len(self.items)


def picture_of(
    window: Window,
    *,
    at: int,
    path: str,
    problems: tuple[Problem, ...] = (),
    width: int = USUAL_WIDTH,
    carried: str = "",
    scripted: bool = False,
) -> Picture:
    """The picture of a window at minute `at`, drawn `width` pixels wide; six queries less than ten, whatever the window.

    `carried` is the width as it stands in the address, to be kept in every other one; `scripted`: a script asks, which knows
    the width by itself.
    """
    drawn = _drawn_width(width, window)
    answer, other = answers_of(window, partial(ask, at=at, bins=most_bins(drawn), dense=dense_from(drawn)))
    layout = lay_out(_plural(answer), drawn)
    links = Addressing(path, window, width=carried)
    items, pages, first = _listed(window, at=at)
    sentence = describe_answer(answer)
    words = drawing.Words(str(sentence), _now_words(window))
    return Picture(
        window=window,
        answer=answer,
        width=layout.width,
        asked=width,
        problems=problems,
        sentence=sentence,
        chart=drawing.chart(layout, links, words) if window.view != "list" else "",
        overview=drawing.overview(layout, _overview_title(answer)),
        left=layout.scale.left,
        right=layout.scale.right,
        chips=tuple(chips_of(answer, links)),
        filters=tuple(filters_of(answer)),
        views=tuple(_views(window, links)),
        to=_addresses(answer, links, pages, scripted=scripted),
        years=tuple(years_of(items)),
        first_row=first + 1 if items else 0,
        last_row=first + len(items),
        pages=pages,
        asof_day=window.asof if window.asof is not None else at // MINUTES_PER_DAY,
        today=at // MINUTES_PER_DAY,
        now=_now_words(window),
        story=read_story(window.selected) if window.selected else None,
        atlas=atlas_of(window, at=at, links=links) if window.view == "map" else None,
        known_today=answer.total if window.asof is None else count_of(replace(window, asof=None), at=at),
        decided_on=decided_on(window.rev) if window.rev else None,
        second=_second(other, links, layout.width, words.now) if other else None,
    )


def _second(answer: Answer, links: Addressing, width: int, now: str) -> Second:
    """The second strip as wide as the first, so that both have one axis."""
    sentence, own = describe_answer(answer), answer.window
    layout, marks, chips = lay_out(_plural(answer), width), SecondMarks(links, own), SecondChips(links)
    return Second(
        answer=answer,
        sentence=sentence,
        chart=drawing.second(drawing.chart(layout, marks, drawing.Words(f"B: {sentence}", now))),
        chips=tuple(chips_of(unshared(answer), chips)),
        filters=tuple(filters_of(answer)),
        first=links.window.query_string(),
        exchanged=chips.exchanged(own),
        ended=links.of(links.window.changed(compare="")),
    )


def sheet_for(window: Window, look: Look, *, at: int, path: str) -> Sheet:
    """The bubbles of a window in a look of the map, with the addresses of the page at `path`."""
    sheet = sheet_of(window, look, at=at, links=Addressing(path, replace(window, selected=None)))
    if sheet.at_place > MANY:
        give_back()
    return sheet


def members_of(window: Window, *, at: int, path: str) -> Members:
    """The first of all events of a cluster's window, those too that are drawn beside it, in order; three queries."""
    view = "map" if window.view == "map" else "timeline"
    window = replace(window, selected=None, view=view, page=1)
    count = count_of(window, at=at)
    items, _ = page_of(window, at=at, page=1, size=OPENED)
    links = Addressing(path, window)
    events = "1 event" if count == 1 else f"All {count:,} events"
    span = span_alone(window.low, window.high) if window.low is not None and window.high is not None else ""
    return Members(
        f"{events}, {span}" if span else events,
        tuple(items),
        count,
        links.of(window),
        links.of(replace(window, view="list")),
    )


def is_width(asked: str) -> bool:
    """Whether a browser's width is a number."""
    return asked.isascii() and asked.isdigit() and len(asked) <= 5


def nearest_width(asked: str) -> int:
    """The width to draw for what a browser has: the widest that is not wider; the usual one for no number."""
    if not is_width(asked):
        return USUAL_WIDTH
    return max((width for width in WIDTHS if width <= int(asked)), default=WIDTHS[0])


def _drawn_width(width: int, window: Window) -> int:
    return width - BESIDE_DRAWER if window.selected and width >= USUAL_WIDTH else width


def _plural(answer: Answer) -> Answer:
    """The answer with its lanes of types named for many."""
    if answer.window.lane != "type":
        return answer
    lanes = (replace(lane, label=TYPES[lane.key].plural) if lane.key in TYPES else lane for lane in answer.lanes)
    return replace(answer, lanes=tuple(lanes))


def _listed(window: Window, *, at: int) -> tuple[list[Item], int, int]:
    """The events to list, the number of pages, and how many stand before the first of them."""
    if window.view == "list":
        items, pages = page_of(window, at=at, page=window.page, size=PAGE)
        return items, pages, (window.page - 1) * PAGE
    items, _ = page_of(replace(window, order="newest"), at=at, page=1, size=LISTED)
    return items, 1, 0


def _overview_title(answer: Answer) -> str:
    whole = answer.overview
    return f"All matches, {span_words(whole.low, whole.high)}; the window is {span_alone(answer.low, answer.high)}"


def _now_words(window: Window) -> str:
    """What stands at the line between past and ahead."""
    return "today" if window.asof is None else said_date(window.asof_text)


def _views(window: Window, links: Addressing) -> Iterator[Choice]:
    for value, name in (("timeline", "Timeline"), ("list", "List"), ("map", "Map")):
        yield Choice(value, name, links.of(replace(window, view=value, page=1)), window.view == value)


def _addresses(answer: Answer, links: Addressing, pages: int, *, scripted: bool) -> Addresses:
    window, low, high = answer.window, answer.low, answer.high
    bare = replace(window, page=1, view="timeline", selected=None, order="")
    plain = replace(bare, lane="type", compare="")
    page = window.page
    return Addresses(
        path=links.path,
        here=links.of(window),
        earlier=links.of(window.panned(-0.5, low=low, high=high)),
        later=links.of(window.panned(0.5, low=low, high=high)),
        zoom_in=links.of(window.zoomed(0.5, low=low, high=high)),
        zoom_out=links.of(window.zoomed(2, low=low, high=high)),
        fit=links.of(window.at(None, None)),
        clear=links.of(window.without_filters().changed(low=None, high=None, asof=None, rev=None)),
        today=links.of(window.without("asof")),
        now=links.of(window.without("rev")),
        unselected=links.of(replace(window, selected=None)),
        narrow="" if scripted else Addressing(links.path, window, width=str(NARROW_WIDTH)).of(window),
        exports=tuple(Export(name, use, links.of(plain, path)) for name, path, use in EXPORTS),
        feed=links.of(plain, FEED),
        embed=links.of(bare, EMBED),
        canonical=links.of(window, links.path),
        as_list=links.of(replace(window, view="list", order="newest", page=1)),
        compared=links.of(window.changed(compare=EVERYTHING, view="timeline")),
        cited=links.of(replace(bare, rev=window.rev if window.rev is not None else answer.generation)),
        on_paper=links.of(bare, "/chronology/"),
        other_order=links.of(replace(window, order="" if window.order else "newest", page=1)),
        first_page=links.of(replace(window, page=1)) if page > 1 else "",
        previous_page=links.of(replace(window, page=page - 1)) if page > 1 else "",
        next_page=links.of(replace(window, page=page + 1)) if page < pages else "",
        last_page=links.of(replace(window, page=pages)) if page < pages else "",
    )
