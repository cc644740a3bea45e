"""Which addresses may be fetched: where on the public internet one leads, or a refusal in words."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from events.intake.texts import NotText

PORTS: Final = {"http": 80, "https": 443}
LONGEST: Final = 2000
"""Characters of an address: longer ones are made to break readers, and no browser's bar shows them."""
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
UNICAST: Final = ipaddress.ip_network("2000::/3")
"""The only part of IPv6 that is routed publicly; ::/96, site-local and what is not assigned lie outside."""
NOT_AN_ADDRESS: Final = re.compile(r"[\x00-\x20\x7f\\]")
NAME: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE)


class CannotFetch(NotText):
    """An address that is not fetched, or did not answer with what can be read; the message says why and what to do."""


class Private(CannotFetch):
    """An address whose host is not, or not only, on the public internet."""

    def __init__(self, host: str) -> None:
        super().__init__(f"The address leads into a private network ({host}). Only the public internet is fetched.")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: what to ask whom for. `host` is ASCII and without brackets, `path` holds the query."""

    scheme: str
    host: str
    path: str

    @property
    def port(self) -> int:
        """80 or 443."""
        return PORTS[self.scheme]

    @property
    def netloc(self) -> str:
        """The host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        """The whole address, in one form."""
        return f"{self.scheme}://{self.netloc}{self.path}"


def target_of(url: str) -> Target:
    """The address taken apart. Raises CannotFetch for what is no public web address by its form alone; asks nobody."""
    if len(url) > LONGEST:
        raise CannotFetch(f"The address has more than {LONGEST:,} characters. Save the page, and give its file.")
    if NOT_AN_ADDRESS.search(url):
        raise CannotFetch(
            "The address holds a blank, a backslash or a control character. Copy it again from the browser."
        )
    try:
        parts = urlsplit(url)
        port, name = parts.port, parts.hostname or ""
    except ValueError as error:
        raise CannotFetch("This is no web address: its host or port cannot be read. Copy it again.") from error
    if parts.scheme not in PORTS:
        raise CannotFetch("Only addresses that begin with https:// or http:// are fetched.")
    if "@" in parts.netloc:
        raise CannotFetch("The address holds a user name or password. Give it without them.")
    if port not in (None, PORTS[parts.scheme]):
        raise CannotFetch(f"The address names port {port}. Only the web's own ports, 80 and 443, are fetched.")
    host = host_of(name)
    if is_number(host) and not is_public(host):
        raise Private(host)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{asked(parts.query)}" if parts.query else "")
    return Target(parts.scheme, host, path)


def asked(query: str) -> str:
    """A query with nothing in it that cannot stand in a request."""
    return quote(query, safe="/%:@!$&'()*+,;=~-._?[]")


def host_of(name: str) -> str:
    """The host in ASCII. Raises CannotFetch for none, and for what no host is called."""
    name = name.removesuffix(".")
    if not name:
        raise CannotFetch("The address names no host, as www.example.org. Copy it again from the browser.")
    if ":" in name and "%" not in name:
        return name
    try:
        ascii_name = name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise CannotFetch(f"“{name[:80]}” is no name of a host. Copy the address again from the browser.") from error
    if len(ascii_name) > 253 or not NAME.fullmatch(ascii_name):
        raise CannotFetch(f"“{name[:80]}” is no name of a host. Copy the address again from the browser.")
    return ascii_name


def is_number(host: str) -> bool:
    """Whether a host is an IP address itself, which no name has to be looked up for."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet. IPv4 inside IPv6 (mapped, NAT64) is judged by itself."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip not in UNICAST or ip.scope_id or ip.sixtofour or ip.teredo:
            return False
    return ip.is_global and not ip.is_multicast
