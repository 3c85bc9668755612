"""Icon, status, tag, meter as joined strings: a table of 10,000 rows cannot afford a template for each."""

from __future__ import annotations

from typing import Final, Literal, get_args

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

StatusKind = Literal["ok", "doing", "soon", "late", "idle", "unsure", "contested", "draft", "refused"]

_STATUS_KINDS: Final = frozenset(get_args(StatusKind))
_MOST_CELLS: Final = 12
_STEP: Final = 11


def icon(name: str, *, label: str = "", css: str = "") -> SafeString:
    """The icon `name` of icons.svg; decoration unless `label` says what it means."""
    named = f"icon {escape(css)}" if css else "icon"
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    source = escape(f"{static('ui/icons.svg')}#{name}")
    return mark_safe(f'<svg class="{named}" {role} focusable="false"><use href="{source}"></use></svg>')  # noqa: S308 - escaped


def status(kind: str, words: str) -> SafeString:
    """Shape, word and colour. ValueError for a kind without a shape: it would be told by colour alone."""
    if kind not in _STATUS_KINDS:
        message = f"unknown status kind {kind!r}"
        raise ValueError(message)
    return mark_safe(f'<span class="st {kind}">{escape(words)}</span>')  # noqa: S308 - escaped


def tag(words: str, kind: str = "") -> SafeString:
    """A small label beside a name; kinds: lead, paper (recorded from a paper act of another), none."""
    named = f"tag k-{escape(kind)}" if kind else "tag"
    return mark_safe(f'<span class="{named}">{escape(words)}</span>')  # noqa: S308 - escaped


def meter(*, done: int, total: int, late: int = 0, unit: str = "") -> SafeString:
    """How many of `total` are done and how many are late, as picture and as "7/9".

    Up to twelve: one cell each, so that people count them; more: one bar. Screen readers hear a sentence.
    """
    few = total <= _MOST_CELLS
    picture = _cells(done, late, total) if few else _bar(("done", done), ("late", late), total=total)
    shown = f'<span class="meter-words" aria-hidden="true">{done}/{total}</span>'
    sentence = escape(_sentence(done, late, total, unit))
    return mark_safe(f'<span class="meter">{picture}{shown}<span class="vh">{sentence}</span></span>')  # noqa: S308 - escaped


def share(part: int, total: int, kind: str = "ok") -> SafeString:
    """A bar as wide as its place: `part` of `total`, in the colour of a status; the figure stands beside."""
    sentence = escape(gettext("%(part)s trên %(total)s") % {"part": part, "total": total})
    bar = _bar((kind, part), total=total)
    return mark_safe(f'<span class="meter meter-wide">{bar}<span class="vh">{sentence}</span></span>')  # noqa: S308 - escaped


def _sentence(done: int, late: int, total: int, unit: str) -> str:
    counted = f"{total} {unit}".strip()
    said = gettext("%(done)s trên %(counted)s đã xong") % {"done": done, "counted": counted}
    return said + gettext(", %(late)s quá hạn") % {"late": late} if late else said


def _cells(done: int, late: int, total: int) -> str:
    kinds = (["done"] * done + ["late"] * late + [""] * total)[:total]
    cells = "".join(_cell(index * _STEP + 0.5, kind) for index, kind in enumerate(kinds))
    wide = max(total * _STEP - 1, 1)
    return f'<svg width="{wide}" height="12" viewBox="0 0 {wide} 12" aria-hidden="true">{cells}</svg>'


def _cell(x: float, kind: str) -> str:
    """A late cell is taller, a waiting one hollow: told apart without colour."""
    y, height = (0.5, 11) if kind == "late" else (2.5, 9)
    named = f' class="{kind}"' if kind else ""
    return f'<rect x="{x}" y="{y}" width="8" height="{height}"{named}/>'


def _bar(*shares: tuple[str, int], total: int) -> str:
    """Shares side by side on a grey track; what exceeds `total` is cut off, the words still say it."""
    rects = ['<rect width="100" height="8" class="track"/>']
    at = 0.0
    for kind, part in shares:
        width = min(100 * part / total, 100 - at) if total else 0.0
        if width > 0:
            rects.append(f'<rect x="{at:.2f}" width="{width:.2f}" height="8" class="{escape(kind)}"/>')
        at += width
    shape = 'width="96" height="8" viewBox="0 0 100 8" preserveAspectRatio="none"'
    return f'<svg {shape} aria-hidden="true">{"".join(rects)}</svg>'
