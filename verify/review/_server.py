"""The page's server: on this machine only, for who knows the address, without a script if need be.

Every request names the host that was bound (no other name can be led here), and the token in its path is
compared in constant time; what writes must come from the page itself (Origin). Answers may load nothing but
the page's own style and script, be framed by nobody and kept by no cache.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verify.records import VerifyError
from verify.render import html
from verify.review._desk import Desk, Fields

HOST = "127.0.0.1"
MOST_BYTES = 65_536  # of a form: a note of 2,000 characters takes 18,000 at the most
MOST_FIELDS = 1_000
FORM = "application/x-www-form-urlencoded"
POLICY = html.policy(scripts=("review.js",), styles=("report.css", "review.css"), forms="'self'")
HEADERS = {
    "content-security-policy": f"{POLICY}; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # "no-referrer" would take the Origin from a form
    "cache-control": "no-store",
}


class TooLargeError(ValueError):
    """A form that the page cannot have sent."""


def application(desk: Desk, token: str, host: str) -> ASGIApp:
    """The pages below `/TOKEN/`; `host` is the only name (with port) that they answer to."""
    pages = _Pages(desk, f"/{token}/")
    routes = [
        Route(f"/{token}/", pages.overview),
        Route(f"/{token}/undo", pages.undo, methods=["POST"]),
        Route(f"/{token}/d/{{identity}}", pages.dispute, methods=["GET", "POST"]),
    ]
    return _Guard(Starlette(routes=routes), token, host)


def serve(desk: Desk, bound: socket.socket, token: str) -> None:
    """Answer on a bound socket until interrupted."""
    host = f"{HOST}:{bound.getsockname()[1]}"
    config = uvicorn.Config(
        application(desk, token, host),
        log_level="warning",
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[bound])


class _Pages:
    """What is answered to whom the guard lets in; files are read and written off the event loop."""

    def __init__(self, desk: Desk, base: str) -> None:
        self._desk, self._base = desk, base

    async def overview(self, _: Request) -> Response:
        return self._page("review.html.j2", await run_in_threadpool(self._desk.overview))

    async def dispute(self, request: Request) -> Response:
        identity = request.path_params["identity"]
        if request.method == "POST":
            return await self._decided(identity, request)
        return await self._shown(identity)

    async def undo(self, _: Request) -> Response:
        return self._to(await run_in_threadpool(self._desk.undo))

    async def _decided(self, identity: str, request: Request) -> Response:
        try:
            sent = await _form(request)
            return self._to(await run_in_threadpool(self._desk.decide, identity, sent))
        except TooLargeError:
            return PlainTextResponse("That is too long.", 413)
        except VerifyError as error:
            return await self._shown(identity, str(error), 400)

    async def _shown(self, identity: str, problem: str = "", status: int = 200) -> Response:
        page = await run_in_threadpool(self._desk.page, identity)
        if page is None:
            return PlainTextResponse("There is no such dispute.", 404)
        return self._page("review-dispute.html.j2", {**page, "problem": problem}, status)

    def _page(self, name: str, shown: Mapping[str, Any], status: int = 200) -> Response:
        page = html.environment().get_template(name)
        common = {"base": self._base, "csp": POLICY, "referrer": "same-origin", "link": self._link}
        text = page.render(**shown, **common).encode("utf-8", "replace")  # a name may hold half a surrogate
        return HTMLResponse(text, status)

    def _to(self, identity: str) -> Response:
        return RedirectResponse(self._link(identity) if identity else self._base, 303)

    def _link(self, identity: str) -> str:
        return f"{self._base}d/{quote(identity, safe='')}"


class _Guard:
    """Lets through who names this host and the token and, to write, comes from the page itself."""

    def __init__(self, pages: ASGIApp, token: str, host: str) -> None:
        self._pages, self._token, self._host = pages, token, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        answer = self._refusal(Request(scope)) or self._pages
        await answer(scope, receive, sealed)

    def _refusal(self, request: Request) -> Response | None:
        """Why a request is not answered; None if it is."""
        if request.headers.getlist("host") != [self._host]:
            return PlainTextResponse("Wrong host.", 403)
        given = request.url.path.split("/")[1]
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse("Not found.", 404)
        if request.method == "POST" and request.headers.getlist("origin") != [f"http://{self._host}"]:
            return PlainTextResponse("Wrong origin.", 403)
        return None


async def _form(request: Request) -> Fields:
    """The fields of a form.

    Raises:
        VerifyError: it is no form.
        TooLargeError: it is longer than the page's own can be.
    """
    if request.headers.get("content-type", "").partition(";")[0] != FORM:
        raise VerifyError("That is no form.", "Use the buttons of the page.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise TooLargeError
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise TooLargeError from error
