"""Applies rules to words until nothing new appears.

A rule is a value: a name, the kind of reading it gives, patterns, and a production. A pattern is a line of items separated by spaces:

    last|past       one of these words, as written in lower case
    <unit>          a reading of that kind
    <n:number>      the same, handed to the production as `n`
    item?           may be missing

Readings are found from right to left: when position i is worked on, everything that starts after i is complete, so a pattern that begins
at i is matched once. A reading spans at most MAX_TOKENS tokens and each position keeps one reading per kind and end (the first rule wins,
so specific rules stand first): the work is linear in the text.

This module contains no word of any language.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import attrgetter
from typing import Any, Final

MAX_TOKENS: Final = 28
"""The longest phrase a rule may span, in tokens: a time of day with seconds, in two zones, on a day with its weekday and year."""

TOKEN: Final = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?![\d])|\d++(?:\.\d++){1,4}|\d++|[^\W\d_]++|[^\w\s]|_")


_PLAIN: Final = {"’": "'"}
"""Signs that are read as others: the typographic apostrophe."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for and what to make of it. The production gets the named readings' values and refuses by returning None."""

    name: str
    gives: str
    patterns: tuple[str, ...]
    production: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Node:
    """One reading of the tokens start..end: its kind, its value, the rule that gave it and the readings it is built of, with their names."""

    kind: str
    start: int
    end: int
    value: Any
    rule: str
    children: tuple["Node", ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a stretch of text: lower-cased, with the offsets of each in the whole text."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def quote(self, start: int, end: int) -> str:
        """The text from token `start` up to, not including, token `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens of text[start:end]; offsets count in `text`."""
    words, starts, ends = [], [], []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, [_PLAIN.get(word) or word.lower() for word in words], starts, ends)


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of the lexicon: the words after the first, the kind and value it stands for, whether it must start with a capital."""

    rest: tuple[str, ...]
    kind: str
    value: Any
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A form written in figures ("1998-03-04", "10:30 a.m."): the kind it stands for and an expression with named groups."""

    kind: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Item:
    """One place of a compiled pattern: words to match, or the kind of a reading."""

    kind: str
    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: Rule
    items: tuple[_Item, ...]
    order: int


@dataclass(frozen=True, slots=True)
class _Starts:
    """Patterns with the same first item, by what must stand second: nothing, a word, a kind. Most patterns are never tried this way."""

    alone: tuple[_Pattern, ...]
    words: Mapping[str, tuple[_Pattern, ...]]
    kinds: Mapping[str, tuple[_Pattern, ...]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lexicon and rules of one language, compiled: what starts with a word, what starts with a kind, which words matter at all."""

    entries: Mapping[str, tuple[Entry, ...]]
    shapes: tuple[Shape, ...]
    by_word: Mapping[str, _Starts]
    by_kind: Mapping[str, _Starts]
    known: frozenset[str]
    triggers: frozenset[str]
    suffixes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = field(default=())


_by_order = attrgetter("order")


def _item(text: str) -> _Item:
    if text.startswith("<") and text.endswith(">"):
        name, _, kind = text[1:-1].rpartition(":")
        return _Item(kind, name, frozenset())
    return _Item("", "", frozenset(text.split("|")))


def _variants(pattern: str) -> Iterator[tuple[_Item, ...]]:
    """The pattern with each optional item there and not there, longest first."""
    choices = []
    for text in pattern.split():
        if text.endswith("?") and len(text) > 1:
            choices.append(((_item(text[:-1]),), ()))
        else:
            choices.append(((_item(text),),))  # type: ignore[arg-type]
    for chosen in product(*choices):
        yield tuple(item for part in chosen for item in part)


def _starts(patterns: Sequence[_Pattern]) -> _Starts:
    words: dict[str, list[_Pattern]] = {}
    kinds: dict[str, list[_Pattern]] = {}
    for pattern in patterns:
        if len(pattern.items) > 1:
            second = pattern.items[1]
            for word in second.words:
                words.setdefault(word, []).append(pattern)
            if second.kind:
                kinds.setdefault(second.kind, []).append(pattern)
    return _Starts(
        tuple(pattern for pattern in patterns if len(pattern.items) == 1),
        {word: tuple(found) for word, found in words.items()},
        {kind: tuple(found) for kind, found in kinds.items()},
    )


def compile_grammar(
    entries: Mapping[str, Sequence[Entry]],
    shapes: Sequence[Shape],
    rules: Sequence[Rule],
    *,
    trigger_kinds: frozenset[str],
    suffixes: tuple[str, ...] = (),
    shape_words: frozenset[str] = frozenset(),
) -> Grammar:
    """The grammar of these words and rules. Nothing is read where no word of `trigger_kinds` and no figure stands.

    `shape_words` are the letters and signs that shapes hold beside figures ("p" and "m" of "3 p.m.").
    """
    by_word: dict[str, list[_Pattern]] = {}
    by_kind: dict[str, list[_Pattern]] = {}
    order = 0
    literal: set[str] = set()  # patterns of words alone are found by their longest word
    known = {word for first, rest in entries.items() for entry in rest for word in (first, *entry.rest)} | shape_words
    for rule in rules:
        for text in rule.patterns:
            for items in _variants(text):
                pattern = _Pattern(rule, items, order := order + 1)
                known.update(word for item in items for word in item.words)
                if not items:
                    raise ValueError(f"rule {rule.name!r} has a pattern that may be empty")
                if all(item.words for item in items):
                    literal.update(max(items, key=lambda item: len(max(item.words, key=len))).words)
                for word in items[0].words:
                    by_word.setdefault(word, []).append(pattern)
                if items[0].kind:
                    by_kind.setdefault(items[0].kind, []).append(pattern)
    triggers = {first for first, rest in entries.items() if any(entry.kind in trigger_kinds for entry in rest)}
    return Grammar(
        {word: tuple(sorted(rest, key=lambda e: -len(e.rest))) for word, rest in entries.items()},
        tuple(shapes),
        {word: _starts(patterns) for word, patterns in by_word.items()},
        {kind: _starts(patterns) for kind, patterns in by_kind.items()},
        frozenset(known | set(suffixes)),
        frozenset(triggers | literal),
        tuple(sorted(suffixes, key=len, reverse=True)),
        tuple(rules),
    )


def split_suffixes(grammar: Grammar, tokens: Tokens) -> Tokens:
    """The tokens with the suffixes that a language writes onto its words set apart, where the word before is one the grammar knows."""
    if not grammar.suffixes:
        return tokens
    words, starts, ends = [], [], []
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        cut = _suffix(grammar, word)
        if cut:
            words += [word[:-cut], word[-cut:]]
            starts += [start, end - cut]
            ends += [end - cut, end]
        else:
            words.append(word)
            starts.append(start)
            ends.append(end)
    return Tokens(tokens.text, words, starts, ends)


def _suffix(grammar: Grammar, word: str) -> int:
    """The length of the suffix to set apart, 0 for none. The longest that leaves a known word wins."""
    if word in grammar.known:
        return 0
    return next(
        (len(suffix) for suffix in grammar.suffixes if word.endswith(suffix) and word[: -len(suffix)] in grammar.known),
        0,
    )


def windows(grammar: Grammar, tokens: Tokens) -> list[tuple[int, int]]:
    """The longest runs of words the grammar knows that hold a trigger or a figure: no reading can lie outside them."""
    known, triggers, words = grammar.known, grammar.triggers, tokens.words
    found = []
    start, hot = 0, False
    for at, word in enumerate(words):
        if word[0].isdigit():
            hot = True
        elif word in known:
            hot = hot or word in triggers
        else:
            if hot:
                found.append((start, at))
            start, hot = at + 1, False
    if hot:
        found.append((start, len(words)))
    return found


class Chart:
    """All readings of one window of tokens."""

    def __init__(self, grammar: Grammar, tokens: Tokens, start: int, end: int) -> None:
        self._grammar = grammar
        self._tokens = tokens
        self._start = start
        self._end = end
        self._at: dict[int, dict[str, list[Node]]] = {}
        for position in range(end - 1, start - 1, -1):
            self._fill(position)

    def nodes(self, kinds: frozenset[str]) -> Iterator[Node]:
        """Every reading of one of these kinds, from left to right."""
        for position in range(self._start, self._end):
            for kind, nodes in self._at.get(position, {}).items():
                if kind in kinds:
                    yield from nodes

    def _fill(self, position: int) -> None:
        here: dict[str, list[Node]] = {}
        self._at[position] = here
        agenda: list[Node] = []
        seen: set[tuple[str, int]] = set()

        def add(node: Node) -> None:
            key = (node.kind, node.end)
            if key not in seen and node.end - node.start <= MAX_TOKENS:
                seen.add(key)
                here.setdefault(node.kind, []).append(node)
                agenda.append(node)

        for node in self._lexical(position):
            add(node)
        word = self._tokens.words[position]
        for pattern in self._possible(self._grammar.by_word.get(word), position + 1):
            self._apply(pattern, position, None, add)
        at = 0
        while at < len(agenda):
            node = agenda[at]
            at += 1
            for pattern in self._possible(self._grammar.by_kind.get(node.kind), node.end):
                self._apply(pattern, position, node, add)

    def _lexical(self, position: int) -> Iterator[Node]:
        words, starts = self._tokens.words, self._tokens.starts
        word = words[position]
        second = words[position + 1] if position + 1 < self._end else ""
        for entry in self._grammar.entries.get(word, ()):
            if entry.rest and entry.rest[0] != second:
                continue
            end = position + 1 + len(entry.rest)
            if entry.rest and (end > self._end or tuple(words[position + 1 : end]) != entry.rest):
                continue
            if entry.capital and not self._tokens.text[starts[position]].isupper():
                continue
            yield Node(entry.kind, position, end, entry.value, "lexicon")
        if word[0].isdigit() or not word[0].isalnum():
            yield from self._shapes(position)

    def _shapes(self, position: int) -> Iterator[Node]:
        text, start = self._tokens.text, self._tokens.starts[position]
        ends = self._tokens.ends
        for shape in self._grammar.shapes:
            match = shape.expression.match(text, start)
            if match is None:
                continue
            stop, at = match.end(), position
            while at < self._end and ends[at] < stop:
                at += 1
            if at < self._end and ends[at] == stop:
                yield Node(shape.kind, position, at + 1, match.groupdict(), "figures")

    def _possible(self, starts: _Starts | None, at: int) -> Sequence[_Pattern]:
        """The patterns that may go on at token `at`, in the order of their rules."""
        if starts is None:
            return ()
        if at >= self._end:
            return starts.alone
        found = [*starts.alone, *starts.words.get(self._tokens.words[at], ())]
        for kind in self._at[at]:
            found += starts.kinds.get(kind, ())
        return sorted(found, key=_by_order) if len(found) > 1 else found

    def _apply(self, pattern: _Pattern, position: int, first: Node | None, add: Callable[[Node], None]) -> None:
        at = first.end if first else position + 1
        for end, children in self._match(pattern.items, 1, at, (first,)):
            slots = {
                item.name: child.value
                for item, child in zip(pattern.items, children, strict=True)
                if item.name and child is not None
            }
            value = pattern.rule.production(**slots)
            if value is not None:
                used = [
                    (item.name, child) for item, child in zip(pattern.items, children, strict=True) if child is not None
                ]
                parts, names = tuple(child for _, child in used), tuple(name for name, _ in used)
                add(Node(pattern.rule.gives, position, end, value, pattern.rule.name, parts, names))

    def _match(
        self, items: tuple[_Item, ...], index: int, at: int, children: tuple[Node | None, ...]
    ) -> Iterator[tuple[int, tuple[Node | None, ...]]]:
        """Every way the items from `index` on continue at token `at`: where it ends, and the readings used (None for a plain word)."""
        if index == len(items):
            yield at, children
            return
        if at >= self._end:
            return
        item = items[index]
        if item.words:
            if self._tokens.words[at] in item.words:
                yield from self._match(items, index + 1, at + 1, (*children, None))
            return
        for node in self._at[at].get(item.kind, ()):
            yield from self._match(items, index + 1, node.end, (*children, node))
