"""Did it happen, does it hold: states of the lexicon, verbs with their polarity, what is absent or denied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from verify import lexicon
from verify.letters import plain
from verify.parse import Clause
from verify.records import Slot, State
from verify.slots import _nouns as nouns
from verify.slots import _questions as questions
from verify.slots._saying import saying
from verify.slots._states import Entry, matches
from verify.slots._told import of_some, told_in

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "status"
_DOERS = (
    "yor",
    "ker",
    "ger",
    "yer",
    "der",
    "cher",
    "ist",
    "man",
    "woman",
    "ee",
    "ian",
    "tor",
)  # who does something
_PASSING = frozenset(
    {
        "initially",
        "first",
        "earlier",
        "later",
        "then",
        "eventually",
        "finally",
        "sometimes",
        "often",
        "temporarily",
        "briefly",
    }
)
_PARTLY = frozenset({"only", "half", "partly", "partially"})
_TIMES = frozenset({"DATE", "TIME"})
_NEAR = 3  # words between "still" and the state that lasts


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each state of the lexicon, each other verb that is told of, each absence and bare denial.

    The context is the whole clause, but for states that their subject alone makes comparable ("power:
    service"), for what is absent or there ("shortage of water"), and for what a speaker claims.
    """
    taken: set[int] = set()
    for first, word, last, entry in dict.fromkeys(matches(clause)):
        state = _state(word, entry)
        if state is not None:
            taken |= {first.i, word.i}
            yield _slot(clause, first, last, word, state)
    for word in clause.words:
        if word.i not in taken:
            for state in told_in(clause, word):
                yield _slot(
                    clause, word, _end(word) if state.name in {"denial", "absent"} else word, word, state
                )


def _slot(clause: Clause, first: Token, last: Token, word: Token, state: State) -> Slot:
    marker = saying(word.head if state.name in {"absent", "present"} else word).marker
    words = [
        w
        for w in (first, last, marker, *_lasting(word))
        if w is not None and clause.first <= w.idx < clause.last
    ]
    start, end = min(w.idx for w in words), max(w.idx + len(w.text) for w in words)
    if marker is not None and start == marker.idx and marker.i and not clause.view.text[start - 1].isspace():
        start = max(clause.first, marker.nbor(-1).idx)  # "n't" belongs to "has"
    slot = clause.slot(KIND, start, end, state, "")
    return Slot(slot.kind, slot.start, slot.end, slot.text, state, _context(clause, word, state))


def _end(word: Token) -> Token:
    """The last word of a denial ("denied involvement"), or of what is absent ("no shortage of beds")."""
    inner = (c for p in word.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    return next((c for c in word.children if c.dep_ == "dobj"), next(inner, word))


def _context(clause: Clause, word: Token, state: State) -> str:
    if state.scale and lexicon.load("states")["scales"][state.scale].get("alone"):
        return f"{' '.join(dict.fromkeys(w.lower_ for w in _nouns(word)))}: {state.scale}"
    if state.name in {"absent", "present"}:
        return " ".join(w.text for w in _phrase(word) if w.lower_ not in {"no", "any", "a", "an"})
    if state.name[0] == "=" and state.voice == "claimed":
        return " ".join(w.text for part in (nouns.subject(word), [word], nouns.said_of(word)) for w in part)
    return " ".join(clause.text.split())


def _nouns(word: Token) -> list[Token]:
    heads = [w for w in nouns.said_of(word) if w.dep_ not in {"conj", "appos"}]
    return [w for h in heads for w in (*(c for c in h.children if c.dep_ in {"compound", "nmod"}), h)]


def _phrase(noun: Token) -> list[Token]:
    cut = next(
        (w.i for w in noun.subtree if w.i > noun.i and (w.is_punct or w.dep_ in {"relcl", "acl", "advcl"})),
        None,
    )
    return [w for w in noun.subtree if cut is None or w.i < cut]


def _lasting(word: Token) -> list[Token]:
    """The "still" before a state, which belongs to its words."""
    near = (c for at in (word, word.head) for c in at.children if abs(c.i - word.i) <= _NEAR)
    return [c for c in near if c.lower_ == "still" and c.dep_ == "advmod"]


def _state(word: Token, entry: Entry) -> State | None:
    scale: dict[str, Any] = lexicon.load("states")["scales"][entry.scale]
    sides = (nouns.said_of(word), nouns.subject(word))
    heads = next((h for h in sides if _fits(scale.get("of"), h)), None)
    if heads is None or _about_an_act(word):
        return None
    of = nouns.lemmas(heads)
    told = saying(word)
    name, holds, mood = entry.state, told.holds != told.trying, told.mood
    if mood == "planned" and scale.get("planned"):
        name, holds, mood = str(scale["planned"]), True, "told"
    doers = [] if sides[1] == heads else sides[1]
    still, part = (
        told.trying or _still(word),
        nouns.partial(heads, counted=not scale.get("parts"))
        or nouns.partial(doers, counted=True)  # "41 states do not allow it"
        or of_some(word)
        or _degree(word)
        or _passing(word, heads)
        or ("final" in scale and word.dep_ == "amod"),  # "the missing plane" may have been found
    )
    by = nouns.lemmas(doers) | nouns.names(doers)
    return State(
        name, _opposites(scale, name), holds, entry.scale, of, by, _targets(word), mood, told.voice,
        still=still, part=part, asks=questions.of(word),
    )  # fmt: skip


def _about_an_act(word: Token) -> bool:
    """Whether it is said of an act and not of a thing: "agreed to halt", "refused to answer"."""
    deps = {c.dep_ for c in word.children}
    return word.pos_ == "VERB" and "xcomp" in deps and not deps & {"dobj", "nsubjpass"}


def _fits(wanted: list[str] | None, heads: list[Token]) -> bool:
    """Whether a state is said of what its scale is about; people also by name or trade ("surveyor")."""
    of = nouns.lemmas(heads)
    if not wanted or of & {*wanted, *(f"*{w}" for w in wanted)}:
        return bool(of)
    if "name" in wanted and any(w.pos_ == "PROPN" for w in heads):
        return True
    persons = frozenset(lexicon.load("quantities")["persons"])
    named = (w.ent_type_ == "PERSON" or w.lemma_.lower().endswith(_DOERS) for w in heads)
    return "person" in wanted and (bool(of & persons) or any(named))


def _opposites(scale: Mapping[str, Any], name: str) -> tuple[str, ...]:
    if "apart" in scale:
        return tuple(sorted({str(s) for pair in scale["apart"] if name in pair for s in pair if s != name}))
    return tuple(sorted(str(s) for s in scale["states"] if s != name))


def _targets(word: Token) -> frozenset[str]:
    """For whom it holds ("open to cars"), and the names that narrow it or its subject ("traffic to Peru")."""
    after = [(p, c) for p in word.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
    found = nouns.lemmas([c for p, c in after if p.lower_ in {"to", "for"}])
    within = [w for h in (*nouns.said_of(word), *(c for _, c in after)) for w in h.subtree]
    named = (w for w in within if w.dep_ in {"pobj", "conj", "compound"} and w.pos_ == "PROPN")
    return found | {plain(w.text) for w in named if w.ent_type_ not in _TIMES}


def _still(word: Token) -> bool:
    return bool(_lasting(word)) or (
        word.head.lemma_.lower() in {"remain", "stay", "continue", "keep"}
        and word.dep_ in {"acomp", "oprd", "xcomp", "prep"}
    )


def _degree(word: Token) -> bool:
    """Whether it holds only so far: "two-thirds full"."""
    return word.pos_ == "ADJ" and any(c.dep_ == "npadvmod" or c.lower_ in _PARTLY for c in word.children)


def _passing(word: Token, heads: list[Token]) -> bool:
    """Whether it held at first or later only, or is said of such things in general ("violent protests")."""
    if any(c.lower_ in _PASSING for at in (word, word.head) for c in at.children if c.dep_ == "advmod"):
        return True
    return (
        word.dep_ == "amod"
        and word.pos_ == "ADJ"
        and not any(
            c.lower_ in {"the", "this", "these", "its", "their"} or c.dep_ == "poss"
            for h in heads
            for c in h.children
        )
    )
