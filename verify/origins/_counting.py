"""How many independent origins stand behind some claims, and why the others are none of their own.

Articles are linked where they speak with one voice; the surest links join first, and a group never
takes in two articles that a person calls independent, or that carry two agencies' copy and share
no text: an outlet can print both. Then groups are joined whose information comes from one speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from verify.origins import _credits, _reuse
from verify.origins._speakers import Speaker, same, speakers
from verify.records import Article, Claim, Origin, Share

COPY_DAYS = 30  # two whole articles further apart share the furniture of a site or old background
ALONE = "counts on its own"
APART = "stated as independent in {where}"
MANIFEST, REVIEW = "sources.toml", "a review"  # where a person can state it

# The kinds of links, the surest first, and how the report words them.
REASONS = {
    "stated": "stated as one source in {who}",
    "text": "text in common: {shares} of the shorter article",
    "sentence": "sentence in common: {shares} of the shorter one",
    "agency": "credit: {who}",
    "house": "one newsroom",
    "whole": "one origin as articles, by way of others",
    "speaker": "all have it from one speaker: {who}",
}

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Link:
    """Two articles that speak with one voice: by a person's word, text, credit, house or speaker."""

    kind: str
    articles: tuple[str, str]
    share: float = 1.0
    who: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one article has on one matter: the agency its words are from and who informed it."""

    article: str
    texts: tuple[str, ...]
    agency: str
    informants: tuple[Speaker, ...]


class Voices:
    """What is known about the articles as origins; answers for whole articles and for claims."""

    def __init__(
        self,
        articles: Sequence[Article],
        shares: Iterable[Share] = (),
        same: Iterable[Pair] = (),
        independent: Iterable[Pair] = (),
        decided: Mapping[Pair, bool] = MappingProxyType({}),
    ) -> None:
        """`decided` has pairs of a review, true for one voice; they go before `same` and `independent`."""
        self._texts = {a.path: a.text for a in articles}
        self._published = {a.path: a.published.value for a in articles}
        self._credits = {a.path: _credits.credit(a) for a in articles}
        self._shares = {frozenset((s.left, s.right)): s for s in shares}
        self._same = _stated(same, decided, one=True)
        self._independent = _stated(independent, decided, one=False)
        self._whole: dict[str, Origin] = {}
        self._whole = {path: origin for origin in self.articles() for path in origin.articles}

    def articles(self) -> tuple[Origin, ...]:
        """The origins of whole articles: every article in one."""
        return self._origins([_Told(path, (), "", ()) for path in self._texts])

    def among(self, claims: Iterable[Claim]) -> tuple[Origin, ...]:
        """The independent origins behind some claims, in the order of their articles."""
        of: dict[str, list[Claim]] = {}
        for claim in sorted(claims, key=lambda c: (c.article, c.start)):
            of.setdefault(claim.article, []).append(claim)
        return self._origins([self._told(path, made) for path, made in of.items()])

    def _told(self, path: str, claims: Sequence[Claim]) -> _Told:
        """Headlines and captions sum up; where the story itself tells it, that alone counts."""
        told = [c for c in claims if c.role == "body"] or claims
        text = self._texts.get(path, "")
        cited = {_credits.cited(c, text[c.sentence.start : c.sentence.end]) for c in told}
        informants = [speakers(c.attribution.text) if c.attribution else (Speaker(""),) for c in told]
        return _Told(
            path,
            tuple(c.text for c in claims),
            cited.pop() if len(cited) == 1 else "",
            tuple(s for group in informants for s in group),
        )

    def _origins(self, told: Sequence[_Told]) -> tuple[Origin, ...]:
        links = [link for a, b in combinations(told, 2) if (link := self._link(a, b)) is not None]
        linked = {frozenset(link.articles) for link in links}
        worded = _joined([[t.article] for t in told], links, lambda pair: self._barred(pair, linked))
        quoting = [link for a, b in combinations(told, 2) if (link := self._informed(a, b)) is not None]
        informed = _joined(worded, quoting, self._independent.__contains__)
        return tuple(
            Origin(
                tuple(sorted(group)),
                self._why(group, [*links, *quoting], [t.article for t in told]),
                sum(words[0] in group for words in worded),
            )
            for group in informed
        )

    def _link(self, a: _Told, b: _Told) -> _Link | None:
        """The surest reason why the words of two articles have one origin."""
        ends, pair = (a.article, b.article), frozenset((a.article, b.article))
        if pair in self._independent:
            return None
        if pair in self._same:
            return _Link("stated", ends, who=self._same[pair])
        share = self._shares.get(pair)
        if share and _reuse.copied(share) and self._days(pair) <= COPY_DAYS:
            return _Link("text", ends, share.contained)
        claim = max((_reuse.claim_share(x, y) for x in a.texts for y in b.texts), default=0.0)
        if claim:
            return _Link("sentence", ends, claim)
        whole = self._whole.get(a.article)
        return self._credited(a, b) or (
            _Link("whole", ends) if whole and b.article in whole.articles else None
        )

    def _days(self, pair: Pair) -> int:
        """How many days lie between two articles; 0 where one has no date."""
        days = [day for path in pair if (day := self._published.get(path))]
        return abs((days[0] - days[1]).days) if len(days) == 2 else 0

    def _credited(self, a: _Told, b: _Told) -> _Link | None:
        ends = (a.article, b.article)
        whole = [self._credits[path] for path in ends]
        agencies = [c.agency or t.agency for c, t in zip(whole, (a, b), strict=True)]
        if all(agencies):
            return _Link("agency", ends, who=agencies[0]) if agencies[0] == agencies[1] else None
        one_house = whole[0].house and whole[0].house == whole[1].house
        return _Link("house", ends) if one_house else None

    def _informed(self, a: _Told, b: _Told) -> _Link | None:
        """A link where one article has nothing but what speakers say whom the other has, too."""
        for one, other in ((a, b), (b, a)):
            if one.informants and all(self._known_to(other, s) for s in one.informants):
                return _Link("speaker", (a.article, b.article), who=one.informants[0].text)
        return None

    def _known_to(self, told: _Told, speaker: Speaker) -> bool:
        """Whether the article quotes this speaker, or is itself the outlet that is quoted."""
        house = self._credits[told.article].house
        own = bool(house) and house == _credits.house(speaker.name)
        return own or any(same(speaker, s) for s in told.informants)

    def _barred(self, pair: Pair, linked: set[Pair]) -> bool:
        """Whether two articles may not meet in a group: stated so, or two agencies' and not linked."""
        agencies = {self._credits[path].agency for path in pair}
        return pair in self._independent or (pair not in linked and len(agencies - {""}) == 2)

    def _why(self, group: Sequence[str], links: Sequence[_Link], told: Sequence[str]) -> str:
        within = [link for link in links if set(link.articles) <= set(group)]
        reasons = [words for kind, say in REASONS.items() if (words := _reason(within, kind, say))]
        if len(reasons) > 1:
            reasons = [words for words in reasons if words != REASONS["whole"]]
        pairs = (frozenset((a, b)) for a in group for b in told)
        apart = sorted({self._independent[pair] for pair in pairs if pair in self._independent})
        return "; ".join([*(reasons or [ALONE]), *(APART.format(where=where) for where in apart)])


def _joined(
    groups: Sequence[Sequence[str]], links: Iterable[_Link], barred: Callable[[Pair], bool]
) -> list[list[str]]:
    """The groups joined along the links, the surest first, where no two articles are barred."""
    of = {path: members for group in groups for members in [list(group)] for path in group}
    order = list(REASONS)
    for link in sorted(links, key=lambda k: (order.index(k.kind), -k.share, k.articles)):
        left, right = (of[path] for path in link.articles)
        if left is right or any(barred(frozenset((a, b))) for a in left for b in right):
            continue
        left += right
        of |= dict.fromkeys(right, left)
    return [group for path, group in of.items() if path == group[0]]


def _reason(links: Sequence[_Link], kind: str, say: str) -> str:
    """The reason of the links of one kind in words, with the shares from the least to the most."""
    found = [link for link in links if link.kind == kind]
    if not found:
        return ""
    least, most = (f"{round(100 * share(k.share for k in found))}%" for share in (min, max))
    shares = least if least == most else f"{least} to {most}"
    return say.format(shares=shares, who=", ".join(sorted({k.who for k in found})))


def _stated(groups: Iterable[Pair], decided: Mapping[Pair, bool], *, one: bool) -> Mapping[Pair, str]:
    """The pairs that a person states to be one voice, or none, and where."""
    pairs = (frozenset(pair) for group in groups for pair in combinations(sorted(group), 2))
    told = {pair: MANIFEST for pair in pairs if pair not in decided}
    return told | {pair: REVIEW for pair, same in decided.items() if same is one}
