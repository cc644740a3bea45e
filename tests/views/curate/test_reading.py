"""The reading view and the preview of a date."""

import re

import pytest
from django.test import Client

from events.models import Proposal
from tests.factories import make_article, make_event, make_place, make_proposal

SECOND = "A second round could take place as early as Thursday."


@pytest.fixture
def two(db: None) -> tuple[Proposal, Proposal]:
    """Two proposals of one article, in reading order."""
    first = make_proposal()
    second = make_proposal(
        article=first.article,
        quote=SECOND,
        date_text="as early as Thursday",
        edtf="2024-03-07/..",
        title="Second round in Geneva",
        status="possible",
        actors=[],
        place=None,
    )
    return first, second


def address(proposal: Proposal) -> str:
    return f"/curate/articles/{proposal.article_id}/?proposal={proposal.pk}"


def words_of(html: str) -> str:
    """The words of a page, as they are read."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_it_shows_the_whole_text_unchanged(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    text = ada_client.get(address(two[0])).text
    article = text[text.index("<h1") : text.index("</article>")]
    without_numbers = re.sub(r'<span class="nos".*?</span></span>', "", article)
    assert two[0].article.text in words_of(without_numbers)


@pytest.mark.parametrize(
    ("text", "headline", "shown"),
    [
        ("Ministers meet\n\nThey met.", "Ministers meet", '<h1 id="article-title" data-start="0">Ministers meet</h1>'),
        ("Links\n\nMinisters  meet\n\nThey met.", "Ministers meet", 'data-start="7">Ministers  meet</h1>'),
        ("They met on Friday, and left.", "They met on Friday, …", '<h1 id="article-title" class="vh">They met'),
        ("They met on Friday.", "Ministers meet", '<h1 id="article-title">Ministers meet</h1>'),
    ],
)
def test_the_headline_stands_once(ada_client: Client, text: str, headline: str, shown: str) -> None:
    article = make_article(text=text, headline=headline)
    page = ada_client.get(f"/curate/articles/{article.pk}/").text
    assert shown in page
    assert page.count("<h1") == 1


def test_it_marks_each_phrase_as_a_link_to_its_proposal(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    text = ada_client.get(address(two[0])).text
    for number, proposal in enumerate(two, 1):
        assert f'aria-label="{proposal.date_text}, proposal {number}">{proposal.date_text}</a></mark>' in text


def test_it_takes_the_first_open_proposal_in_hand(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    Proposal.objects.filter(pk=two[0].pk).update(state="rejected")
    response = ada_client.get(f"/curate/articles/{two[0].article_id}/")
    assert response.context["desk"].current.proposal == two[1]


def test_it_shows_the_fields_of_the_proposal_in_hand(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    text = ada_client.get(address(two[1])).text
    assert 'value="Second round in Geneva"' in text
    assert 'value="as early as Thursday"' in text
    assert "<b>Thursday 7 March 2024 or later</b>" in text
    assert '<option value="meeting" selected>' in text
    assert 'value="possible" checked' in text


def test_it_tells_how_every_other_field_was_read(ada_client: Client) -> None:
    told = {
        "date": "looks back",
        "type": "“met” tells meeting",
        "place": "Geneva: said of the happening",
        "title": "who and where",
    }
    proposal = make_proposal(reasons=[{"field": field, "text": text} for field, text in told.items()])
    page = words_of(ada_client.get(address(proposal)).content.decode())
    for said in (
        "How the rest was read",
        "Type: “met” tells meeting",
        "Place: Geneva: said of the happening",
        "Title: who",
    ):
        assert said in page
    assert "Date: looks back" not in page, "it stands under the date field"


def test_it_tells_why_the_date_is_that_day(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    assert "“Friday” looks back from Monday 4 March 2024." in ada_client.get(address(two[0])).text


def test_it_tells_how_the_date_of_publication_is_known(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    assert "<b>Monday 4 March 2024</b>, entered by hand." in ada_client.get(address(two[0])).text


def test_it_names_the_event_that_a_proposal_may_tell_again(ada_client: Client) -> None:
    make_event(title="Ministers in Geneva", status="scheduled", actors=["Example Union"], place=make_place("Bern"))
    proposal = make_proposal()
    text = ada_client.get(address(proposal)).text
    assert "Ministers in Geneva" in text
    assert "The dates overlap. Both name Example Union." in text
    assert 'name="take" value="status" checked' in text
    assert 'name="take" value="title" checked' in text
    assert 'name="take" value="place">' in text


def test_it_shows_how_a_decided_proposal_stands(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    ada_client.post(f"/curate/proposals/{two[0].pk}/reject/", {"why": "Misread"})
    text = ada_client.get(address(two[0])).text
    assert "<b>ada</b> rejected it" in text
    assert "Misread" in text
    assert 'id="card"' not in text


def test_it_says_so_where_nothing_was_found(ada_client: Client) -> None:
    article = make_article(text="Nothing happened here.")
    text = ada_client.get(f"/curate/articles/{article.pk}/").text
    assert "No dated happening was found in this text." in text


def test_a_script_gets_the_desk_alone(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    response = ada_client.get(address(two[1]), headers={"HX-Request": "true", "HX-Target": "desk"})
    assert "<html" not in response.text
    assert 'id="desk"' in response.text
    assert response["HX-Replace-Url"] == address(two[1])
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("number", ["0", "999999", "-1", "x", "9" * 30])
def test_a_proposal_that_is_not_there_leaves_the_first_open_one(
    ada_client: Client, two: tuple[Proposal, Proposal], number: str
) -> None:
    response = ada_client.get(f"/curate/articles/{two[0].article_id}/", {"proposal": number})
    assert response.context["desk"].current.proposal == two[0]


def test_an_article_that_is_not_there_is_not_found(ada_client: Client) -> None:
    assert ada_client.get("/curate/articles/999999/").status_code == 404


def test_it_asks_a_stranger_to_sign_in_and_come_back(two: tuple[Proposal, Proposal]) -> None:
    response = Client().get(address(two[0]))
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=%2Fcurate%2Farticles%2F")


def test_it_refuses_somebody_without_the_right(ruth_client: Client, two: tuple[Proposal, Proposal]) -> None:
    assert ruth_client.get(address(two[0])).status_code == 403


def test_it_runs_the_same_queries_for_many_proposals(ada_client: Client, django_assert_max_num_queries) -> None:
    text = " ".join(f"Number {n} happened on Friday {n}." for n in range(40))
    article = make_article(text=text)
    for n in range(40):
        quote = f"Number {n} happened on Friday {n}."
        make_proposal(article=article, quote=quote, date_text=f"Friday {n}", title=f"Number {n}")
    with django_assert_max_num_queries(13):
        ada_client.get(f"/curate/articles/{article.pk}/")


# The preview


def preview(client: Client, proposal: Proposal, when: str, **more: str) -> str:
    headers = {"HX-Request": "true", "HX-Target": "means"}
    return client.get("/curate/preview/", {"proposal": proposal.pk, "when": when} | more, headers=headers).text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2023-09", "<b>September 2023</b>"),
        ("2024-03-01~", "<b>about Friday 1 March 2024</b>"),
        ("[2024-03-01..2024-03-05]", "<b>one day from Friday 1 to Tuesday 5 March 2024</b>"),
        ("2024-03-07/..", "<b>Thursday 7 March 2024 or later</b>"),
        ("-0043-03-15", "44 BC"),
        ("Friday", "<b>Friday 1 March 2024</b>"),
        ("last week", "26 February"),
    ],
)
def test_the_preview_says_what_words_mean(
    ada_client: Client, two: tuple[Proposal, Proposal], when: str, words: str
) -> None:
    text = preview(ada_client, two[0], when)
    assert words in text
    assert "<svg" in text
    assert "<html" not in text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("", "A date is needed"),
        ("the cat", "“the cat” is no date I can read."),
        ("20233-01-01", "20233"),
        ("2023-02-30", "There is no day 30"),
        ("2023-13", "There is no month 13"),
        ("2024-03-05/2024-03-01", "write the earlier date first"),
        ("9" * 500, "120 characters"),
        ("[2024-03-01..", "2024"),
    ],
)
def test_the_preview_says_why_words_mean_nothing(
    ada_client: Client, two: tuple[Proposal, Proposal], when: str, words: str
) -> None:
    text = preview(ada_client, two[0], when)
    assert '<p class="problem">' in text
    assert words in text


def test_the_preview_offers_what_else_it_could_be(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    text = preview(ada_client, two[1], "2024-03-07/..")
    assert 'value="2024-03-07"' in text
    assert 'value="2024-03-07~"' in text


def test_the_preview_is_a_page_without_script(ada_client: Client, two: tuple[Proposal, Proposal]) -> None:
    text = ada_client.get("/curate/preview/", {"proposal": two[0].pk, "when": "2023-09"}).text
    assert "<html" in text
    assert "<b>September 2023</b>" in text


@pytest.mark.parametrize("number", ["", "x", "0", "99999"])
def test_the_preview_of_no_proposal_is_not_found(ada_client: Client, number: str) -> None:
    assert ada_client.get("/curate/preview/", {"proposal": number, "when": "2023"}).status_code == 404


def test_the_preview_tells_a_script_that_the_person_is_signed_out(two: tuple[Proposal, Proposal]) -> None:
    headers = {"HX-Request": "true", "HX-Target": "means"}
    response = Client().get("/curate/preview/", {"proposal": two[0].pk, "when": "2023"}, headers=headers)
    assert response.status_code == 401
    assert response["X-Sign-In"].startswith("/accounts/login/?next=")


def test_of_an_imported_source_it_says_that_there_is_no_text(ada_client: Client) -> None:
    source = make_article(text="", headline="", url="https://example.org/a", origin="import")
    shown = words_of(ada_client.get(f"/curate/articles/{source.pk}/").text)
    assert "This source came with an import" in shown
    assert "as the import has it" in shown
    assert "No dated happening" not in shown
