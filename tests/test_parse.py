"""The view that the parser reads: every character of it is one of the article."""

from __future__ import annotations

import pytest
from builders import clause
from hypothesis import given
from hypothesis import strategies as st

from verify import parse
from verify.records import Party

NEWS = st.text(
    alphabet=st.sampled_from("ab 5.,:-/\"'“”’—\u00a0\u2009\r\n\tÉ日\u00ad\u200b\u202eﬁﬃ"), max_size=80
) | st.text(max_size=80)
CURLY = str.maketrans("‘’‛“”„–—\u00a0\u202f\u2009\t\r\n", "'''\"\"\"--      ")

UNSEEN = [0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
PLAIN = CURLY | dict.fromkeys([*UNSEEN, *range(0x2066, 0x206A)]) | str.maketrans(LIGATURES)


def plain(text: str) -> str:
    """The text without what has no width, its quotes, spaces and ligatures as a keyboard has them."""
    return text.translate(PLAIN)


@given(text=NEWS, split=st.booleans())
def test_each_character_of_the_view_is_the_articles_own(text: str, split: bool) -> None:
    seen = parse.view(text, 0, len(text), split=split)

    assert len(seen.text) == len(seen.at)
    assert all(seen.text[i] in plain(text[at]) for i, at in enumerate(seen.at))
    assert list(seen.at) == sorted(seen.at)


@given(text=NEWS.filter(bool), split=st.booleans(), numbers=st.data())
def test_a_span_of_the_view_holds_the_same_words_in_the_article(
    text: str, split: bool, numbers: st.DataObject
) -> None:
    seen = parse.view(text, 0, len(text), split=split)
    if not seen.text:
        return
    start = numbers.draw(st.integers(0, len(seen.text) - 1))
    end = numbers.draw(st.integers(start + 1, len(seen.text)))

    a, b = seen.span(start, end)

    whole = "".join(plain(text[at]) for at in dict.fromkeys(seen.at[start:end]))
    assert seen.text[start:end] in whole
    assert plain(text[a:b]).replace(" ", "") == whole.replace(" ", "")


@given(text=NEWS)
def test_a_part_of_an_article_keeps_its_place(text: str) -> None:
    longer = f"Dateline. {text} The end."

    seen = parse.view(longer, 10, 10 + len(text), split=False)

    assert seen.at == tuple(10 + at for at in parse.view(text, 0, len(text), split=False).at)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("a 5. 9 - magnitude quake", "a 5.9-magnitude quake"),
        ("1, 200 people", "1,200 people"),
        ("the of\u00adfi\u200bce \u202eburned", "the office burned"),
        ("the oﬃce ﬁre", "the office fire"),
        ("the U. S. embassy", "the U.S. embassy"),
        pytest.param(
            "at 10 : 40 local time",
            "at 10:40 local time",
            marks=pytest.mark.xfail(reason="the space before a colon closes, the one after it stays"),
        ),
    ],
)
def test_the_spaces_of_a_tokenised_text_are_closed(text: str, view: str) -> None:
    assert parse.view(text, 0, len(text), split=True).text == view


def test_a_text_is_tokenised_if_it_shows_it_twice() -> None:
    assert parse.tokenised("A 5. 9 - magnitude quake, felt at 10. 40.")
    assert not parse.tokenised("There were 5. 9 came later.")
    assert not parse.tokenised("A 5.9-magnitude quake shook the valley, felt at 10.40.")


@pytest.mark.model
class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "Lt. Gen. Osk Varn left Orvel.",
            "The mill stood in Orvel, near No. 7 pit.",
            "The mill stood in Orvel, home of the J. B. Varn works.",
        ],
    )
    def test_a_rank_or_an_abbreviation_ends_no_sentence(self, text: str) -> None:
        (doc,) = parse.parse([text])

        assert [s.text for s in parse.sentences(doc)] == [text]

    def test_sentences_hold_every_word_in_order(self) -> None:
        (doc,) = parse.parse(["The dam broke. Nobody was hurt! Who is to blame?"])

        found = parse.sentences(doc)

        assert [s.text for s in found] == ["The dam broke.", "Nobody was hurt!", "Who is to blame?"]


@pytest.mark.model
class TestClause:
    def test_a_slot_is_quoted_as_it_stands_and_blanked_in_its_context(self) -> None:
        words = clause("The dam above the town of Orvel broke on a “quiet” Tuesday.")

        made = words.slot("actor", 26, 31, Party("orvel", "agent"), "who")

        assert (made.start, made.end, made.text) == (26, 31, "Orvel")
        assert made.context == 'The dam above the town of who broke on a "quiet" Tuesday.'

    def test_a_short_clause_is_read_with_its_sentence(self) -> None:
        whole = clause("The dam broke on Tuesday, three miners killed.")
        short = parse.Clause(whole.words[-4:], whole.view, None)
        at = short.first

        made = short.slot("quantity", at, at + 5, Party("", ""), "how many")

        assert made.context == "The dam broke on Tuesday, how many miners killed."

    def test_a_word_is_found_by_any_of_its_characters(self) -> None:
        words = clause("The dam broke.")

        assert {str(words.at(char)) for char in range(4, 7)} == {"dam"}
        assert words.at(3) is None


def test_a_plain_text_has_no_ligature_and_nothing_unseen() -> None:
    assert parse.plain("the  of\u00adﬁ\u200bce’s\n“ﬁre”") == "the office’s “fire”"
