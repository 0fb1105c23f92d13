"""Two agents of one act that cannot be the same."""

from __future__ import annotations

from collections.abc import Iterator

from verify import lexicon
from verify.compare import _quoted, _sameness
from verify.compare._hands import own_or_another
from verify.records import Claim, Finding, Pair, Party, Slot, Span

KIND = "actor"
CONTEXT_COSINE = 0.78  # who did it, the agent blanked out; labelled cases have .81 to .95
UNTARGETED_COSINE = 0.85  # where a claim does not say what was acted on
CLAIM_COSINE = 0.6  # the claims as a whole; labelled cases have .66 to .92
NAMED_COSINE = 0.65  # contexts where two names stand for the one doer of an act
NAMED_CLAIM_COSINE = 0.5
NAMED_SHARED = 12.0  # weight of the shared words: three or four telling ones
SPOKEN_SCORE = 0.85  # a quotation of five words and more is hardly said by two
_LOOSE = frozenset(
    {"=have", "=take", "=get", "=go", "=make", "=be", "=do", "=come", "=see", "=want", "=use", "=hold"}
)

Rival = tuple[float, Slot, Slot, Party, Party]


def compare(pair: Pair) -> Iterator[Finding]:
    """Two speakers of the same words, a death by one's own hand or by another's, and at most one finding
    on two agents of one act on one thing.

    Either their classes leave no way for them to be the same, or the act has one doer and each
    article knows another one by name. Silent where a noun stands in no class of the lexicon and
    bears no name, where what is acted on is several, and for denials.
    """
    if (voices := _quoted.two_voices(pair)) is not None:
        yield _spoken(pair, voices)
    if (death := own_or_another(pair)) is not None:
        yield death
    if "denied" in {pair.left.certainty, pair.right.certainty}:
        return
    found: list[Rival] = []
    for i, a, one in _agents(pair.left):
        for j, b, other in _agents(pair.right):
            rival = (pair.contexts[i][j], a, b, one, other)
            if _by_name(pair, rival) or _by_class(pair, rival):
                found.append(rival)
    if not found or _sameness.counts_differ(pair):
        return
    cosine, a, b, one, other = max(found, key=lambda f: (f[0], -f[1].start, -f[2].start))
    act = min((one.acts & other.acts) - _LOOSE).lstrip("=")
    score = min(1.0, 0.2 + 0.5 * cosine + 0.2 * pair.similarity)
    yield Finding(
        pair, "conflict", KIND, KIND, f"One says that {a.text!r} did it, the other {b.text!r}.", question(a),
        f"{KIND}/{act}/{one.of or other.of}", Span(a.start, a.end), Span(b.start, b.end), a.text, b.text,
        round(score, 4),
    )  # fmt: skip


def _spoken(pair: Pair, voices: _quoted.Voices) -> Finding:
    """The finding on two persons who are said to have said the same words."""
    a, b = (
        c.text[v.start - c.start : v.end - c.start]
        for c, v in zip((pair.left, pair.right), voices[:2], strict=True)
    )
    return Finding(
        pair, "conflict", KIND, KIND, f"One has the same words from {a!r}, the other from {b!r}.",
        f"Who said “{voices.words}”?", f"{KIND}/said/{voices.words}", voices.left, voices.right, a, b,
        SPOKEN_SCORE,
    )  # fmt: skip


def _agents(claim: Claim) -> list[tuple[int, Slot, Party]]:
    slots = enumerate(claim.slots)
    return [
        (i, s, s.value)
        for i, s in slots
        if s.kind == KIND and isinstance(s.value, Party) and s.value.part == "agent"
    ]


def _by_class(pair: Pair, rival: Rival) -> bool:
    cosine, _, _, one, other = rival
    if pair.similarity < CLAIM_COSINE or one.many or other.many:
        return False
    return _one_act(one, other, cosine) and excludes(one, other) and not _both(pair, one, other)


def _by_name(pair: Pair, rival: Rival) -> bool:
    """Whether each article has another name for the one doer, and neither ever names the other's."""
    cosine, _, _, one, other = rival
    if not (one.sole and other.sole and one.called and other.called) or one.sort != other.sort:
        return False
    if not (one.acts & other.acts) - _LOOSE or one.many or other.many:
        return False
    if not one.target or not (one.target <= other.target or other.target <= one.target):
        return False
    near = cosine >= NAMED_COSINE and pair.similarity >= NAMED_CLAIM_COSINE and pair.shared >= NAMED_SHARED
    return near and _sameness.two_names(pair, one.called, other.called)


def _one_act(a: Party, b: Party, cosine: float) -> bool:
    if not (a.acts & b.acts) - _LOOSE:
        return False
    if a.of and b.of:
        return a.of == b.of and cosine >= (NAMED_COSINE if a.sole and b.sole else CONTEXT_COSINE)
    return cosine >= UNTARGETED_COSINE


def excludes(a: Party, b: Party) -> bool:
    """Whether the classes of the two agents leave no way for them to be the same."""
    if not a.kinds or not b.kinds or set(a.kinds) & set(b.kinds) or a.name == b.name:
        return False
    roles = lexicon.load("roles")
    if any(_listed("alike", x, y) for x in a.kinds for y in b.kinds):
        return False
    for one, other in ((a.kinds, b.kinds), (b.kinds, a.kinds)):
        bare = set(one) <= set(roles["gendered"])
        if bare and not any(y in roles["gendered"][x] for x in one for y in other):
            return False
    also = roles["overlap"]
    return not any(y in also.get(x, ()) or x in also.get(y, ()) for x in a.kinds for y in b.kinds)


def _listed(section: str, a: str, b: str) -> bool:
    return any(a in group and b in group for group in lexicon.load("roles")[section])


def _both(pair: Pair, a: Party, b: Party) -> bool:
    """Whether either claim has agents of both classes: then they are two, not two names of one."""
    left = {kind for _, _, agent in _agents(pair.left) for kind in agent.kinds}
    right = {kind for _, _, agent in _agents(pair.right) for kind in agent.kinds}
    return bool(left & set(b.kinds) or right & set(a.kinds))


def question(slot: Slot) -> str:
    """What a person would ask: the sentence with "who" for the agent."""
    text = slot.context.rstrip(" .,;")
    return f"{text[:1].upper()}{text[1:]}?"
