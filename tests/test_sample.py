"""The sample report is what verify writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.records import Report
from verify.render import md

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.model
def test_the_sample_in_reports_is_the_report_on_the_seeds_to_the_byte(seeds_report: Report) -> None:
    written = md.render(seeds_report).encode("utf-8")

    assert written == (ROOT / "reports" / "seeds.md").read_bytes()
