"""An address fetched in the background, and the page that follows it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models.functions import Now
from django.test import Client
from pytest_django import Settings

from events.intake.articles import Submission
from events.intake.fetching import CannotFetch
from events.models import Article, Decision, Job, Worker
from events.tasks import articles
from events.tasks.jobs import run
from events.views.curate import take_in

ADDRESS = "/curate/articles/new/"
URL = "https://news.example.org/a"
TEXT = "Ministers meet\n\nThe foreign ministers of France and Germany met on Friday in Geneva, officials said Monday."
PART = {"HX-Request": "true", "HX-Target": "fetching"}
Found = Callable[[Submission | Exception], None]


@pytest.fixture
def worker(settings: Settings, db: None) -> Worker:
    """A worker beside the server, which does a job when a test says so."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return Worker.objects.create(name="w1")


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Found:
    """Says what every address holds, for the worker alone."""

    def holds(found: Submission | Exception) -> None:
        def at(url: str) -> Submission:
            if isinstance(found, Exception):
                raise found
            return found.told(url=url)

        monkeypatch.setattr(articles, "submission_at", at)

    return holds


def sent(client: Client, **changes: Any) -> Any:
    fields = {"text": "", "publisher": "Example Wire", "headline": "", "url": URL, "published_on": "2024-03-04"}
    return client.post(ADDRESS, fields | changes)


def page(client: Client) -> str:
    return f"/curate/articles/fetching/{Job.objects.get().pk}/"


def test_an_address_is_fetched_by_the_worker_and_followed_to_the_article(
    ada_client: Client, worker: Worker, internet: Found, ada: User
) -> None:
    internet(Submission(text=TEXT, origin="address"))
    assert sent(ada_client)["Location"] == page(ada_client)
    waiting = ada_client.get(page(ada_client))
    assert "Waiting to fetch" in waiting.text
    assert URL in waiting.text
    assert "Look again" in waiting.text
    run.call(Job.objects.get().pk)
    assert ada_client.get(page(ada_client), headers=PART)["HX-Redirect"] == page(ada_client)
    done = ada_client.get(page(ada_client), follow=True)
    article = Article.objects.get()
    assert done.redirect_chain == [(f"/curate/articles/{article.pk}/", 302)]
    assert "Taken in: " in done.text
    assert (article.url, article.origin, str(article.publisher)) == (URL, "address", "Example Wire")
    assert Decision.objects.get().editor == ada


def test_a_script_is_told_how_it_stands(ada_client: Client, worker: Worker) -> None:
    sent(ada_client)
    part = ada_client.get(page(ada_client), headers=PART).text
    assert part.strip().startswith('<div id="fetching"')
    assert "<html" not in part


def test_what_hinders_it_stands_over_the_form_as_it_was_typed(
    ada_client: Client, worker: Worker, internet: Found
) -> None:
    internet(CannotFetch("The page answered with 404."))
    sent(ada_client, headline="My headline")
    run.call(Job.objects.get().pk)
    text = ada_client.get(page(ada_client)).text
    assert "The page answered with 404." in text
    for typed in (URL, "Example Wire", "My headline", "2024-03-04"):
        assert f'value="{typed}"' in text
    assert not Article.objects.exists()


def test_a_day_that_is_not_stated_is_asked_for_and_the_page_fetched_again(
    ada_client: Client, worker: Worker, internet: Found
) -> None:
    internet(Submission(text="The ministers met on Saturday. They had last met on Tuesday, 27 February 2024."))
    sent(ada_client, published_on="")
    run.call(Job.objects.get().pk)
    text = ada_client.get(page(ada_client)).text
    assert "When was it published?" in text
    assert 'type="radio" name="chosen"' in text
    sent(ada_client, published_on="", chosen="2024-03-04")
    run.call(Job.objects.latest("pk").pk)
    assert str(Article.objects.get().published_on) == "2024-03-04"


def test_the_same_address_twice_is_one_article(ada_client: Client, worker: Worker, internet: Found) -> None:
    internet(Submission(text=TEXT))
    for _ in range(2):
        sent(ada_client)
        run.call(Job.objects.latest("pk").pk)
    assert "nothing was changed" in Job.objects.latest("pk").result
    assert Article.objects.count() == 1


def test_without_a_worker_whoever_asks_waits(
    ada_client: Client, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    Worker.objects.update(seen_at=Now() - timedelta(minutes=5))
    monkeypatch.setattr(take_in, "submission_at", lambda url: Submission(text=TEXT, url=url))
    assert sent(ada_client)["Location"] == f"/curate/articles/{Article.objects.get().pk}/"
    assert not Job.objects.exists()


def test_a_worker_that_went_away_is_done_without(ada_client: Client, worker: Worker) -> None:
    sent(ada_client)
    Worker.objects.update(seen_at=Now() - timedelta(minutes=5))
    text = ada_client.get(page(ada_client)).text
    assert "No worker was seen" in text
    assert "Fetch it without a worker" in text
    assert f'name="url" value="{URL}"' in text


def test_a_text_or_a_bad_address_needs_no_worker(ada_client: Client, worker: Worker) -> None:
    sent(ada_client, text=TEXT)
    assert sent(ada_client, url="no address").status_code == 422
    refused = sent(ada_client, url="http://169.254.169.254/latest")
    assert (refused.status_code, "leads into a private network" in refused.text) == (422, True)
    assert not Job.objects.exists()


def test_who_lost_the_right_meanwhile_takes_nothing_in(
    ada_client: Client, worker: Worker, internet: Found, ada: User
) -> None:
    internet(Submission(text=TEXT))
    sent(ada_client)
    ada.groups.clear()
    run.call(Job.objects.get().pk)
    assert Job.objects.get().state == "failed"
    assert not Article.objects.exists()


def test_the_page_of_jobs_leads_to_it(ada_client: Client, worker: Worker) -> None:
    sent(ada_client)
    assert f'<a href="{page(ada_client)}">Follow it</a>' in ada_client.get("/curate/jobs/").text


@pytest.mark.parametrize("kind", ["feed", ""])
def test_any_other_job_has_no_such_page(ada_client: Client, kind: str) -> None:
    number = Job.objects.create(kind=kind, about="Reading").pk if kind else 999_999
    assert ada_client.get(f"/curate/articles/fetching/{number}/").status_code == 404


def test_the_page_is_for_editors(ruth_client: Client) -> None:
    number = Job.objects.create(kind="fetch", about="Fetching", argument={"url": URL}).pk
    assert Client().get(f"/curate/articles/fetching/{number}/").status_code == 302
    assert ruth_client.get(f"/curate/articles/fetching/{number}/").status_code == 403
