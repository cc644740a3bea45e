"""The page on which an event is written by hand."""

from typing import Any

import pytest
from django.test import Client

from events.models import Decision, Event
from tests.factories import make_article

PAGE = "/curate/events/new/"
SENTENCE = "The two foreign ministers met on Friday in Geneva, officials said Monday."
FIELDS: dict[str, Any] = {
    "title": "Ministers meet",
    "when": "last week",
    "type": "meeting",
    "status": "occurred",
    "more": "Example Union; Ruritania",
    "place": "Geneva (CH)",
    "more_tags": "talks",
    "article": "",
    "url": "https://example.org/news/7",
    "publisher": "Example Wire",
    "published": "2024-03-04",
    "reason": "",
}


def test_the_fields_and_a_source_make_an_event(ada_client: Client) -> None:
    response = ada_client.post(PAGE, FIELDS, follow=True)
    event = Event.objects.get()
    assert response.redirect_chain == [(f"/curate/events/{event.pk}/", 302)]
    assert (event.title, event.edtf) == ("Ministers meet", "2024-02-26/2024-03-03")
    assert "wrote by hand" in response.text
    public = Client().get(event.get_absolute_url()).text
    assert "Example Wire" in public
    assert "Written by hand by ada." in public


def test_a_phrase_counts_from_the_article_that_is_chosen(ada_client: Client) -> None:
    article = make_article()
    ada_client.post(
        PAGE, FIELDS | {"article": article.pk, "quote": SENTENCE, "when": "Friday", "url": "", "published": ""}
    )
    assert (Event.objects.get().edtf, Event.objects.get().mentions.get().quote) == ("2024-03-01", SENTENCE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "A title is needed"),
        ({"when": ""}, "A date is needed"),
        ({"when": "the cat"}, "is no date I can read"),
        ({"url": ""}, "An event needs its source"),
        ({"published": "yesterday", "when": "2024-03-01"}, "as YYYY-MM-DD"),
        ({"article": "999999", "when": "2024-03-01"}, "This article is not here"),
        ({"status": "maybe"}, "is no status"),
        ({"reason": "x" * 1001}, "1,001 characters"),
    ],
)
def test_what_cannot_stand_is_refused_with_all_that_was_typed(
    ada_client: Client, changes: dict[str, str], message: str
) -> None:
    sent = FIELDS | {"place": "A place of mine", "publisher": "A wire of mine", "quote": "Words of mine"} | changes
    response = ada_client.post(PAGE, sent)
    assert response.status_code == 422
    assert message in response.text
    for typed in ('value="A place of mine"', 'value="A wire of mine"', "Words of mine", "Example Union; Ruritania"):
        assert typed in response.text
    assert not Event.objects.exists()


def test_checking_shows_what_the_date_means_and_writes_nothing(ada_client: Client) -> None:
    response = ada_client.post(f"{PAGE}check/", FIELDS)
    assert "26 February" in response.text
    assert 'value="Ministers meet"' in response.text
    assert not Event.objects.exists()


def test_the_preview_counts_from_the_source(ada_client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "means"}
    typed = {"new": "1", "when": "last week", "published": "2024-03-04"}
    assert "26 February" in ada_client.get("/curate/preview/", typed, headers=headers).text
    typed = {"new": "1", "when": "last week", "article": str(make_article().pk)}
    assert "26 February" in ada_client.get("/curate/preview/", typed, headers=headers).text
    typed = {"new": "1", "when": "last week"}
    assert "no publication date to count from" in ada_client.get("/curate/preview/", typed, headers=headers).text


def test_articles_are_found_by_words_of_headline_or_address(ada_client: Client) -> None:
    one = make_article(headline="Ministers meet in Geneva", text="One.")
    make_article(headline="A ship sinks", text="Two.", url="https://example.org/geneva-ship")
    make_article(headline="Rain", text="Three.")
    headers = {"HX-Request": "true", "HX-Target": "told"}
    text = ada_client.get(PAGE, {"find": "GENEVA"}, headers=headers).text
    assert ("Ministers meet in Geneva" in text, "A ship sinks" in text, "Rain" in text) == (True, True, False)
    assert text.lstrip().startswith('<div id="told"')
    text = ada_client.post(f"{PAGE}check/", FIELDS | {"find": "ship", "article": one.pk}).text
    assert f'value="{one.pk}" checked' in text
    assert "A ship sinks" in text


def test_the_article_of_the_address_is_chosen(ada_client: Client) -> None:
    article = make_article()
    assert f'value="{article.pk}" checked' in ada_client.get(PAGE, {"article": article.pk}).text


def test_desk_and_list_lead_to_the_page(ada_client: Client) -> None:
    for page in ("/curate/", "/curate/events/"):
        assert f'href="{PAGE}"' in ada_client.get(page).text


def test_it_is_taken_back_from_its_history(ada_client: Client) -> None:
    ada_client.post(PAGE, FIELDS)
    event, number = Event.objects.get(), Decision.objects.get().number
    where = f"/curate/decisions/{number}/uncreate/"
    assert where in ada_client.get(f"/curate/events/{event.pk}/").text
    assert "Taken back." in ada_client.post(where, follow=True).text
    assert Event.objects.get().state == "withdrawn"
    assert where not in ada_client.get(f"/curate/events/{event.pk}/").text
    assert "since: undo that first" in ada_client.post(where, follow=True).text


def test_the_page_and_its_acts_are_for_editors(ruth_client: Client, ada_client: Client) -> None:
    assert Client().get(PAGE).status_code == 302
    ada_client.post(PAGE, FIELDS)
    where = f"/curate/decisions/{Decision.objects.get().number}/uncreate/"
    for address in (PAGE, f"{PAGE}check/", where):
        assert Client().post(address, FIELDS).status_code == 401
        assert ruth_client.post(address, FIELDS).status_code == 403
    for address in (f"{PAGE}check/", where):
        assert ada_client.get(address).status_code == 405
    assert ada_client.post("/curate/decisions/999/uncreate/").status_code == 404
    assert Decision.objects.count() == 1
