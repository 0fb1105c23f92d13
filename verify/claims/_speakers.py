"""Who says what a claim states, and how sure it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from verify import lexicon, parse
from verify.claims._clauses import Draft
from verify.claims._names import normal_name
from verify.lexicon import people
from verify.records import Attribution, Certainty

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTED_SENTENCES = 8  # a longer quotation has lost its closing mark

_THINKING = frozenset({"think", "believe", "fear", "suspect"})
_SIGNED = re.compile(r"[—–-]\s*(?P<who>[^—–(]{2,60}?)\s*\(@\w+\)")  # a post: "— Ada Lorne (@lorne) May 3"
_CITING = frozenset({"quote", "cite"})
_RELATIVE = frozenset({"who", "which", "that"})
_ANYONE = frozenset({"someone", "somebody", "anyone", "anybody", "everyone", "nobody", "there", "what"})
_LIVES = frozenset({"life", "victim"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})


def speakers(drafts: Sequence[Draft]) -> list[Attribution | None]:
    """Who each clause has it from; a quotation that goes on over sentences has one speaker.

    It is the one named where it ends ("...," Lanz said), or else the one before it. In a sentence
    without quotation marks only its own words count.
    """
    found: list[Attribution | None] = []
    last: Attribution | None = None
    before: Sequence[Draft] = ()
    still_open = 0  # sentences that the quotation has gone on for, 0 outside
    sentences = [list(group) for _, group in groupby(drafts, key=lambda d: (id(d.view), d.sentence.start))]
    for place, sentence in enumerate(sentences):
        last = _meant(sentence[0], before, last)
        before = sentence
        own = [_signed(draft) or _speaker(draft, last) for draft in sentence]
        opens = sentence[0].sentence.text.lstrip().startswith('"')
        quoted = None
        if opens or still_open:
            still_open = 0 if opens else still_open
            quoted = _closing(sentences[place:], bool(still_open), last) or last
        found += [who or quoted for who in own]
        last = next((who for who in reversed(own) if who), quoted or last)
        goes_on = (sentence[0].sentence.text.count('"') + bool(still_open)) % 2
        still_open = still_open + 1 if goes_on and still_open < QUOTED_SENTENCES else 0
    return found


def _meant(draft: Draft, before: Sequence[Draft], last: Attribution | None) -> Attribution | None:
    """Whom "he said" means: the one person that the sentence before is about, else who spoke last."""
    if not before or before[0].view is not draft.view:
        return last
    named = [w for w in before[0].sentence if w.ent_type_ == "PERSON" and w.dep_ not in {"compound", "appos"}]
    if len(named) == 1 and named[0].dep_ in {"nsubj", "nsubjpass"} and named[0].head.dep_ == "ROOT":
        return _attribution(before[0], named[0], last)
    return last


def _signed(draft: Draft) -> Attribution | None:
    """Who wrote the post that the paragraph shows."""
    match = _SIGNED.search(draft.view.text)
    if match is None:
        return None
    return Attribution(*draft.view.span(*match.span("who")), match["who"], normal_name(match["who"]))


def _closing(
    sentences: Sequence[Sequence[Draft]], still_open: bool, last: Attribution | None
) -> Attribution | None:
    """The speaker named in the sentence that ends the quotation which runs through the first one."""
    for sentence in sentences[:QUOTED_SENTENCES]:
        still_open ^= sentence[0].sentence.text.count('"') % 2 == 1
        if not still_open:
            return next((who for draft in sentence if (who := _speaker(draft, last))), None)
    return None


def _speaker(draft: Draft, last: Attribution | None) -> Attribution | None:
    """Who the clause, or else its sentence, has it from: subject of a verb of saying, "according to"."""
    found = _said_by(draft.clause.words) or _said_by(draft.sentence)
    return _attribution(draft, found, last) if found is not None else None


def _said_by(words: Iterable[Token]) -> Token | None:
    saying = frozenset(lexicon.load("speech")["say"]) | frozenset(lexicon.load("speech")["deny"])
    for word in words:
        found = None
        if word.lower_ == "according":
            after = (p for c in word.children if c.lower_ == "to" for p in c.children)
            found = next((p for p in after if p.dep_ == "pobj"), None) or _after_to(word)
        elif word.lemma_.lower() in saying and word.pos_ == "VERB" and _reports(word) and not _takes(word):
            found = _subject(word)
        if found is not None and found.lower_ not in _ANYONE:
            return found
    return None


def _takes(word: Token) -> bool:
    """As in "the storm claimed 34 lives"."""
    return any(c.dep_ == "dobj" and c.lemma_.lower() in _LIVES for c in word.children)


def _after_to(according: Token) -> Token | None:
    """The name before the comma of "According to Ruiz, ...", which the parser took for a subject."""
    words = [w for w in according.doc[according.i + 2 : according.sent.end] if w.lower_ != "the"]
    run = list(takewhile(lambda w: w.pos_ in {"NOUN", "PROPN", "ADJ"}, words))
    ends = len(run) < len(words) and words[len(run)].text == ","
    return run[-1] if run and ends and run[-1].pos_ in {"NOUN", "PROPN"} else None


def _subject(word: Token) -> Token | None:
    """Who says: the subject, the noun before "who said", or that of the verb above "by saying"."""
    for verb in (word, word.head, word.head.head):
        told = (
            {"nsubj", "nsubjpass"} if verb.lemma_ in _CITING else {"nsubj"}
        )  # "he was warned" tells nothing
        found = next((c for c in verb.children if c.dep_ in told), None)
        if found is not None:
            return _antecedent(verb, found) if found.lower_ in _RELATIVE else found
        if verb.tag_ != "VBG" and verb.dep_ != "prep":
            return None
    return None


def _antecedent(verb: Token, relative: Token) -> Token | None:
    """The noun that "who" or "which" stands for: of "a foreman at the plant who denies it" the foreman."""
    if verb.dep_ != "relcl" or verb.lemma_ == "put":  # "121 survivors, which would put the number at 189"
        return None
    noun = verb.head
    if relative.lower_ == "who" and noun.dep_ == "pobj" and not _speaks(noun.lemma_.lower()):
        above = noun.head.head
        return above if _speaks(above.lemma_.lower()) else noun
    return noun


def _reports(word: Token) -> bool:
    """Whether the verb brings in what somebody says: "denied that", not "denied entry"."""
    if (word.tag_ == "VBN" or word.lower_ == "said") and any(c.dep_ == "xcomp" for c in word.children):
        return False  # "a necklace said to have been worn by a queen"
    if word.lower_ in {"said", "says", "told", "added"}:
        return True
    if any(
        c.dep_ in {"ccomp", "parataxis"} or (c.dep_ == "prep" and c.lower_ == "by") for c in word.children
    ):
        return True
    if word.lemma_ in {"put", "estimate"} and any(
        c.dep_ == "prep" and c.lower_ == "at" for c in word.children
    ):
        return True  # "the survey put the strength at 5.4"
    return word.dep_ in {"parataxis", "ROOT"} and '"' in parse.wording(word)


def _attribution(draft: Draft, noun: Token, last: Attribution | None) -> Attribution:
    words = [noun] if noun.pos_ == "PRON" else [w for w in noun.subtree if not w.is_space]
    cut = min((w.left_edge.i for w in words if _beyond(w, noun)), default=None)
    words = [w for w in words if cut is None or w.i < cut]
    while words and words[-1].is_punct:
        words = words[:-1]
    while words and words[0].is_punct:
        words = words[1:]
    words = words or [noun]
    begin, end = words[0].idx, words[-1].idx + len(words[-1].text)
    text = draft.view.text[begin:end]
    place = draft.view.span(begin, end)
    if (
        noun.lower_ in _PRONOUNS and last and _can_be(noun.lower_, last)
    ):  # "he said": the words stand here, the name above
        return Attribution(*place, last.text, last.speaker, last.person)
    return Attribution(*place, text, normal_name(text), _person(noun))


def _person(noun: Token) -> bool:
    """Whether the noun is a person's name: by its entity, or by a title or an office before it.

    "Judge Ruiz" and "prosecutor Ana Ruiz" are persons, whatever the parser takes the name for.
    """
    if noun.pos_ != "PROPN":
        return any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ == "PERSON" for c in noun.children)
    if noun.ent_type_ == "ORG" and any(c.dep_ == "det" for c in noun.children):
        return False  # "the Defence Forces"
    roles = lexicon.load("roles")
    offices = {*roles["unique"], *roles["occupations"], *roles["ranks"], *lexicon.load("names")["titles"]}
    near = [noun, *(c for c in noun.children if c.dep_ == "compound")]
    return any(w.ent_type_ == "PERSON" or w.lower_.strip(".") in offices - {"the", "a", "an"} for w in near)


def _beyond(word: Token, noun: Token) -> bool:
    """Whether a word begins what only describes the speaker: "who asked not to be named"."""
    if word.i <= noun.i:
        return False
    plain = word.dep_ == "appos" and noun.pos_ != "PROPN" and word.pos_ != "PROPN"
    return plain or word.dep_ in {"relcl", "acl"}


def _doubts(word: Token) -> bool:
    """Whether a word of doubt is the teller's: "a possible answer" and "voters think" are not."""
    if word.ent_type_ == "DATE":  # "in May"
        return False
    return word.dep_ != "amod" and (word.lemma_.lower() not in _THINKING or word.tag_ == "VBN")


def _can_be(pronoun: str, speaker: Attribution) -> bool:
    """Whether the pronoun can stand for the speaker: "they" for a plural noun or a body, "he" for no such."""
    if pronoun in {"it", "we"}:
        return pronoun == "we" or not speaker.person
    words = speaker.text.split(",")[0].split()
    bodies, head = lexicon.load("speech")["bodies"], words[-1].lower()
    common = words[-1].islower() or (len(words) == 1 and _speaks(head.removesuffix("s")))  # "Scientists"
    several = not speaker.person and (head in bodies or (common and head.endswith("s")))
    return several == (pronoun == "they")


def _speaks(lemma: str) -> bool:
    """Whether it is a common noun of those who speak: "scientist", "ministry"."""
    return lemma in people.nouns() or lemma in lexicon.load("speech")["speakers"]


def certainty(clause: parse.Clause, attribution: Attribution | None) -> Certainty:
    """How sure it is told: by its words of doubt or denial, else by who is named as its source."""
    speech = lexicon.load("speech")
    lemmas = {w.lemma_.lower() for w in clause.words}
    if lemmas & set(speech["deny"]):
        return "denied"
    if any(w.lemma_.lower() in speech["hedge"] and _doubts(w) for w in clause.words):
        return "hedged"
    if attribution is None:
        return "asserted"
    return "alleged" if lemmas & set(speech["claim"]) else "reported"
