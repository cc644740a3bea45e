"""The library from a shell: `tag` and `events`, JSON lines in, JSON lines out; `read`, for whoever writes a rule, a text in and words out.

python -m events.extraction read 2023-09-11 "They met on Tuesday." [en]   -> each expression with its value, why, and the rules that fired
python -m events.extraction tag      {"doc", "dct", "text"}         -> {"doc", "timexes": [{"start", "end", "type", "value", "edtf", …}]}
python -m events.extraction events   {"id", "published", "text"}    -> one candidate a line; `--backend spacy` looks for names with spaCy too
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, Final, TextIO

from events.extraction.explanation import explain, rules_of
from events.extraction.expressions import expressions_of
from events.extraction.happenings.spotting import BackendError, Spot, spotter
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Expression, NotReadable

USAGE: Final = (
    "usage: python -m events.extraction tag|events [--backend rules|spacy]   (JSON lines on standard input; a backend for events)\n"
    "       python -m events.extraction read DAY TEXT [LANGUAGE]"
)


def tag(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One line: the document's temporal expressions as TIMEX3 has them."""
    document = document_of(row, name="doc", day="dct")
    found = expressions_of(document, sentences_of(document))
    yield {"doc": document.id, "timexes": [_timex(expression) for expression in found]}


def read(day: str, text: str, language: str = "en") -> Iterator[str]:
    """Lines for a reader: each expression of the text as of that day, why it means what it does, and its tree of rules."""
    document = document_of({"text": text, "dct": day, "language": language}, name="doc", day="dct")
    for found in expressions_of(document, sentences_of(document)):
        meaning = found.resolution
        yield " ".join(filter(None, (f"“{found.text}”", found.type, meaning.value, meaning.mod, meaning.edtf)))
        yield f"  {explain(found)}"
        yield from (f"  {line}" for line in rules_of(found.derivation))


def events(row: dict[str, Any], *, spot: Spot | None = None) -> Iterator[dict[str, Any]]:
    """A line for each candidate of the document; `spot` as `extract` takes it. Raises NotReadable, naming the language, for a text of one not supported yet."""
    from events.extraction.candidates import candidate_row
    from events.extraction.pipeline import extract  # `tag` starts faster without the gazetteers

    read = extract(document_of(row, name="id", day="published"), spot=spot)
    if read.notice:
        raise NotReadable(read.notice)
    for candidate in read.candidates:
        yield candidate_row(candidate)


def document_of(row: object, *, name: str, day: str) -> Document:
    """The document a line describes. Raises NotReadable, saying which key is wrong."""
    if not isinstance(row, dict):
        raise NotReadable('a line must be an object, such as {"text": "…"}')
    text, published, language = row.get("text"), row.get(day), row.get("language", "en")
    if not isinstance(text, str):
        raise NotReadable('"text" must be a string')
    if published in (None, ""):
        return Document(text, None, str(row.get(name, "")), str(language))
    try:
        return Document(text, date.fromisoformat(str(published)[:10]), str(row.get(name, "")), str(language))
    except ValueError:
        raise NotReadable(f'"{day}" must be a day such as 2023-09-11, not {published!r}') from None


def _timex(expression: Expression) -> dict[str, Any]:
    meaning = expression.resolution
    return {
        "start": expression.start,
        "end": expression.end,
        "type": expression.type,
        "value": meaning.value,
        "edtf": meaning.edtf,
        "text": expression.text,
        "mod": meaning.mod,
    }


Command = Callable[[dict[str, Any]], Iterator[dict[str, Any]]]


def command_of(arguments: list[str]) -> Command | None:
    """What the arguments ask for, None where they ask for nothing known. Raises BackendError for a backend that cannot be had."""
    match arguments:
        case ["tag"]:
            return tag
        case ["events"]:
            return events
        case ["events", "--backend", backend]:
            return partial(events, spot=spotter(backend))
        case _:
            return None


def _read(arguments: list[str], out: TextIO, errors: TextIO) -> int:
    try:
        lines = list(read(*arguments))
    except NotReadable as error:
        print(error, file=errors)
        return 1
    print("\n".join(lines or ["nothing is read"]), file=out)
    return 0


def run(arguments: list[str], lines: Iterable[str], out: TextIO, errors: TextIO) -> int:
    """The exit code: 0, 1 where a line could not be read (it is named on `errors`, the others are answered), 2 for a wrong call."""
    if arguments[:1] == ["read"] and len(arguments) in (3, 4):
        return _read(arguments[1:], out, errors)
    try:
        command = command_of(arguments)
    except BackendError as error:
        print(error, file=errors)
        return 2
    if command is None:
        print(USAGE, file=errors)
        return 2
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            for row in command(json.loads(line)):
                print(json.dumps(row, ensure_ascii=False), file=out)
        except json.JSONDecodeError as error:
            print(f"line {number} is no JSON: {error.msg} at column {error.colno}", file=errors)
            code = 1
        except (NotReadable, RecursionError) as error:
            print(f"line {number} cannot be read: {error}", file=errors)
            code = 1
    return code


def main() -> int:
    """Run with the arguments and streams of the shell; a broken byte is read as a replacement character."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    try:
        return run(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr)
    except BrokenPipeError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
