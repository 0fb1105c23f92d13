"""The report as one web page that needs nothing else: no network, no script to be read.

The page is `assets/report.html.j2`, which lays out a frame (`frame.html.j2`) and the pieces
(`dispute.html.j2`, `fact.html.j2`, `quote.html.j2`). A page that a server sends can lay out the same
pieces: `environment()` has them, `shown()` what they show. Where `actions` names a template, each dispute and
fact ends with it.

Texts of articles are cleaned (see `_escape`) and escaped by jinja. A content security policy allows
only the style and the scripts of this package, by their hashes, and no connection at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from verify.records import Mention, Report
from verify.render import _charts as charts
from verify.render import _network as network
from verify.render._decided import set_aside
from verify.render._disputes import compatible, different_events, real, updates
from verify.render._escape import clean
from verify.render._excerpt import cut
from verify.render._facts import of_status
from verify.render._method import QUOTING, READING
from verify.render._quotes import value
from verify.render._sources import Sources, counted
from verify.render._tables import left_out, shared_pairs, silences, single_by_source, source_rows
from verify.render._view import SCOPES, STATUSES, Viewer

SUFFIX = ".html"

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = ("report.js", "graph.js", "cytoscape/cytoscape.min.js")
STYLES = ("report.css",)
LABEL_CHARACTERS = 28  # of a node


def render(report: Report) -> str:
    """The page; jinja leaves no newline at its end, so one is added."""
    page = environment().get_template("report.html.j2")
    return page.render(**shown(report), csp=policy(), actions="").rstrip("\n") + "\n"


@cache
def environment() -> Environment:
    """The templates, escaping everything, and `asset(name)` for a file of this package as it is."""
    made = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = asset
    made.globals["counted"] = counted
    return made


@cache
def asset(name: str) -> str:
    """The text of a file in the folder of assets."""
    return (ASSETS / name).read_text("utf-8")


def policy(scripts: Iterable[str] = SCRIPTS, styles: Iterable[str] = STYLES, forms: str = "'none'") -> str:
    """The content security policy of the page: nothing but its own style and scripts.

    `forms` is where forms may be sent.
    """
    allowed = " ".join(_hash(asset(name)) for name in scripts)
    style = " ".join(_hash(asset(name)) for name in styles)
    return (
        f"default-src 'none'; style-src {style}; script-src {allowed}; img-src data:; "
        f"base-uri 'none'; form-action {forms}"
    )


def shown(report: Report) -> Mapping[str, Any]:
    """What the templates show of a report, by the names that they use."""
    sources = Sources(report.sources)
    viewer = Viewer(report)
    sections = {
        "disputed": [viewer.card(d) for d in real(report)],
        "changed": [viewer.card(d) for d in updates(report)],
        "compatible": [viewer.card(d) for d in compatible(report)],
        "apparent": [viewer.card(d) for d in different_events(report)],
        "dismissed": [viewer.card(d) for d in set_aside(report)],
        "corroborated": [viewer.fact(f) for f in of_status(report, "corroborated")],
        "carried": [viewer.fact(f) for f in of_status(report, "carried")],
    }
    return sections | {
        "title": clean(report.title),
        "claims": sum(source.claims for source in report.sources),
        "kinds": sorted({clean(d.kind) for d in report.disputes}),
        "scopes": {d.scope: SCOPES[d.scope] for d in report.disputes},
        "statuses": STATUSES,
        "bars": charts.bars(report),
        "matrix": charts.matrix(report, sources),
        "timeline": charts.timeline(report, sources),
        "sources": source_rows(report, sources),
        "merged": viewer.voices(report.origins),
        "pairs": shared_pairs(report, sources),
        "silences": silences(report),
        "singles": single_by_source(report, sources),
        "not_compared": left_out(report, sources),
        "skipped": [(clean(file.path), clean(file.reason)) for file in report.skipped],
        "method": _method(report),
        "notes": (READING, QUOTING),
        "graph": _graph(report, sources, viewer.anchors),
    }


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _method(report: Report) -> list[tuple[str, str]]:
    made = report.method
    thresholds = ", ".join(f"{clean(name)} {value:g}" for name, value in sorted(made.thresholds.items()))
    rows = [
        ("Program", f"verify {clean(made.version)}"),
        ("Sentence embeddings", clean(made.embedder) or "none"),
        ("Language inference", clean(made.nli) or "none"),
        ("Comparators", ", ".join(map(clean, made.comparators)) or "none"),
        ("Thresholds", thresholds),
    ]
    return [row for row in rows if row[1]]


def _graph(report: Report, sources: Sources, anchors: Mapping[network.Key, str]) -> Mapping[str, Any]:
    """Nodes and edges for the script that draws them, told by number; `n` are the articles' numbers."""
    voices, edges = network.collapsed(report)
    claims = network.claims(report)
    number = {claim: place for place, voice in enumerate(voices) for claim in voice}
    nodes = [
        {
            "n": sorted({sources.number(claim[0]) for claim in voice}),
            "t": cut(claims[voice[0]].text, limit=LABEL_CHARACTERS * 5)[0],
            "a": next((anchors[claim] for claim in voice if claim in anchors), ""),
            "v": _answer(claims[claim] for claim in voice),
        }
        for voice in voices
    ]
    drawn = [[number[edge.left], number[edge.right], edge.stance] for edge in edges]
    return {"nodes": nodes, "edges": drawn}


def _answer(mentions: Iterable[Mention]) -> str:
    """The words that answer a question, of the first claim that has any: a node's label."""
    answers = (m.text[span.start : span.end] for m in mentions if (span := value(m)))
    return cut(next(answers, ""), limit=LABEL_CHARACTERS)[0]
