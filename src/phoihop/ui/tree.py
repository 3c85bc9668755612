"""A tree of links as nested `<details>`: joined strings, a template per node is too slow for 500 bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from phoihop.ui.parts import Node


def tree_list(nodes: Iterable[Node], *, label: str = "") -> SafeString:
    """Nested list; a node with children can be folded and says how many there are directly below it."""
    name = f' aria-label="{escape(label)}"' if label else ""
    html = f'<ul class="tree"{name}>{"".join(_items(nodes))}</ul>'
    return mark_safe(html)  # noqa: S308 - every value is escaped in _items and _row


def _items(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        here = ' class="is-on"' if node.current else ""
        yield f'<li{here}><div class="tree-row">{_row(node)}</div>'
        if node.children:
            yield from _branch(node)
        yield "</li>"


def _branch(node: Node) -> Iterator[str]:
    """The toggle stands after the row: screen readers do not announce a link inside a `<summary>`."""
    unfolded = " open" if node.open else ""
    words = escape(gettext("Trực thuộc %(label)s") % {"label": node.label})
    yield f'<details{unfolded}><summary><span class="vh">{words}</span></summary><ul>'
    yield from _items(node.children)
    yield "</ul></details>"


def _row(node: Node) -> str:
    current = ' aria-current="page"' if node.current else ""
    label = escape(node.label)
    linked = f'<a href="{escape(node.url)}"{current}>{label}</a>' if node.url else f"<span>{label}</span>"
    note = f' <span class="note">{escape(node.note)}</span>' if node.note else ""
    return linked + note + (f' <span class="count">{len(node.children)}</span>' if node.children else "")
