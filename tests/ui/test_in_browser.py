"""The style guide in a real Chromium: WCAG by axe, 390 px, print, and the two scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.journey

WIDTHS = (1280, 390)
GUIDE = ("index", "programme", "reading", "fault-404")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TEXT = (Path(__file__).parent / "styleguide/report.txt").read_text(encoding="utf-8")
SMALL_TARGETS = """() =>
  [...document.querySelectorAll("a, button, select, textarea, summary, input:not([type=hidden])")]
  .filter((e) => !e.closest("label") && !["checkbox", "radio"].includes(e.type) && !e.matches(".skip, p > a"))
  .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
  .filter(([box]) => box.width && box.height && (box.height < 43.5 || box.width < 24))
  .map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""


@pytest.fixture
def page(browser: Browser, styleguide_url: str) -> Iterator[Page]:
    page = browser.new_page(base_url=styleguide_url, viewport={"width": 1280, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert [text for text in said if "409" not in text and "503" not in text] == []


@pytest.mark.parametrize("name", GUIDE)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark")])
def test_axe_finds_nothing(page: Page, name: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{name}.html")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("name", GUIDE)
def test_nothing_has_to_be_scrolled_sideways(page: Page, name: str) -> None:
    page.goto(f"{name}.html")
    needed = {}
    for width in (*WIDTHS, 320, 820):
        page.set_viewport_size({"width": width, "height": 844})
        needed[width] = page.evaluate("document.documentElement.scrollWidth")
    assert needed == {width: width for width in needed}


@pytest.mark.parametrize("name", GUIDE)
def test_a_finger_finds_every_target_at_390_px(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{name}.html")
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_menu_opens_without_javascript(browser: Browser, styleguide_url: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{styleguide_url}programme.html")
    page.get_by_text("Mục", exact=True).click()
    assert page.get_by_role("link", name="Nhật ký hồ sơ").is_visible()
    page.close()


def test_escape_closes_an_open_menu(page: Page) -> None:
    page.goto("programme.html")
    menu = page.locator("details.who")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None


def test_a_table_becomes_cards_on_a_phone_and_stays_a_table_on_paper(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("programme.html")
    display = "getComputedStyle(document.querySelector('.list.cards tbody tr')).display"
    on_phone = page.evaluate(display)
    page.emulate_media(media="print")
    assert (on_phone, page.evaluate(display)) == ("block", "table-row")


def test_paper_is_white_when_the_screen_is_dark(page: Page) -> None:
    page.goto("programme.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_link_shows_its_evidence_in_the_text(page: Page) -> None:
    page.goto("reading.html")
    page.get_by_role("link", name="Kiện toàn đảng ủy").click()
    assert page.locator("mark:target").inner_text() == "kiện toàn đảng ủy quân sự địa phương"


def test_the_paper_has_exactly_the_text_that_was_read(page: Page) -> None:
    page.goto("reading.html")
    assert page.evaluate("document.querySelector('.paper').textContent") == TEXT


SELECT = """([quote]) => {
  const walker = document.createTreeWalker(document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  const place = (at) => {
    for (const node of nodes) {
      if (at <= node.data.length) return [node, at];
      at -= node.data.length;
    }
  };
  const range = document.createRange();
  range.setStart(...place(whole.indexOf(quote)));
  range.setEnd(...place(whole.indexOf(quote) + quote.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
SELECTIONS = {
    "inside one mark": ("quy hoạch cán bộ", "quy hoạch cán bộ"),
    "across marks": ("thành ủy tổ chức hội nghị", "thành ủy tổ chức hội nghị"),
    "across paragraphs": ("chủ trì.\n\nHội nghị thống nhất", "chủ trì.\n\nHội nghị thống nhất"),
    "with spaces and a full stop that slipped in": (" quân sự địa phương.", "quân sự địa phương"),
}


@pytest.mark.parametrize(("selected", "quote"), SELECTIONS.values(), ids=SELECTIONS.keys())
def test_selected_text_fills_the_form_with_its_place(page: Page, selected: str, quote: str) -> None:
    page.goto("reading.html")
    page.evaluate(SELECT, [selected])
    page.get_by_role("button", name="Thêm từ đoạn đã chọn").click()
    form = page.locator("#add-item form")
    start, end = (int(form.locator(f"[name={name}]").input_value()) for name in ("start", "end"))
    assert (form.locator("[name=quote]").input_value(), TEXT[start:end]) == (quote, quote)
    assert form.locator("[name=quote]").is_visible()


def test_offsets_count_characters_as_the_server_does(page: Page) -> None:
    page.goto("reading.html")
    page.evaluate("document.querySelector('.paper p').prepend('😀😀 ')")
    page.evaluate(SELECT, ["quy hoạch cán bộ"])
    page.get_by_role("button", name="Thêm từ đoạn đã chọn").click()
    assert page.locator("#add-item [name=start]").input_value() == str(TEXT.index("quy hoạch cán bộ") + 3)


def test_text_selected_outside_the_paper_is_no_item(page: Page) -> None:
    page.goto("reading.html")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.wait_for_timeout(400)
    assert page.locator(".select-bar").is_hidden()


ANSWERS = {
    "saved": (200, '{"version": "8"}', "Đã lưu lúc", "8"),
    "saved without a new version": (204, "", "Đã lưu lúc", "7"),
    "changed by somebody else": (409, "", "đã được người khác sửa", "7"),
    "not saved": (503, "", "Chưa lưu được", "7"),
}


@pytest.mark.parametrize(("status", "body", "words", "version"), ANSWERS.values(), ids=ANSWERS.keys())
def test_a_draft_saves_itself_and_says_so(
    page: Page, status: int, body: str, words: str, version: str
) -> None:
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(status=status, body=body, content_type="application/json")

    page.route("**/save", answer)
    page.goto("index.html")
    page.evaluate("""async () => {
      const form = document.querySelector("#bieu-mau form");
      Object.assign(form.dataset, {autosave: "/save", saving: "…", saved: "Đã lưu lúc",
        conflict: "Bản thảo đã được người khác sửa", fault: "Chưa lưu được"});
      form.insertAdjacentHTML("beforeend", '<input type="hidden" name="version" value="7">');
      const output = form.querySelector("output");
      output.dataset.autosaveStatus = output.textContent = "";
      await import("/static/ui/js/draft-autosave.js");
    }""")
    page.get_by_label("Nhiệm vụ", exact=True).fill("Sơ kết")
    page.locator("output", has_text=words).wait_for()
    assert page.locator("[name=version]").input_value() == version
    assert len(sent) == 1
    assert "Sơ kết" in sent[0]
