"""What a page prints many of, as HTML text: values to filter by, events as rows of a list. Every text is escaped.

Strings are built directly: a page has a hundred of these, and templates would cost more than the query.
"""

from functools import cache, lru_cache
from html import escape
from typing import Final

from django.urls import reverse

from events.models.events import slug_of
from events.timeline.grouping import Group, Year
from events.timeline.narrowing import Filter
from events.timeline.shapes import icon
from events.timeline.speech import short_date
from events.timeline.values import Answer, Export, FacetValue, Item
from events.timeline.window import LANES, UNRECORDED
from events.vocabulary import STATUSES, TYPES

_SAMPLE: Final = "meeting"
"""The type whose badge shows what a status looks like."""
_SOME_EVENT: Final = 2**63 - 1
_SOME_SLUG: Final = "some-event"
"""Stand for an event in the one address that those of all are made from."""


def go(address: str) -> str:
    """The attributes of a link to a view."""
    address = escape(address)
    return f'href="{address}" hx-get="{address}"'


def hidden(name: str, value: str) -> str:
    """One parameter of an address as an input that nobody sees."""
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


def facts(answer: Answer) -> str:
    """What scripts read of an answer, as attributes: the total, the generation, and the minutes of the window and of all matches."""
    whole = answer.overview
    return (
        f'data-total="{answer.total}" data-generation="{answer.generation}" data-low="{answer.low}"'
        f' data-high="{answer.high}" data-first="{whole.low}" data-last="{whole.high}"'
    )


def export(form: Export) -> str:
    """One form in which the view can be taken away."""
    return f'<li><a href="{escape(form.address)}">{form.name}</a><span class="quiet">{form.use}</span></li>'


def choice(name: str, value: FacetValue) -> str:
    """One value of a filter: its box, its badge where it has one, its label and its count."""
    sign = _sign(name, value.value)
    classes = ("" if sign else "bare") + ("" if value.count else " zero")
    return (
        f'<label class="{classes}"><input type="checkbox" name="{name}" value="{escape(value.value)}"'
        f"{' checked' if value.active else ''}>{sign}<span>{escape(value.label)}</span>"
        f'<span class="n">{value.count:,}</span></label>\n'
    )


def facet(filter_: Filter, *, second: bool = False) -> str:
    """One dimension of filters: the field to find a value by name, the values that stand open, and those behind "more".

    `data-fold` names what a reader folds, so that it stays so; apart for the `second` set of filters.
    """
    name, title = filter_.name, filter_.title
    find = f'<input type="search" name="{name}" maxlength="200" aria-label="{title}: find by name" placeholder="Find by name">'
    drawn = (
        f"<fieldset><legend{' class="vh"' if filter_.folded else ''}>{title}</legend><div>{find if filter_.named else ''}"
        f"{''.join([choice(name, value) for value in filter_.values])}{_further(filter_, 'b' if second else 'a')}</div></fieldset>"
    )
    if not filter_.folded:
        return drawn
    fold = f"second-{name}" if second else name
    opened = " open" if filter_.on else ""
    return f'<details class="rest" data-fold="{fold}"{opened}><summary>{title}</summary>{drawn}</details>'


def _further(filter_: Filter, of: str) -> str:
    """The values behind "more", and how many are not even there."""
    if not filter_.further and not filter_.missing:
        return ""
    more = f"{len(filter_.further)} more" if filter_.further else "More"
    missing = (
        f'<p class="small quiet">{filter_.missing:,} with fewer events are not listed.</p>' if filter_.missing else ""
    )
    values = "".join([choice(filter_.name, value) for value in filter_.further])
    return (
        f'<details class="further" data-fold="{of}-{filter_.name}-further"><summary class="more">{more}</summary>'
        f"{values}{missing}</details>"
    )


def _sign(name: str, value: str) -> str:
    """The badge of a type or of a status."""
    if name == "type":
        return icon(value, "occurred")
    return icon(_SAMPLE, value) if name == "status" and value != UNRECORDED else ""


@lru_cache(maxsize=16)
def lane_options(chosen: str) -> str:
    """What lanes can be made of, to choose from."""
    return "".join([f'<option value="{name}"{" selected" if name == chosen else ""}>{name}</option>' for name in LANES])


def year(year: Year, selected: int | None, *, paged: bool) -> str:
    """The events of a year, by their months; `paged`: it may have others on other pages."""
    note = " on this page" if paged else ""
    groups = "".join([_group(group, selected) for group in year.groups])
    return f'<h3>{escape(year.title)}<span class="quiet">{year.count}{note}</span></h3>{groups}\n'


def _group(group: Group, selected: int | None) -> str:
    """The events of a month under its name."""
    title, number = escape(group.title), len(group.items)
    heading = f'<h4>{title}<span class="quiet">{number}</span></h4>' if title else ""
    return f"{heading}<ol>{''.join([row(item, selected) for item in group.items])}</ol>"


def row(item: Item, selected: int | None) -> str:
    """One event as a row of a list; the selected one is marked."""
    chosen = " chosen" if item.event_id == selected else ""
    sources = f"{item.sources} source{'' if item.sources == 1 else 's'}" if item.sources else ""
    return (
        f'<li class="row is-{item.status}{chosen}"><span class="when">{escape(short_date(item.edtf))}</span>'
        f'{icon(item.type, item.status)}<span class="what"><a href="{event_address(item.event_id, item.title)}">'
        f'{escape(item.title)}</a><span class="note">{escape(_note(item))}</span></span>'
        f'<span class="src">{sources}</span></li>\n'
    )


def _note(item: Item) -> str:
    """Type and status, place, and what is special about it."""
    status = "" if item.status == "occurred" else f", {STATUSES[item.status].name.lower()}"
    parts = [TYPES[item.type].name + status, *([item.place] if item.place else [])]
    parts += ["sources differ"] if item.disputed else []
    parts += ["outcome not recorded"] if item.unrecorded else []
    return " · ".join(parts)


@lru_cache(maxsize=16384)
def event_address(event_id: int, title: str) -> str:
    """The address of an event's own page, as the event itself has it. Cached: the same events come with every window."""
    before, between, after = _around_event()
    return f"{before}{event_id}{between}{slug_of(title)}{after}"


@cache
def _around_event() -> tuple[str, str, str]:
    """What stands before, between and after an event's number and its slug in its address: looked up once, as that takes long."""
    before, rest = reverse("public:event", args=[_SOME_EVENT, _SOME_SLUG]).split(str(_SOME_EVENT))
    between, after = rest.split(_SOME_SLUG)
    return before, between, after
