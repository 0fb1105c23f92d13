"""A review from its beginning to its end, as a person does it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import flood
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

VERIFY = (sys.executable, "-m", "verify")
DARK_PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


@contextmanager
def serving(*args: str, cwd: Path) -> Iterator[str]:
    """The address of a review that runs; it ends as by Ctrl-C."""
    command = [*VERIFY, "review", *args, "--quiet", "--nli", "none"]
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        line = server.stdout.readline()
        try:
            yield line.partition(": ")[2].partition(" (")[0]
        finally:
            os.kill(server.pid, signal.SIGINT)
        assert server.wait() == 0
        assert server.stderr
        assert "Decisions are in" in server.stderr.read()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address; fails if a page complains or asks for anything from elsewhere."""
    contexts, noticed = [], []

    def opener(address: str, **options: object) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        page, host = contexts[-1].new_page(), urlsplit(address).netloc
        page.on("console", lambda message: noticed.append(message.text))
        page.on("pageerror", lambda error: noticed.append(str(error)))
        page.on("request", lambda asked: urlsplit(asked.url).netloc == host or noticed.append(asked.url))
        page.goto(address)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert noticed == []


def barriers(page: Page) -> str:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    serious = [v for v in found if v["impact"] in {"serious", "critical"}]
    return json.dumps([(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in serious])


def test_a_review_outlives_its_server_and_comes_back_in_the_next_report(
    windows: Callable[..., Page], tmp_path: Path
) -> None:
    folder = flood.written(tmp_path / "flood")

    with serving("flood", "--reviewer", "Ada", cwd=tmp_path) as address:
        page = windows(address)
        assert "0 of 2 disputed decided" in page.inner_text("#progress")
        assert barriers(page) == "[]"
        page.keyboard.press("j")
        page.wait_for_selector(".dispute")
        assert "killed" in page.inner_text(".dispute h3")
        assert barriers(page) == "[]"
        page.keyboard.press("e")
        page.keyboard.type("Called the coroner: seven. c")
        page.keyboard.press("Escape")
        page.keyboard.press("c")
        page.wait_for_selector(".dispute h3:has-text('helicopters')")
        page.keyboard.press("4")
        page.wait_for_selector("text=Every dispute is decided")
        page.keyboard.press("u")
        page.wait_for_selector(".dispute")
        assert "1 of 2" in page.inner_text("#progress")

        plain = windows(page.url, java_script_enabled=False)
        plain.click("text=part of a whole")
        plain.wait_for_selector("#progress:has-text('2 of 2')")

    with serving("reports/flood.json", "--reviewer", "Bo", cwd=tmp_path) as address:
        page = windows(address, **DARK_PHONE)
        assert "Confirmed in review by Ada: Called the coroner: seven. c" in page.inner_text("main")
        assert "Dismissed in review (part of a whole) by Ada" in page.inner_text("main")
        assert barriers(page) == "[]"
        page.click(".list a")
        page.wait_for_selector(".dispute")
        page.click("text=Positions and sources")
        assert barriers(page) == "[]"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    flood.add_later(folder)
    command = [*VERIFY, "report", "flood", "-o", "reports/flood.html", "--quiet", "--nli", "none"]
    subprocess.run(command, cwd=tmp_path, check=True)

    report = (tmp_path / "reports" / "flood.html").read_text("utf-8")
    assert "Confirmed in review by Ada: Called the coroner: seven. c" in report
    assert "Dismissed in review (part of a whole) by Ada" in report
