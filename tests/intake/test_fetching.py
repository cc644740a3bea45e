"""Addresses fetched safely, against a server on this machine; the internet is never asked."""

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.intake.addresses import CannotFetch, is_public, target_of
from events.intake.fetching import INTERNET, Answer, Limits, Network, fetch
from tests.intake.answering import PUBLIC, Reply, answer, listening, network_to

PAGE = b"<!doctype html><p>They met on Friday.</p>"
PRIVATE = "leads into a private network"
FORM = "Copy it again|Copy the address again|no name of a host"

HOSTILE = [
    # Loopback, in every way that a resolver reads
    ("http://127.0.0.1/", PRIVATE),
    ("http://127.1/", PRIVATE),
    ("http://127.0.1/", PRIVATE),
    ("http://0x7f.1/", PRIVATE),
    ("http://0x7f000001/", PRIVATE),
    ("http://2130706433/", PRIVATE),
    ("http://017700000001/", PRIVATE),
    ("http://0177.0.0.1/", PRIVATE),
    ("http://0/", PRIVATE),
    ("http://0.0.0.0/", PRIVATE),
    ("http://127.0.0.1./", PRIVATE),
    ("http://①②⑦.0.0.1/", PRIVATE),
    ("http://localhost/", PRIVATE),
    ("https://LOCALHOST./", PRIVATE),
    # Private, shared, link-local with cloud metadata, benchmark, documentation, multicast, reserved
    ("http://10.0.0.1/", PRIVATE),
    ("http://172.16.0.1/", PRIVATE),
    ("http://192.168.1.1/", PRIVATE),
    ("http://100.64.0.1/", PRIVATE),
    ("http://169.254.169.254/latest/meta-data/", PRIVATE),
    ("http://198.18.0.1/", PRIVATE),
    ("http://192.0.2.1/", PRIVATE),
    ("http://192.0.0.8/", PRIVATE),
    ("http://224.0.0.1/", PRIVATE),
    ("http://240.0.0.1/", PRIVATE),
    ("http://255.255.255.255/", PRIVATE),
    # IPv6, and IPv4 inside it
    ("http://[::1]/", PRIVATE),
    ("http://[::]/", PRIVATE),
    ("http://[::ffff:127.0.0.1]/", PRIVATE),
    ("http://[::ffff:7f00:1]/", PRIVATE),
    ("http://[::127.0.0.1]/", PRIVATE),
    ("http://[64:ff9b::7f00:1]/", PRIVATE),
    ("http://[64:ff9b:1::1]/", PRIVATE),
    ("http://[2002:7f00:1::]/", PRIVATE),
    ("http://[2001:0:1::]/", PRIVATE),
    ("http://[fc00::1]/", PRIVATE),
    ("http://[fe80::1]/", PRIVATE),
    ("http://[fe80::1%25eth0]/", FORM),
    ("http://[fec0::1]/", PRIVATE),
    ("http://[ff02::1]/", PRIVATE),
    # Names that lead inside, wholly or in part
    ("http://inside.example.org/", PRIVATE),
    ("http://half.example.org/", PRIVATE),
    ("https://metadata.google.internal/", PRIVATE),
    # What is no web address, or hides where it leads
    ("file:///etc/passwd", "Only addresses that begin"),
    ("ftp://example.org/", "Only addresses that begin"),
    ("gopher://127.0.0.1:6379/_x", "Only addresses that begin"),
    ("javascript:alert(1)", "Only addresses that begin"),
    ("//example.org/", "Only addresses that begin"),
    ("/etc/passwd", "Only addresses that begin"),
    ("", "Only addresses that begin"),
    ("http://", "names no host"),
    ("http:///etc/passwd", "names no host"),
    ("http://example.org:22/", "port 22"),
    ("http://example.org:443/", "port 443"),
    ("https://example.org:80/", "port 80"),
    ("http://example.org:0/", "port 0"),
    ("http://example.org:99999/", FORM),
    ("http://user:word@example.org/", "user name"),
    ("http://example.org@127.0.0.1/", "user name"),
    ("http://example.org\\@127.0.0.1/", "backslash"),
    ("http://127.0.0.1\t.example.org/", "control character"),
    ("http://example.org/\r\nHost: 127.0.0.1", "control character"),
    ("http://example.org /", "blank"),
    ("http://[::1/", FORM),
    ("http://[v1.x]/", FORM),
    ("http://127%2e0.0.1/", FORM),
    ("http://a..example.org/", FORM),
    ("http://-x-/", FORM),
    (f"http://{'a' * 64}.org/", FORM),
    (f"http://example.org/{'a' * 2000}", "more than 2,000"),
]
INSIDE = {
    "localhost": ["127.0.0.1"],
    "inside.example.org": ["10.1.2.3"],
    "half.example.org": [PUBLIC, "192.168.0.9"],
    "metadata.google.internal": ["169.254.169.254"],
}


def once(reply: bytes) -> Reply:
    return lambda _: iter([reply])


def forever(start: bytes, piece: bytes, pause: float = 0) -> Reply:
    def reply(_: str) -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(pause)
            yield piece

    return reply


def test_there_are_enough_hostile_addresses() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize(("address", "message"), HOSTILE)
def test_a_hostile_address_is_refused_and_nobody_is_connected_to(address: str, message: str) -> None:
    with listening(once(answer(PAGE))) as listener:
        with pytest.raises(CannotFetch, match=message):
            fetch(address, network=network_to(listener, INSIDE))
        assert listener.connections == 0


@pytest.mark.parametrize(
    "address", [address for address, message in HOSTILE if message == PRIVATE and address.isascii()]
)
def test_a_redirect_into_a_private_network_is_refused(address: str) -> None:
    with listening(once(answer(status="302 Found", Location=address))) as listener:
        with pytest.raises(CannotFetch, match=PRIVATE):
            fetch("http://news.example.org/", network=network_to(listener, INSIDE))
        assert listener.connections == 1


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    asked: list[str] = []

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError

    with pytest.raises(CannotFetch, match="broke off or was refused"):
        fetch("http://rebinding.example.org/", network=Network(lambda *_: next(answers), connect))
    assert asked == [PUBLIC]


def test_a_host_that_turns_inside_at_a_redirect_is_refused() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    with listening(once(answer(status="301 Moved", Location="/again"))) as listener:
        network = Network(lambda *_: next(answers), network_to(listener).connect)
        with pytest.raises(CannotFetch, match=PRIVATE):
            fetch("http://rebinding.example.org/", network=network)
        assert listener.connections == 1


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    with suppress(CannotFetch):
        target = target_of(f"https://{text}")
        assert target_of(target.url) == target


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"])
def test_public_numbers_are_public(address: str) -> None:
    assert is_public(address)


# What comes back


def test_it_brings_the_page_with_where_it_was_found() -> None:
    with listening(once(answer(PAGE, kind="text/html; charset=windows-1252", ETag='"1"'))) as listener:
        found = fetch("http://news.example.org/a?b=c#d", network=network_to(listener))
    assert found == Answer("http://news.example.org/a?b=c", "text/html", "windows-1252", PAGE, {"ETag": '"1"'})
    assert "Host: news.example.org\r\n" in listener.asked[0]


def test_it_follows_three_redirects() -> None:
    def reply(path: str) -> Iterator[bytes]:
        number = int(path.strip("/") or 0)
        yield answer(PAGE) if number == 3 else answer(status="302 Found", Location=f"/{number + 1}")

    with listening(reply) as listener:
        assert fetch("http://news.example.org/", network=network_to(listener)).url == "http://news.example.org/3"
    assert listener.connections == 4


@pytest.mark.parametrize("form", ["chunked", "length", "close", "gzip"])
def test_it_reads_every_form_of_body(form: str) -> None:
    packed = gzip.compress(PAGE)
    replies = {
        "chunked": answer(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
        "length": answer(PAGE, Content_Length=str(len(PAGE))),
        "close": answer(PAGE),
        "gzip": answer(packed, Content_Encoding="gzip", Content_Length=str(len(packed))),
    }
    with listening(once(replies[form])) as listener:
        body = fetch("http://news.example.org/", network=network_to(listener)).body
    assert body == (b"abcde" if form == "chunked" else PAGE)


def test_what_did_not_change_is_not_sent_again() -> None:
    with listening(once(answer(status="304 Not Modified", kind=""))) as listener:
        validators = {"ETag": '"1"', "Last-Modified": "Mon, 04 Mar 2024 08:00:00 GMT"}
        found = fetch("http://news.example.org/", validators=validators, network=network_to(listener))
    assert (found.unchanged, found.body, found.validators) == (True, b"", validators)
    assert 'If-None-Match: "1"' in listener.asked[0]
    assert "If-Modified-Since: Mon, 04 Mar" in listener.asked[0]


def test_a_validator_that_holds_a_line_end_is_not_sent() -> None:
    with listening(once(answer(PAGE))) as listener:
        fetch("http://news.example.org/", validators={"ETag": "x\r\nEvil: 1"}, network=network_to(listener))
    assert "Evil" not in listener.asked[0]


REFUSED = [
    (answer(b"\x89PNG", kind="image/png"), "Answered with image/png, which is no article"),
    (answer(b"PK", kind="application/zip"), "application/zip, which is no article"),
    (answer(PAGE, kind=""), "without saying what it is"),
    (answer(status="404 Not Found"), "404 Not Found.*Copy the address again"),
    (answer(status="403 Come <b>in</b>"), "403 Forbidden.*open the page in a browser"),
    (answer(status="503 No"), "503 Service Unavailable.*Try again later"),
    (answer(status="204 No Content"), "Answered with 204"),
    (answer(status="302 Found", Location=""), "in a circle"),
    (answer(status="302 Found", Location="http://[bad"), "no address|cannot be read"),
    (answer(b"x", Content_Encoding="br"), "in the packing “br”"),
    (answer(b"no gzip", Content_Encoding="gzip"), "packed wrongly"),
    (answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), "broke off in the middle"),
    (answer(b"<p>", Content_Length="1000"), "broke off in the middle"),
    (answer(b"5\r\nab", Transfer_Encoding="chunked"), "broke off"),
    (answer(b"x", Content_Length="6000000"), "larger than 5 MB"),
    (b"SSH-2.0-OpenSSH_9.2\r\n", "broke off or was refused"),
    (b"", "broke off or was refused"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "broke off or was refused"),
    (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000, "broke off or was refused"),
]


@pytest.mark.parametrize(("reply", "message"), REFUSED)
def test_an_answer_that_is_no_article_is_refused_in_words(reply: bytes, message: str) -> None:
    with listening(once(reply)) as listener, pytest.raises(CannotFetch, match=message):
        fetch("http://news.example.org/a", network=network_to(listener))


def test_redirects_in_a_circle_are_refused() -> None:
    def reply(path: str) -> Iterator[bytes]:
        yield answer(status="302 Found", Location="/a" if path == "/b" else "/b")

    with listening(reply) as listener, pytest.raises(CannotFetch, match="Redirected in a circle"):
        fetch("http://news.example.org/a", network=network_to(listener))
    assert listener.connections == 2


def test_redirects_without_end_are_refused() -> None:
    def reply(path: str) -> Iterator[bytes]:
        yield answer(status="302 Found", Location=f"{path}x")

    with listening(reply) as listener, pytest.raises(CannotFetch, match="more than 3 times"):
        fetch("http://news.example.org/a", network=network_to(listener))
    assert listener.connections == 4


def test_an_answer_without_end_is_cut_off() -> None:
    endless = forever(answer(), b"word " * 10_000)
    with listening(endless) as listener, pytest.raises(CannotFetch, match="larger than 5 MB"):
        fetch("http://news.example.org/", network=network_to(listener))


def test_a_bomb_is_found_before_it_goes_off() -> None:
    bomb = gzip.compress(bytes(100_000_000), 9)
    tracemalloc.start()
    with listening(once(answer(bomb, Content_Encoding="gzip"))) as listener:
        with pytest.raises(CannotFetch, match="larger than 5 MB"):
            fetch("http://news.example.org/", network=network_to(listener))
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64_000_000


DRIPS = [
    forever(b"", b"H", 0.05),  # the status line
    forever(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.05),  # the headers
    forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),  # never anything but "go on"
    forever(answer(), b"x", 0.05),  # the body
    forever(answer(Transfer_Encoding="chunked"), b"1\r\nx\r\n", 0.05),
]


@pytest.mark.parametrize("drip", DRIPS)
def test_a_drip_is_given_up_at_the_deadline(drip: Reply) -> None:
    with listening(drip) as listener, pytest.raises(CannotFetch, match="did not answer in full within"):
        fetch("http://news.example.org/", limits=Limits(seconds=0.4), network=network_to(listener))


def test_a_resolver_that_hangs_is_given_up_at_the_deadline() -> None:
    done = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        done.wait(10)
        return []

    with pytest.raises(CannotFetch, match=r"within 0\.2 seconds"):
        fetch("http://news.example.org/", limits=Limits(seconds=0.2), network=Network(resolve, INTERNET.connect))
    done.set()


def test_a_handshake_that_hangs_is_given_up_at_the_deadline() -> None:
    refused = pytest.raises(CannotFetch, match=r"within 0\.4 seconds|broke off or was refused")
    with listening(forever(b"", b"\x16", 0.05)) as listener, refused:
        fetch("https://news.example.org/", limits=Limits(seconds=0.4), network=network_to(listener))


def test_a_name_that_nobody_has_is_said_to_be_unknown() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(CannotFetch, match="There is no host"):
        fetch("http://nowhere.example.org/", network=Network(resolve, INTERNET.connect))


def test_the_next_address_of_a_host_is_tried() -> None:
    with listening(once(answer(PAGE))) as listener:
        network = network_to(listener, {"two.example.org": ["93.184.215.15", PUBLIC]})

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            if address != PUBLIC:
                raise ConnectionRefusedError
            return network.connect(address, port, seconds)

        assert fetch("http://two.example.org/", network=Network(network.resolve, connect)).body == PAGE
