"""The network of claims as GraphML, for Gephi, yEd, Cytoscape and networkx.

A node is a claim that a fact or dispute quotes: its `label` and `text`, `article`, `start`, `end`,
`source` (the outlet, or the file), `published`, `role`, `certainty`, `speaker`, and `voice`: the first of
the claims by which its origin says the same. An edge has `stance` (agree, conflict, updated, different
event), the id `of` the fact or dispute that it comes from, its `kind`, `question` and `score`;
`_network` says which pairs have one. Texts are cleaned as on a page: XML cannot hold every character.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from verify.records import Dispute, Mention, Report
from verify.render import _network as network
from verify.render._escape import clean
from verify.render._excerpt import cut
from verify.render._sources import Sources

if TYPE_CHECKING:
    import networkx as nx

SUFFIX = ".graphml"

LABEL_CHARACTERS = 60


def render(report: Report) -> str:
    """The document, two spaces of indent, nodes and edges in the order of the report."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(_graph(report))) + "\n"


def _graph(report: Report) -> nx.MultiGraph[str]:
    import networkx as nx

    sources = Sources(report.sources)
    disputes = {dispute.id: dispute for dispute in report.disputes}
    claims = network.claims(report)
    names = {claim: f"c{number}" for number, claim in enumerate(claims, start=1)}
    voices = network.voices(report)
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for claim, mention in claims.items():
        graph.add_node(names[claim], **_node(mention, sources), voice=names[voices[claim]])
    for number, edge in enumerate(network.edges(report), start=1):
        told = {"stance": edge.stance, "of": clean(edge.of), **_asked(disputes.get(edge.of))}
        graph.add_edge(names[edge.left], names[edge.right], key=f"e{number}", **told)
    return graph


def _node(mention: Mention, sources: Sources) -> Mapping[str, str | int]:
    day = sources.published(mention.article)
    return {
        "label": cut(mention.text, limit=LABEL_CHARACTERS)[0],
        "text": clean(mention.text),
        "article": clean(mention.article),
        "start": mention.start,
        "end": mention.end,
        "source": sources.plain(mention.article),
        "published": day.isoformat() if day else "",
        "role": mention.role,
        "certainty": mention.certainty,
        "speaker": clean(mention.attribution or ""),
    }


def _asked(dispute: Dispute | None) -> Mapping[str, str | float]:
    if dispute is None:
        return {}
    return {
        "kind": clean(dispute.kind),
        "question": clean(dispute.question),
        "score": round(dispute.score, 2),
    }
