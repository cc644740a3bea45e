"""Taking an article in by hand."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events.intake.articles import Submission
from events.models import Article, Decision, Publisher
from events.views.curate import take_in

ADDRESS = "/curate/articles/new/"
LOOK = "/curate/articles/new/date/"
TEXT = "Ministers meet\n\nThe foreign ministers of France and Germany met on Friday in Geneva, officials said Monday."
FRENCH = "Les ministres se sont rencontrés vendredi à Genève pour parler de la paix, et ils ont dit que les pourparlers avec les deux pays sont utiles."
PAGE = """<!doctype html><html><head><title>Ministers meet in Geneva</title>
<meta property="article:published_time" content="2024-03-04T08:00:00+01:00"></head><body><article>
<p>The foreign ministers of France and Germany met on Friday in Geneva, officials of both countries said on Monday.</p>
<p>The talks were the first of their kind for many years and both sides called them useful and open.</p>
</article></body></html>"""


def typed(**changes: Any) -> dict[str, Any]:
    fields = {"text": TEXT, "publisher": "Example Wire", "headline": "", "url": "", "published_on": "2024-03-04"}
    return fields | changes


def upload(raw: bytes, name: str = "article.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def test_it_shows_an_empty_form(ada_client: Client) -> None:
    response = ada_client.get(ADDRESS)
    assert response.status_code == 200
    assert "Text of the article" in response.text


def test_an_address_may_be_given_to_the_form(ada_client: Client) -> None:
    response = ada_client.get(f"{ADDRESS}?url=https://news.example.org/a%22%3E&publisher=Example+Wire")
    assert 'value="https://news.example.org/a&quot;&gt;"' in response.text
    assert 'value="Example Wire"' in response.text


def test_it_takes_a_text_in_and_opens_it(ada_client: Client) -> None:
    response = ada_client.post(ADDRESS, typed(), follow=True)
    article = Article.objects.get()
    assert response.redirect_chain == [(f"/curate/articles/{article.pk}/", 302)]
    assert "Taken in: " in response.text
    assert "<b>Monday 4 March 2024</b>, entered by hand" in response.text
    assert article.proposals.filter(edtf="2024-03-01").exists()


def test_a_text_of_another_language_says_so_beside_it_and_whenever_it_is_opened(ada_client: Client) -> None:
    told = "Language not supported yet, detected: fr."
    assert told in ada_client.post(ADDRESS, typed(text=FRENCH), follow=True).text
    assert told in ada_client.get(f"/curate/articles/{Article.objects.get().pk}/").text


def test_an_english_text_has_no_word_of_its_language(ada_client: Client) -> None:
    assert "Language not supported" not in ada_client.post(ADDRESS, typed(), follow=True).text


def test_it_keeps_the_line_ends_that_were_pasted(ada_client: Client) -> None:
    ada_client.post(ADDRESS, typed(text=TEXT.replace("\n", "\r\n")))
    assert Article.objects.get().text == TEXT


def test_it_takes_a_text_file_in(ada_client: Client) -> None:
    ada_client.post(ADDRESS, typed(text="", file=upload(TEXT.encode())))
    assert Article.objects.get().text == TEXT
    assert Article.objects.get().origin == "upload"


def test_it_takes_a_page_in_with_the_date_of_its_metadata(ada_client: Client) -> None:
    response = ada_client.post(
        ADDRESS, typed(text="", published_on="", file=upload(PAGE.encode(), "page.html")), follow=True
    )
    article = Article.objects.get()
    assert (str(article.published_on), article.date_known) == ("2024-03-04", "metadata")
    assert "Monday 4 March 2024</b>, from the page’s own metadata" in response.text


def test_the_same_article_twice_changes_nothing_and_says_so(ada_client: Client) -> None:
    ada_client.post(ADDRESS, typed())
    response = ada_client.post(ADDRESS, typed(), follow=True)
    assert "nothing was changed" in response.text
    assert (Article.objects.count(), Decision.objects.count()) == (1, 1)


def test_a_text_without_dates_says_that_nothing_was_found(ada_client: Client) -> None:
    response = ada_client.post(ADDRESS, typed(text="Nothing happened here, and nobody came."), follow=True)
    assert "No dated happening was found in it" in response.text


def test_an_unknown_date_is_asked_for_with_likely_days_to_choose(ada_client: Client) -> None:
    text = "The ministers met on Saturday. They had last met on Tuesday, 27 February 2024. Officials said so on Monday."
    response = ada_client.post(ADDRESS, typed(text=text, published_on=""))
    assert response.status_code == 422
    assert "When was it published?" in response.text
    assert 'type="radio" name="chosen"' in response.text
    assert text in response.text
    assert not Article.objects.exists()


def test_a_chosen_day_is_taken(ada_client: Client) -> None:
    ada_client.post(ADDRESS, typed(published_on="", chosen="2024-03-04"))
    assert str(Article.objects.get().published_on) == "2024-03-04"


def test_the_stated_day_that_is_left_marked_is_known_as_stated(ada_client: Client) -> None:
    text = "GENEVA, 4 March 2024 - The ministers met on Friday."
    ada_client.post(ADDRESS, typed(text=text, published_on="", chosen="2024-03-04"))
    assert Article.objects.get().date_known == "stated"


def test_another_day_than_the_stated_one_is_known_as_entered(ada_client: Client) -> None:
    text = "GENEVA, 4 March 2024 - The ministers met on Friday."
    ada_client.post(ADDRESS, typed(text=text, published_on="", chosen="2024-03-05"))
    assert Article.objects.get().date_known == "entered"


def test_a_typed_day_stands_over_a_chosen_one(ada_client: Client) -> None:
    ada_client.post(ADDRESS, typed(published_on="2024-03-05", chosen="2024-03-04"))
    assert str(Article.objects.get().published_on) == "2024-03-05"


def test_the_text_of_a_file_is_in_the_form_when_its_date_is_asked_for(ada_client: Client) -> None:
    response = ada_client.post(ADDRESS, typed(text="", published_on="", file=upload(b"They met on Friday in Geneva.")))
    assert response.status_code == 422
    assert "They met on Friday in Geneva.</textarea>" in response.text


def test_an_address_alone_is_fetched(ada_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Submission(text=TEXT, url="https://news.example.org/a", origin="address")
    monkeypatch.setattr(take_in, "submission_at", {"https://news.example.org/a?from=mail": found}.__getitem__)
    ada_client.post(ADDRESS, typed(text="", url="https://news.example.org/a?from=mail"))
    article = Article.objects.get()
    assert (article.text, article.url, article.origin) == (TEXT, "https://news.example.org/a", "address")
    assert str(article.publisher) == "Example Wire"


def test_the_address_of_a_pasted_text_is_kept_and_not_fetched(ada_client: Client) -> None:
    ada_client.post(ADDRESS, typed(url="http://127.0.0.1/a"))
    assert (Article.objects.get().url, Article.objects.get().origin) == ("http://127.0.0.1/a", "paste")


# Bad input


BAD = [
    ({"text": ""}, None, 422, "The text is empty"),
    ({"text": " \n "}, None, 422, "The text is empty"),
    ({"text": "a\x00b"}, None, 422, "Null characters are not allowed"),
    ({}, b"", 422, "The text is empty"),
    ({}, b"\x89PNG\x00\x00", 415, "binary file"),
    ({}, "Zürich, Montag".encode("cp1252"), 422, "not readable as UTF-8"),
    ({}, b"<html><body></body></html>", 422, "no article text"),
    ({"published_on": "20233-01-01"}, None, 422, "a year of four digits"),
    ({"published_on": "2024-02-30"}, None, 422, "is no date"),
    ({"published_on": "04/03/2024"}, None, 422, "is no date"),
    ({"published_on": "1200-01-01"}, None, 422, "published in 1200"),
    ({"published_on": "9" * 5000}, None, 422, "is no date"),
    ({"url": "not an address"}, None, 422, "valid URL"),
    ({"text": "", "url": "http://127.0.0.1/"}, None, 422, "leads into a private network"),
    ({"text": "", "url": "https://192.168.1.1/router"}, None, 422, "leads into a private network"),
    ({"text": "", "url": "ftp://news.example.org/a"}, None, 422, "Only addresses that begin with https"),
    ({"text": "", "url": "https://news.example.org:8443/a"}, None, 422, "names port 8443"),
    ({"publisher": "x" * 201}, None, 422, "200 characters"),
]


@pytest.mark.parametrize(("changes", "raw", "status", "message"), BAD)
def test_what_cannot_be_taken_in_is_refused_and_nothing_typed_is_lost(
    ada_client: Client, changes: dict[str, str], raw: bytes | None, status: int, message: str
) -> None:
    fields = typed(**({"headline": "A headline of mine"} | changes))
    if raw is not None:
        fields["file"] = upload(raw)
    response = ada_client.post(ADDRESS, fields)
    assert response.status_code == status
    assert message in response.text
    assert 'value="A headline of mine"' in response.text
    if "text" not in changes and raw is None:
        assert TEXT.replace("\n\n", "\n\n") in response.text
    assert not Article.objects.exists()
    assert not Publisher.objects.exists()
    assert not Decision.objects.exists()


def test_a_file_of_50_mb_is_refused(ada_client: Client) -> None:
    response = ada_client.post(ADDRESS, typed(file=upload(b"word " * 10_000_000)))
    assert response.status_code == 413
    assert "50 MB" in response.text
    assert TEXT in response.text


def test_a_broken_encoding_shows_what_it_most_likely_says(ada_client: Client) -> None:
    response = ada_client.post(ADDRESS, typed(text="", file=upload("Zürich, 4 March".encode("cp1252"))))
    assert "Zürich, 4 March</textarea>" in response.text


def test_a_wrong_date_keeps_the_text_of_the_file(ada_client: Client) -> None:
    response = ada_client.post(ADDRESS, typed(text="", published_on="soon", file=upload(b"They met on Friday.")))
    assert response.status_code == 422
    assert "They met on Friday.</textarea>" in response.text
    assert 'value="soon"' in response.text


# The date while one types


def test_a_script_gets_the_likely_dates_alone(ada_client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "dated"}
    response = ada_client.post(LOOK, {"text": f"Published: 4 March 2024\n\n{TEXT}"}, headers=headers)
    assert "<html" not in response.text
    assert "<b>Monday 4 March 2024</b>, as stated in the text" in response.text
    assert not Article.objects.exists()


def test_without_script_the_page_comes_back_with_the_text(ada_client: Client) -> None:
    response = ada_client.post(LOOK, typed())
    assert response.status_code == 200
    assert TEXT in response.text
    assert "<html" in response.text


def test_the_date_of_a_file_is_looked_for_too(ada_client: Client) -> None:
    file = upload(b"Published: 4 March 2024\n\nThey met on Friday in Geneva.")
    response = ada_client.post(LOOK, {"text": "", "publisher": "Example Wire", "file": file})
    assert response.status_code == 200
    assert "<b>Monday 4 March 2024</b>, as stated in the text" in response.text
    assert "They met on Friday in Geneva.</textarea>" in response.text
    assert 'value="Example Wire"' in response.text
    assert not Article.objects.exists()


def test_a_file_that_is_no_text_is_refused_before_its_date_is_looked_for(ada_client: Client) -> None:
    response = ada_client.post(LOOK, {"text": TEXT, "file": upload(b"\x00\x01\x02")})
    assert response.status_code == 415
    assert "binary file" in response.text
    assert f"{TEXT}</textarea>" in response.text
    headers = {"HX-Request": "true", "HX-Target": "dated"}
    response = ada_client.post(LOOK, {"text": TEXT, "file": upload(b"\x00\x01\x02")}, headers=headers)
    assert response.status_code == 422, "a script shows what is 422"
    assert "binary file" in response.text
    assert "<html" not in response.text


def test_it_says_so_where_nothing_tells_the_date(ada_client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "dated"}
    response = ada_client.post(LOOK, {"text": "Nothing tells it."}, headers=headers)
    assert "The text does not tell when it was published" in response.text


# Who may


@pytest.mark.parametrize("address", [ADDRESS, LOOK])
def test_a_stranger_is_asked_to_sign_in(db: None, address: str) -> None:
    assert 'name="password"' in Client().post(address, typed(), follow=True).text
    assert not Article.objects.exists()


@pytest.mark.parametrize("address", [ADDRESS, LOOK])
def test_somebody_without_the_right_is_refused(ruth_client: Client, address: str) -> None:
    assert ruth_client.post(address, typed()).status_code == 403
    assert not Article.objects.exists()


def test_looking_for_a_date_takes_no_get(ada_client: Client) -> None:
    assert ada_client.get(LOOK).status_code == 405


@pytest.mark.parametrize("address", [ADDRESS, LOOK])
def test_a_page_of_another_site_cannot_take_anything_in(ada: User, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post(address, typed()).status_code == 403
