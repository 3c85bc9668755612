"""The library `ui`: thin tags over the parts; ../README.md shows each in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, TypeGuard

from django import template
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from phoihop.kernel.citation import Citation
from phoihop.kernel.dates import show_date, show_number, show_period
from phoihop.kernel.decision import Refusal
from phoihop.kernel.period import Period
from phoihop.kernel.refusal_catalogue import Language
from phoihop.ui import signs
from phoihop.ui.markup import Span, marked_text
from phoihop.ui.parts import Event, Fact, Node, Tab
from phoihop.ui.refusals import ShownCitation, ShownRefusal, shown_citation, shown_refusals
from phoihop.ui.tree import tree_list

register = template.Library()

register.simple_tag(signs.icon, name="icon")
register.simple_tag(signs.status, name="status")
register.simple_tag(signs.tag, name="tag")
register.simple_tag(signs.meter, name="meter")
register.simple_tag(signs.share, name="share")

LAYERS = ("citation", "body", "person", "meeting", "time", "task")


# ---------------------------------------------------------------------------------------- dates and figures


@register.filter
def day(value: date | None) -> str:
    """06-4-2018; None → “chưa có”. A moment shows the day it has in the node's time zone."""
    if not value:
        return gettext("chưa có")
    return show_date(timezone.localtime(value).date() if _is_moment(value) else value)


@register.filter
def moment(value: datetime | None) -> str:
    """09:05 ngày 06-4-2018, in the node's time zone."""
    if not value:
        return gettext("chưa có")
    local = timezone.localtime(value) if _is_moment(value) else value
    return gettext("%(time)s ngày %(date)s") % {"time": f"{local:%H:%M}", "date": show_date(local.date())}


@register.filter
def period(value: Period | None) -> str:
    """Tháng 4/2018, quý II/2018, từ … đến …; None → “chưa có”."""
    return show_period(value) if value else gettext("chưa có")


@register.filter
def figure(value: Decimal | int | None) -> str:
    """1.234,5; None → “chưa có”."""
    return gettext("chưa có") if value is None else show_number(value)


@register.filter
def day_or_words(value: date | Period | str) -> str:
    """For a timeline: a date, a period, or the words that the source has."""
    if isinstance(value, Period):
        return show_period(value)
    return show_date(value) if isinstance(value, date) else value


def _is_moment(value: date) -> TypeGuard[datetime]:
    return isinstance(value, datetime) and timezone.is_aware(value)


# -------------------------------------------------------------------------------------- blocks with content


@register.simple_block_tag
def page_head(content: str, *, title: str, eyebrow: str = "", meta: str = "") -> SafeString:
    """Heading of the page; the content are its actions."""
    above = format_html('<p class="head-eyebrow">{}</p>', eyebrow) if eyebrow else ""
    below = format_html('<p class="soft">{}</p>', meta) if meta else ""
    actions = format_html('<div class="head-act">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="head"><div class="head-text">{}<h1>{}</h1>{}</div>{}</div>', above, title, below, actions
    )


@register.simple_block_tag
def card(content: str, *, title: str = "", note: str = "", id: str = "", pad: bool = False) -> SafeString:  # noqa: A002 - named as the attribute it writes
    """A card; `pad` gives plain content inner space, tables and lists go from edge to edge."""
    named = format_html(' id="{}"', id) if id else ""
    beside = format_html("<small>{}</small>", note) if note else ""
    head = format_html('<header class="card-head"><h2>{}</h2>{}</header>', title, beside) if title else ""
    body = format_html('<div class="card-body">{}</div>', content) if pad else content
    return format_html('<section class="card"{}>{}{}</section>', named, head, body)


@register.simple_block_tag
def empty_state(content: str, *, title: str, icon: str = "document") -> SafeString:
    """What to say and to offer when there is nothing to show."""
    return format_html(
        '<div class="empty">{}<p class="empty-title">{}</p>{}</div>', signs.icon(icon), title, content
    )


# -------------------------------------------------------------------------------------- typed rows to lists


class TabsContext(TypedDict):
    """Context of parts/tabs.html."""

    tabs: Sequence[Tab]
    label: str


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(tabs: Sequence[Tab], *, label: str) -> TabsContext:
    """Links to the same page with another parameter (past, present, future)."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("ui/parts/facts.html")
def facts(rows: Sequence[Fact]) -> dict[str, Sequence[Fact]]:
    """Definition list."""
    return {"rows": rows}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(events: Sequence[Event]) -> dict[str, Sequence[Event]]:
    """Events in the order given."""
    return {"events": events}


@register.simple_tag
def tree(nodes: Iterable[Node], *, label: str = "") -> SafeString:
    """Nested list of links that folds without JavaScript."""
    return tree_list(nodes, label=label)


class PagerContext(TypedDict):
    """Context of parts/pager.html."""

    next_url: str
    first_url: str
    note: str


@register.inclusion_tag("ui/parts/pager.html")
def pager(*, next_url: str = "", first_url: str = "", note: str = "") -> PagerContext:
    """Keyset pages: back to the first, on to the next; there is no total count."""
    return {"next_url": next_url or "", "first_url": first_url or "", "note": note}


# ----------------------------------------------------------------------------------- refusals and citations


@register.inclusion_tag("ui/parts/refusals.html")
def refusal_box(refusals: Iterable[Refusal] | None) -> dict[str, tuple[ShownRefusal, ...]]:
    """Why it was refused, what can be done, on which basis; nothing to show renders nothing."""
    return {"refusals": shown_refusals(refusals or (), lang=_language())}


@register.inclusion_tag("ui/parts/citation.html")
def citation(value: Citation) -> dict[str, ShownCitation]:
    """An instrument as papers name it, and how well we know it."""
    return {"citation": shown_citation(value)}


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "vi"


# -------------------------------------------------------------------------------------- forms and addresses


@register.inclusion_tag("ui/field.html")
def field(field: BoundField) -> dict[str, BoundField]:
    """Label, control, help and errors of one form field, tied together for screen readers."""
    return {"field": field}


@register.inclusion_tag("ui/parts/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, BaseForm]:
    """What is still to be mended, with links to the fields."""
    return {"form": form}


@register.simple_tag(takes_context=True)
def hidden_query(context: Context, *left_out: str) -> SafeString:
    """The other parameters of this page as hidden inputs, so that a GET form keeps them."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return mark_safe("")
    kept = [(name, value) for name, values in request.GET.lists() if name not in left_out for value in values]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag
def autosave(url: str) -> SafeString:
    """Attributes of a form that js/draft-autosave.js saves to `url` while it is edited."""
    words = {
        "autosave": url,
        "saved": gettext("Đã lưu lúc"),
        "saving": gettext("Đang lưu…"),
        "conflict": gettext("Bản thảo đã được người khác sửa. Đề nghị tải lại trang trước khi sửa tiếp."),
        "fault": gettext("Chưa lưu được, sẽ thử lại khi có thay đổi."),
    }
    return format_html_join(" ", 'data-{}="{}"', words.items())


# ------------------------------------------------------------------------------------------ text with spans


@register.simple_tag
def select_span(form_id: str) -> SafeString:
    """Attributes of a paper whose selected text js/select-span.js hands to the form of that id."""
    words = {"select-span": form_id, "label": gettext("Thêm từ đoạn đã chọn"), "cancel": gettext("Bỏ")}
    return format_html_join(" ", 'data-{}="{}"', words.items())


@register.simple_tag
def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text as paragraphs with its spans marked."""
    return marked_text(text, spans)


@register.inclusion_tag("ui/parts/legend.html")
def legend(*layers: str) -> dict[str, tuple[str, ...]]:
    """What the marks mean; without arguments all layers."""
    return {"layers": layers or LAYERS}
