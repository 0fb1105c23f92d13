"""Classes of acts by how often they come, and those that tell nothing of what happened."""

from __future__ import annotations

NATURAL = frozenset({"quake", "protest"})  # what comes in series, told in the same words each time
ONCE = frozenset(
    {"born", "=bear", "marry", "resign", "jail", "convict", "acquit", "appoint", "=sign", "=found"}
)
REPEATED = frozenset(
    {"quake", "attack", "strike", "protest", "kill", "injure", "fire", "cut", "disrupt", "arrest", "meet"}
)
SINGLE = frozenset(
    {"leave", "arrive", "sink", "crash", "destroy", "rob", "release", "rescue", "restore", "open", "close"}
    | {"=explode", "=collapse", "=escape", "=kidnap", "=abduct", "=publish", "=launch", "=found", "=reveal"}
    | {"=walkout"}
)  # what rarely comes twice to one thing within a week
STAMPS = frozenset({"=update", "=development", "=post", "=story", "=photo", "=edition", "=news", "=file"})
SPOKEN = frozenset({"say", "=statement", "=interview", "=letter", "=speech", "=remark", "=comment", "=tweet"})
LOOSE = frozenset(
    {"say", "=be", "=have", "=do", "=make", "=take", "=get", "=go", "=come", "=call", "=see", "=show"}
)
HELD = frozenset({"=suspect", "=accuse", "=believe", "=think"})
EMPTY = frozenset({"last", "happen", "=put", "=say", "=give"}) | HELD | LOOSE - {"=call", "=show"}


def telling(acts: frozenset[str]) -> frozenset[str]:
    """The acts that say something: "there were", "had" and "made" go with any amount."""
    return acts - EMPTY
