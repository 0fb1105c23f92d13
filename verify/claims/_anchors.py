"""What ties each claim to one event: its time, taken from what stands around it where it names none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verify import lexicon
from verify.claims._clauses import Draft
from verify.lexicon import people
from verify.records import Anchors, Article, Claim, Moment

if TYPE_CHECKING:
    from spacy.tokens import Token

ASIDE_DAYS = 20  # an article's own event and its follow-up lay within 14 days on the dev events
_ANAPHORS = frozenset(
    {"it", "they", "he", "she", "this", "that", "these", "those", "its", "their", "his", "her"}
)
_BESIDE = frozenset({"pcomp", "advcl", "acl", "relcl"})  # of a verb: its clause is not what the claim tells
_OTHER = frozenset({"another", "separate", "separately", "elsewhere", "previous", "previously"})


def anchored(article: Article, claims: Sequence[Claim], drafts: Sequence[Draft]) -> Iterator[Claim]:
    """The claims of an article with what ties each to its event, in order."""
    stated = [_moment(c, d) for c, d in zip(claims, drafts, strict=True)]
    main = _main(article, claims, stated)
    before: Claim | None = None
    for claim, draft, moment in zip(claims, drafts, stated, strict=True):
        anchors = _inherit(claim, draft, moment, main, before)
        before = replace(claim, anchors=anchors)
        yield before


def _main(article: Article, claims: Sequence[Claim], stated: Sequence[Moment | None]) -> Moment | None:
    """When the article's own event was: the first day that its opening names, else its date."""
    opening = [m for c, m in zip(claims, stated, strict=True) if c.role == "body"][:4]
    for moment in opening:
        if moment is not None and moment.grain == "day":
            return moment
    published = article.published.value
    return Moment("published", "week", published, published) if published else None


def _moment(claim: Claim, draft: Draft) -> Moment | None:
    """The day, month or year that the claim itself names for its event, if it names one."""
    reporting = set(lexicon.load("speech")["say"])
    for slot in claim.slots:
        if not isinstance(slot.value, Moment) or slot.value.grain == "time":
            continue
        offset = bisect_left(draft.view.at, slot.start)
        word = draft.clause.at(offset)
        if word is not None and not _says(word, reporting) and not _beside(word):
            return slot.value
    return None


def _says(word: Token, reporting: set[str]) -> bool:
    """Whether the time is that of the saying ("police said Tuesday"), not of what is said.

    Also of a report that is told of beside: "contrary to what was reported on Tuesday".
    """
    at = word
    for _ in range(4):
        if at.pos_ == "VERB":
            said = any(c.dep_ in {"ccomp", "parataxis"} for c in at.children) or at.dep_ in _BESIDE
            return said and at.lemma_.lower() in reporting
        at = at.head
    return False


def _beside(word: Token) -> bool:
    """Whether it dates what is told of someone beside: "Ana Ruiz, with whom he founded it in 2004"."""
    for at in (word, *word.ancestors):
        if at.dep_ == "relcl":
            return at.head.ent_type_ in {"PERSON", "ORG"}
    return False


def _inherit(
    claim: Claim, draft: Draft, moment: Moment | None, main: Moment | None, before: Claim | None
) -> Anchors:
    """The claim's own moment, that of the claim before which it goes on, or the article's."""
    anchors, placed = claim.anchors, bool(claim.anchors.places)
    if moment is not None:
        return replace(
            anchors, moment=moment, moment_is="stated", aside=_aside(draft, moment, main, placed=placed)
        )
    same_sentence = before is not None and before.sentence == claim.sentence
    first = draft.clause.words[0].lower_
    if before is not None and (same_sentence or first in _ANAPHORS) and before.anchors.moment is not None:
        names = anchors.names | (before.anchors.names if first in _ANAPHORS else frozenset())
        places = anchors.places | (before.anchors.places if first in _ANAPHORS else frozenset())
        return replace(
            anchors,
            moment=before.anchors.moment,
            moment_is="inferred",
            aside=before.anchors.aside,
            names=names,
            places=places,
        )
    return replace(
        anchors,
        moment=main,
        moment_is="inferred" if main else "unknown",
        aside=_aside(draft, None, main, placed=placed),
    )


def _long(moment: Moment) -> bool:
    return moment.grain in {"month", "year"} and not moment.label.startswith(("this", "next"))


def _far(moment: Moment, main: Moment | None) -> bool:
    if main is None or not moment.first or not main.first:
        return False
    return abs((main.first - moment.first).days) > ASIDE_DAYS


def _aside(draft: Draft, moment: Moment | None, main: Moment | None, *, placed: bool) -> str:
    """The words that make it another event than the article's own, or ""."""
    if moment is not None and (_long(moment) or _far(moment, main)):
        return moment.label
    words = draft.clause.words
    after = [*words[1:], None]
    here = not placed  # "another 55 fell ill in Tarn" is another event
    return next(
        (
            w.lower_
            for w, n in zip(words, after, strict=True)
            if w.lower_ in _OTHER and not (here and _more(n))
        ),
        "",
    )


def _more(after: Token | None) -> bool:
    """Whether "another" only adds to a count or tells of someone: "another 43 people", "another suitor"."""
    if after is None:
        return False
    noun = after if after.pos_ == "NOUN" else after.head
    return after.like_num or noun.lemma_.lower() in people.nouns()
