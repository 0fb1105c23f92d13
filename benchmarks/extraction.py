#!/usr/bin/env python3
"""How well the words of an article are told from the rest of its page, beside trafilatura as it comes.

The pages are the invented ones of tests/pages.py. Precision is the share of the words found that are the
article's, recall the share of the article's that are found; `compared` leaves out, of what is read, the
lines that are taken for page furniture.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import mean

import trafilatura

from verify import roles
from verify.sources import html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from pages import PAGES, shares

COLUMNS = ("trafilatura", "read", "compared")


def main() -> None:
    """Print precision and recall for each page, and their means."""
    rows = {page.name: [shares(text, page.told) for text in texts(page.markup)] for page in PAGES}
    print(f"{'':30}" + "".join(f"{name:>16}" for name in COLUMNS))
    for name, row in rows.items():
        print(f"{name:30}" + "".join(f"{p:10.2f} {r:5.2f}" for p, r in row))
    means = [[mean(row[column][side] for row in rows.values()) for side in (0, 1)] for column in range(3)]
    print(f"{'mean':30}" + "".join(f"{p:10.3f} {r:5.3f}" for p, r in means))


def texts(markup: str) -> tuple[str, str, str]:
    """What trafilatura gives, what is read, and what of it is compared."""
    article = html.page("a.html", markup.encode())
    told = [p for p in roles.assign(article).paragraphs if p.role != "boilerplate"]
    return (
        trafilatura.extract(markup) or "",
        article.text,
        "\n".join(article.text[p.start : p.end] for p in told),
    )


if __name__ == "__main__":
    main()
