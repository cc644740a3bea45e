"""How far the reading of articles agrees with the gold: happenings and temporal expressions.

usage: python -m tests.gold.scoring [--split own-dev|own-test|fresh-dev|fresh-test|own|fresh|all] [--errors FILE]
Prints counts only, never a word of a text, so that whoever writes rules may run it without reading the texts; of the splits ending
in -test totals alone, where others are asked for too.
--errors writes every disagreement, with its sentence, to FILE: for those who keep the gold.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from events.extraction.__main__ import events, tag
from events.extraction.happenings.spotting import Spot
from tests.gold.categories import CATEGORIES, category
from tests.gold.reading import CLOSED, FRESH, OWN, SPLITS, GoldArticle, GoldEvent, Timex, articles
from tests.gold.tables import share, table

Verdict = Literal["matched", "duplicate", "not_verbatim", "on_non_event", "elsewhere"]
Prediction = Mapping[str, Any]
"""One line of `python -m events.extraction events`: quote, date_text, date_start, edtf, status, type, place."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one prediction; the gold it matched, and which of its fields are right."""

    article_id: str
    prediction: Prediction
    verdict: Verdict
    gold: GoldEvent | None = None
    date: bool = False
    status: bool = False
    type: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class EventScore:
    """The outcomes of all predictions, and the gold they were held against."""

    outcomes: tuple[Outcome, ...]
    gold: Mapping[str, GoldArticle]

    @property
    def matched(self) -> tuple[Outcome, ...]:
        return tuple(o for o in self.outcomes if o.verdict == "matched")

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(o.verdict for o in self.outcomes)

    @property
    def precision(self) -> float:
        return share(len(self.matched), len(self.outcomes) - self.verdicts["duplicate"])

    def required(self) -> set[tuple[str, str]]:
        """(article, group) of every happening that must be found."""
        return {(a.article_id, e.group) for a in self.gold.values() for e in a.events if e.required}

    def recall(self, *fields: Literal["date", "status", "type"]) -> float:
        """The share of required happenings found by a mention with all these fields right."""
        found = {(o.article_id, o.gold.group) for o in self.matched if o.gold and all(getattr(o, f) for f in fields)}
        return share(len(self.required() & found), len(self.required()))

    def accuracy(self, name: Literal["date", "status", "type", "place"]) -> float:
        """The share of matched predictions with this field right; places are counted where the gold has one."""
        counted = [o for o in self.matched if name != "place" or (o.gold and o.gold.place)]
        return share(sum(getattr(o, name) for o in counted), len(counted))


def score_events(predictions: Mapping[str, Sequence[Prediction]], gold: Mapping[str, GoldArticle]) -> EventScore:
    """Each prediction held against the gold of its article. A prediction matches a mention whose date phrase it overlaps."""
    outcomes = (o for name, article in gold.items() for o in _outcomes(predictions.get(name, ()), article))
    return EventScore(tuple(outcomes), gold)


def _outcomes(predictions: Sequence[Prediction], article: GoldArticle) -> Iterable[Outcome]:
    used: set[str] = set()
    for prediction in predictions:
        outcome = _outcome(prediction, article, used)
        if outcome.gold:
            used.add(outcome.gold.id)
        yield outcome


def _outcome(prediction: Prediction, article: GoldArticle, used: set[str]) -> Outcome:
    span = _span(prediction, article.text)
    if span is None:
        return Outcome(article.article_id, prediction, "not_verbatim")
    met = [e for e in article.events if span[0] < e.date_end and e.date_start < span[1]]
    if not met:
        on_mark = any(span[0] < m.end and m.start < span[1] for m in article.non_events)
        return Outcome(article.article_id, prediction, "on_non_event" if on_mark else "elsewhere")
    best = max(met, key=lambda e: (_date_right(prediction, e), prediction["type"] in e.type_accept, e.id not in used))
    if best.id in used:
        return Outcome(article.article_id, prediction, "duplicate")
    return Outcome(
        article.article_id,
        prediction,
        "matched",
        best,
        date=_date_right(prediction, best),
        status=prediction["status"] in best.status_accept,
        type=prediction["type"] in best.type_accept,
        place=_place_right(prediction.get("place"), best.place),
    )


def _span(prediction: Prediction, text: str) -> tuple[int, int] | None:
    """Where the date phrase stands, None where it or the quote is no exact substring."""
    phrase, quote, start = (
        prediction.get("date_text") or "",
        prediction.get("quote") or "",
        prediction.get("date_start"),
    )
    if not phrase or (quote and quote not in text):
        return None
    if isinstance(start, int) and text.startswith(phrase, start):
        return start, start + len(phrase)
    if not quote or phrase not in quote:
        return None
    found = text.index(quote) + quote.index(phrase)
    return found, found + len(phrase)


def _date_right(prediction: Prediction, event: GoldEvent) -> bool:
    return _reading(prediction.get("edtf")) in {_reading(edtf) for edtf in event.edtf_accept}


def _reading(edtf: str | None) -> str:
    """One moment somewhere in a span, [a..b], and what lasted, a/b, count alike."""
    match = re.fullmatch(r"\[(.*)\.\.(.*)\]", edtf or "")
    return f"{match[1] or '..'}/{match[2] or '..'}" if match else (edtf or "")


def _place_right(predicted: str | None, gold: str | None) -> bool:
    if not predicted or not gold:
        return False
    one, other = (re.sub(r"\s+", " ", name).strip().lower() for name in (predicted, gold))
    return one in other or other in one


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold expression and what was found for it: nothing on one side where it was missed or made up."""

    article_id: str
    gold: Timex | None
    found: Timex | None

    @property
    def both(self) -> bool:
        return self.gold is not None and self.found is not None

    @property
    def strict(self) -> bool:
        return bool(self.gold and self.found) and (self.gold.start, self.gold.end) == (self.found.start, self.found.end)

    @property
    def type(self) -> bool:
        return bool(self.gold and self.found) and self.gold.type == self.found.type

    @property
    def value(self) -> bool:
        return bool(self.gold and self.found) and self.gold.value == self.found.value

    @property
    def date(self) -> bool:
        return (
            bool(self.gold and self.found)
            and calendar(self.gold) is not None
            and calendar(self.gold) == calendar(self.found)
        )


@dataclass(frozen=True, slots=True)
class TimexScore:
    """All pairs of the articles; the F1 figures of TempEval-3 over them."""

    pairs: tuple[Pair, ...] = field(default=())

    def f1(self, name: Literal["both", "strict", "type", "value"]) -> float:
        """2 · hits / (gold + found): relaxed is `both`."""
        hits = sum(getattr(pair, name) for pair in self.pairs)
        return share(2 * hits, sum((p.gold is not None) + (p.found is not None) for p in self.pairs))

    @property
    def date_f1(self) -> float:
        """F1 of the calendar parts of DATE and TIME alone: what a timeline needs."""
        sides = [side for pair in self.pairs for side in (pair.gold, pair.found) if side and calendar(side) is not None]
        return share(2 * sum(pair.date for pair in self.pairs), len(sides))


_CALENDAR: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d(-\d|-WE)?|-Q[1-4]|-H[12]|-(SP|SU|FA|WI))?|\d{2,3}")


def calendar(timex: Timex) -> str | None:
    """The calendar part of a DATE or TIME, None where it has none."""
    value = timex.value.partition("T")[0]
    return value if timex.type in ("DATE", "TIME") and _CALENDAR.fullmatch(value) else None


def score_timexes(predictions: Mapping[str, Sequence[Timex]], gold: Mapping[str, GoldArticle]) -> TimexScore:
    """Gold and found expressions aligned one to one: equal spans first, then by the most characters shared."""
    return TimexScore(
        tuple(p for name, article in gold.items() for p in _align(name, article.timexes, predictions.get(name, ())))
    )


def _align(name: str, gold: Sequence[Timex], found: Sequence[Timex]) -> Iterable[Pair]:
    candidates = sorted(
        (not _same(g, f), -_shared(g, f), abs((g.end - g.start) - (f.end - f.start)), g.start, f.start, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if _shared(g, f) > 0
    )
    mates: dict[int, int] = {}
    for *_, i, j in candidates:
        if i not in mates and j not in mates.values():
            mates[i] = j
    yield from (Pair(name, g, found[mates[i]] if i in mates else None) for i, g in enumerate(gold))
    yield from (Pair(name, None, f) for j, f in enumerate(found) if j not in mates.values())


def _same(one: Timex, other: Timex) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _shared(one: Timex, other: Timex) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def read_events(gold: Mapping[str, GoldArticle], spot: Spot | None = None) -> dict[str, list[Prediction]]:
    """What `events.extraction` proposes for each article, with a backend if one is given: about 50 ms an article."""
    rows = {name: {"id": name, "published": str(a.published), "text": a.text} for name, a in gold.items()}
    return {name: list(events(row, spot=spot)) for name, row in rows.items()}


def read_timexes(gold: Mapping[str, GoldArticle]) -> dict[str, list[Timex]]:
    """The temporal expressions `events.extraction` finds in each article."""
    rows = {name: next(iter(tag({"doc": name, "dct": str(a.published), "text": a.text}))) for name, a in gold.items()}
    return {name: [timex_of(t) for t in row["timexes"]] for name, row in rows.items()}


def timex_of(row: Mapping[str, Any]) -> Timex:
    """One expression of a line of `python -m events.extraction tag`."""
    return Timex(*(row[key] for key in ("start", "end", "text", "type", "value")), mod=row.get("mod") or "")


def event_totals(scores: Mapping[str, EventScore]) -> str:
    """A column a split, a row a figure."""
    figures: dict[str, Callable[[EventScore], Any]] = {
        "articles": lambda s: len(s.gold),
        "predictions": lambda s: len(s.outcomes),
        **{
            f"  {v}": lambda s, v=v: s.verdicts[v]
            for v in ("matched", "duplicate", "not_verbatim", "on_non_event", "elsewhere")
        },
        "precision": lambda s: s.precision,
        "required happenings": lambda s: len(s.required()),
        "recall": lambda s: s.recall(),
        "recall with date": lambda s: s.recall("date"),
        "recall with date and status": lambda s: s.recall("date", "status"),
        **{f"{f} right": lambda s, f=f: s.accuracy(f) for f in ("date", "status", "type", "place")},
    }
    return table(
        "Happenings", ("", *scores), [(name, *(of(s) for s in scores.values())) for name, of in figures.items()]
    )


def timex_totals(scores: Mapping[str, TimexScore]) -> str:
    """F1 figures, a column a split."""
    figures: dict[str, Callable[[TimexScore], Any]] = {
        "gold": lambda s: sum(p.gold is not None for p in s.pairs),
        "found": lambda s: sum(p.found is not None for p in s.pairs),
        "strict F1": lambda s: s.f1("strict"),
        "relaxed F1": lambda s: s.f1("both"),
        "type F1": lambda s: s.f1("type"),
        "value F1": lambda s: s.f1("value"),
        "date F1": lambda s: s.date_f1,
    }
    return table(
        "Temporal expressions",
        ("", *scores),
        [(name, *(of(s) for s in scores.values())) for name, of in figures.items()],
    )


def event_breakdown(
    score: EventScore, title: str, key: Callable[[GoldArticle, GoldEvent], str], order: Sequence[str] = ()
) -> str:
    """For each kind of mention: how many, how many required, found, and right once found."""
    found = {(o.article_id, o.gold.id): o for o in score.matched if o.gold}
    kinds: defaultdict[str, list[tuple[GoldEvent, Outcome | None]]] = defaultdict(list)
    for article in score.gold.values():
        for event in article.events:
            kinds[key(article, event)].append((event, found.get((article.article_id, event.id))))
    rows = [_breakdown_row(name, kinds[name]) for name in (*order, *sorted(set(kinds) - set(order))) if name in kinds]
    return table(title, ("", "mentions", "found", "required", "found", "date", "status", "type"), rows)


def _breakdown_row(name: str, mentions: Sequence[tuple[GoldEvent, Outcome | None]]) -> tuple[Any, ...]:
    got = [outcome for _, outcome in mentions if outcome]
    required = [outcome for event, outcome in mentions if event.required]
    right = (share(sum(getattr(o, f) for o in got), len(got)) for f in ("date", "status", "type"))
    return name, len(mentions), len(got), len(required), sum(o is not None for o in required), *right


def false_finds(score: EventScore) -> str:
    """Predictions that match no mention, by the kind of their date phrase and the type they were given."""
    wrong = [o.prediction for o in score.outcomes if o.verdict in ("on_non_event", "elsewhere")]
    kinds = Counter(category(p["date_text"]) for p in wrong)
    types = Counter(p["type"] for p in wrong)
    rows = [*kinds.most_common(), *((f"type {name}", n) for name, n in types.most_common())]
    return table("Found where nothing is", ("", "finds"), rows)


def timex_breakdown(score: TimexScore) -> str:
    """For each kind of expression: how many, found, with the right edges, type and value; and how many were made up."""
    kinds: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in score.pairs:
        side = pair.gold or pair.found
        kinds[f"{side.type}: {category(side.text)}" if side else ""].append(pair)
    rows = []
    for name, pairs in sorted(kinds.items()):
        counts = (sum(getattr(p, f) for p in pairs) for f in ("both", "strict", "type", "value"))
        rows.append((name, sum(p.gold is not None for p in pairs), *counts, sum(p.gold is None for p in pairs)))
    return table("Temporal expressions by kind", ("", "gold", "found", "edges", "type", "value", "made up"), rows)


def errors(score: EventScore, timexes: TimexScore) -> Iterable[dict[str, Any]]:
    """Every disagreement as a row, with the words of the texts."""
    for o in score.outcomes:
        if o.verdict != "matched" or not (o.date and o.status and o.type):
            yield {
                "kind": o.verdict,
                "article": o.article_id,
                "wrong": _wrong(o),
                "gold": _short(o.gold),
                "found": _said(o),
            }
    found = {(o.article_id, o.gold.id) for o in score.matched if o.gold}
    for article in score.gold.values():
        missed = (e for e in article.events if (article.article_id, e.id) not in found)
        yield from (
            {"kind": "missed", "article": article.article_id, "required": e.required, "gold": _short(e)} for e in missed
        )
    for p in timexes.pairs:
        if not (p.strict and p.type and p.value):
            yield {
                "kind": "timex",
                "article": p.article_id,
                "gold": p.gold and asdict(p.gold),
                "found": p.found and asdict(p.found),
            }


def _wrong(outcome: Outcome) -> list[str]:
    return [f for f in ("date", "status", "type") if outcome.gold and not getattr(outcome, f)]


def _short(event: GoldEvent | None) -> dict[str, Any] | None:
    keys = ("id", "date_text", "edtf_accept", "status_accept", "type_accept", "group", "quote")
    return {key: getattr(event, key) for key in keys} if event else None


def _said(outcome: Outcome) -> dict[str, Any]:
    return {key: outcome.prediction.get(key) for key in ("date_text", "edtf", "status", "type", "title", "quote")}


GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"own": OWN, "fresh": FRESH, "all": SPLITS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the articles, print the tables, write the errors where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=(*SPLITS, *GROUPS), default="all")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write every disagreement, with its sentence, here")
    options = parser.parse_args(arguments)
    splits = GROUPS.get(options.split, (options.split,))
    gold = articles(*splits)
    told, tagged = read_events(gold), read_timexes(gold)
    by_split = {s: {name: a for name, a in gold.items() if a.split == s} for s in splits}
    score, timexes = score_events(told, gold), score_timexes(tagged, gold)
    print(event_totals({s: score_events(told, part) for s, part in by_split.items()} | {"together": score}))
    print(timex_totals({s: score_timexes(tagged, part) for s, part in by_split.items()} | {"together": timexes}))
    readable = {name: a for name, a in gold.items() if a.split not in CLOSED}
    if readable:
        print_kinds(score_events(told, readable), score_timexes(tagged, readable))
    if options.errors:
        rows = (json.dumps(row, ensure_ascii=False) for row in errors(score, timexes))
        options.errors.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def print_kinds(score: EventScore, timexes: TimexScore) -> None:
    """Print where the reading is strong and weak: by kind of phrase, type, status and genre."""
    print(event_breakdown(score, "By date phrase", lambda _, e: category(e.date_text), CATEGORIES))
    print(event_breakdown(score, "By type", lambda _, e: e.type))
    print(event_breakdown(score, "By status", lambda _, e: e.status))
    print(event_breakdown(score, "By genre", lambda a, _: a.genre))
    print(false_finds(score))
    print(timex_breakdown(timexes))


if __name__ == "__main__":
    main()
