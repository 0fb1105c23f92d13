"""The page of the sample articles, used as a person would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bridge_report import REPORT
from hostile import HOSTILE, everywhere

from verify.render import html
from verify.render._escape import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Opener = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.model]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
# Cards that come into sight take their real height: the click has to wait until the graph stands still.
FIRST_NODE = """async () => {
    const canvas = document.getElementById("canvas");
    canvas.scrollIntoView({ block: "center" });
    for (let still = 0, last = NaN; still < 10; ) {
        await new Promise(requestAnimationFrame);
        const now = canvas.getBoundingClientRect().y;
        still = now === last ? still + 1 : 0;
        last = now;
    }
    const node = canvas._cyreg.cy.nodes(":visible")[0];
    const box = canvas.getBoundingClientRect();
    const at = node.renderedPosition();
    return { x: box.x + at.x, y: box.y + at.y, anchor: node.data("anchor") };
}"""


def shown(page: Page, selector: str) -> int:
    return page.locator(f"{selector}:visible").count()


class TestFinding:
    def test_a_filter_leaves_what_fits_and_clearing_brings_all_back(
        self, opened: Opener, seeds_page: Path
    ) -> None:
        page = opened(seeds_page)
        cards = shown(page, ".card")

        page.select_option('[data-filter="kind"]', "quantity")

        assert shown(page, ".card") == shown(page, '.card[data-kind="quantity"]') > 0
        assert "of" in page.inner_text("#shown")

        page.click("button[type=reset]")

        assert shown(page, ".card") == cards

    @pytest.mark.parametrize("name", ["status", "kind", "scope"])
    def test_each_filter_can_be_set_to_each_of_its_values(
        self, opened: Opener, seeds_page: Path, name: str
    ) -> None:
        page = opened(seeds_page)
        values = page.eval_on_selector_all(f'[data-filter="{name}"] option', "o => o.map(e => e.value)")

        for value in filter(None, values):
            page.select_option(f'[data-filter="{name}"]', value)
            assert shown(page, ".card") == shown(page, f'.card[data-{name}="{value}"]')

    def test_a_source_filter_leaves_what_that_article_says(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page)

        page.select_option('[data-filter="n"]', "5")

        assert shown(page, ".dispute") == shown(page, '.dispute[data-n~="5"]') == 1

    def test_a_search_looks_into_quotes_and_opens_what_it_finds(
        self, opened: Opener, seeds_page: Path
    ) -> None:
        page = opened(seeds_page)

        page.fill("#search", "mourned iraqis")

        assert shown(page, ".dispute") == 1
        assert "How many people mourned?" in str(page.text_content(".dispute:visible"))

        page.fill("#search", "no such words")

        assert shown(page, ".item") == 0


class TestKeys:
    def test_j_and_k_walk_through_the_findings(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page)
        ids = page.eval_on_selector_all(".card", "cards => cards.map(card => card.id)")

        for key in "jjjk":
            page.keyboard.press(key)

        assert page.evaluate("document.activeElement.id") == ids[1]

    def test_a_slash_searches_and_escape_leaves_it(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page)

        page.keyboard.press("/")
        page.keyboard.type("jjj")

        assert page.input_value("#search") == "jjj"

        page.keyboard.press("Escape")

        assert page.input_value("#search") == ""

    def test_a_question_mark_lists_the_keys_which_can_be_turned_off(
        self, opened: Opener, seeds_page: Path
    ) -> None:
        page = opened(seeds_page)

        page.keyboard.press("?")

        assert page.is_visible("#help")

        page.uncheck("#single-keys")
        page.click("dialog button")
        page.keyboard.press("?")

        assert not page.is_visible("#help")


class TestGraph:
    def test_a_click_on_a_node_leads_to_its_quote(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page)

        page.click("#draw")
        page.wait_for_selector("#canvas[data-drawn]")
        node = page.evaluate(FIRST_NODE)
        page.mouse.click(node["x"], node["y"])

        page.wait_for_function("anchor => document.activeElement.id === anchor", arg=node["anchor"])
        assert page.locator(f"#{node['anchor']}").is_visible()

    def test_its_lines_differ_in_form_not_only_in_colour(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page)

        page.click("#draw")
        page.check("#apart")
        forms = page.evaluate(
            """() => Object.fromEntries(document.getElementById("canvas")._cyreg.cy.edges().map(edge =>
                [edge.data("stance"), edge.style("line-style") + edge.style("target-arrow-shape")]))"""
        )

        assert len(set(forms.values())) == len(forms) >= 3


class TestReading:
    def test_without_scripts_every_finding_is_there(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page, java_script_enabled=False)

        assert page.locator(".card").count() == page.locator(".card:visible").count() > 20
        assert not page.is_visible(".tools")

    def test_a_link_into_a_closed_part_opens_it(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page)
        target = page.get_attribute("details.group .item", "id")

        page.evaluate("id => { location.hash = ''; document.dispatchEvent("
                      "new CustomEvent('reveal', { detail: id })); }", target)  # fmt: skip

        assert page.is_visible(f"#{target}")

    def test_it_prints(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page)

        document = page.pdf()

        assert document.startswith(b"%PDF")
        assert document.count(b"/Type /Page\n") > 3

    def test_dark_and_light_follow_the_system_until_a_person_chooses(
        self, opened: Opener, seeds_page: Path
    ) -> None:
        page = opened(seeds_page, color_scheme="dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")

        page.keyboard.press("t")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")

        assert dark != light
        assert page.evaluate("document.documentElement.dataset.theme") == "light"

    def test_a_phone_does_not_scroll_sideways(self, opened: Opener, seeds_page: Path) -> None:
        page = opened(seeds_page, **PHONE)

        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
@pytest.mark.parametrize("invented", [False, True], ids=["seeds", "invented"])
def test_axe_finds_no_serious_barrier(
    opened: Opener, seeds_page: Path, tmp_path: Path, invented: bool, options: dict[str, Any]
) -> None:
    """The invented report has what the seeds lack: figures that changed, skipped files."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    path = tmp_path / "invented.html"
    path.write_text(html.render(REPORT), "utf-8")
    page = opened(path if invented else seeds_page, **options)
    page.click("#draw")
    page.wait_for_selector("#canvas[data-drawn]")

    found = axe.run(page).response["violations"]

    serious = [v for v in found if v["impact"] in {"serious", "critical"}]
    assert json.dumps([(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in serious]) == "[]"


@pytest.mark.parametrize("payload", [*HOSTILE, '"><img src=x onerror=alert(1)>', "../../etc/passwd", "=1+1"])
def test_hostile_text_shows_as_text(opened: Opener, tmp_path: Path, payload: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(html.render(everywhere(payload)), "utf-8")

    page = opened(path)

    assert page.locator(".dispute blockquote").first.text_content() == clean(payload + " three")
    assert page.locator("main img, main script, main form[action]").count() == 0
