"""Claims: what an article states, in its own words, and who says so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from builders import article
from hypothesis import given, settings
from hypothesis import strategies as st

from verify import claims, provenance
from verify.records import Article, Claim, Paragraph

pytestmark = pytest.mark.model

SENTENCES = st.lists(
    st.sampled_from(
        [
            "Two mortar rounds hit the Orvel mill on Tuesday, and the dam above it broke.",
            "“We heard three blasts,” the mayor of Orvel said.",
            "Police said the road was closed while engineers searched the pit.",
            "NO ONE WAS HURT!",
            "At least 1,200 people — most of them miners — left their homes.",
            "(Photo: Orvel Post)",
            "Lt. Col. Osk Varn denied that his men had fired; the union blamed them.",
            "Why?",
            "Fire broke out at 10:40 p.m. near the U.S. consulate.",
        ]
    )
    | st.text(alphabet=st.sampled_from("abc ABC 12 .,;:!?\"'“”—()\u00a0"), max_size=40),
    max_size=4,
)


def begins(of: Article, paragraph: Paragraph) -> int:
    dateline = provenance.dateline(of, paragraph)
    return dateline.end if dateline else paragraph.start


def read(*lines: str) -> tuple[Claim, ...]:
    return claims.extract(article("a.txt", *lines), [], begins)


@settings(max_examples=25, deadline=None)
@given(paragraphs=st.lists(SENTENCES.map(" ".join).filter(str.strip), min_size=1, max_size=3))
def test_claims_quote_their_article_exactly_and_in_order(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)

    found = read(*paragraphs)

    assert [c.text for c in found] == [text[c.start : c.end] for c in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(c.sentence.start <= c.start < c.end <= c.sentence.end for c in found)
    assert len({c.id for c in found}) == len(found)


def test_a_clause_with_a_subject_of_its_own_is_a_claim_of_its_own() -> None:
    found = read("Two mortar rounds hit the Orvel mill, and three rockets struck the station.")

    assert [c.text for c in found] == [
        "Two mortar rounds hit the Orvel mill,",
        "three rockets struck the station.",
    ]
    assert found[0].sentence == found[1].sentence


def test_a_second_verb_of_one_subject_stays_in_its_claim() -> None:
    (found,) = read("The mayor of Orvel left the town and crossed the border.")

    assert found.text == "The mayor of Orvel left the town and crossed the border."


def test_a_line_of_two_words_states_nothing() -> None:
    assert read("Read more") == ()


def test_boilerplate_makes_no_claims() -> None:
    page = Article(
        "a.txt", "Sign up for our newsletter today.", paragraphs=(Paragraph(0, 33, "boilerplate"),)
    )

    assert claims.extract(page, [], begins) == ()


def test_a_dateline_is_no_part_of_a_claim() -> None:
    (found,) = read("BELGRADE, Serbia (AP) — The dam above Orvel broke on Tuesday.")

    assert found.text == "The dam above Orvel broke on Tuesday."


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The mill is lost, the mayor of Orvel said on Tuesday.", "mayor of orvel"),
        ("According to Lt. Col. Osk Varn, the mill is lost.", "osk varn"),
        ("The army denied that its guns had fired on the mill.", "army"),
        ("Security sources told AFP that the mill is lost.", "security sources"),
        ("Two miners died, police said.", "police"),
        ("The wall held, a spokeswoman for the council said.", "a spokeswoman for council"),
        ("“The wall held,” said Ada Lorne, a ferry pilot.", "ada lorne, a ferry pilot"),
        ("The council's engineer, Ada Lorne, said the wall had held.", "council engineer, ada lorne"),
        ("A soldier who was hit in the leg said that the wall had held.", "a soldier"),
        ("Officials were quoted as saying that the wall had held.", "officials"),
        ("Prime Minister Osk Varn broke his silence by saying that the wall had held.", "osk varn"),
        ("The mill is lost, according to the health ministry.", "health ministry"),
        ("Osk Varn retorted that the mill had never worked.", "osk varn"),
        ("The council insists that the mill is safe.", "council"),
    ],
)
def test_a_claim_names_who_says_so(sentence: str, speaker: str) -> None:
    attribution = read(sentence)[0].attribution

    assert attribution is not None
    assert attribution.speaker == speaker
    assert sentence[attribution.start : attribution.end] == attribution.text


def test_a_pronoun_speaks_for_the_last_speaker() -> None:
    _, second = read("Osk Varn said that the mill is lost. He said that the bridge is lost too.")

    assert second.attribution is not None
    assert second.attribution.speaker == "osk varn"


@pytest.mark.parametrize(
    ("before", "sentence", "speaker"),
    [
        (
            "Scientists say the mill is lost. Anna Ruiz has called a vote.",
            "He said it was late.",
            "anna ruiz",
        ),
        ("Scientists say the mill is lost.", "He said it was late.", "he"),
        ("Police said the mill is lost.", "She said it was late.", "she"),
        ("Kyrts said the mill is lost.", "He said it was late.", "kyrts"),
        ("Officials said the mill is lost.", "They said it was late.", "officials"),
        ("The ministry said the mill is lost.", "It said it was late.", "ministry"),
        (
            "The Norrland Defence Forces said the mill is lost.",
            "It said it was late.",
            "norrland defence forces",
        ),
        ("Osk Varn met Ada Lorne in Tarn.", "She said it was late.", "she"),
    ],
)
def test_a_pronoun_stands_for_whom_it_can(before: str, sentence: str, speaker: str) -> None:
    *_, last = read(f"{before} {sentence}")

    assert last.attribution is not None
    assert last.attribution.speaker == speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("They took the Star of Tarn, a diamond necklace said to have been worn by a princess.", None),
        ("It counted 121 survivors, which would put the number aboard at 189.", None),
        ("A spokesman for the mill who said it was closed left early.", "a spokesman for mill"),
    ],
)
def test_things_say_nothing(sentence: str, speaker: str | None) -> None:
    attribution = read(sentence)[0].attribution

    assert (attribution and attribution.speaker) == speaker


def test_a_storm_that_claims_lives_says_nothing() -> None:
    assert (
        read("The storm had claimed 34 lives in Tarn: 29 in the mill, and two near Lund.")[0].attribution
        is None
    )


def test_a_quote_that_goes_on_has_the_speaker_before_it() -> None:
    found = read("“The mill is lost,” Osk Varn said.", "“The bridge is lost as well.”")

    assert found[-1].attribution is not None
    assert found[-1].attribution.speaker == "osk varn"


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill burned for two days.",
        "The villagers had been warned that the wall could fall.",
        "Nobody said that the wall would fall.",
        "Banners on the square read: “The mill is ours.”",
    ],
)
def test_a_claim_that_nobody_is_named_for_has_no_speaker(sentence: str) -> None:
    assert read(sentence)[0].attribution is None


def test_a_quote_over_two_sentences_has_the_speaker_who_is_named_at_its_end() -> None:
    found = read("Osk Varn said the mill was lost.", "“We saw it fall. It took a minute,” Ada Lorne said.")

    assert [c.attribution and c.attribution.speaker for c in found][1:] == ["ada lorne", "ada lorne"]


def test_scare_quotes_open_no_quotation() -> None:
    found = read("The mayor, Osk Varn, called it “madness”. The mill burned for two days.")

    assert found[-1].attribution is None


def test_a_quote_that_lost_its_end_does_not_run_through_the_story() -> None:
    found = read("“The mill is lost, Osk Varn said.", *(f"Room {n} of the mill burned." for n in range(12)))

    assert found[-1].attribution is None


def test_a_post_has_the_one_who_signs_it() -> None:
    found = read("The mill will stand. We will fight! — Ada Lorne (@adalorne) May 3, 2021")

    assert {c.attribution and c.attribution.speaker for c in found} == {"ada lorne"}


def test_they_are_not_one_person() -> None:
    _, second = read("Ada Lorne said that the mill is lost. They said that the bridge is lost too.")

    assert second.attribution is not None
    assert second.attribution.speaker == "they"


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The dam above Orvel broke on Tuesday.", "asserted"),
        ("The dam above Orvel broke on Tuesday, police said.", "reported"),
        ("The army denied that its guns had fired on the mill.", "denied"),
    ],
)
def test_a_claim_says_how_sure_it_is(sentence: str, certainty: str) -> None:
    assert read(sentence)[0].certainty == certainty


def test_only_places_where_it_happens_are_the_scene() -> None:
    (found,) = read("Serbian troops shelled a mill in Zagreb on Tuesday, far from Vienna.")

    assert found.anchors.places == {"zagreb"}


def test_a_claim_keeps_its_id_when_text_is_added_after_it() -> None:
    (before,) = read("The dam above Orvel broke on Tuesday.")
    after = read("The dam above Orvel broke on Tuesday.", "Three miners were killed in the pit.")

    assert after[0].id == before.id
