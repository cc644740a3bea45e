"""The page of one event, and of one article."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Article, Event
from events.review.decisions import accept, merge
from tests.factories import make_article, make_event, make_place, make_proposal

pytestmark = pytest.mark.django_db
QUOTE = "The two foreign ministers met on Friday in Geneva, officials said Monday."


def mention(**changes: object) -> dict[str, object]:
    article = changes.get("article") or make_article()
    assert isinstance(article, Article)
    start, day = article.text.find(QUOTE), article.text.find("on Friday")
    fields = {"article": article, "quote": QUOTE, "quote_start": start, "date_text": "on Friday", "date_start": day}
    fields["reasons"] = [{"field": "date", "text": "“Friday” looks back from Monday 4 March 2024."}]
    return fields | changes


def test_it_shows_quote_phrase_and_reason(client: Client) -> None:
    event = make_event(mentions=[mention()])
    page = client.get(event.get_absolute_url()).content.decode()
    assert "The two foreign ministers met <mark>on Friday</mark> in Geneva" in page
    assert "“Friday” looks back from Monday 4 March 2024." in page
    assert "1 March 2024" in page
    assert "2024-03-01" in page


def test_it_escapes_what_an_article_says(client: Client) -> None:
    text = "<script>alert(1)</script> met on Friday."
    article = make_article(text=text, headline="<b>bold</b>")
    told = mention(article=article, quote=text, quote_start=0, date_start=text.index("on Friday"))
    event = make_event(title="<i>Title</i>", mentions=[told])
    page = client.get(event.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<i>Title" not in page


def test_its_history_says_what_a_merge_changed_of_it(client: Client, ada: User) -> None:
    first = make_proposal(status="scheduled", title="Foreign ministers to meet")
    event = accept(first, editor=ada)
    merge(make_proposal(article=first.article), event, editor=ada, take=["title", "status"])
    event.refresh_from_db()
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Title: Foreign ministers to meet → Foreign ministers meet in Geneva" in page
    assert "Status: scheduled → occurred" in page


def test_its_country_is_named_not_coded(client: Client) -> None:
    page = client.get(make_event(place=make_place(), country="CH").get_absolute_url()).content.decode()
    assert "<dd>Geneva, Switzerland</dd>" in page
    page = client.get(make_event(place=make_place("Switzerland"), country="CH").get_absolute_url()).content.decode()
    assert "<dd>Switzerland</dd>" in page


def test_another_slug_leads_to_the_address_it_has(client: Client) -> None:
    event = make_event()
    answer = client.get(f"/events/{event.pk}/an-older-title/")
    assert (answer.status_code, answer["Location"]) == (302, event.get_absolute_url())
    assert client.get(f"/events/{event.pk}/")["Location"] == event.get_absolute_url()


def test_an_unknown_number_is_not_found(client: Client) -> None:
    assert client.get("/events/999999/x/").status_code == 404


def test_a_draft_is_not_found(client: Client) -> None:
    event = make_event()
    Event.objects.update(state="draft")
    assert client.get(event.get_absolute_url()).status_code == 404


def test_a_withdrawn_event_keeps_its_address_and_says_so(client: Client) -> None:
    event = make_event()
    event.state = "withdrawn"
    event.save()
    answer = client.get(event.get_absolute_url())
    assert answer.status_code == 410
    assert "This event was withdrawn" in answer.content.decode()


def test_two_articles_are_drawn_as_readings(client: Client) -> None:
    later = make_article(text="It met later.", published_on=date(2024, 3, 6))
    event = make_event(mentions=[mention(edtf="2024-03", status="expected"), {"article": later}])
    page = client.get(event.get_absolute_url()).content.decode()
    assert "How the date became known" in page
    assert "4 March 2024, expected: March 2024; 6 March 2024, occurred: 1 March 2024" in page


def test_an_event_of_one_article_has_no_readings_figure(client: Client) -> None:
    event = make_event(mentions=[mention()])
    assert "How the date became known" not in client.get(event.get_absolute_url()).content.decode()


def test_it_runs_few_queries(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    event = make_event(mentions=[mention()], actors=["Example Union"])
    with django_assert_max_num_queries(8):
        client.get(event.get_absolute_url())


def test_an_anonymous_reader_gets_no_cookie_and_no_session(client: Client) -> None:
    answer = client.get(make_event().get_absolute_url())
    assert not answer.cookies
    assert not answer.wsgi_request.session.accessed  # type: ignore[attr-defined]
    assert b"X-CSRFToken" not in answer.content


def test_an_article_shows_its_quotes_and_not_its_text(client: Client) -> None:
    event = make_event(mentions=[mention()])
    article = event.mentions.get().article
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert "<mark>on Friday</mark>" in page
    assert "A second round could take place" not in page
    assert article.content_hash in page


def test_an_article_whose_licence_is_open_shows_its_text(client: Client) -> None:
    event = make_event(mentions=[mention(article=make_article(open_licence=True))])
    page = client.get(f"/articles/{event.mentions.get().article_id}/").text
    assert "A second round could take place" in page
    assert "Its licence lets everybody read the whole text." in page


def test_a_quote_in_another_language_says_which(client: Client) -> None:
    text = "Los ministros se reunieron el viernes en Ginebra."
    told = mention(article=make_article(text=text, language="es"), quote=text, quote_start=0, date_start=None)
    page = client.get(make_event(mentions=[told, mention()]).get_absolute_url()).text
    assert f'<blockquote lang="es">“{text}”' in page
    assert "<blockquote>“The two foreign ministers met" in page


def test_an_article_that_no_published_event_quotes_is_not_found(client: Client) -> None:
    article = make_article()
    assert client.get(f"/articles/{article.pk}/").status_code == 404
    event = make_event(mentions=[{"article": article}])
    Event.objects.update(state="draft")
    assert client.get(f"/articles/{event.mentions.get().article_id}/").status_code == 404
