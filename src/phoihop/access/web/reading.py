"""The page of the read log."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from phoihop.access.domain.abilities import Ability, roles_with
from phoihop.access.gate import actor_required
from phoihop.access.read_log import ReadRows, note_read, read_rows
from phoihop.access.standing import ActorRequest
from phoihop.access.web.forms import ReadFilterForm

ROWS: Final = 50


@actor_required(roles=roles_with(Ability.READ_LOG))
@require_safe
def read_log(request: ActorRequest) -> HttpResponse:
    """What persons of the own body have read, newest first. To look at it is to read, and is noted too."""
    form = ReadFilterForm(request.GET)
    found = ReadRows((), None)
    if form.is_valid():
        typed = request.GET.get("after", "")
        after = int(typed) if typed.isdecimal() else None
        found = read_rows(
            form.wanted(),
            bodies=request.actor.acts_for,
            after=after,
            limit=ROWS,
        )
    note_read(request, "access.read_log")
    return render(request, "access/read_log.html", {"form": form, "found": found})
