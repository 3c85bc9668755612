"""Pages of Nhật ký hồ sơ: list, one act, verification, taking the ledgers away."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST, require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, may, note_read, roles_with
from phoihop.kernel.text import vietnamese_sort_key
from phoihop.ledger.act import Coordinate
from phoihop.ledger.export import export
from phoihop.ledger.ports import ports
from phoihop.ledger.verify import verify_node
from phoihop.ledger.web.act_page import act_page
from phoihop.ledger.web.forms import ActFilter
from phoihop.ledger.web.listing import kept_inside, ledger_heads, named_rows, recent_acts
from phoihop.ledger.web.words import kind_title

READERS: Final = roles_with(Ability.READ)
VERIFIERS: Final = roles_with(Ability.VERIFY)
MAX_ARRIVAL_DIGITS: Final = 18


@require_safe
@actor_required(roles=READERS)
def acts(request: ActorRequest) -> HttpResponse:
    """The list of acts, latest first; filters and page in the address."""
    heads = ledger_heads()
    form = ActFilter(request.GET, ledgers=(head.ledger for head in heads), kinds=_kind_choices())
    wanted = form.wanted(before=_before(request.GET.get("before", "")))
    page, following = recent_acts(wanted, own=request.actor.ledger)
    rows, ledgers = named_rows(page, heads)
    form.name_ledgers({row.head.ledger: row.agency for row in ledgers})
    note_read(request, "ledger.acts", wanted.subject)
    context = {
        "rows": rows,
        "form": form,
        "following": following,
        "ledgers": ledgers,
        "waiting": sum(head.waiting for head in heads),
        "may_verify": may(request.actor, Ability.VERIFY) is None,
    }
    return render(request, "ledger/acts.html", context)


def _before(typed: str) -> int | None:
    """The arrival number in the address; one that cannot be read starts at the latest act."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MAX_ARRIVAL_DIGITS else None


def _kind_choices() -> list[tuple[str, str]]:
    kinds = {kind.name: kind_title(kind.name) for kind in ports().kinds}
    return sorted(kinds.items(), key=lambda kind: vietnamese_sort_key(kind[1]))


@require_safe
@actor_required(roles=READERS)
def act(request: ActorRequest, agency: str, name: str, epoch: int, index: int) -> HttpResponse:
    """One act: envelope, content as far as it is here, what it builds on, what it waits for."""
    place = Coordinate(f"{agency}/{name}", epoch, index)
    page = act_page(place)
    if page is None or (page.row.kind in kept_inside() and place.ledger != request.actor.ledger):
        raise Http404
    note_read(request, "ledger.act", f"{place}")
    title = page.facts.title if page.facts is not None else gettext("Chỉ có mã băm")
    return render(request, "ledger/act.html", {"page": page, "title": title, "eyebrow": _eyebrow(f"{place}")})


def _eyebrow(here: str) -> str:
    """Where the page belongs, as a link."""
    return format_html('<a href="{}">{}</a> · {}', reverse("ledger:acts"), gettext("Nhật ký hồ sơ"), here)


@require_POST
@actor_required(roles=VERIFIERS)
def check(request: ActorRequest) -> HttpResponse:
    """Verify everything now and show what was found. Writes nothing."""
    note_read(request, "ledger.verify")
    eyebrow = _eyebrow(gettext("kiểm tra toàn bộ"))
    return render(request, "ledger/check.html", {"report": verify_node(), "eyebrow": eyebrow})


@require_GET
@actor_required(roles=VERIFIERS)
def take_away(request: ActorRequest) -> FileResponse:
    """The ledgers of this node as a ZIP with the stand-alone verifier; not what others keep inside."""
    note_read(request, "ledger.export")
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it after sending
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "nhat-ky-ho-so"
        export(target, verifier_script=settings.VERIFIER_SCRIPT, reader=request.actor.ledger)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in _files(target):
                archive.write(path, path.relative_to(target.parent))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="nhat-ky-ho-so.zip")


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())
