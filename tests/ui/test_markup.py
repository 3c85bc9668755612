from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.ui.markup import Span, marked_text

LAYERS = ("citation", "body", "person", "meeting", "time", "task")


class Reader(HTMLParser):
    """The text content, the words of each span, and whether the elements nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.paragraphs = 0
        self.ids: list[str] = []
        self.words: dict[str, str] = {}
        self.stack: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert (tag == "p") == (not self.stack), "paragraphs stand outside, marks inside"
        self.paragraphs += tag == "p"
        self.stack.append((tag, values.get("data-span") or ""))
        if "id" in values:
            self.ids.append(str(values["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        assert self.stack, "no text outside of paragraphs"
        self.text += data
        for name in {name for _, name in self.stack if name}:
            self.words[name] = self.words.get(name, "") + data


def _mark(layer: str, name: str, words: str, *, first: bool = True) -> str:
    named = f' id="s-{name}"' if first else ""
    return f'<mark class="m m-{layer}"{named} data-span="{name}">{words}</mark>'


def _spans(*places: tuple[int, int, str, str]) -> list[Span]:
    return [Span(start=start, end=end, layer=layer, id=name) for start, end, layer, name in places]


MARKED = {
    "without spans a line is a paragraph": ("Sáng 12-3", [], "<p>Sáng 12-3</p>"),
    "an empty text is nothing": ("", [], ""),
    "a span is a mark with its layer and its id": (
        "Sáng 12-3.",
        _spans((5, 9, "time", "t1")),
        f"<p>Sáng {_mark('time', 't1', '12-3')}.</p>",
    ),
    "a time inside a task is nested": (
        "gửi trước 15-5.",
        _spans((4, 14, "time", "t"), (0, 14, "task", "k")),
        f"<p>{_mark('task', 'k', 'gửi ' + _mark('time', 't', 'trước 15-5'))}.</p>",
    ),
    "spans that cross are cut, the second piece has no id": (
        "abcd",
        _spans((0, 3, "body", "b"), (1, 4, "task", "k")),
        "<p>"
        + _mark("body", "b", "a" + _mark("task", "k", "bc"))
        + _mark("task", "k", "d", first=False)
        + "</p>",
    ),
    "a span over a line break is cut at the paragraph": (
        "ab\ncd",
        _spans((1, 4, "task", "k")),
        f"<p>a{_mark('task', 'k', 'b' + chr(10))}</p><p>{_mark('task', 'k', 'c', first=False)}d</p>",
    ),
    "empty lines stay with the paragraph before them": ("a\n\n b", [], "<p>a\n\n </p><p>b</p>"),
    "empty lines at the start stay with the first paragraph": ("\n\na", [], "<p>\n\na</p>"),
    "characters of HTML are escaped": ("<b>&\"'", [], "<p>&lt;b&gt;&amp;&quot;&#x27;</p>"),
    "a carriage return survives the parser": ("a\r\nb", [], "<p>a&#13;\n</p><p>b</p>"),
    "spans of the same place are nested in the order of their layers": (
        "ab",
        _spans((0, 2, "task", "k"), (0, 2, "body", "b")),
        f"<p>{_mark('body', 'b', _mark('task', 'k', 'ab'))}</p>",
    ),
}


@pytest.mark.parametrize(("text", "spans", "html"), MARKED.values(), ids=MARKED.keys())
def test_marked_text(text: str, spans: list[Span], html: str) -> None:
    assert marked_text(text, spans) == html


def test_the_active_span_and_its_note_are_told() -> None:
    span = Span(start=0, end=1, layer="task", id="k", note='giao "sau"', active=True)
    assert marked_text("a", [span]) == (
        '<p><mark class="m m-task is-on" id="s-k" data-span="k" title="giao &quot;sau&quot;">a</mark></p>'
    )


def test_an_id_cannot_break_out_of_its_attribute() -> None:
    html = marked_text("a", [Span(start=0, end=1, layer='x" onclick="', id='"><script>')])
    assert "<script>" not in html
    assert 'onclick="' not in html


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 1), (-1, 2)])
def test_a_span_needs_a_stretch(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span k"):
        Span(start=start, end=end, layer="task", id="k")


def test_a_span_behind_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="behind the text: b"):
        marked_text("abc", _spans((0, 3, "body", "a"), (2, 4, "body", "b")))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    alphabet = st.one_of(st.sampled_from(" \n\r\t<&>\"'aăđộ😀"), st.characters(exclude_categories=["Cs"]))
    text = draw(st.text(alphabet, max_size=60))
    if not text:
        return text, []
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=8))
    ends = [draw(st.integers(start + 1, len(text))) for start in starts]
    layers = [draw(st.sampled_from(LAYERS)) for _ in starts]
    places = zip(starts, ends, layers, strict=True)
    return text, [
        Span(start=start, end=end, layer=layer, id=str(number))
        for number, (start, end, layer) in enumerate(places)
    ]


@given(marked_texts())
def test_text_and_words_of_every_span_are_those_handed_in(drawn: tuple[str, list[Span]]) -> None:
    text, spans = drawn
    shown = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    read = Reader(marked_text(text, spans))
    assert read.text == shown
    assert read.words == {span.id: shown[span.start : span.end] for span in spans}


@given(marked_texts())
def test_every_span_has_its_id_once(drawn: tuple[str, list[Span]]) -> None:
    text, spans = drawn
    assert sorted(Reader(marked_text(text, spans)).ids) == sorted(f"s-{span.id}" for span in spans)
