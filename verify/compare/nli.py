"""What a model calls contradictory both ways, where no rule knows the words.

States told of one subject, and sentences that are the same but for a word: those differ in nothing else, so
the model, which takes any two sentences for captions of one scene, is right about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from verify import lexicon
from verify.compare import _states
from verify.compare._sameness import counts_differ
from verify.compare._states import Side
from verify.lexicon import kinds
from verify.records import Claim, Finding, Moment, Pair, Quantity, Span

KIND = "status"
COMPARATOR = "nli"
COSINE = 0.65  # of the claims
SURE = 0.8  # probability of a contradiction, the lower one of both ways round; see docs/benchmarks.md
SAME = 4  # words that two sentences have in common to be the same but for one
EXCHANGED = 2  # words that stand for each other, at most
_WORD = re.compile(r"\w[\w'’-]*")


def asks(pair: Pair) -> bool:
    """Whether the two are near enough for a contradiction, and nothing that a rule looks at explains one."""
    return (
        pair.similarity >= COSINE
        and not pair.apart
        and not _states.one_voice(pair)
        and not _states.two_subjects(pair)
        and "denied" not in (pair.left.certainty, pair.right.certainty)
        and not _explained(pair)
        and (_sides(pair) is not None or _exchanged(pair) is not None)
    )


def compare(pair: Pair) -> Iterator[Finding]:
    """A conflict where the model is sure, both ways round, that what is told of one subject cannot be."""
    if pair.judged is None or not asks(pair):
        return
    if min(judgement.contradiction for judgement in pair.judged) < SURE:
        return
    if (sides := _sides(pair)) is not None:
        yield _of_states(pair, *sides)
    elif (words := _exchanged(pair)) is not None:
        yield _of_words(pair, *words)


def _of_states(pair: Pair, a: Side, b: Side) -> Finding:
    what = min(_subject(a, b))
    question = _states.ask(a.state, b.state) or f"Is it so: {a.slot.text}?"
    reason = f"One says {a.slot.text!r}, the other {b.slot.text!r}, of the same {what}: by the NLI model."
    verbs = "/".join(sorted({a.state.name, b.state.name}))
    account = _states.Account(question, f"{COMPARATOR}/{what}/{verbs}", reason, 0.5, COMPARATOR)
    return _states.finding(pair, KIND, a.slot, b.slot, account)


def _of_words(pair: Pair, left: Span, right: Span) -> Finding:
    claim = pair.left
    a, b = (_at(c, span) for c, span in ((claim, left), (pair.right, right)))
    before, after = (
        claim.text[: left.start - claim.start],
        claim.text[left.end - claim.start :].rstrip(" .,;"),
    )
    return Finding(
        pair, "conflict", KIND, COMPARATOR,
        f"The same words but for {a!r} and {b!r}, which exclude each other by the NLI model.",
        f"{before}…{after}: {a} or {b}?", f"{KIND}/{COMPARATOR}/{'/'.join(sorted({a.lower(), b.lower()}))}",
        left, right, a, b, round(min(1.0, 0.5 + 0.4 * pair.similarity), 4),
    )  # fmt: skip


def _at(claim: Claim, span: Span) -> str:
    return claim.text[span.start - claim.start : span.end - claim.start]


def _exchanged(pair: Pair) -> tuple[Span, Span] | None:
    """Where the claims have other words for each other, if they are the same but for those."""
    left, right = (list(_WORD.finditer(c.text)) for c in (pair.left, pair.right))
    if abs(len(left) - len(right)) >= EXCHANGED or min(len(left), len(right)) <= SAME:
        return None
    a, b = ([m[0].lower().replace("’", "'") for m in found] for found in (left, right))
    changes = [o for o in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if o[0] != "equal"]
    if len(changes) != 1 or changes[0][0] != "replace":
        return None
    _, i, j, k, m = changes[0]
    ours, theirs = left[i:j], right[k:m]
    if max(len(ours), len(theirs)) > EXCHANGED or not all(map(_plain, (*ours, *theirs))):
        return None
    return _span(pair.left, ours), _span(pair.right, theirs)


def _plain(word: re.Match[str]) -> bool:
    """Whether the word is no name, figure or pronoun, and no person, thing or word of saying: for those the
    model takes too many for opposites ("his solicitor", "his lawyer"; "argues", "confirms").
    """
    text = word[0]
    if not (text.isalpha() and text.islower()) or text in kinds.kinds():
        return False
    roles, speech = lexicon.load("roles"), lexicon.load("speech")
    known = (roles["persons"], roles["occupations"], roles["posts"], speech["speakers"], speech["pointing"])
    says = any(text.startswith(verb.removesuffix("e")) for verb in (*speech["say"], *speech["accept"]))
    return not says and not any(text in words for words in known)


def _span(claim: Claim, words: list[re.Match[str]]) -> Span:
    return Span(claim.start + words[0].start(), claim.start + words[-1].end())


def _explained(pair: Pair) -> bool:
    """Whether the claims differ in an amount, a time, a name or who does it: rules judge those."""
    names = pair.left.anchors.names, pair.right.anchors.names
    if counts_differ(pair) or (names[0] - names[1] and names[1] - names[0]):
        return True
    return any(_values(pair.left, kind) ^ _values(pair.right, kind) for kind in (Quantity, Moment))


def _values(claim: Claim, kind: type[Quantity] | type[Moment]) -> frozenset[str]:
    return frozenset(" ".join(s.text.lower().split()) for s in claim.slots if isinstance(s.value, kind))


def _sides(pair: Pair) -> tuple[Side, Side] | None:
    """The two states, told of the same subject and object, that stand in the nearest contexts."""
    found = [
        (_states.context(pair, a.slot, b.slot), *_early(pair, a, b), a, b)
        for a in _states.sides(pair.left)
        for b in _states.sides(pair.right)
        if a.state.mood == b.state.mood == "told"
        and not (a.state.part or b.state.part)
        and (a.state.name, a.state.holds) != (b.state.name, b.state.holds)  # "killed" contradicts no "killed"
        and not (a.state.scale and a.state.scale == b.state.scale)  # rules know how these change
        and _states.same_parts(a.state, b.state)
        and _subject(a, b)
    ]
    return max(found, key=lambda f: f[:3])[3:] if found else None


def _early(pair: Pair, a: Side, b: Side) -> tuple[int, list[tuple[str, int, int]]]:
    """To choose the first of equally near couples, whichever side each claim is on."""
    places = [(claim.id, s.slot.start, s.slot.end) for claim, s in ((pair.left, a), (pair.right, b))]
    return -a.slot.start - b.slot.start, sorted(places)


def _subject(a: Side, b: Side) -> frozenset[str]:
    """Lemmas of what both are said of or done by."""
    words = (a.state.of | a.state.by) & (b.state.of | b.state.by)
    return frozenset(w for w in words if w[0] != "*")
