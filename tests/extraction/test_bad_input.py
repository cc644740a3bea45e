"""Texts that are no article, or not only: no exception, work that grows with the text, and few inventions."""

from datetime import date

import pytest

from events.extraction.pipeline import extract
from events.extraction.values import Candidate, Document

LIST = """Diary
- Monday: dentist
- Tuesday: ring the bank
- 14 March 2021
- milk, bread, 12 eggs
"""
TABLE = """Year\tGrain\tOil\tGas
2016\t3.1\t4.0\t2.2
2017\t3.4\t4.2\t2.1
2018\t3.3\t4.4\t2.6
2019\t3.9\t4.1\t2.9
"""
TRANSCRIPT = """Q: Can you say more about Monday?
A: I can't. As I said, on Monday we talk.
Q: And Tuesday?
A: We'll see. I don't do Tuesdays.
Q: So nothing this week?
A: Nothing I'd tell you about.
"""
LIVE = """20:05 Good evening and welcome to our live page.
20:11 The stand is filling up.
20:30 The minister has arrived.
20:42 The minister is speaking.
21:10 That is all from us tonight. Thank you for reading.
"""
SPORT = """Rovers beat United 3-1 on Saturday to go second in the league.
Okafor scored the first goal in the 12th minute and the equaliser came on the hour.
City play Wanderers in the cup semi-final on Sunday; kick-off is at 3 p.m.
"""
FINANCE = """The index closed 0.4 percent higher on Tuesday.
Shares in Harlan Stores rose 2.1% to $14.20 on Monday.
Net income for the third quarter fell to $41 million from $118 million a year earlier.
Sales grew 3% in 2019 and 4% in 2020.
"""
POEM = """In spring the river comes to town,
by June it hums, by autumn, brown,
it drags the yellow Sunday down
and winter has a paper crown.
"""
MARKUP = """<div class="story"><p>On Monday, <b>Iran</b> said</p><ul><li>Tuesday</li><li>2021</li></ul></div>
<script>var published = '2021-03-01'; if (a &lt; b) { go("on Monday"); }</script>
<!-- updated 3 March 2021 -->
"""


def read(text: str) -> tuple[Candidate, ...]:
    return extract(Document(text, date(2021, 3, 8))).candidates


@pytest.mark.parametrize(
    ("name", "text", "most"),
    [
        ("a list", LIST, 0),
        ("a table", TABLE, 0),
        ("a transcript", TRANSCRIPT, 2),
        ("a live page", LIVE, 1),
        ("a sports page", SPORT, 0),
        ("a finance page", FINANCE, 0),
        ("a poem", POEM, 4),
        ("markup", MARKUP, 0),
    ],
)
def test_little_is_invented(name: str, text: str, most: int) -> None:
    found = read(text)
    assert len(found) <= most, (name, [candidate.title for candidate in found])
    assert all(text[c.quote_start : c.quote_start + len(c.quote)] == c.quote for c in found)


@pytest.mark.parametrize("text", [LIST, TABLE, TRANSCRIPT, LIVE, SPORT, FINANCE, POEM, MARKUP])
def test_a_hundred_times_the_text_is_read_too(text: str) -> None:
    assert len(read(text * 100)) <= 500


def test_a_megabyte_in_one_word_is_read() -> None:
    assert read("x" * 1_000_000) == ()
