"""What is asked where two amounts differ: the key that findings on one question share, and its words."""

from __future__ import annotations

import re

from verify import lexicon
from verify.compare import _one_question
from verify.compare._asking import ask
from verify.compare._typed import Typed
from verify.lexicon import kinds
from verify.lexicon.people import OLDEST
from verify.records import Pair, Quantity

KIND = "quantity"

Amount = Typed[Quantity]

_FROM = re.compile(
    r"how much(?: \([^)]*\)|\))? (?:(?:to the )?(?:north|south|east|west)[\w-]* of|(?:away )?from|off)\b"
)


def key(a: Quantity, b: Quantity) -> str:
    """What is asked, so that findings on one question meet."""
    if a.unit == "magnitude":
        return f"{KIND}/magnitude"
    if _one_question.one_measure(a, b):
        return (
            f"{KIND}/{a.measure}" if a.unit else f"{KIND}//person/{a.measure}"
        )  # as of the act of that name
    acts = (
        sorted((a.acts & b.acts) & frozenset(lexicon.load("acts")["of_persons"])) if a.of == "person" else []
    )
    return "/".join([KIND, a.unit, kinds.topmost(a.of) if not a.unit else "", *acts])


def question(pair: Pair, a: Amount, b: Amount) -> str:
    """What a person would ask, with the scene that both claims name."""
    if _one_question.one_measure(a.value, b.value):
        return str(_one_question.measure(a.value.measure)["ask"])
    scene = sorted(pair.left.anchors.places & pair.right.anchors.places)
    where = f" ({', '.join(place.title() for place in scene[:2])})" if scene else ""
    return _of_people(a.value, b.value, where) or _of_unit(a, b, where) or _in_context(a, b)


def _of_people(a: Quantity, b: Quantity, where: str) -> str:
    """How many people, or people of one kind, something befell; "" for what counts no people."""
    asked = lexicon.load("acts")["asked"]
    act = next((act for act in sorted(a.acts & b.acts) if act in asked), "")
    if a.unit or a.of != "person" or not act:
        return ""
    shared = a.group if a.group == b.group else ""
    group = plural(shared) if shared in lexicon.load("quantities")["groups"] else "people"
    return f"How many {group} {asked[act]}{where}?"


def _of_unit(a: Amount, b: Amount, where: str) -> str:
    """The question of a magnitude, an age, a distance or a rank; "" for other units."""
    of, unit = a.value.of, a.value.unit
    if unit == "magnitude":
        return f"What was the magnitude of the quake{where}?"
    if unit == "age":
        return f"How old was {of}?" if of.startswith(OLDEST) else f"How old is {of.title()}?"
    if unit == "metre" and of == b.value.of and _FROM.search(a.slot.context):
        return f"How far is it from {of.title()}?"
    if unit == "ordinal":
        return ask((a.slot.context, b.slot.context), "which", "Which")
    ranked = any(isinstance(t.slot.value, Quantity) and t.slot.value.unit == "ordinal" for t in (a, b))
    return f"How many {plural(of)} were there?" if ranked else ""


def _in_context(a: Amount, b: Amount) -> str:
    lead, blank = ("How much", "how much") if a.value.unit else ("How many", "how many")
    asked_for = ask((a.slot.context, b.slot.context), blank, lead)
    for noun in (a.value.of, b.value.of):  # "one projectile" on one side
        asked_for = re.sub(rf"^How many {re.escape(noun)}\b", f"How many {plural(noun)}", asked_for)
    return asked_for


def plural(noun: str) -> str:
    """The plural of a common noun of the lexicon."""
    if noun in {"people", "police", "crew", "personnel"}:
        return noun
    if noun in {"woman", "man"}:
        return noun.replace("man", "men")
    return {"child": "children", "person": "people"}.get(noun) or (
        noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    )
