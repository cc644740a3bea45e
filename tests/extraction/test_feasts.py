"""Feasts that move: against days that are known."""

from datetime import date

import pytest

from events.extraction.feasts import FEASTS

KNOWN = [
    ("easter", date(2024, 3, 31)), ("orthodox-easter", date(2024, 5, 5)), ("thanksgiving", date(2023, 11, 23)), ("us-election", date(2016, 11, 8)),
    ("black-friday", date(2015, 11, 27)), ("rosh-hashanah", date(1993, 9, 16)), ("rosh-hashanah", date(2024, 10, 3)), ("yom-kippur", date(1973, 10, 6)),
    ("passover", date(1996, 4, 4)), ("passover", date(2023, 4, 6)), ("hanukkah", date(2023, 12, 8)), ("hanukkah", date(2024, 12, 26)), ("purim", date(2023, 3, 7)),
    ("shavuot", date(2023, 5, 26)), ("sukkot", date(2023, 9, 30)),
]  # fmt: skip
SEEN = [
    ("eid-al-fitr", date(2023, 4, 21)), ("eid-al-fitr", date(2024, 4, 10)), ("eid-al-adha", date(2023, 6, 28)), ("eid-al-adha", date(2005, 1, 21)),
    ("ashura", date(2004, 3, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("feast", "day"), KNOWN)
def test_a_feast_falls_on_its_day(feast: str, day: date) -> None:
    assert FEASTS[feast](day.year) == day


@pytest.mark.parametrize(("feast", "day"), SEEN)
def test_a_feast_of_the_moon_falls_within_a_day(feast: str, day: date) -> None:
    assert abs((FEASTS[feast](day.year) - day).days) <= 1


@pytest.mark.parametrize("feast", FEASTS)
def test_every_feast_has_a_day_in_every_year_of_our_time(feast: str) -> None:
    assert all(abs(FEASTS[feast](year).year - year) <= 1 for year in range(1700, 2200))
