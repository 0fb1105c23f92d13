"""What holds whatever comes in, for every part that reads what strangers wrote or writes what others read."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

import pytest
import targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.records import VerifyError

TARGETS = targets.targets()
EXAMPLES = 25


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    return TARGETS[name].seeds()


@st.composite
def inputs(draw: st.DrawFn, name: str) -> bytes:
    """Any bytes, any text, or a seed of which a part is exchanged for either."""
    fresh = draw(
        st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))
    )
    if draw(st.booleans()):
        return fresh
    seed = draw(st.sampled_from(seeds(name)))
    start = draw(st.integers(0, len(seed)))
    return seed[:start] + fresh + seed[draw(st.integers(start, len(seed))) :]


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.model if t.model else ()) for n, t in TARGETS.items()]
)
@pytest.mark.filterwarnings("ignore")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_comes_in_is_read_exactly_or_told(name: str, data: st.DataObject) -> None:
    content = data.draw(inputs(name))

    with suppress(VerifyError):
        TARGETS[name].check(content)

    assert targets.fault(TARGETS[name].check, content) == ""
