"""Public answers are packed as the reader takes them, and unpack to the same bytes."""

import gzip
from typing import Any

import brotli
import pytest
from django.test import Client

from events.views.compressing import encoding
from tests.factories import make_event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "name"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("*", "br"),
        ("*, br;q=0.0", "gzip"),
        ("*;q=0", ""),
    ],
)
def test_the_best_that_is_accepted_is_used(accepted: str, name: str) -> None:
    assert encoding(accepted) == name


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("route", ["/", "/about/", "/events.csv", "/events.ics", "/events.geojson", "/events.atom"])
def test_it_unpacks_to_the_same(client: Client, route: str) -> None:
    for number in range(30):
        make_event(title=f"Event {number}")
    plain = body(client.get(route))
    for name, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        answer = client.get(route, headers={"Accept-Encoding": name})
        packed = body(answer)
        assert answer["Content-Encoding"] == name
        assert unpack(packed) == plain
        assert len(packed) < len(plain) / 2
        assert packed == body(client.get(route, headers={"Accept-Encoding": name}))


def test_a_few_words_are_not_worth_it(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/events.jsonl?type=nonsense", headers={"Accept-Encoding": "br"})
