"""What expressions mean where they stand: direction, chained anchors, quoted speech, spans, and why in words."""

from datetime import date

import pytest

from events.extraction.explanation import explain, rules_of
from events.extraction.expressions import expressions_of
from events.extraction.pipeline import extract
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Expression

ANCHOR = date(2023, 9, 11)  # a Monday


def read(text: str) -> tuple[Expression, ...]:
    document = Document(text, ANCHOR)
    return expressions_of(document, sentences_of(document))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They will meet on Tuesday.", "2023-09-12"),
        ("They met on Tuesday.", "2023-09-05"),
        ("Lawmakers rejected the bailout plan on Tuesday.", "2023-09-05"),
        ("Lawmakers rejected its new peace plan Tuesday.", "2023-09-05"),
        ("The two allies plan to meet on Tuesday.", "2023-09-12"),
        ("The unions plan a march on Tuesday.", "2023-09-12"),
        ("Unions plan talks on Tuesday.", "2023-09-12"),
        ("They said Monday that it was over.", "2023-09-11"),
        ("Talks are to be held Friday.", "2023-09-15"),
        ("The talks could take place as early as Tuesday.", "2023-09-12/.."),
        ("It is expected in October.", "2023-10"),
        ("It ended in August.", "2023-08"),
        ("Protests have gone on since Tuesday.", "2023-09-05/.."),
        ("He must leave by Friday.", "../2023-09-15"),
        ("The Aug. 7 attack was the first.", "2023-08-07"),
        ("It ended in October.", "2022-10"),
        ("Officials said the vote is in October.", "2023-10"),
        ("The king dismissed the cabinet on 1 November.", "2022-11-01"),
        ("The jury resumes deliberations Tuesday.", "2023-09-12"),
        ("Ministers meet on Wednesday in Rome.", "2023-09-13"),
        ("The two visits on Wednesday were short.", "2023-09-06"),
        ("They agreed to meet on Sunday.", "2023-09-17"),
        ("A hearing is set for Friday.", "2023-09-15"),
        ("A service planned for Saturday was canceled.", "2023-09-09"),
        ("The airspace was closed until Tuesday.", "../2023-09-05"),
        ("Pakistan closed its airspace until Tuesday.", "../2023-09-12"),
        ("An exercise was to have started on Friday.", "2023-09-15"),
        ("Saturday: leaders gather in Lapland.", "2023-09-16"),
        ("They would look for ways around Friday's ruling.", "2023-09-08"),
        ("They will discuss it at Wednesday's meeting.", "2023-09-13"),
        ("In May 1968 they marched, and went on until mid-June.", "../1968-06"),
        ("In May 2023 they marched; in July it was over.", "2023-07"),
        ("Banks will stay closed on Tuesday.", "2023-09-12"),
        ("Banks closed on Tuesday.", "2023-09-05"),
        ("The revolt began in May; by December it had spread.", "../2022-12"),
        ("He would have turned 86 on Wednesday.", "2023-09-13"),
        ("They rejected the plan on Tuesday.", "2023-09-05"),
        ("Crude for December delivery rose.", "2023-12"),
        ("Crude stocks in December rose.", "2022-12"),
        ("Troops were to go by 1 May.", "../2023-05-01"),
        ("Troops are to go by 1 May.", "../2024-05-01"),
        ("They had first set the vote for November 25, then moved it.", "2023-11-25"),
        ("It paid holders of record Sept. 20.", "2023-09-20"),
        ("It paid holders on Nov. 20.", "2022-11-20"),
        ("Prices have risen since October.", "2022-10/.."),
        ("The envoy, who came in June, meets ministers on Friday.", "2023-09-15"),
        ("He withdrew late on New Year's Eve.", "2022-12-31"),
        ("The permit lapses in 42 days.", "2023-10-23"),
        ("They will vote in three months.", "2023-12-11~"),
        ("They plan to vote on Tuesday.", "2023-09-12"),
        ("He began as previously planned on Saturday.", "2023-09-09"),
        ("The vote, put off once, is planned for Saturday.", "2023-09-16"),
        ("The hearing was put off until Thursday.", "../2023-09-14"),
        ("The road was shut until Thursday.", "../2023-09-07"),
        ("He was sworn in and, in June, he will travel to Berlin.", "2024-06"),
        ("He will travel now, and in June he was sworn in.", "2023-06"),
        ("He said Thursday's vote would go ahead.", "2023-09-14"),
        ("He said Thursday's vote had been rigged.", "2023-09-07"),
        (
            "The airline will double its flights between both countries by March in the search for new markets untouched by it.",
            "../2024-03",
        ),
        ("By March, the airline had doubled its flights.", "../2023-03"),
        ("On April 9, 2003, the city fell; on October 1 he declared victory.", "2003-10-01"),
        ("On April 9, 2003, the city fell; on October 1 he will speak.", "2023-10-01"),
        ("The worst drop since March 2009 came after a rise in May.", "2023-05"),
    ],
)
def test_direction_comes_from_the_clause(text: str, edtf: str) -> None:
    assert read(text)[-1].resolution.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It began on 4 May 2019. The following day it ended.", "2019-05-05"),
        ("They sat down on Friday evening. They rose at 2 a.m.", "2023-09-09T02:00"),
        ("They sat down on Friday morning. They rose at 2 a.m.", "2023-09-08T02:00"),
        ("They sat down late on Friday, and rose at dawn.", "2023-09-09"),
        ("They sat down on Friday, and rose at dawn.", "2023-09-08"),
        ("They sat down on Friday evening. They were seen at 3 this morning.", "2023-09-11T03:00"),
        ("In April 2009 he was taken. He was freed on Easter Sunday.", "2009-04-12"),
        ("In April 2009 he was taken. He will be freed on Easter Sunday.", "2024-03-31"),
        ("In April 2009 he was taken. On April 12 he was freed.", "2009-04-12"),
        ("In August 2009 he was taken. On August 12 it was remembered.", "2023-08-12"),
        ("It last did so in May, when it saw growth in 2024. The previous month it had not.", "2023-04"),
        ("It rose in the three months to March, up from the previous quarter.", "2022-36"),
        ("It began on 4 May 2019. Two days later it ended.", "2019-05-06"),
        ("It was decided in 2015. A year earlier it had failed.", "2014"),
        ("It began on 4 May 2019. That week many left.", "2019-04-29/2019-05-05"),
        ("The summit ended on 4 May 2019. Two days after the summit he left.", "2019-05-06"),
        ("He came days after the parade on Saturday.", "2023-09-09"),
    ],
)
def test_a_phrase_counts_from_the_date_the_text_named(text: str, edtf: str) -> None:
    assert read(text)[-1].resolution.edtf == edtf


@pytest.mark.parametrize(
    "text", ["He said on Saturday: “We leave tomorrow.”", "“We leave tomorrow,” he said on Saturday."]
)
def test_in_a_quotation_tomorrow_counts_from_the_day_it_was_said(text: str) -> None:
    tomorrow = next(found for found in read(text) if found.text == "tomorrow")
    assert tomorrow.resolution.edtf == "2023-09-10"
    assert tomorrow.resolution.anchor_source == "speech"


def test_both_ends_of_a_range_share_the_phrase_and_its_meaning() -> None:
    first, last = read("It ran from May 20-May 24.")
    assert first.resolution.edtf == last.resolution.edtf == "2023-05-20/2023-05-24"
    assert (first.phrase_start, first.phrase_end) == (last.phrase_start, last.phrase_end)


def test_the_extent_leaves_the_preposition_out_and_the_phrase_takes_it_in() -> None:
    text = "It is due in the coming days."
    (found,) = read(text)
    assert found.text == "the coming days"
    assert text[found.phrase_start : found.phrase_end] == "in the coming days"


def test_it_explains_a_date_in_one_sentence() -> None:
    found = read("A meeting could take place as early as Tuesday.")[0]
    assert explain(found) == (
        "“Tuesday” after “could take place as early as” looks forward from Monday 11 September 2023 (date of publication), "
        "so 12 September 2023 or later."
    )


def test_the_tree_of_rules_is_kept() -> None:
    found = read("They met on April 25, 2019.")[0]
    lines = rules_of(found.derivation)
    assert lines[0] == "a date after a preposition: on April 25, 2019"
    assert any(line.strip().startswith("a full date: ") for line in lines)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "They met on Monday.",
            "“Monday” is the weekday of Monday 11 September 2023 (date of publication) itself, so 11 September 2023.",
        ),
        (
            "It rose in June of last year.",
            "“June of last year” is the month so named in 2022, which is the year before that of Monday 11 September 2023 (date of publication), "
            "so June 2022.",
        ),
        ("It lasted two days.", "“two days” is a length of time."),
        (
            "It falls on the Tuesday before Easter 2019.",
            "“the Tuesday before Easter 2019” is the day so named before 2019-04-21, which is the day so named, of that year, so 16 April 2019.",
        ),
    ],
)
def test_every_explanation_is_a_whole_sentence(text: str, sentence: str) -> None:
    assert [explain(found) for found in read(text)] == [sentence]


def test_without_an_anchor_the_explanation_says_so() -> None:
    document = Document("They met on Monday.", None)
    (found,) = expressions_of(document, sentences_of(document))
    assert explain(found) == "“Monday” counts from a day that is not known."


def test_the_reason_for_the_date_of_a_happening_names_the_phrase() -> None:
    (candidate,) = extract(Document("The president visited Rome on Saturday.", ANCHOR)).candidates
    (why,) = [reason.text for reason in candidate.reasons if reason.field == "date"]
    assert why.startswith("“Saturday” after “visited Rome on” looks back from Monday 11 September 2023")
    assert why.endswith("so 9 September 2023.")


def test_a_text_older_than_a_named_day_does_not_mean_it() -> None:
    texts = [Document("Rows 9/11 and 9/12.", day) for day in (date(1999, 9, 11), date(2003, 9, 11))]
    assert [[found.text for found in expressions_of(text, sentences_of(text))] for text in texts] == [[], ["9/11"]]


def test_a_length_at_the_end_of_a_month_says_what_it_is_counted_from() -> None:
    found = read("They met in the last three days of March 2022.")[0]
    assert explain(found) == (
        "“the last three days” is the end of “March 2022”, which names month and year, read by dateparser, so 29 to 31 March 2022."
    )
    assert found.resolution.anchor is None


@pytest.mark.parametrize(
    "text",
    [
        "They met in the last three days in Rome.",
        "The first two hours of Monday were calm.",
        "The final hours of 2012 were calm.",
        "The first twelve months of 2012 were calm.",
        "The next two weeks of May will tell.",
    ],
)
def test_a_length_that_is_no_part_of_the_period_beside_it_is_not_counted_from_it(text: str) -> None:
    assert "which" not in explain(read(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "In the three months ended 44 BC it rose.",
        "In the first three months of 44 BC it rose.",
        "In the last 0 days of May 2019 it rose.",
        "In the first two centuries of the 5th century BC it rose. A century later it fell.",
    ],
)
def test_what_no_calendar_holds_is_counted_from_nothing(text: str) -> None:
    assert all("beginning" not in explain(found) and "end of" not in explain(found) for found in read(text))
