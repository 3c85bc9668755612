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
from django.views.decorators.http import require_GET, require_POST, require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.ledger.act import Coordinate
from phoihop.ledger.envelope import decode_envelope, envelope_bytes
from phoihop.ledger.export import export
from phoihop.ledger.models import Act, Checkpoint, SubjectAct, TreeHead, WaitingAct
from phoihop.ledger.ports import ports
from phoihop.ledger.verify import verify_node
from phoihop.ledger.web.rows import (
    Filters,
    content_lines,
    kind_title,
    names_of,
    paper_words,
    party_words,
    recent_acts,
    recorded_at,
)

READERS: Final = roles_with(Ability.READ)
VERIFIERS: Final = roles_with(Ability.VERIFY)
MAX_ARRIVAL_DIGITS: Final = 18


@require_safe
@actor_required(roles=READERS)
def acts(request: ActorRequest) -> HttpResponse:
    """The list of acts, latest first; filters and page in the address."""
    asked = request.GET
    before = asked.get("before", "")
    filters = Filters(
        ledger=asked.get("ledger", ""),
        kind=asked.get("kind", ""),
        subject=asked.get("subject", ""),
        before=int(before)
        if before.isascii() and before.isdigit() and len(before) <= MAX_ARRIVAL_DIGITS
        else None,
    )
    rows, following = recent_acts(filters)
    note_read(request, "ledger", filters.subject)
    context = {
        "rows": rows,
        "filters": filters,
        "following": following,
        "heads": _heads(),
        "kinds": sorted((kind_title(kind.name), kind.name) for kind in ports().kinds),
        "waiting": WaitingAct.objects.values("act").distinct().count(),
    }
    return render(request, "ledger/acts.html", context)


def _heads() -> list[tuple[TreeHead, int]]:
    """Every ledger epoch with the size up to which it is sealed."""
    sealed: dict[tuple[str, int], int] = {}
    for ledger, epoch, size in Checkpoint.objects.values_list("ledger", "epoch", "size").iterator():
        sealed[ledger, epoch] = max(size, sealed.get((ledger, epoch), 0))
    heads = TreeHead.objects.order_by("ledger", "epoch")
    return [(head, sealed.get((head.ledger, head.epoch), 0)) for head in heads]


@require_safe
@actor_required(roles=READERS)
def act(request: ActorRequest, agency: str, name: str, epoch: int, index: int) -> HttpResponse:
    """One act: envelope, content as far as it is here, what it builds on, what builds on it."""
    ledger = f"{agency}/{name}"
    row = Act.objects.select_related("vault").filter(ledger=ledger, epoch=epoch, index=index).first()
    if row is None:
        raise Http404
    note_read(request, "ledger.act", f"{Coordinate(ledger, epoch, index)}")
    context: dict[str, object] = {"row": row, "place": Coordinate(ledger, epoch, index)}
    if row.envelope:
        envelope = decode_envelope(row.envelope.encode())
        names = names_of([envelope])
        context |= {
            "envelope": envelope,
            "title": kind_title(envelope.kind),
            "recorded_at": recorded_at(envelope),
            "decided_by": party_words(envelope.decided_by, names),
            "entered_by": party_words(envelope.entered_by, names),
            "by_paper": paper_words(envelope.basis),
            "refs": [(ref, *ref.ledger.partition("/")[::2]) for ref in envelope.refs],
            "bytes": envelope_bytes(envelope).decode(),
            "lines": content_lines(row.vault.body) if hasattr(row, "vault") else None,
            "counts": SubjectAct.objects.filter(act=row).exists(),
        }
    return render(request, "ledger/act.html", context)


@require_POST
@actor_required(roles=VERIFIERS)
def check(request: ActorRequest) -> HttpResponse:
    """Verify everything now and show what was found. Writes nothing."""
    note_read(request, "ledger.verify")
    return render(request, "ledger/check.html", {"report": verify_node()})


@require_GET
@actor_required(roles=VERIFIERS)
def take_away(request: ActorRequest) -> FileResponse:
    """The ledgers of this node as a ZIP with the stand-alone verifier."""
    note_read(request, "ledger.export")
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it after sending
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "nhat-ky-ho-so"
        export(target, verifier_script=settings.VERIFIER_SCRIPT)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in _files(target):
                archive.write(path, path.relative_to(target.parent))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="nhat-ky-ho-so.zip")


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())
