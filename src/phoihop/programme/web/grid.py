"""The grid in which a programme is typed: list and beginning, the page itself, what its buttons do."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from phoihop.access.api import (
    Ability,
    ActorRequest,
    actor_required,
    note_read,
    refused_page,
    roles_with,
    today,
)
from phoihop.kernel.dates import show_number
from phoihop.kernel.decision import Refusal, Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.ledger.api import new_id
from phoihop.programme.commands import grids as commands
from phoihop.programme.commands.grids import Change, Saved, may_type
from phoihop.programme.domain.grid import MOST_ROWS, Column, Grid
from phoihop.programme.domain.grid_paste import Pasting, empties_below
from phoihop.programme.queries.grid_source import words
from phoihop.programme.queries.grids import GridView, grid_of, grids
from phoihop.programme.queries.programmes import programme_known, programmes
from phoihop.programme.web.grid_doubts import chosen, shown_doubts
from phoihop.programme.web.grid_forms import CopyForm, typed_grid, typed_pasting, typed_version
from phoihop.programme.web.grid_table import field_name, table_rows
from phoihop.programme.web.grid_words import COLUMNS
from phoihop.reading.api import refuse_secret

AUTOSAVE: Final = "autosave"
NOT_ACCEPTED: Final = 422
CONFLICT: Final = 409
LISTED: Final = 50
MORE: Final = 10
_TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105  # the name of Django's field
_EDITORS: Final = roles_with(Ability.ENTER)


# --------------------------------------------------------------------------------------- list and beginning


@actor_required(roles=_EDITORS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """The grids of the agency that no programme came of, and two ways to begin one."""
    note_read(request, "programme.grids")
    return _index_page(request, None)


def _index_page(
    request: ActorRequest, data: QueryDict | None, refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    own = request.actor.acts_for
    found, _ = programmes(on=today(), limit=LISTED, visible_to=request.actor.acts_for)
    sources = [(row.id, row.title) for row in found]
    form = CopyForm(data, sources=sources, initial={"draft": new_id()})
    context = {
        "grids": grids(own, limit=LISTED),
        "sources": sources,
        "form": form,
        "draft": new_id(),
        "refusals": refusals,
    }
    return render(request, "programme/grids.html", context, status=NOT_ACCEPTED if data is not None else 200)


@actor_required(roles=_EDITORS)
@require_POST
def begin(request: ActorRequest) -> HttpResponse:
    """Begin an empty grid."""
    draft = request.POST.get("draft", "")
    begun = commands.begin_grid(request.actor, draft=draft)
    if isinstance(begun, Refused):
        return _index_page(request, request.POST, begun.refusals)
    return redirect("programme:grid", draft)


@actor_required(roles=_EDITORS)
@require_POST
def copy(request: ActorRequest) -> HttpResponse:
    """Begin a grid with the tasks of a programme."""
    found, _ = programmes(on=today(), limit=LISTED, visible_to=request.actor.acts_for)
    form = CopyForm(request.POST, sources=[(row.id, row.title) for row in found])
    if not form.is_valid():
        return _index_page(request, request.POST)
    draft = form.cleaned_data["draft"]
    begun = commands.copy_programme(request.actor, form.copying(), draft=draft)
    if isinstance(begun, Refused):
        return _index_page(request, request.POST, begun.refusals)
    messages.success(
        request, gettext("Đã chép. Đề nghị xem lại các chỗ chưa rõ, nhất là tổ chức và thời gian.")
    )
    return redirect("programme:grid", draft)


# ------------------------------------------------------------------------------------------------- the page


@actor_required(roles=_EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: ActorRequest, draft: str) -> HttpResponse:
    """The grid; a POST saves it and does what the pressed button says."""
    found = opened(request, draft)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        return _posted(request, found)
    note_read(request, "programme.grid", subject("programme", draft))
    more = request.GET.get("them", "")
    return _page(request, found, found.content, more=int(more) if more.isdecimal() and len(more) < 4 else 0)


@actor_required(roles=_EDITORS)
@require_safe
def doubts(request: ActorRequest, draft: str) -> HttpResponse:
    """What is not clear in the grid as it is stored, for a page that has just saved itself."""
    found = opened(request, draft)
    if isinstance(found, HttpResponse):
        return found
    return render(request, "programme/grid_doubts.html", _doubts_of(found))


def opened(request: ActorRequest, draft: str) -> GridView | HttpResponse:
    """The grid, or the page that says why not; the programme that came of it. Http404 without one."""
    found = grid_of(draft) if is_ulid(draft) else None
    if found is None:
        raise Http404
    refusal = may_type(request.actor, body=found.body)
    if refusal is not None:
        return refused_page(request, refusal)
    if programme_known(draft):
        return redirect("programme:programme", draft)
    return found


def _page(
    request: ActorRequest,
    found: GridView,
    content: Grid,
    *,
    refusals: tuple[Refusal, ...] = (),
    pasting: Pasting | None = None,
    more: int = 0,
) -> HttpResponse:
    """The page with `content` in its cells: what is stored, or what was typed and could not be stored."""
    next_row = len(content.rows) + 1
    context = {
        "grid": found,
        "content": content,
        "columns": [(column.letter, column.value, words_) for column, words_ in COLUMNS.items()],
        "rows": table_rows(content.rows, found.planned.doubts, at_least=len(content.rows) + more),
        "refusals": refusals,
        "pasting": pasting or Pasting(text="", row=min(next_row, MOST_ROWS)),
        "empties": _empties(pasting),
        "kinds": list(dict.fromkeys(kind.words for kind in words().kinds.values())),
        "more": len(content.rows) + MORE,
        **_doubts_of(found),
    }
    status = _status([refusal.code for refusal in refusals]) if refusals else 200
    return render(request, "programme/grid.html", context, status=status)


def _doubts_of(found: GridView) -> dict[str, object]:
    shown = shown_doubts(found.content, found.planned.doubts)
    return {
        "grid": found,
        "doubts": shown,
        "stopping": sum(doubt.stopping for doubt in shown),
        "tasks": len(found.planned.tasks),
    }


def _empties(pasting: Pasting | None) -> list[tuple[str, str, str, str]]:
    """The columns of which it must be said whether empty cells are merged ones, with what was said."""
    if pasting is None or pasting.merged_known:
        return []
    said = {**dict.fromkeys(pasting.repeat, "repeat"), **dict.fromkeys(pasting.leave, "leave")}
    columns = empties_below(pasting, words=words())
    return [(f"empty-{c.value}", c.letter, str(COLUMNS[c]), said.get(c, "")) for c in columns]


# -------------------------------------------------------------------------------------------- what is posted


def _posted(request: ActorRequest, found: GridView) -> HttpResponse:
    secret = _secrets(request.POST)
    if secret:
        return _refused(request, found, None, secret)
    button, _, argument = request.POST.get("act", "").partition(":")
    typed = typed_grid(request.POST)
    change, anchor = _changed(request, found, typed, button, argument)
    if isinstance(change, Refused):
        return _refused(request, found, typed, change.refusals)
    if request.headers.get("X-Requested-With") == AUTOSAVE:
        return JsonResponse({"version": str(change.version)})
    _tell(request, change)
    if button == "adopt":
        return redirect("programme:grid-adopt", found.id)
    query = f"?them={MORE}" if button == "more" else ""
    return redirect(f"{reverse('programme:grid', args=[found.id])}{query}{anchor}")


def _changed(
    request: ActorRequest, found: GridView, typed: Grid, button: str, argument: str
) -> tuple[Change, str]:
    """What the pressed button does, with the place on the page to go on from."""
    actor, version = request.actor, typed_version(request.POST)
    row = int(argument) if argument.isdecimal() and len(argument) < 4 else 0
    if button == "paste":
        pasting = typed_pasting(request.POST)
        change = commands.paste_table(actor, typed, pasting, draft=found.id, version=version)
        return change, f"#{field_name(pasting.row, pasting.column or Column.TEXT)}"
    if button == "drop" and row:
        change = commands.drop_row(actor, typed, row=row, draft=found.id, version=version)
        return change, f"#{field_name(row, Column.TEXT)}"
    if button == "insert" and row:
        change = commands.insert_row(actor, typed, row=row, draft=found.id, version=version)
        return change, f"#{field_name(row, Column.TEXT)}"
    if button == "choose":
        return _chosen(request, found, typed, argument), "#cho-chua-ro"
    anchor = f"#{field_name(len(typed.rows) + 1, Column.TEXT)}" if button == "more" else ""
    return commands.save_grid(actor, typed, draft=found.id, version=version), anchor


def _chosen(request: ActorRequest, found: GridView, typed: Grid, value: str) -> Change:
    """Whom or what a name means; a choice that is not on offer only saves."""
    actor, version = request.actor, typed_version(request.POST)
    picked = chosen(found.planned.doubts, value)
    if picked is None:
        return commands.save_grid(actor, typed, draft=found.id, version=version)
    doubt, codes = picked
    if doubt.column is Column.BASIS:
        return commands.choose_instrument(
            actor, typed, label=doubt.words, instrument=codes[0], draft=found.id, version=version
        )
    return commands.choose_bodies(
        actor, typed, mention=doubt.words, bodies=codes, draft=found.id, version=version
    )


def _tell(request: ActorRequest, change: Saved) -> None:
    """What a paste did, and what of the table has no place in the grid."""
    pasted = change.pasted
    if pasted is None:
        return
    told = ngettext("Đã dán %(rows)s hàng.", "Đã dán %(rows)s hàng.", pasted.rows)
    messages.success(request, told % {"rows": show_number(pasted.rows)})
    if pasted.sections:
        sections = "; ".join(pasted.sections)
        messages.info(request, gettext("Bỏ qua hàng tiêu đề: %(sections)s.") % {"sections": sections})
    if pasted.columns:
        columns = ", ".join(pasted.columns)
        messages.warning(request, gettext("Bảng không có cột cho: %(columns)s.") % {"columns": columns})


def _refused(
    request: ActorRequest, found: GridView, typed: Grid | None, refusals: tuple[Refusal, ...]
) -> HttpResponse:
    """The page with what was typed, on the grid as it is now; secret words are not sent back."""
    if request.headers.get("X-Requested-With") == AUTOSAVE:
        return JsonResponse({}, status=_status([refusal.code for refusal in refusals]))
    now = opened(request, found.id)
    if isinstance(now, HttpResponse):
        return now
    pasting = typed_pasting(request.POST) if typed is not None and request.POST.get("paste") else None
    return _page(request, now, typed or now.content, refusals=refusals, pasting=pasting)


def _secrets(posted: QueryDict) -> tuple[Refusal, ...]:
    """`reading.secret` when something typed or pasted bears a mark of state secrecy."""
    values = (str(value) for name, typed in posted.lists() if name != _TOKEN for value in typed)
    checked = refuse_secret("\n".join(values), "")
    return checked.refusals if isinstance(checked, Refused) else ()


def _status(codes: list[str]) -> int:
    return CONFLICT if "programme.grid_changed" in codes else NOT_ACCEPTED


# ----------------------------------------------------------------------------------------- taking it back


@actor_required(roles=_EDITORS)
@require_POST
def undo(request: ActorRequest, draft: str) -> HttpResponse:
    """Take the last paste or dropped row back."""
    found = opened(request, draft)
    if isinstance(found, HttpResponse):
        return found
    change = commands.take_back(request.actor, draft=draft, version=typed_version(request.POST))
    if isinstance(change, Refused):
        return _page(request, found, found.content, refusals=change.refusals)
    messages.success(request, gettext("Đã hoàn tác."))
    return redirect("programme:grid", draft)


@actor_required(roles=_EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: ActorRequest, draft: str) -> HttpResponse:
    """Ask, then delete a grid that nobody needs."""
    found = opened(request, draft)
    if isinstance(found, HttpResponse):
        return found
    if request.method != "POST":
        note_read(request, "programme.grid", subject("programme", draft))
        cancel_url = reverse("programme:grid", args=[draft])
        return render(request, "programme/grid_discard.html", {"grid": found, "cancel_url": cancel_url})
    change = commands.discard_grid(request.actor, draft=draft, version=typed_version(request.POST))
    if isinstance(change, Refused):
        return _page(request, found, found.content, refusals=change.refusals)
    messages.success(request, gettext("Đã bỏ bảng soạn."))
    return redirect("programme:grids")
