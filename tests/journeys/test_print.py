"""On A4 paper: programme, task and text without navigation, with nothing cut off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Adopted, Enter

pytestmark = pytest.mark.journey
# What is left of A4 between the margins of print.css, in CSS pixels (96 to the inch).
PORTRAIT, LANDSCAPE = round((210 - 37) / 25.4 * 96), round((297 - 30) / 25.4 * 96)
A4 = {(595, 842), (842, 595)}
CUT_OFF = """width => [...document.querySelectorAll('main *')]
  .filter(part => part.getClientRects().length > 0 && part.closest('.vh') === null)
  .filter(part => part.getBoundingClientRect().right > width + 1)
  .map(part => part.outerHTML.slice(0, 80))"""
BOX = re.compile(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")


@pytest.mark.parametrize(
    ("page_of", "width", "words"),
    [
        ("programme", LANDSCAPE, "Nhiệm vụ"),
        ("all", LANDSCAPE, "Nhiệm vụ"),
        ("task", PORTRAIT, "Tổ chức thực hiện"),
        ("text", PORTRAIT, "Văn bản gốc"),
    ],
)
def test_a_page_prints_on_a4(enter: Enter, adopted: Adopted, page_of: str, width: int, words: str) -> None:
    page = enter("can-bo")
    page.goto(f"{adopted.programme}?all=1" if page_of == "all" else getattr(adopted, page_of))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=words).first).to_be_visible()
    for hidden in (".top", ".bar", ".mainnav", "button"):
        assert page.locator(hidden).filter(visible=True).count() == 0, hidden
    assert page.evaluate(CUT_OFF, width) == []
    boxes = BOX.findall(page.pdf(prefer_css_page_size=True))
    sizes = {(round(float(across)), round(float(down))) for across, down in boxes}
    assert (len(boxes) >= 1, len(sizes), sizes <= A4) == (True, 1, True)
