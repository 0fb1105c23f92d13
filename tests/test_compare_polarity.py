"""What a refusal or a negation contradicts, and what it leaves standing."""

from datetime import date

import pytest

from verify import pipeline

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The miners of Orvel agreed to end the walkout.", "The miners of Orvel refused to end the walkout."),
        ("The mayor of Orvel signed the pact.", "The mayor of Orvel refused to sign the pact."),
        ("The wreck off Orvel was found.", "The wreck off Orvel has yet to be found."),
    ],
    ids=["agreed and refused", "done and refused", "done and yet to be done"],
)
def test_what_is_refused_or_yet_to_be_done_is_not_done(left: str, right: str) -> None:
    found = pipeline.compare(left, right, dates=(date(2021, 5, 13), date(2021, 5, 13)))

    assert [f.kind for f in found if f.stance == "conflict"] == ["status"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The fund gave Orvel money for the bridge.",
            "The fund did not give Orvel enough money for the bridge.",
        ),
        (
            "The pact says that Orvel pays for the bridge.",
            "The pact does not say how Orvel pays for the bridge.",
        ),
        ("The governor of Orvel signed the pact.", "The governor of Taska refused to sign the pact."),
    ],
    ids=["not enough", "not how", "another doer"],
)
def test_a_denial_of_something_narrower_is_no_conflict(left: str, right: str) -> None:
    found = pipeline.compare(left, right, dates=(date(2021, 5, 13), date(2021, 5, 13)))

    assert [f.kind for f in found if f.stance == "conflict"] == []
