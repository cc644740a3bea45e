"""Addresses fetched safely: nothing but the public internet is asked, no longer and for no more than is said.

Standard library only. Every hop is resolved once; all its addresses must be public, and the connection goes to one of those that were checked.
"""

import http.client
import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin

from events.intake.addresses import CannotFetch, Private, Target, is_public, target_of

SECONDS: Final = 10.0
"""For everything: names, redirects, and the last byte. A slow newsroom answers in three."""
HOPS: Final = 3
LARGEST: Final = 5_000_000
"""Bytes of an answer, unpacked; a long read with its mark-up has half a million."""
CHUNK: Final = 65_536
MOVED: Final = frozenset({301, 302, 303, 307, 308})
PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
AGENT: Final = "Dateline (reads an article for an editor)"


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, how connections are opened, and what the time is: the internet, or a test's."""

    resolve: Callable[[str, int], list[str]]
    connect: Callable[[str, int, float], socket.socket]
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be fetched: seconds for everything, bytes unpacked, kinds of answer."""

    seconds: float = SECONDS
    largest: int = LARGEST
    types: frozenset[str] = PAGES


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered with. `url` is where it was found at last; `unchanged`: nothing new since the validators."""

    url: str
    type: str
    charset: str
    body: bytes
    validators: dict[str, str] = field(default_factory=dict)
    unchanged: bool = False


class Deadline:
    """The moment by which all has to be done."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.seconds, self.clock = seconds, clock
        self.at = clock() + seconds

    def left(self) -> float:
        """Seconds left. Raises CannotFetch when there are none."""
        if (left := self.at - self.clock()) <= 0:
            raise self.passed()
        return left

    def passed(self) -> CannotFetch:
        """The refusal of what is not done by then."""
        return CannotFetch(
            f"The address did not answer in full within {self.seconds:g} seconds. Save the page, and give its file."
        )


class Timed(io.RawIOBase):
    """What a socket says, read until the deadline: each read may wait only for what is left."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.sock, self.deadline = sock, deadline

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Bytes read into the buffer, 0 at the end."""
        self.sock.settimeout(self.deadline.left())
        return self.sock.recv_into(buffer)


class Line:
    """A connection as http.client wants one, under a deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.sock, self.deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self.sock.settimeout(self.deadline.left())
        self.sock.sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        """What is answered."""
        return io.BufferedReader(Timed(self.sock, self.deadline))

    def close(self) -> None:
        """Nothing: http.client hangs up before the answer is read, and whoever opened the socket closes it."""


def resolved(host: str, port: int) -> list[str]:
    """Every address that a host name leads to. May wait for as long as the system's resolver does."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address that was checked."""
    return socket.create_connection((address, port), seconds)


INTERNET: Final = Network(resolved, connected)
PAGE: Final = Limits()


def fetch(
    url: str,
    *,
    limits: Limits = PAGE,
    validators: Mapping[str, str] | None = None,
    network: Network = INTERNET,
) -> Answer:
    """What a public address answers with. Raises CannotFetch, in words, for everything else.

    `validators` are those of an earlier answer: where nothing changed since, the answer is `unchanged` and empty.
    """
    deadline = Deadline(limits.seconds, network.clock)
    target = target_of(url)
    seen = {target.url}
    for _ in range(HOPS + 1):
        found = ask(target, validators or {}, limits, network, deadline)
        if isinstance(found, Answer):
            return found
        target = target_of(found)
        if target.url in seen:
            raise CannotFetch("Redirected in a circle. Give the address of the article itself.")
        seen.add(target.url)
    raise CannotFetch(f"Redirected more than {HOPS} times. Give the address at which the browser ends up.")


def ask(
    target: Target, validators: Mapping[str, str], limits: Limits, network: Network, deadline: Deadline
) -> Answer | str:
    """The answer of one address, or the address that it sends to."""
    addresses = checked_addresses(target, network, deadline)
    try:
        sock = open_line(target, addresses, network, deadline)
        with sock:
            return talk(target, Line(sock, deadline), validators, limits)
    except ssl.SSLCertVerificationError as error:
        raise CannotFetch(f"The certificate of {target.host} is not valid: {error.verify_message}.") from error
    except TimeoutError as error:
        raise deadline.passed() from error
    except (OSError, http.client.HTTPException) as error:
        raise CannotFetch(f"The connection to {target.host} broke off or was refused. Try again later.") from error


def checked_addresses(target: Target, network: Network, deadline: Deadline) -> list[str]:
    """All addresses of the host. Raises CannotFetch where there is none, or one of them is not public."""
    addresses = looked_up(target, network, deadline)
    if not addresses:
        raise CannotFetch(f"There is no host {target.host}. Copy the address again from the browser.")
    if not all(is_public(address) for address in addresses):
        raise Private(target.host)
    return addresses


def looked_up(target: Target, network: Network, deadline: Deadline) -> list[str]:
    """What the resolver says, within the deadline: it cannot be interrupted, so it is left behind in its thread."""
    found: list[str] = []

    def look_up() -> None:
        try:
            found.extend(network.resolve(target.host, target.port))
        except (OSError, UnicodeError):
            found.clear()

    waiting = threading.Thread(target=look_up, daemon=True)
    waiting.start()
    waiting.join(deadline.left())
    if waiting.is_alive():
        raise deadline.passed()
    return found


def open_line(target: Target, addresses: list[str], network: Network, deadline: Deadline) -> socket.socket:
    """A connection to the first of the checked addresses that takes one; for https under the host's own name."""
    sock = first_connection(target, addresses, network, deadline)
    if target.scheme == "http":
        return sock
    sock.settimeout(deadline.left())
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
    except BaseException:
        sock.close()
        raise


def first_connection(target: Target, addresses: list[str], network: Network, deadline: Deadline) -> socket.socket:
    """A connection to the first address that takes one; each may wait for its share of what is left."""
    for place, address in enumerate(addresses):
        try:
            return network.connect(address, target.port, deadline.left() / (len(addresses) - place))
        except OSError as error:
            refused = error
    raise refused


def talk(target: Target, line: Line, validators: Mapping[str, str], limits: Limits) -> Answer | str:
    """Ask, and read what comes: an answer, or the address that it sends to."""
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = line  # all that http.client asks of a socket
    accept = f"{', '.join(sorted(limits.types))}, */*;q=0.1"
    headers = {"Host": target.netloc, "User-Agent": AGENT, "Accept": accept, "Accept-Encoding": "gzip"}
    connection.request("GET", target.path, headers=headers | {"Connection": "close"} | conditions(validators))
    response = connection.getresponse()
    if response.status in MOVED:
        return sent_on(target, response.headers.get("Location") or "")
    if response.status == 304 and validators:
        return Answer(target.url, "", "", b"", dict(validators), unchanged=True)
    check_answer(response, limits)
    return Answer(
        url=target.url,
        type=response.headers.get_content_type(),
        charset=response.headers.get_content_charset() or "",
        body=body_of(response, limits.largest),
        validators={name: value for name in ("ETag", "Last-Modified") if (value := response.headers.get(name))},
    )


def sent_on(target: Target, location: str) -> str:
    """The address that a redirect names, as browsers read it: relative ones too, and UTF-8 that is not encoded."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(target.url, location.strip())
    except ValueError as error:
        raise CannotFetch("Redirected to what is no address. Give the address of the article itself.") from error


def conditions(validators: Mapping[str, str]) -> dict[str, str]:
    """The headers that ask only for what is new."""
    names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    return {
        names[name]: value
        for name, value in validators.items()
        if name in names and value.isascii() and value.isprintable()
    }


def check_answer(response: http.client.HTTPResponse, limits: Limits) -> None:
    """Refuse an answer by its status and headers, before its body is read."""
    if response.status != 200:
        raise CannotFetch(
            f"Answered with {response.status} {said_status(response.status)}. {what_to_do(response.status)}"
        )
    if "Content-Type" not in response.headers:
        raise CannotFetch("Answered without saying what it is. Save the page, and give its file.")
    if (kind := response.headers.get_content_type()) not in limits.types:
        raise CannotFetch(f"Answered with {kind[:60]}, which is no article. Give the address of a page of text.")
    if (response.length or 0) > limits.largest:
        raise too_large(limits.largest)


def said_status(status: int) -> str:
    """A status in the words of the standard, not in the server's own."""
    return http.client.responses.get(status, "")


def what_to_do(status: int) -> str:
    """What an editor can do about a status."""
    if status in (401, 402, 403, 407, 429, 451):
        return "It wants no visitors like this one: open the page in a browser, save it, and give its file."
    return "Copy the address again from the browser." if status < 500 else "Try again later."


def too_large(largest: int) -> CannotFetch:
    """The refusal of an answer without end."""
    return CannotFetch(f"The answer is larger than {largest / 1e6:g} MB. Save the page, and give the part you need.")


def body_of(response: http.client.HTTPResponse, largest: int) -> bytes:
    """The whole body, unpacked. Raises CannotFetch for more than `largest`, what is broken off, and unknown packing."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise CannotFetch(
            f"Answered in the packing “{packing[:40]}”, which was not asked for. Save the page, and give its file."
        )
    unpack = plain if packing == "identity" else gunzipped
    body = bytearray()
    for piece in unpack(pieces(response, largest), largest):
        body += piece
        if len(body) > largest:
            raise too_large(largest)
    if response.length:
        raise CannotFetch("The answer broke off in the middle. Try again later.")
    return bytes(body)


def pieces(response: http.client.HTTPResponse, largest: int) -> Iterator[bytes]:
    """The body as it comes, no more than `largest` of it."""
    total = 0
    while piece := response.read1(CHUNK):
        total += len(piece)
        if total > largest:
            raise too_large(largest)
        yield piece


def plain(packed: Iterator[bytes], largest: int) -> Iterator[bytes]:
    """The pieces as they are."""
    del largest
    return packed


def gunzipped(packed: Iterator[bytes], largest: int) -> Iterator[bytes]:
    """The pieces unpacked, never more than one byte beyond `largest` at once: a bomb is found before it has gone off."""
    unpacker = zlib.decompressobj(31)
    total = 0
    try:
        for piece in packed:
            unpacked = unpacker.decompress(piece, largest + 1 - total)
            total += len(unpacked)
            yield unpacked
            if unpacker.unconsumed_tail:
                raise too_large(largest)
    except zlib.error as error:
        raise CannotFetch("The answer is packed wrongly. Save the page, and give its file.") from error
    if not unpacker.eof:
        raise CannotFetch("The answer broke off in the middle. Try again later.")
