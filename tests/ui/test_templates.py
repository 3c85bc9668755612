"""What every page must keep, checked on the pages of the style guide and on the sources."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from phoihop import ui
from phoihop.ui.frame import FrameData

ROOM = Path(ui.__path__[0])
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
PAGES = (
    "index",
    "programme",
    "reading",
    "fault-400",
    "fault-403",
    "fault-403_csrf",
    "fault-404",
    "fault-500",
)
EMPTY = {"br", "hr", "img", "input", "link", "meta", "path", "rect"}


class Page(HTMLParser):
    """Elements with their attributes, and whether all are closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.scripts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"script", "style"} and data.strip():
            self.scripts.append(data)

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, pages: dict[str, str]) -> Page:
    return Page(pages[request.param])


def test_every_element_is_closed(page: Page) -> None:
    assert page.open == []


def test_nothing_needs_an_exception_from_the_content_security_policy(page: Page) -> None:
    handlers = [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert (page.values("style"), page.scripts, handlers) == ([], [], [])


def test_nothing_comes_from_another_host(page: Page) -> None:
    assert [url for url in page.values("src") + page.values("href") if "//" in url] == []


def test_ids_are_unique(page: Page) -> None:
    ids = page.values("id")
    assert sorted(ids) == sorted(set(ids))


def test_labels_descriptions_and_links_inside_the_page_lead_somewhere(page: Page) -> None:
    ids = set(page.values("id"))
    named = page.values("for") + [word for value in page.values("aria-describedby") for word in value.split()]
    inside = [href[1:] for href in page.values("href") if href.startswith("#") and len(href) > 1]
    assert [name for name in named + inside if name not in ids] == []


def test_the_language_is_said(page: Page) -> None:
    assert page.elements[0] == ("html", {"lang": "vi"})


def test_there_is_one_heading_of_the_first_level(page: Page) -> None:
    assert [tag for tag, _ in page.elements].count("h1") == 1


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_compiles_even_without_builtins(path: Path) -> None:
    get_template(str(path.relative_to(ROOM / "templates")))
    uses = re.search(
        r"{% (icon|status|field|form_errors|citation|hidden_query|card|page_head)\b", path.read_text()
    )
    loads = re.search(r"{% load [^%]*\bui\b", path.read_text())
    assert not uses or loads


def test_every_icon_named_is_in_the_sprite() -> None:
    sprite = ET.parse(ROOM / "static/ui/icons.svg")
    drawn = [symbol.attrib["id"] for symbol in sprite.getroot()]
    sources = "".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, ROOM / "frame.py"))
    named = set(re.findall(r'{% icon "([a-z]+)"', sources)) | set(re.findall(r'icon="([a-z]+)"', sources))
    assert len(drawn) == len(set(drawn))
    assert named - set(drawn) == set()


def _base(frame: FrameData, query: str = "") -> Page:
    request = RequestFactory().get(f"/x?{query}")
    return Page(render_to_string("ui/base.html", {"frame": frame}, request))


def test_nobody_logged_in_has_no_menu() -> None:
    assert [attrs for tag, attrs in _base(FrameData()).elements if tag in {"details", "nav"}] == []


def test_the_day_typed_stays_in_the_field_when_it_could_not_be_read() -> None:
    base = _base(FrameData(as_of_supported=True, as_of_fault="31/2/2018"), "as_of=31/2/2018")
    (field,) = [attrs for _, attrs in base.elements if attrs.get("id") == "as-of"]
    assert (field["value"], field["aria-invalid"], field["aria-describedby"]) == (
        "31/2/2018",
        "true",
        "as-of-fault",
    )
    assert "as-of-fault" in base.values("id")


def test_asking_for_another_day_keeps_the_filter_and_drops_the_place_in_the_list() -> None:
    base = _base(FrameData(as_of_supported=True), "as_of=1-1-2018&lead=2&after=9")
    hidden = [(attrs["name"], attrs["value"]) for _, attrs in base.elements if attrs.get("type") == "hidden"]
    assert hidden == [("lead", "2")]
