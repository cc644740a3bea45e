"""Memory given back to the system."""

import ctypes

import pytest

from events.timeline.memory import give_back


def test_it_gives_back_what_was_freed() -> None:
    give_back()


def test_it_does_nothing_where_the_c_library_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    give_back()
