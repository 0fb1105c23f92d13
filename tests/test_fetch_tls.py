"""Fetching over https from a live server: whoever cannot prove to be the host is told in one line."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import certifi
import documents
import pytest
import trustme
from documents import STORY
from test_fetch import connect, look_up
from typer.testing import CliRunner

from verify import fetch
from verify.cli import app

HOST = "press.example"
PAGE = documents.page(STORY)
ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (
    len(PAGE),
    PAGE,
)

Served = Callable[..., str]


class Server(threading.Thread):
    """Answers one request a connection, inside TLS where it has a certificate."""

    def __init__(self, context: ssl.SSLContext | None, answer: bytes) -> None:
        super().__init__()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.context, self.answer = context, answer

    def run(self) -> None:
        with suppress(OSError):  # closed: the test is over
            while True:
                line, _ = self.listening.accept()
                with suppress(OSError), line:
                    line.settimeout(10)
                    self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        talking = self.context.wrap_socket(line, server_side=True) if self.context else line
        with talking:
            asked = talking.recv(65_536)
            talking.sendall(ROBOTS if b"GET /robots.txt" in asked else self.answer)

    def close(self) -> None:
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.join()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Served]:
    """Starts a server with a certificate, or without; the address of its story."""
    running: list[Server] = []
    monkeypatch.setattr(fetch, "public", lambda host, port: "127.0.0.1")
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    trusted = trustme.CA()
    trusted.cert_pem.write_to_path(str(tmp_path / "trusted.pem"))
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "trusted.pem"))

    def start(kind: str, answer: bytes = WHOLE) -> str:
        context = None
        if kind != "plain":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            _certificate(kind, trusted).configure_cert(context)
        running.append(Server(context, answer))
        running[-1].start()
        return f"https://{HOST}:{running[-1].listening.getsockname()[1]}/story"

    yield start
    for server in running:
        server.close()


def _certificate(kind: str, trusted: trustme.CA) -> trustme.LeafCert:
    if kind == "expired":
        day = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
        return trusted.issue_cert(HOST, not_before=day - datetime.timedelta(days=9), not_after=day)
    names = {"another's": "other.example", "an address": "127.0.0.1", "a wider": "*.press.example"}
    return (trustme.CA() if kind == "unknown" else trusted).issue_cert(names.get(kind, HOST))


def test_a_page_comes_from_a_host_that_proves_itself(served: Served) -> None:
    address = served("good")

    page = fetch.page(address)

    assert (page.content, page.url, page.ending) == (PAGE, address, ".html")


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("unknown", "its certificate is not trusted: unable to get local issuer certificate"),
        ("expired", "its certificate is not trusted: certificate has expired"),
        ("another's", "its certificate is of another host"),
        ("an address", "its certificate is of another host"),
        ("a wider", "its certificate is of another host"),
        ("plain", "no secure connection: "),
    ],
)
def test_whoever_cannot_prove_to_be_the_host_is_told_in_one_line(
    served: Served, tmp_path: Path, kind: str, why: str
) -> None:
    done = CliRunner().invoke(app, ["fetch", served(kind), "-o", str(tmp_path / "out")])

    (line,) = done.stderr.splitlines()
    assert (done.exit_code, done.stdout) == (2, "")
    assert HOST in line
    assert why in line
    assert not list(tmp_path.glob("out/*.json"))


@pytest.mark.parametrize(
    "answer",
    [WHOLE[:-100], WHOLE[:40], b"", b"\x00\xff" * 200, b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"],
    ids=["half a page", "half a head", "nothing", "noise", "a wrong length"],
)
@pytest.mark.parametrize("kind", ["good", "plain"])
def test_a_reply_that_breaks_off_is_told_in_one_line(
    served: Served, tmp_path: Path, kind: str, answer: bytes
) -> None:
    address = served(kind, answer)
    if kind == "plain":
        address = address.replace("https", "http")

    done = CliRunner().invoke(app, ["fetch", address, "-o", str(tmp_path / "out")])

    (line,) = done.stderr.splitlines()
    assert done.exit_code == 2
    assert HOST in line
    assert not list(tmp_path.glob("out/*.json"))
