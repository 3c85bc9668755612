"""A file that an act of a programme names, to be taken away by who may see the programme."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.kernel.ids import subject
from phoihop.ledger.attachments import is_kept, media_of, open_attachment
from phoihop.programme.queries.attachments import named_file
from phoihop.programme.web.opening import programme_or_404


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def attachment(request: ActorRequest, programme: str, sha256: str) -> FileResponse:
    """The file as a download, never shown in the browser."""
    found = programme_or_404(programme, request.actor)
    file = named_file(found, sha256)
    if file is None or not is_kept(file.sha256):
        raise Http404
    note_read(request, "programme.attachment", subject("programme", programme))
    answer = FileResponse(
        open_attachment(file.sha256),
        as_attachment=True,
        filename=file.name,
        content_type=media_of(file.name),
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
