"""Articles to claims: sentences, split where one states several things, with who says so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from verify import parse
from verify.claims._anchors import anchored
from verify.claims._clauses import Draft, clauses
from verify.claims._most import MOST_CLAIMS, MOST_SLOTS, Room, within
from verify.claims._names import named, normal_name, scene
from verify.claims._speakers import certainty, speakers
from verify.letters import plain
from verify.records import Anchors, Article, Attribution, Claim, Paragraph, Slot, Span, Thing

__all__ = ["extract", "normal_name", "placed", "within"]

Finder = Callable[[parse.Clause], Iterable[Slot]]

_PARTICLES = frozenset({"al", "el", "'s"})
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})


def extract(
    article: Article, finders: Sequence[Finder], dateline: Callable[[Article, Paragraph], int]
) -> tuple[Claim, ...]:
    """The claims of an article, in order of place; boilerplate makes none.

    Of more claims or values than `within` lets through there is one more.

    `dateline` gives where the text of a paragraph begins, after "BAGHDAD -" and the like.
    """
    split = parse.tokenised(article.text)
    told = [
        (p.role, parse.view(article.text, start, end, split=split))
        for p in article.paragraphs
        if p.role != "boilerplate"
        for start, end in parse.pieces(article.text, dateline(article, p), p.end)
    ]
    drafts: list[Draft] = []
    docs = list(parse.parse(view.text for _, view in told))
    for (role, view), doc in zip(told, docs, strict=True):
        for sentence in parse.sentences(doc):
            drafts += clauses(article, sentence, view, role)
    del drafts[MOST_CLAIMS + 1 :]
    claims = list(anchored(article, _attributed(article, drafts, finders), drafts))
    proper = {plain(w.text) for doc in docs for w in doc if w.pos_ == "PROPN"}
    cast = frozenset(proper).union(*(c.anchors.names for c in claims))
    things = frozenset(s.value.name for c in claims for s in c.slots if isinstance(s.value, Thing))
    return tuple(replace(c, anchors=replace(c.anchors, cast=cast, things=things)) for c in claims)


def placed(claim: Claim, path: str) -> Claim:
    """The same claim in an article of another path but the same text, date and paragraphs."""
    return replace(claim, id=_identity(path, claim.start, claim.text), article=path)


def _identity(path: str, start: int, text: str) -> str:
    return hashlib.sha256(f"{path}\0{start}\0{text}".encode()).hexdigest()[:12]


def _attributed(article: Article, drafts: Sequence[Draft], finders: Sequence[Finder]) -> list[Claim]:
    """The claims of the drafts; of those after the last value that is compared no values are looked for."""
    made, room = list[Claim](), Room()
    for draft, who in zip(drafts, speakers(drafts), strict=True):
        made.append(_claim(article, draft, who, () if room.full else finders))
        room.taken(made[-1].slots)
    return made


def _claim(
    article: Article, draft: Draft, attribution: Attribution | None, finders: Sequence[Finder]
) -> Claim:
    clause = draft.clause
    start, end = clause.view.span(clause.first, clause.last)
    begin = draft.sentence.start_char
    sentence = Span(*draft.view.span(begin, begin + len(draft.sentence.text.rstrip())))
    text = article.text[start:end]
    found = sorted((s for find in finders for s in find(clause)), key=lambda s: (s.start, s.end, s.kind))
    return Claim(
        id=_identity(article.path, start, text),
        article=article.path,
        start=start,
        end=end,
        text=text,
        role=draft.role,
        sentence=sentence,
        attribution=attribution,
        certainty=certainty(clause, attribution),
        slots=tuple(found[: MOST_SLOTS + 1]),
        anchors=Anchors(places=scene(clause), names=named(clause)),
        words=_content(clause),
        published=article.published.value,
    )


def _content(clause: parse.Clause) -> frozenset[str]:
    """Lemmas of the words that carry content; the hyphens and articles of names carry none."""
    told = (plain(w.lemma_) for w in clause.words if w.pos_ in _CONTENT and not w.is_stop)
    return frozenset(word for word in told if word not in _PARTICLES and any(map(str.isalnum, word)))
