"""The review page: who is let in, what it shows, and what it writes down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from bridge_report import DISPUTES, REPORT
from hostile import HOSTILE, everywhere
from lxml import html as parser
from starlette.testclient import TestClient

from verify import decisions
from verify.records import Report
from verify.render._escape import clean
from verify.review import Desk, application

HOST = "127.0.0.1:8321"
TOKEN = "a-token"
FIRST = next(d for d in DISPUTES if d.same_event and not d.updated)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.decisions.jsonl"


def client(file: Path, report: Report = REPORT, reviewer: str = "ada") -> TestClient:
    """A browser that has the address and sends what the page's own forms send."""
    app = application(Desk(report, file, reviewer), TOKEN, HOST)
    base = f"http://{HOST}"
    return TestClient(app, base_url=base, headers={"origin": base}, follow_redirects=False)


def at(identity: str) -> str:
    return f"/{TOKEN}/d/{quote(identity, safe='')}"


class TestWhoIsLetIn:
    @pytest.mark.parametrize("path", ["/", "/x/", f"/{TOKEN}x/", "/../", "//", f"/x/{TOKEN}/", "/ü/"])
    def test_nobody_without_the_token(self, file: Path, path: str) -> None:
        answer = client(file).get(path)

        assert (answer.status_code, answer.text) == (404, "Not found.")

    @pytest.mark.parametrize("host", ["evil.example", f"evil.example:{HOST[-4:]}", "127.0.0.1", ""])
    def test_no_other_name_for_this_host(self, file: Path, host: str) -> None:
        assert client(file).get(f"/{TOKEN}/", headers={"host": host}).status_code == 403

    @pytest.mark.parametrize(
        "origin", ["null", "http://evil.example", f"https://{HOST}", f"http://{HOST}.evil"]
    )
    @pytest.mark.parametrize("path", [at(FIRST.id), f"/{TOKEN}/undo"])
    def test_no_form_of_another_page(self, file: Path, origin: str, path: str) -> None:
        sent = client(file).post(path, data={"verdict": "confirmed"}, headers={"origin": origin})

        assert sent.status_code == 403
        assert not file.exists()

    def test_no_form_without_an_origin(self, file: Path) -> None:
        browser = client(file)
        del browser.headers["origin"]

        assert browser.post(at(FIRST.id), data={"verdict": "confirmed"}).status_code == 403
        assert not file.exists()

    @pytest.mark.parametrize("path", [f"/{TOKEN}/", at(FIRST.id), "/", f"/{TOKEN}/nothing"])
    def test_every_answer_is_sealed(self, file: Path, path: str) -> None:
        headers = client(file).get(path).headers

        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_no_other_method(self, file: Path, method: str) -> None:
        assert client(file).request(method, at(FIRST.id)).status_code == 405

    @pytest.mark.parametrize(
        ("body", "kind", "status"),
        [
            ("note=" + 70_000 * "x", "application/x-www-form-urlencoded", 413),
            ("&".join("a=1" for _ in range(2_000)), "application/x-www-form-urlencoded", 413),
            ('{"verdict": "confirmed"}', "application/json", 400),
            ("verdict=confirmed", "text/plain", 400),
        ],
    )
    def test_nothing_but_a_form_of_its_own_size(self, file: Path, body: str, kind: str, status: int) -> None:
        sent = client(file).post(at(FIRST.id), content=body, headers={"content-type": kind})

        assert sent.status_code == status
        assert not file.exists()


class TestDeciding:
    def test_a_verdict_is_written_shown_and_leads_to_the_next(self, file: Path) -> None:
        browser = client(file)

        sent = browser.post(at(FIRST.id), data={"verdict": "confirmed", "note": "Asked both.\r\nTwice."})

        (entry,) = decisions.read(file).entries
        assert (entry.of, entry.verdict, entry.note, entry.reviewer) == (
            FIRST.id, "confirmed", "Asked both. Twice.", "ada",
        )  # fmt: skip
        assert entry.places == tuple(decisions.place(p.mentions[0]) for p in FIRST.positions)
        assert sent.status_code == 303
        assert sent.headers["location"] not in {at(FIRST.id), f"/{TOKEN}/"}
        assert "Confirmed in review by ada: Asked both. Twice." in browser.get(at(FIRST.id)).text
        assert "1 of " in browser.get(f"/{TOKEN}/").text

    @pytest.mark.parametrize("reason", decisions.REASONS)
    def test_a_dismissal_has_its_reason(self, file: Path, reason: str) -> None:
        browser = client(file)

        browser.post(at(FIRST.id), data={"reason": reason, "note": ""})

        (entry,) = decisions.read(file).entries
        assert (entry.verdict, entry.reason) == ("dismissed", reason)
        assert f"Dismissed in review ({reason}) by ada" in browser.get(at(FIRST.id)).text

    def test_an_undo_takes_back_the_last_entry_and_shows_what_it_was_about(self, file: Path) -> None:
        browser = client(file)
        browser.post(at(FIRST.id), data={"verdict": "needs a call"})

        back = browser.post(f"/{TOKEN}/undo")

        assert back.headers["location"] == at(FIRST.id)
        assert [e.verdict for e in decisions.read(file).entries] == ["needs a call", "undone"]
        assert "Left for a call" not in browser.get(at(FIRST.id)).text
        assert browser.post(f"/{TOKEN}/undo").headers["location"] == f"/{TOKEN}/"
        assert len(decisions.read(file).entries) == 2

    def test_two_reviewers_see_each_other_and_undo_their_own(self, file: Path) -> None:
        ada, bo = client(file), client(file, reviewer="bo")
        ada.post(at(FIRST.id), data={"verdict": "confirmed"})
        bo.post(at(FIRST.id), data={"verdict": "noted", "note": "So do I."})

        assert "by ada, bo: So do I." in ada.get(at(FIRST.id)).text

        ada.post(f"/{TOKEN}/undo")

        assert [e.reviewer for e in decisions.standing(decisions.read(file).entries)] == ["bo"]

    def test_sources_are_marked_for_the_next_report(self, file: Path) -> None:
        paths = sorted({m.article for p in FIRST.positions for m in p.mentions})

        client(file).post(at(FIRST.id), data={"verdict": "independent", "article": [*paths, "/etc/passwd"]})

        assert set(decisions.voices(decisions.read(file).entries).values()) == {False}
        assert set(decisions.read(file).entries[0].articles) == set(paths)

    def test_positions_are_merged_and_split(self, file: Path) -> None:
        first, second = FIRST.positions
        far = replace(first.mentions[0], start=9000, end=9000 + len(first.mentions[0].text), value=None)
        third = replace(second, value="a third", mentions=(far,))
        wide = replace(FIRST, positions=(first, second, third))
        browser = client(file, replace(REPORT, disputes=(wide,)))
        page = parser.document_fromstring(browser.get(at(wide.id)).content)
        names = page.xpath("//input[@name='position']/@value")

        browser.post(at(wide.id), data={"verdict": "merged", "position": names[1:]})

        sides = parser.document_fromstring(browser.get(at(wide.id)).content).xpath("//section[@class='side']")
        assert len(sides) == 2

        (quote_named, *_) = parser.document_fromstring(browser.get(at(wide.id)).content).xpath(
            "//select[@name='quote']/option/@value"
        )
        browser.post(at(wide.id), data={"verdict": "split", "quote": quote_named})

        sides = parser.document_fromstring(browser.get(at(wide.id)).content).xpath("//section[@class='side']")
        assert len(sides) == 3

    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"verdict": "perhaps"},
            {"verdict": "undone"},
            {"reason": "bored"},
            {"verdict": "noted", "note": " "},
            {"verdict": "merged", "position": "1-2-nowhere"},
            {"verdict": "split", "quote": "x"},
            {"verdict": "same", "article": "gazette.txt"},
        ],
    )
    def test_what_means_nothing_is_refused_with_a_word_and_not_written(
        self, file: Path, sent: dict[str, str]
    ) -> None:
        answer = client(file).post(at(FIRST.id), data=sent)

        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
        assert not file.exists()

    def test_an_unknown_dispute_is_not_found(self, file: Path) -> None:
        assert client(file).get(at("d-none")).status_code == 404
        assert client(file).post(at("d-none"), data={"verdict": "confirmed"}).status_code == 404

    def test_a_position_without_a_quote_does_no_harm(self, file: Path) -> None:
        bare = replace(FIRST, positions=(FIRST.positions[0], replace(FIRST.positions[1], mentions=())))
        browser = client(file, replace(REPORT, disputes=(bare,)))

        assert browser.get(at(bare.id)).status_code == 200
        assert browser.post(at(bare.id), data={"verdict": "confirmed"}).status_code == 303

    def test_broken_lines_of_the_file_are_named_on_the_page(self, file: Path) -> None:
        file.write_text("{", "utf-8")

        assert "line 1 is left out" in client(file).get(f"/{TOKEN}/").text

    def test_a_report_without_disputes_says_so(self, file: Path) -> None:
        assert "no disputes" in client(file, replace(REPORT, disputes=())).get(f"/{TOKEN}/").text


class TestHostileTexts:
    @pytest.mark.parametrize(
        "payload", [*HOSTILE, '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "javascript:1"]
    )
    def test_are_text_on_every_page(self, file: Path, payload: str) -> None:
        report = everywhere(payload)
        report = replace(report, disputes=report.disputes[:1])
        browser = client(file, report, reviewer=clean(payload) or "ada")

        desk = Desk(report, file, clean(payload) or "ada")
        desk.decide(report.disputes[0].id, {"verdict": ["noted"], "note": [payload + " note"]})
        home = browser.get(f"/{TOKEN}/")
        (link,) = parser.document_fromstring(home.content).xpath("//ol[@class='list']//a/@href")

        for answer in (home, browser.get(link)):
            page = parser.document_fromstring(answer.content)
            assert answer.status_code == 200
            assert len(page.xpath("//script")) == 1
            assert page.xpath("//main//*[self::img or self::iframe or @onerror or @onclick]") == []
            assert {form.get("action").split("/")[1] for form in page.xpath("//form")} == {TOKEN}
            assert clean(payload + " note") in " ".join(page.text_content().split())
