"""The records that the stages hand on, and the one error that a user sees.

Every `start` and `end` counts characters of `Article.text`, so `text[start:end]` is always
the exact quote. Records are frozen, compare by value and hold nothing of a parser or a model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

Role = Literal["headline", "subhead", "body", "caption", "boilerplate"]
Known = Literal["stated", "inferred", "unknown"]
Certainty = Literal["asserted", "reported", "alleged", "denied", "hedged"]
Stance = Literal["agree", "conflict", "different event", "updated"]
Scope = Literal["between", "within", "headline"]
Status = Literal["corroborated", "carried", "single"]
Verdict = Literal["confirmed", "dismissed", "needs a call", "noted", "reopened"]
Reason = Literal["", "different event", "part of a whole", "synonym", "updated", "other"]

T = TypeVar("T")


class VerifyError(Exception):
    """A problem that the user can mend: `message` names the thing, `advice` the way out."""

    def __init__(self, message: str, advice: str = "", exit_code: int = 2) -> None:
        super().__init__(f"{message} {advice}".strip())
        self.message, self.advice, self.exit_code = message, advice, exit_code


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Detail(Generic[T]):
    """A fact about an article and how it is known; `value` is None when it is unknown."""

    value: T | None = None
    known: Known = "unknown"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or block of an article and what it is there for."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Article:
    """One input document.

    `path` is relative to the input folder, with "/" on every system; a record of a .jsonl file
    is "file.jsonl#3". `text` is the file as decoded (plain text) or the text taken from it
    (html, json): spans count its characters, and no newline or Unicode form is changed.
    """

    path: str
    text: str
    headline: Detail[str] = Detail()
    outlet: Detail[str] = Detail()
    agency: Detail[str] = Detail()
    byline: Detail[str] = Detail()
    published: Detail[date] = Detail()
    url: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not read, and why, in one sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the interval of what it can mean, in its canonical unit.

    "at least 4" is [4, inf), "dozens" [24, 99], "roughly 5,200" [5200, 5200] with `about`.
    `of` is the lemma of what is counted or measured ("rocket", "person"), `group` the kind of
    person ("child"), `acts` the classes of event that it is counted in ("kill", "injure").
    `more` marks a difference ("another 3,000"), which no total can contradict; `part` a share
    of a bigger group ("15 of them"); `supposed` one that is only possible or still to come;
    `running` a total over a longer time than the event ("640 since the war began"). `measure` is what
    it answers by the words near it, one of the lexicon ("aboard"), "" if they tell none.
    """

    lo: float
    hi: float
    about: bool
    unit: str
    of: str
    acts: frozenset[str]
    group: str = ""
    more: bool = False
    part: bool = False
    supposed: bool = False
    running: bool = False
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What kind of thing: a word of the lexicon and its more general words, nearest first.

    `acts` are the classes of event that it takes part in, `role` its part in them ("agent",
    "patient", "means", "" if that is open).
    """

    name: str
    kinds: tuple[str, ...]
    acts: frozenset[str]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """When: the days it can mean (None where the article gives too little), and the time of day.

    `weekday` is 0 for Monday, `month` 1 for January, both as the article names them. `minutes`
    is an interval of minutes after midnight as stated, in `zone` ("GMT", or "" for local); a
    night ends on the next day, past 1440. `grain` is "time", "day", "week", "month" or "year";
    `label` is the phrase in lower case. `acts` are the classes of what happened then, `edge`
    which side of it is meant ("before", "after", "until", "by", "begin", "end", or "" for all of it),
    `about` whether the time is only near ("around 5 pm"), `planned` whether it was still to come.
    """

    label: str
    grain: str
    first: date | None = None
    last: date | None = None
    weekday: int | None = None
    month: int | None = None
    minutes: tuple[int, int] | None = None
    zone: str = ""
    acts: frozenset[str] = frozenset()
    edge: str = ""
    about: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """How long, as the interval of seconds that it can mean.

    `unit` is the smallest unit that it is told in, in seconds, `about` whether it is only near.
    `edge` is "before" or "after" where it lies between two things ("an hour before it sank"), ""
    where something lasted so long. `acts` are the classes of what lasted or came and, with ">" before
    them, of what it came before or after; `planned` says that it was still to come.
    """

    lo: float
    hi: float
    unit: float
    about: bool
    edge: str
    acts: frozenset[str]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a name or noun and how the thing lies to it.

    `relation` is one of the lexicon ("in", "outside", "across"), "touch" for what is hit itself,
    or a direction ("northeast" of it). `names` are the proper names beside the noun,
    or both ends of "between". `part` is a direction inside the place. `kind` is the word for
    what it is ("country", "suburb"). `acts` and `things` say what is placed there, `many` that these
    are several, `known` that they are named or known ones ("the lorry"), `planned` that it is still
    to come.
    """

    relation: str
    name: str
    kind: str = ""
    part: str = ""
    names: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    outright: bool = False
    ask: str = ""
    many: bool = False
    known: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Who: a name, title or group, and the part played ("agent", "office", "called", "nation").

    `of` is what it is said of, in lower case: what the agent acted on, what the office is of, the
    noun that is called so. `acts` are the classes of event in which the part is played; `kinds`
    the word of the lexicon for it and more general ones, nearest first. Of an agent, `called` is
    the proper name and `sort` what bears it ("person", "body", "place", or "" if that is open),
    `target` the content words of what it acted on, `many` says that these were several, and `sole`
    that the act has one doer ("founded").
    """

    name: str
    part: str
    of: str = ""
    acts: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    called: str = ""
    sort: str = ""
    target: frozenset[str] = frozenset()
    many: bool = False
    sole: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Whether it happened or holds: a state of the lexicon and its opposites, or a verb, and its polarity.

    `scale` is the question that the state answers ("service"); "" for a verb ("=wear"), for what is
    said to be absent ("absent") and for a bare denial ("denial"). `of` holds the lemmas of what it is
    said of or done to, `by` of who does it, `about` those of what else takes part in it. `mood` is
    "told", "planned" or "hedged", `voice` "claimed" or "denied" where a speaker's words make it so.
    `still` marks a state that is said to last, `part` one that is said of some only ("others", "three
    men"). `asks` is the question that the state answers with yes, "" where the words give none.
    """

    name: str
    opposites: tuple[str, ...]
    holds: bool
    scale: str = ""
    of: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    mood: str = "told"
    voice: str = ""
    still: bool = False
    part: bool = False
    asks: str = ""


Value = Quantity | Thing | Moment | Length | Place | Party | State


@dataclass(frozen=True, slots=True)
class Slot:
    """One typed value of a claim, its place in the article and the claim with it blanked out."""

    kind: str
    start: int
    end: int
    text: str
    value: Value
    context: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the words of the article, and the same speaker's normalised name.

    `person` says that the words hold a person's name.
    """

    start: int
    end: int
    text: str
    speaker: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Anchors:
    """What ties a claim to one event.

    `moment` is stated in the claim, or inferred from what stands around it. `names` are proper
    names in the claim, normalised; `places` those that say where it happened; `cast` all names of
    its article and their words, `things` all kinds of things that its article has slots for.
    `aside` says, in the words of the claim, that it tells of another event than its article
    ("another", "in December 2003"), else "".
    """

    moment: Moment | None = None
    moment_is: Known = "unknown"
    places: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    aside: str = ""
    cast: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of an article, a sentence or a clause of one, that states something checkable."""

    id: str
    article: str
    start: int
    end: int
    text: str
    role: Role
    sentence: Span
    attribution: Attribution | None = None
    certainty: Certainty = "asserted"
    slots: tuple[Slot, ...] = ()
    anchors: Anchors = Anchors()
    words: frozenset[str] = frozenset()
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely a hypothesis contradicts its premise, follows from it, or neither, by a model."""

    contradiction: float
    entailment: float
    neutral: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that speak of the same thing, and how near they are (cosines, -1 to 1).

    `shared` is the weight of the words that both have, rare ones more (0 to about 60).
    `contexts[i][j]` is the cosine of the contexts of slot i on the left and j on the right.
    `apart` says why the two tell of different events, `apart_by` what tells them apart: "aside"
    (one looks back or elsewhere), "time", "scene" (two sites) or "story" (the articles). Both
    are empty where nothing says so. `judged` is what a model makes of the right as following from
    the left, and of the left as following from the right; None where it was not asked.
    """

    left: Claim
    right: Claim
    similarity: float
    shared: float = 0.0
    contexts: tuple[tuple[float, ...], ...] = ()
    apart: str = ""
    apart_by: str = ""
    judged: tuple[Judgement, Judgement] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one comparator says of a pair: stance, one sentence why, and the words on both sides.

    `question` is what a person would ask to settle it; `key` names what is asked, so that
    findings on one question meet; `score` (0 to 1) is how sure the rule is. `left_same` and
    `right_same` are the values in a form that is equal where they mean the same ("" if unknown).
    `differs` marks two figures that are not one and can both be right: "at least 70" and "about 100".
    `lasting` says that it is of no single event, like someone's age.
    """

    pair: Pair
    stance: Stance
    kind: str
    comparator: str
    reason: str
    question: str
    key: str
    left: Span
    right: Span
    left_value: str
    right_value: str
    score: float
    left_same: str = ""
    right_same: str = ""
    differs: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """How much of its own words (0 to 1) each of two articles has in common with the other.

    `count` is the number of word sequences that both have. Speech in quotation marks, captions and
    page furniture are left out.
    """

    left: str
    right: str
    of_left: float
    of_right: float
    count: int

    @property
    def contained(self) -> float:
        """The share of the article that is more of a copy: a brief in a long report is 1."""
        return max(self.of_left, self.of_right)


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that speak with one voice, and why they count as one.

    `wordings` is how many origins their words have: two outlets that each quote one official are
    two origins of the quote and one of the information.
    """

    articles: tuple[str, ...]
    why: str
    wordings: int = 1


@dataclass(frozen=True, slots=True)
class Mention:
    """A quote of one article; `value` is where, inside the article, the answer stands.

    `attribution` is who the article has it from, `certainty` how sure it tells it. `before` and
    `after` are the article's own text around the quote: a sentence or two on either side.
    """

    article: str
    start: int
    end: int
    text: str
    role: Role
    attribution: str | None = None
    value: Span | None = None
    certainty: Certainty = "asserted"
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known, with everyone who states it; `text` is its clearest mention.

    `omitted_by` are the origins of the same story that do not state it: an omission, no denial.
    """

    id: str
    status: Status
    text: str
    origins: tuple[Origin, ...]
    mentions: tuple[Mention, ...]
    omitted_by: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to the question of a dispute, and who gives it.

    `origins` is how many independent origins `voices` has.
    """

    value: str
    origins: int
    mentions: tuple[Mention, ...]
    voices: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question with two or more positions; with `same_event` false only an apparent one.

    Of an event's figures `updated` are those that a later article replaces, `compatible` those that can
    all be right, as bounds and roundings can, though they are not one figure.
    """

    id: str
    kind: str
    scope: Scope
    same_event: bool
    updated: bool
    question: str
    reason: str
    score: float
    positions: tuple[Position, ...]
    compatible: bool = False

    @property
    def contested(self) -> bool:
        """Whether the answers exclude each other and nothing explains why they differ."""
        return self.same_event and not self.updated and not self.compatible


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Claims that were left out of the comparison, and why."""

    article: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Method:
    """What made a report: versions, models, comparators and every threshold by its name."""

    version: str
    embedder: str
    nli: str
    comparators: tuple[str, ...]
    thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the report lists it."""

    path: str
    headline: Detail[str]
    outlet: Detail[str]
    agency: Detail[str]
    byline: Detail[str]
    published: Detail[date]
    claims: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person made of the dispute or fact whose id is `of`, and why; `by` signs it.

    `reason` says why it was dismissed. "reopened" was dismissed before it had one of its answers.
    """

    of: str
    verdict: Verdict
    note: str = ""
    by: str = ""
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are compared with each other, by their paths.

    `id` stays the same when later articles join. `first` and `last` are days of publication, None
    where no article has one; `events` are the events that the claims tell apart, the largest first.
    """

    id: str
    headline: str
    articles: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    events: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a renderer may print; disputes and facts in the order to show them.

    `origins` are those of whole articles, each article in one; single facts may count otherwise.
    `alone` are articles that no other shares a story with: they were not compared with anything.
    `decisions` are empty until a person has reviewed the report.
    """

    title: str
    method: Method
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]
    not_compared: tuple[NotCompared, ...]
    skipped: tuple[Skipped, ...]
    origins: tuple[Origin, ...] = ()
    shares: tuple[Share, ...] = ()
    stories: tuple[Story, ...] = ()
    alone: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def dismissed(self) -> Mapping[str, Decision]:
        """What a person found to be no dispute or fact, by id."""
        return {decision.of: decision for decision in self.decisions if decision.verdict == "dismissed"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as an index lists it: where its report is, and what came of it."""

    story: Story
    place: str
    claims: int
    disputed: int
    updated: int
    corroborated: int


@dataclass(frozen=True, slots=True)
class Index:
    """The stories of one run, each with a report of its own, and what is in none."""

    title: str
    method: Method
    entries: tuple[Entry, ...]
    alone: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
