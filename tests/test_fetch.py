"""Fetching: only what is public and allowed, no more than the limit, and never for ever."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import documents
import pytest
from documents import STORY
from typer.testing import CliRunner

from verify import fetch
from verify.cli import app
from verify.records import VerifyError

PAGE = documents.page(STORY)
PATHS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/story": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b" " * 5_000_000),
    ),
    "/big": (200, {"Content-Type": "text/html"}, b" " * 200_000),
    "/film": (200, {"Content-Type": "video/mp4"}, b"film"),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/scripts": (200, {"Content-Type": "text/html"}, b"<html><script>x()</script></html>"),
    "/gone": (404, {}, b"gone"),
    "/moved": (301, {"Location": "/story"}, b""),
    "/away": (302, {"Location": "http://inner.example/story"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/nowhere": (302, {}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/secret": (200, {"Content-Type": "text/html"}, PAGE),
    "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /secret\n"),
}


CONNECT, LOOK_UP = socket.socket.connect, socket.getaddrinfo


def connect(connection: socket.socket, address: tuple[str, int]) -> None:
    """Connect to this machine, and nowhere else."""
    assert address[0] == "127.0.0.1"
    CONNECT(connection, address)


def look_up(host: str, *arguments: object, **options: object) -> object:
    """Look up this machine, and nothing else."""
    assert host in {"127.0.0.1", "localhost"}
    return LOOK_UP(host, *arguments, **options)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers with PATHS; at /slow a byte at a time."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - shared on purpose

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"<")
                    time.sleep(0.1)
                self.asked.append(("", "all of /slow"))
            return
        status, headers, body = PATHS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def nearby(host: str, port: int) -> str:
    """Every host is the test's own server, but for one that is inside."""
    if host == "inner.example":
        raise VerifyError("inner.example is not on the public internet (10.0.0.1).")
    return "127.0.0.1"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A web server of this test; the address of its root."""
    Handler.asked.clear()
    monkeypatch.setattr(ThreadingHTTPServer, "handle_error", lambda *_: None)  # a cut connection is no news
    monkeypatch.setattr(ThreadingHTTPServer, "daemon_threads", False)  # closing waits for them
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    monkeypatch.setattr(fetch, "public", nearby)
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield f"http://press.example:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/story", "/packed", "/moved"])
def test_a_page_is_fetched_as_it_is(server: str, path: str) -> None:
    page = fetch.page(server + path)

    assert (page.content, page.ending) == (PAGE, ".html")
    assert page.url == server + ("/story" if path == "/moved" else path)
    assert Handler.asked[0] == (server.removeprefix("http://"), "/robots.txt")


REFUSED = {
    "/gone": "answers 404",
    "/film": "no page (its kind is video/mp4)",
    "/empty": "is empty",
    "/big": "more than the 0 MB",
    "/bomb": "more than the 0 MB",
    "/secret": "closed to programs by its robots.txt",
    "/away": "not on the public internet",
    "/file": "only http and https",
    "/nowhere": "redirects to nowhere",
    "/round": "redirects more than 5 times",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_may_or_should_not_be_fetched_is_told(server: str, path: str) -> None:
    with pytest.raises(VerifyError) as error:
        fetch.page(server + path, max_bytes=100_000)

    assert REFUSED[path] in error.value.message
    assert ("press.example", "/secret") not in Handler.asked


def test_a_server_that_drips_is_cut_off(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.5)

    with pytest.raises(VerifyError, match="did not answer in"):
        fetch.page(f"{server}/slow")

    assert ("", "all of /slow") not in Handler.asked


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/x",
        "http://",
        "http://[::1",
        "gopher://a/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(VerifyError):
        fetch.page(url)


def test_a_password_in_an_address_is_refused() -> None:
    with pytest.raises(VerifyError, match="with a password"):
        fetch.page("http://user:word@press.example/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_a_host_with_an_address_that_is_not_public_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(0, 0, 0, "", (at, 80)) for at in ("93.184.215.14", address)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    with pytest.raises(VerifyError, match="not on the public internet"):
        fetch.public("press.example", 80)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_a_public_address_is_used(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (address, 80))])

    assert fetch.public("press.example", 80) == address


def test_this_machine_is_refused_by_its_real_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with pytest.raises(VerifyError, match="not on the public internet"):
        fetch.page("http://localhost:9/")


def test_a_fetched_page_becomes_a_record_with_the_page_beside_it(server: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["fetch", f"{server}/story", f"{server}/gone", "-o", str(tmp_path)])

    (record,) = tmp_path.glob("*.json")
    (page,) = (tmp_path / ".verify" / "pages").iterdir()
    fields = json.loads(record.read_text("utf-8"))
    assert done.exit_code == 2
    assert done.stdout.split() == [str(record)]
    assert "answers 404" in done.stderr
    assert STORY in fields["text"]
    assert fields["url"] == f"{server}/story"
    assert page.read_bytes() == PAGE
    assert page.stem == record.stem


def test_a_page_without_an_article_is_told(server: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["fetch", f"{server}/scripts", "-o", str(tmp_path)])

    assert done.exit_code == 2
    assert "no article text" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.model
def test_a_report_takes_addresses(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(
        app, ["report", f"{server}/story", f"{server}/gone", "-o", "out.md", "--store", "none"]
    )

    assert done.exit_code == 0
    assert "Two rockets hit the base" in (tmp_path / "out.md").read_text("utf-8")
    assert "answers 404" in done.stderr
