"""The graph of claims: nodes are claims, edges are findings."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from verify.records import Claim, Finding


def build(claims: Iterable[Claim], findings: Iterable[Finding]) -> nx.MultiGraph[str]:
    """A multigraph with a node per claim (attribute `claim`) and an edge per finding (`finding`)."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for claim in claims:
        graph.add_node(claim.id, claim=claim)
    for finding in findings:
        graph.add_edge(finding.pair.left.id, finding.pair.right.id, finding=finding)
    return graph


def claims(graph: nx.MultiGraph[str]) -> list[Claim]:
    """The claims, in the order in which they were added."""
    return [attributes["claim"] for _, attributes in graph.nodes(data=True)]


def findings(graph: nx.MultiGraph[str], *stances: str) -> list[Finding]:
    """The findings of these stances, in the order in which they were added."""
    found = (attributes["finding"] for _, _, attributes in graph.edges(data=True))
    return [finding for finding in found if finding.stance in stances]
