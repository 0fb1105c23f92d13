"""`verify fetch`, and pages of the web among the inputs of `verify report`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from verify import fetch, sources
from verify.cli import terminal
from verify.cli.errors import explained
from verify.records import Article, VerifyError
from verify.sources import MAX_BYTES, OWN_FOLDER

FOLDER = Path("fetched")  # for pages that `verify report` is given
PAGES = Path(OWN_FOLDER) / "pages"  # where the pages themselves are kept: not read a second time
SLUG_LENGTH = 60

MaxBytes = Annotated[
    int,
    typer.Option(
        "--max-bytes", min=1, metavar="BYTES", help="The most that one document may have, unpacked."
    ),
]


def fetch_pages(
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Addresses of pages, http or https.")],
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to keep them.")
    ] = FOLDER,
    max_bytes: MaxBytes = MAX_BYTES,
) -> None:
    """Fetch pages from the web, to report on them later.

    Each becomes a record (.json) of its article; the page as it came is kept in .verify/pages beside
    it. What robots.txt closes to programs is not fetched.

    \b
    Example:
      verify fetch https://daily.example/rockets -o articles/
    """
    with explained():
        kept = _fetched(urls, folder, max_bytes)
        for path in kept:
            typer.echo(terminal.plain(str(path)))
        if len(kept) < len(set(urls)):
            raise typer.Exit(VerifyError("").exit_code)


def local(inputs: Sequence[str], max_bytes: int) -> list[Path]:
    """The inputs as paths; pages of the web are fetched into FOLDER.

    Raises VerifyError where none is left.
    """
    pages = [url for url in inputs if fetch.is_url(url)]
    paths = [Path(path) for path in inputs if not fetch.is_url(path)]
    if pages:
        paths += _fetched(pages, FOLDER, max_bytes)
    if not paths:
        raise VerifyError("None of the pages could be fetched.", "The lines above say why.")
    return paths


def _fetched(urls: Iterable[str], folder: Path, max_bytes: int) -> list[Path]:
    """The records of the pages; what cannot be had is told."""
    kept = []
    for url in dict.fromkeys(urls):
        try:
            kept.append(_keep(fetch.page(url, max_bytes=max_bytes), folder))
        except VerifyError as error:
            terminal.complain(f"skipped {url}: {error}")
        except OSError as error:
            raise VerifyError(
                f"{folder} cannot be written: {error.strerror or error}.", "Name another folder with -o."
            ) from error
    return kept


def _keep(page: fetch.Page, folder: Path) -> Path:
    """Write the page and the record of its articles; raises VerifyError where it holds none."""
    slug = _slug(page.url)
    original = folder / PAGES / (slug + page.ending)
    original.parent.mkdir(parents=True, exist_ok=True)
    original.write_bytes(page.content)
    reading = sources.read([original], english=False)
    for skipped in reading.skipped:
        terminal.complain(f"skipped {page.url}: {skipped.reason}")
    records = [_record(article, page.url) for article in reading.articles]
    record = folder / f"{slug}.json"
    shown = records[0] if len(records) == 1 else records
    record.write_text(json.dumps(shown, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return record


def _record(article: Article, url: str) -> dict[str, str]:
    details = {
        "headline": article.headline.value,
        "outlet": article.outlet.value,
        "byline": article.byline.value,
        "published": article.published.value and article.published.value.isoformat(),
        "url": article.url or url,
        "text": article.text,
    }
    return {key: value for key, value in details.items() if value}


def _slug(url: str) -> str:
    """A name for files that people can read and no two addresses share."""
    words = re.sub(r"[^a-z0-9]+", "-", url.lower().partition("://")[2]).strip("-")[:SLUG_LENGTH]
    return f"{words}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
