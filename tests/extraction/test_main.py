"""The entry points of the shell."""

import io
import json

import pytest

from events.extraction.__main__ import run


def call(command: list[str], *lines: str) -> tuple[int, list[dict[str, object]], str]:
    out, errors = io.StringIO(), io.StringIO()
    code = run(command, lines, out, errors)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], errors.getvalue()


def test_tag_answers_a_line_a_document() -> None:
    code, rows, errors = call(
        ["tag"], json.dumps({"doc": "a", "dct": "2024-03-04", "text": "They met last week."}), "\n"
    )
    assert (code, errors) == (0, "")
    assert rows[0]["doc"] == "a"
    (timex,) = rows[0]["timexes"]  # type: ignore[misc]
    assert {key: timex[key] for key in ("start", "end", "type", "value", "edtf")} == {
        "start": 9, "end": 18, "type": "DATE", "value": "2024-W09", "edtf": "2024-02-26/2024-03-03",
    }  # fmt: skip


def said(*arguments: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    return run(["read", *arguments], (), out, errors), out.getvalue(), errors.getvalue()


def test_read_tells_the_value_the_reason_and_the_rules() -> None:
    code, told, _ = said("2024-03-04", "It broke at the tail end of March.")
    assert code == 0
    assert told.splitlines()[0] == "“the tail end of March” DATE 2024-03 END 2024-03"
    assert "is the month of Monday 4 March 2024" in told
    assert "the beginning, middle or end of a time: the tail end of March" in told


def test_read_takes_a_language() -> None:
    assert said("2024-03-04", "Se reunieron el lunes pasado.", "es")[1].startswith("“el lunes pasado” DATE 2024-02-26")


def test_read_says_where_nothing_is_read() -> None:
    assert said("2024-03-04", "It may march.") == (0, "nothing is read\n", "")


def test_read_refuses_a_day_that_is_none() -> None:
    code, told, error = said("yesterday", "They met.")
    assert (code, told) == (1, "")
    assert "must be a day such as 2023-09-11" in error


def test_events_answers_a_line_a_candidate() -> None:
    code, rows, _ = call(
        ["events"],
        json.dumps({"id": "a", "published": "2024-03-04", "text": "The president visited Rome on Saturday."}),
    )
    assert code == 0
    assert rows[0]["edtf"] == "2024-03-02"
    assert rows[0]["article_id"] == "a"


@pytest.mark.parametrize(
    "bad",
    ["not json", "[1]", "{}", '{"text": 5}', '{"text": "x", "dct": "yesterday"}', '{"text": "x", "language": "xx"}'],
)
def test_a_bad_line_is_named_and_the_others_are_answered(bad: str) -> None:
    good = json.dumps({"doc": "b", "dct": "2024-03-04", "text": "Today."})
    code, rows, errors = call(["tag"], good, bad, good)
    assert code == 1
    assert len(rows) == 2
    assert "line 2" in errors


def test_events_takes_a_backend() -> None:
    row = json.dumps({"id": "a", "published": "2024-03-04", "text": "The president visited Rome on Saturday."})
    assert call(["events", "--backend", "rules"], row) == call(["events"], row)


def test_a_backend_that_is_none_is_named_with_those_there_are() -> None:
    code, rows, errors = call(["events", "--backend", "nltk"], "")
    assert (code, rows) == (2, [])
    assert "'nltk' is neither rules nor spacy" in errors


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["tag", "more"], ["tag", "--backend", "rules"], ["events", "--backend"]]
)
def test_a_wrong_call_is_told_how(arguments: list[str]) -> None:
    code, rows, errors = call(arguments)
    assert (code, rows) == (2, [])
    assert "usage" in errors
