"""A tree of links as nested `<details>`: joined strings, because a template per node is too slow for 500 bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from phoihop.ui.parts import Node


def tree_list(nodes: Iterable[Node], *, label: str = "") -> SafeString:
    """Nested list; a node with children can be folded and says how many there are directly below it."""
    name = f' aria-label="{escape(label)}"' if label else ""
    html = f'<ul class="tree"{name}>{"".join(_items(nodes))}</ul>'
    return mark_safe(html)  # noqa: S308 - every value is escaped in _items and _row


def _items(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        here = ' class="is-on"' if node.current else ""
        if not node.children:
            yield f'<li{here}><div class="tree-row leaf">{_row(node)}</div></li>'
            continue
        unfolded = " open" if node.open else ""
        yield f'<li{here}><details{unfolded}><summary class="tree-row">{_row(node)}'
        yield f' <span class="count">{len(node.children)}</span></summary><ul>'
        yield from _items(node.children)
        yield "</ul></details></li>"


def _row(node: Node) -> str:
    current = ' aria-current="page"' if node.current else ""
    label = escape(node.label)
    linked = f'<a href="{escape(node.url)}"{current}>{label}</a>' if node.url else f"<span>{label}</span>"
    return f'{linked} <span class="note">{escape(node.note)}</span>' if node.note else linked
