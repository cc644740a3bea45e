"""A web server on this machine that answers as a test says, and counts who connects."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from events.intake.fetching import Network, resolved

PUBLIC = "93.184.215.14"
"""What hosts resolve to in tests: public by its number, never connected to."""


@dataclass
class Listener:
    """A listening socket, what it was asked, and how often somebody connected."""

    port: int
    asked: list[str] = field(default_factory=list)
    connections: int = 0


Reply = Callable[[str], Iterator[bytes]]


@contextmanager
def listening(reply: Reply) -> Iterator[Listener]:
    """A server whose answer to a path is what `reply` yields, as it yields it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(server.getsockname()[1])
        thread = threading.Thread(target=serve, args=(server, listener, reply), daemon=True)
        thread.start()
        yield listener
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def serve(server: socket.socket, listener: Listener, reply: Reply) -> None:
    """Answer one after the other until the socket is closed."""
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        listener.connections += 1
        with client:
            try:
                head = client.recv(65_536).decode("latin-1")
                listener.asked.append(head)
                for piece in reply(head.split(" ")[1] if " " in head else ""):
                    client.sendall(piece)
            except OSError:
                continue  # the other side hung up: that is what some tests are about


def network_to(listener: Listener, hosts: dict[str, list[str]] | None = None) -> Network:
    """A network in which every name under example.org leads to a public number, or to those given, and every connection to the listener."""

    def resolve(host: str, port: int) -> list[str]:
        if hosts and host in hosts:
            return hosts[host]
        return [PUBLIC] if host.endswith(".example.org") else resolved(host, port)

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", listener.port), seconds)

    return Network(resolve, connect)


def answer(body: bytes = b"", *, status: str = "200 OK", kind: str = "text/html", **headers: str) -> bytes:
    """A whole answer; a header's name is written with _ for -."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else [])]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
