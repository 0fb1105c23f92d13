"""Pages from the web: asked for politely, from public addresses only, and no more than a limit of them.

A name is resolved once and the connection goes to that very address, so that what was found public
cannot turn into something else; every redirect is looked at anew. Proxies and cookies are not used.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING

from verify import __version__
from verify.records import VerifyError
from verify.sources import MAX_BYTES

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse
    from urllib3.util import Url

Resolve = Callable[[str, int], str]

AGENT = "verify"
SECONDS = 30.0  # for a page, with its redirects; for its robots.txt as many again
CONNECT_SECONDS = 10.0
REDIRECTS = 5
CHUNK = 65_536  # bytes
ROBOTS_BYTES = 512_000  # of a robots.txt; RFC 9309 wants 500 KiB
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
}

_ADVICE = "Check the address, or save the page in a browser and give the file."
_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in its last 32 bits


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: the bytes as they came, the address they came from, the ending for a file."""

    url: str
    content: bytes
    ending: str


def is_url(text: str) -> bool:
    """Whether an argument is the address of a page and not a path."""
    return text.lower().startswith(("http://", "https://"))


def page(url: str, *, max_bytes: int = MAX_BYTES, resolve: Resolve | None = None) -> Page:
    """The page at `url`, if its robots.txt lets us.

    `resolve` gives the address to connect to; only tests need another than `public`.
    Raises VerifyError where there is no such page, or it may not or should not be fetched.
    """
    resolve = resolve or public
    deadline = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        place = _parsed(url)
        _permitted(place, resolve)
        with _answer(place, resolve, deadline) as answer:
            if answer.status in _MOVED:
                url = _next(place, answer)
                continue
            if answer.status != 200:
                raise VerifyError(
                    f"{url} answers {answer.status} {answer.reason or ''}".strip() + ".", _ADVICE
                )
            return Page(place.url, _content(place, answer, max_bytes), _ending(place, answer))
    raise VerifyError(f"{url} redirects more than {REDIRECTS} times.", _ADVICE)


def public(host: str, port: int) -> str:
    """An address of the host; raises VerifyError where any of them is not on the public internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise VerifyError(f"There is no host {host}.", _ADVICE) from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not _is_public(address):
            raise VerifyError(
                f"{host} is not on the public internet ({address}).", "Save the page as a file."
            )
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):  # addresses that lead on to one of IPv4
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
    carried = [i for i in inner if i is not None]
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return _is_public(str(ip.ipv4_mapped))
    return ip.is_global and not ip.is_multicast and all(i.is_global and not i.is_multicast for i in carried)


def _parsed(url: str) -> Url:
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        place = parse_url(url)
    except LocationParseError as error:
        raise VerifyError(f"{url} is no address of a page.", _ADVICE) from error
    if place.scheme not in _PORTS or not place.host:
        raise VerifyError(f"{url} is not fetched: only http and https are.", _ADVICE)
    if place.auth:
        raise VerifyError(f"{place.host} is not fetched with a password in its address.", "Leave it out.")
    return place


def _next(place: Url, answer: BaseHTTPResponse) -> str:
    from urllib.parse import urljoin

    where = answer.headers.get("Location")
    if not where:
        raise VerifyError(f"{place.url} redirects to nowhere.", _ADVICE)
    return urljoin(place.url, where)


def _permitted(place: Url, resolve: Resolve) -> None:
    """Raises VerifyError where the robots.txt of the host keeps us out, or cannot be asked (RFC 9309)."""
    from protego import Protego

    rules = _robots(place._replace(path="/robots.txt", query=None, fragment=None), resolve)
    if not Protego.parse(rules).can_fetch(place.url, AGENT):
        raise VerifyError(f"{place.url} is closed to programs by its robots.txt.", "Save it in a browser.")


def _robots(place: Url, resolve: Resolve) -> str:
    """The rules of a host: none where it has no such file, all closed where it fails."""
    deadline = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        with _answer(place, resolve, deadline) as answer:
            if answer.status in _MOVED:
                place = _parsed(_next(place, answer))
                continue
            if answer.status >= 500:
                return "User-agent: *\nDisallow: /"
            text = b"" if answer.status >= 400 else _start(answer, ROBOTS_BYTES)
            return text[:ROBOTS_BYTES].decode("utf-8", "replace")
    return ""


@contextmanager
def _answer(place: Url, resolve: Resolve, deadline: float) -> Iterator[BaseHTTPResponse]:
    """What the host answers; the connection is cut at the deadline, however slowly it talks."""
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError
    from urllib3.util.ssl_match_hostname import CertificateError

    host = (place.host or "").strip("[]")
    port = place.port or _PORTS[place.scheme or "https"]
    connection = _connection(place.scheme or "https", host, resolve(host, port), port)
    held: list[socket.socket] = []  # an answer takes the socket from its connection
    watch = Timer(max(0.0, deadline - time.monotonic()), _cut, [connection, held])
    watch.daemon = True
    watch.start()
    headers = {
        "Host": place.netloc or host,
        "User-Agent": f"{AGENT}/{__version__}",
        "Accept": ", ".join(ENDINGS),
        "Accept-Encoding": "gzip, deflate",
    }
    try:
        with closing(connection):
            connection.connect()
            held += [connection.sock] if connection.sock else []
            connection.request("GET", place.request_uri, headers=headers, preload_content=False)
            with closing(connection.getresponse()) as answer:
                yield answer
        if time.monotonic() >= deadline:  # a connection that is cut looks like one that has ended
            raise TimeoutError
    except (HTTPError, HTTPException, CertificateError, OSError) as error:
        late = time.monotonic() >= deadline
        reason = (
            f"did not answer in {SECONDS:.0f} seconds" if late else f"cannot be reached ({_reason(error)})"
        )
        raise VerifyError(f"{place.host} {reason}.", _ADVICE) from error
    finally:
        watch.cancel()


def _connection(scheme: str, host: str, address: str, port: int) -> HTTPConnection:
    """A connection to the address; over https it has to prove that it is the host."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if scheme == "http":
        return HTTPConnection(address, port, timeout=CONNECT_SECONDS)
    import certifi

    return HTTPSConnection(
        address,
        port,
        timeout=CONNECT_SECONDS,
        server_hostname=host,
        assert_hostname=host,
        cert_reqs=ssl.CERT_REQUIRED,
        ca_certs=certifi.where(),
    )


def _cut(connection: HTTPConnection, held: Sequence[socket.socket]) -> None:
    for line in (connection.sock, *held):
        if line is not None:
            with suppress(OSError):  # it is closed already
                line.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    """Why a host cannot be reached, in a few words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection: {(error.reason or type(error).__name__).replace('_', ' ').lower()}"
    if isinstance(error, ValueError):  # urllib3's own word on the name in a certificate
        return "its certificate is of another host"
    return type(error).__name__ if not isinstance(error, OSError) else error.strerror or type(error).__name__


def _content(place: Url, answer: BaseHTTPResponse, max_bytes: int) -> bytes:
    content = _start(answer, max_bytes)
    if len(content) > max_bytes:
        limit = f"more than the {max_bytes / 1e6:.0f} MB that are read"
        raise VerifyError(f"{place.url} has {limit}.", "Raise --max-bytes.")
    if not content:
        raise VerifyError(f"{place.url} is empty.", _ADVICE)
    return content


def _start(answer: BaseHTTPResponse, limit: int) -> bytes:
    """The body, unpacked; of one that is longer than the limit a little more than that."""
    content = bytearray()
    while len(content) <= limit and (piece := answer.read(CHUNK, decode_content=True)):
        content += piece
    return bytes(content)


def _ending(place: Url, answer: BaseHTTPResponse) -> str:
    kind = answer.headers.get("Content-Type", "text/html").partition(";")[0].strip().lower()
    if kind not in ENDINGS:
        raise VerifyError(f"{place.url} is no page (its kind is {kind}).", _ADVICE)
    return ENDINGS[kind]
