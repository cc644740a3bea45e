"""How far a long command has come."""

from io import StringIO

from django.core.management.base import OutputWrapper

from events.management.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: StringIO, *times: float) -> str:
    clock = iter(times)
    progress = Progress(OutputWrapper(stream), lambda count: count / 1000, clock=lambda: next(clock))
    for number in range(1, len(times)):
        progress(number * 100)
    progress.done()
    return stream.getvalue()


def test_a_log_gets_a_plain_line_every_ten_seconds() -> None:
    assert told(StringIO(), 0.0, 1.0, 12.0, 13.0, 23.0).splitlines() == [
        " 20%  200 rows, 17 a second",
        " 40%  400 rows, 17 a second",
    ]


def test_a_terminal_gets_a_bar_that_is_wiped_at_the_end() -> None:
    text = told(Terminal(), 0.0, 1.0, 2.0)
    assert text.count("\r") == 4
    assert "███" in text
    assert text.endswith(" \r")


def test_what_is_quick_prints_nothing() -> None:
    assert told(StringIO(), 0.0, 0.01) == ""
    assert told(Terminal(), 0.0, 0.01) == ""
