"""A real browser: Chromium as the system has it, driven by Playwright; without either, a skip says why."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from verify.records import Report
from verify.render import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

PATIENCE = 120_000  # milliseconds: a busy machine is slow, not wrong

Opener = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests, which have a window each."""
    playwright = pytest.importorskip("playwright.sync_api", reason='needs pip install -e ".[browser]"')
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    # Chromium refuses its sandbox to root, which is what a container runs as.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def seeds_page(browser: Browser, seeds_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample articles, written once; without a browser it is not even computed."""
    path = tmp_path_factory.mktemp("page") / "seeds.html"
    path.write_text(html.render(seeds_report), "utf-8")
    return path


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Opens a file in a window of its own; fails if the page asks for anything or complains."""
    contexts, noticed = [], []

    def opener(path: Path, **options: object) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.on("request", lambda request: noticed.append(f"asked for {request.url}"))
        page.on("console", lambda message: noticed.append(message.text))
        page.on("pageerror", lambda error: noticed.append(str(error)))
        page.on("dialog", lambda dialog: noticed.append(dialog.message))
        page.goto(path.as_uri())
        noticed.remove(f"asked for {path.as_uri()}")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert noticed == []
