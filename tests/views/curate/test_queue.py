"""The queue."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.models import Article
from events.review.holding import hold
from tests.factories import make_article, make_editor, make_proposal, make_publisher

ADDRESS = "/curate/queue/"


def test_it_asks_a_stranger_to_sign_in(db: None) -> None:
    response = Client().get(ADDRESS, follow=True)
    assert response.redirect_chain == [("/accounts/login/?next=%2Fcurate%2Fqueue%2F", 302)]
    assert "password" in response.text.lower()


def test_it_tells_somebody_without_the_right_what_is_missing(ruth_client: Client) -> None:
    response = ruth_client.get(ADDRESS)
    assert response.status_code == 403
    assert "ruth, who may not decide" in response.text


def test_it_shows_what_waits_and_nothing_that_is_decided(ada_client: Client) -> None:
    make_proposal()
    decided = make_article(headline="All decided", text="It happened on Friday.")
    make_proposal(article=decided, quote="It happened on Friday.", state="rejected")
    response = ada_client.get(ADDRESS)
    assert response.status_code == 200
    assert "1 article waits, with <b>1 proposal</b>" in response.text
    assert "Ministers meet in Geneva" in response.text
    assert "All decided" not in response.text


def test_it_says_so_when_nothing_waits(ada_client: Client) -> None:
    assert "Nothing waits" in ada_client.get(ADDRESS).text


def test_it_warns_where_a_date_is_only_inferred(ada_client: Client) -> None:
    make_proposal(article=make_article(date_known="inferred"))
    assert '<span class="warn">4 Mar 2024</span>' in ada_client.get(ADDRESS).text


@pytest.fixture
def three_articles(db: None) -> None:
    for number, (name, day, weight) in enumerate(
        [("First Wire", 4, 300), ("Second Wire", 5, 900), ("Third Wire", 3, 600)]
    ):
        text = f"Number {number} happened on Friday."
        article = make_article(
            text=text, headline=name, published_on=date(2024, 3, day), publisher=make_publisher(name)
        )
        make_proposal(article=article, quote=text, importance=weight)


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("", "Second Wire", "First Wire"),
        ("importance", "Second Wire", "First Wire"),
        ("newest", "Second Wire", "Third Wire"),
        ("oldest", "Third Wire", "Second Wire"),
        ("arrival", "First Wire", "Third Wire"),
        ("nonsense", "Second Wire", "First Wire"),
    ],
)
def test_it_orders_as_the_address_says(
    ada_client: Client, three_articles: None, order: str, first: str, last: str
) -> None:
    headlines = [str(article) for article in ada_client.get(ADDRESS, {"order": order}).context["queue"].page]
    assert (headlines[0], headlines[-1]) == (first, last)


@pytest.mark.parametrize("wanted", ["0", "-1", "99", "x", "9" * 40, ""])
def test_a_page_that_is_not_there_is_the_nearest_one(ada_client: Client, three_articles: None, wanted: str) -> None:
    assert ada_client.get(ADDRESS, {"page": wanted}).status_code == 200


def test_it_shows_one_publisher_alone(ada_client: Client, three_articles: None) -> None:
    publisher = make_publisher("Third Wire")
    response = ada_client.get(ADDRESS, {"publisher": publisher.pk})
    assert [str(article) for article in response.context["queue"].page] == ["Third Wire"]


def test_it_offers_to_show_all_where_no_article_matches(ada_client: Client, three_articles: None) -> None:
    response = ada_client.get(ADDRESS, {"dates": "guessed"})
    assert "No waiting article matches" in response.text


def test_it_runs_few_queries_however_long_it_is(
    ada_client: Client, three_articles: None, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(15):
        ada_client.get(ADDRESS)


def test_its_answers_are_kept_by_no_cache(ada_client: Client, ada: User) -> None:
    assert "no-store" in ada_client.get(ADDRESS)["Cache-Control"]
    assert reverse("curate:queue") == ADDRESS


def test_it_tells_who_has_an_article_in_hand(ada_client: Client, three_articles: None) -> None:
    first, second, third = Article.objects.order_by("pk")
    hold(first, editor=User.objects.get(username="ada"))
    hold(second, editor=make_editor("eve"))
    text = ada_client.get(ADDRESS).text
    assert f'aria-label="Continue: {first}"' in text
    assert "with eve" in text
    assert f'aria-label="Claim: {third}"' in text
    shown = ada_client.get(ADDRESS, {"hands": "mine"}).context["queue"].page
    assert list(shown) == [first]
    shown = ada_client.get(ADDRESS, {"hands": "free"}).context["queue"].page
    assert set(shown) == {first, third}
