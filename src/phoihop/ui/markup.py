"""Text with spans of several overlapping layers as HTML.

HTML elements nest, spans overlap; a span that crosses the end of another (or of a paragraph) is therefore
cut into pieces. Pure: no Django but its escaping. The text content of the result equals the text handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# A paragraph is one line with the white space that follows it, so that nothing of the text is lost.
_PARAGRAPH: Final = re.compile(r"\s*[^\n]+(?:\n\s*)?|\s+")
# An HTML parser turns CR into LF and drops NUL: the first is written as a reference, the second replaced.
_CONTROL: Final = str.maketrans({"\r": "&#13;", "\0": "\N{REPLACEMENT CHARACTER}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch [start, end) of the text in code points.

    `id` is unique in the text, `layer` names the CSS class; `active` marks the span that the page is about,
    `note` is shown as tooltip.
    """

    start: int
    end: int
    layer: str
    id: str
    note: str = ""
    active: bool = False

    def __post_init__(self) -> None:
        """Refuse an empty or reversed span: it would be an invisible element."""
        if not 0 <= self.start < self.end:
            message = f"span {self.id}: 0 <= start < end expected, got [{self.start}, {self.end})"
            raise ValueError(message)


def marked_text(text: str, spans: Iterable[Span]) -> SafeString:
    """Return `text` as paragraphs `<p>` with `<mark>` elements.

    Every piece has `data-span="<id>"`, the first piece of a span also `id="s-<id>"`. ValueError when a span
    ends behind the text.
    """
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.layer, span.id))
    beyond = [span.id for span in ordered if span.end > len(text)]
    if beyond:
        message = f"spans end behind the text: {', '.join(beyond)}"
        raise ValueError(message)
    return mark_safe("".join(_Writer(text, ordered).paragraphs()))  # noqa: S308 - every part is escaped below


def _escaped(text: str) -> str:
    return str(escape(text)).translate(_CONTROL)


class _Writer:
    """Walks once over the text with a stack of open spans; linear in text and spans for a bounded overlap."""

    def __init__(self, text: str, ordered: list[Span]) -> None:
        self._text = text
        self._waiting = list(reversed(ordered))
        self._open: list[Span] = []
        self._named: set[str] = set()

    def paragraphs(self) -> Iterator[str]:
        for match in _PARAGRAPH.finditer(self._text):
            yield "<p>"
            yield from self._paragraph(match.start(), match.end())
            yield "</p>"

    def _paragraph(self, at: int, end: int) -> Iterator[str]:
        yield from (self._tag(span) for span in self._open)
        while at < end:
            yield from self._begin(at)
            stop = self._next_edge(end)
            yield _escaped(self._text[at:stop])
            at = stop
            if at < end:
                yield from self._finish(at)
        yield "</mark>" * len(self._open)
        self._open = [span for span in self._open if span.end != end]

    def _begin(self, at: int) -> Iterator[str]:
        while self._waiting and self._waiting[-1].start == at:
            span = self._waiting.pop()
            self._open.append(span)
            yield self._tag(span)

    def _next_edge(self, limit: int) -> int:
        edges = [span.end for span in self._open]
        if self._waiting:
            edges.append(self._waiting[-1].start)
        return min(limit, *edges) if edges else limit

    def _finish(self, at: int) -> Iterator[str]:
        """Close the spans that end here; those opened after them are closed too and opened again."""
        ending = [depth for depth, span in enumerate(self._open) if span.end == at]
        if not ending:
            return
        yield "</mark>" * (len(self._open) - ending[0])
        reopened = [span for span in self._open[ending[0] :] if span.end != at]
        self._open[ending[0] :] = reopened
        yield from (self._tag(span) for span in reopened)

    def _tag(self, span: Span) -> str:
        name = escape(span.id)
        first = "" if span.id in self._named else f' id="s-{name}"'
        self._named.add(span.id)
        note = f' title="{escape(span.note)}"' if span.note else ""
        active = " is-on" if span.active else ""
        return f'<mark class="m m-{escape(span.layer)}{active}"{first} data-span="{name}"{note}>'
