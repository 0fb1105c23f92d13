"""A claim and its denial: one says that it was so, another speaker that it was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify import lexicon
from verify.compare import _states
from verify.compare._states import Side
from verify.records import Claim, Finding, Pair, Slot, State

KIND = "denial"
SURE = 0.5  # of a finding before the nearness of the claims is added
ABSENT_SURE = 0.4  # where the two sides use other words
NEAR = 400  # characters between a claim and a bare denial of it: the next sentence but one
ABSENT_COSINE = 0.55  # of the claims, where one says that there was none of what the other tells of
NOUN_COSINE = 0.5  # of the noun phrases: "shortages" / "a shortage of beds"
BACK_WORDS = 5  # before a phrase, that can take it back: "no outstanding warrants or judicial orders"
PHRASE_COSINE = 0.45  # of the claims, where the other has the very phrase
ISSUED = frozenset({"=make", "=publish", "=release", "=issue", "=raise", "=report", "=air", "=post", "=date"})
_NAME = re.compile(r"\b[A-Z]\w+")
_OPENERS = frozenset(
    {"and", "but", "however", "later", "on", "in", "mr", "mrs", "ms", "dr"}
)  # capitals of no name
_BACK = frozenset(
    {"no", "any", "without", "absent", "avoid", "prevent", "avert", "if", "whether", "not", "potential"}
    | {
        "possible",
        "get",
        "need",
        "require",
        "seek",
        "want",
        "should",
        "must",
        "would",
        "could",
        "may",
        "might",
    }
)


def compare(pair: Pair) -> Iterator[Finding]:
    """A conflict where one side denies what the other asserts or claims.

    The same verb of the same things with and without a negation; what is said not to be there against
    another speaker's account of it; "denied involvement" against the claim just before it in the article.
    """
    bare = _bare(pair)
    if bare is not None:
        yield bare
    if _states.one_voice(pair):
        return
    for a, b in _states.polar(pair):
        if _states.disputed(pair, a.state, b.state) and (a.state.name[0] == "=" or _denied(a, b)):
            yield _against(pair, a, b)
            return
    yield from _absent(pair)


def _denied(a: Side, b: Side) -> bool:
    return "denied" in (a.state.voice, b.state.voice)


def _against(pair: Pair, a: Side, b: Side) -> Finding:
    what = a.state.scale or a.state.name[1:]
    words = sorted(w for w in _states.shared(a.state, b.state) if w[0] not in "*@")
    question = _states.ask(a.state, b.state) or f"Is it so: {a.slot.text}?"
    reason = f"One says {a.slot.text!r}, the other {b.slot.text!r}."
    account = _states.Account(question, "/".join([what, *words[:1]]), reason, SURE)
    return _states.finding(pair, KIND, a.slot, b.slot, account)


# Absence and presence


def _absent(pair: Pair) -> Iterator[Finding]:
    if _states.two_subjects(pair):
        return
    for claim, other in ((pair.left, pair.right), (pair.right, pair.left)):
        for side in _states.sides(claim):
            found = _present(pair, other, side) if side.state.name == "absent" else None
            if found is not None:
                yield _missing(pair, claim, side, found)
                return


def _missing(pair: Pair, claim: Claim, side: Side, found: Slot) -> Finding:
    what = min(side.state.of, key=lambda w: (w[0] != "*", w)).lstrip("*")
    a, b = (side.slot, found) if claim == pair.left else (found, side.slot)
    question = side.state.asks or f"Was there a {what}?"
    reason = f"One says {side.slot.text!r}, the other tells of {found.text!r}."
    return _states.finding(pair, KIND, a, b, _states.Account(question, f"absent/{what}", reason, ABSENT_SURE))


def _present(pair: Pair, other: Claim, side: Side) -> Slot | None:
    """Where a claim tells of what the other says was not there, in the same surroundings."""
    absent, told = side.state, list(_states.sides(other))
    phrase = side.slot.text.lower()
    if other.certainty in {"denied", "hedged"} or any(_gone(s.state, absent) for s in told):
        return None
    headline = any(f"no {noun}" in other.text.lower() for noun in absent.of)  # "'No faith in your ability'"
    of_others = absent.by and not {w.lstrip("*@") for w in absent.by} & other.words  # whose else they are
    if headline or of_others:
        return None
    for there in told:
        same = there.state.name == "present" and there.state.of & absent.of - {"*person"}
        if same and _states.context(pair, side.slot, there.slot) >= NOUN_COSINE:
            return there.slot
    if phrase.startswith("no ") and phrase.count(" ") > 1 and pair.similarity >= PHRASE_COSINE:
        return _word(other, phrase.removeprefix("no "))
    if pair.similarity < ABSENT_COSINE or len(other.words & absent.about) < _states.SHARED:
        return None
    acts = (s for s in told if s.state.name[0] == "=" and s.state.holds)
    return next((s.slot for s in acts if (s.state.of | s.state.by) & absent.of - {"*person"}), None)


def _gone(state: State, absent: State) -> bool:
    """Whether a state takes away what is absent, or says no to something about it."""
    return bool((state.of | state.by | state.about) & absent.of) and (
        state.name == "absent" or not state.holds
    )


def _word(claim: Claim, words: str) -> Slot | None:
    """Where a claim has the phrase, unless what stands before takes it back ("any", "without a")."""
    match = re.search(rf"\b{re.escape(words)}\w*".replace(r"\ ", r"\s+"), claim.text, re.IGNORECASE)
    if match is None or _BACK & set(re.findall(r"\w+", claim.text[: match.start()].lower())[-BACK_WORDS:]):
        return None
    start = claim.start + match.start()
    return Slot("status", start, start + len(match.group()), match.group(), State("present", (), True), "")


# "denied involvement"


def _bare(pair: Pair) -> Finding | None:
    before, after = sorted((pair.left, pair.right), key=lambda c: c.start)
    denial = next((s for s in _states.sides(after) if s.state.name == "denial"), None)
    near = before.article == after.article and 0 < after.start - before.end <= NEAR
    main = _claimed(before) if near and denial is not None else None
    speaker = after.attribution.speaker if after.attribution else ""
    if denial is None or main is None or (before.attribution and before.attribution.speaker == speaker):
        return None
    if _of_another(before, after, denial):
        return None
    a, b = (main.slot, denial.slot) if before == pair.left else (denial.slot, main.slot)
    reason = f"One says {main.slot.text!r}, and {speaker or 'another'} {denial.slot.text!r}."
    question = main.state.asks or f"Is it so: {main.slot.text}?"
    account = _states.Account(question, f"denial/{main.state.name}", reason, SURE)
    return _states.finding(pair, KIND, a, b, account)


def _of_another(before: Claim, after: Claim, denial: Side) -> bool:
    """Whether someone else is accused than the one who denies, or its own sentence tells what is denied."""
    accusing = set(lexicon.load("states")["accusing"])
    if any(s.state.name[1:] in accusing for s in _states.sides(after) if s != denial):
        return True
    pointing = _OPENERS | set(lexicon.load("speech")["pointing"])
    capitals = _NAME.findall(after.text[: max(0, denial.slot.start - after.start)])
    names = {word for word in capitals if word.lower() not in pointing}
    accused = any(s.state.name[1:] in accusing and s.state.of for s in _states.sides(before))
    return accused and bool(names) and not any(name in before.text for name in names)


def _claimed(claim: Claim) -> Side | None:
    """What a speaker claims in it, or else the accusation itself."""
    if claim.certainty in {"denied", "hedged"}:
        return None
    accusing = set(lexicon.load("states")["accusing"])
    told = [s for s in _states.sides(claim) if s.state.holds and s.state.voice != "denied"]
    told = [s for s in told if s.state.name not in ISSUED]
    claimed = [s for s in told if s.state.voice == "claimed" and s.state.mood == "told"]
    return next(iter([*claimed, *(s for s in told if s.state.name[1:] in accusing)]), None)
