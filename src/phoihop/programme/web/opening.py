"""The programme that an address names, as far as the actor may see it; else there is no such page."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from phoihop.access.api import Actor
from phoihop.kernel.ids import is_ulid
from phoihop.programme.domain.types import ProgrammeView
from phoihop.programme.permissions import may_see
from phoihop.programme.queries.programmes import programme as programme_of
from phoihop.programme.queries.tasks import TaskInProgramme
from phoihop.programme.queries.tasks import task as task_of


def programme_or_404(id_: str, actor: Actor) -> ProgrammeView:
    """The programme. Http404 when there is none, or none for this actor."""
    found = programme_of(id_) if is_ulid(id_) else None
    if found is None or may_see(actor, found) is not None:
        raise Http404
    return found


def task_or_404(id_: str, actor: Actor, *, on: date) -> tuple[TaskInProgramme, ProgrammeView]:
    """The task as it is on the day, with its programme. Http404 when there is none for this actor."""
    found = task_of(id_, on=on) if is_ulid(id_) else None
    if found is None:
        raise Http404
    return found, programme_or_404(found.task.programme, actor)


def task_to_see(id_: str, actor: Actor, *, on: date) -> tuple[TaskInProgramme, ProgrammeView | None]:
    """The task with its programme; without it, for who has a part, where the programme's content is gone."""
    found = task_of(id_, on=on) if is_ulid(id_) else None
    if found is None:
        raise Http404
    programme = programme_of(found.task.programme)
    if programme is None:
        if actor.acts_for.isdisjoint({found.task.body, *found.task.bodies}):
            raise Http404
    elif may_see(actor, programme) is not None:
        raise Http404
    return found, programme


def eyebrow_of(found: ProgrammeView) -> SafeString:
    """Where a page about a programme belongs, as links."""
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>',
        reverse("programme:index"),
        gettext("Chương trình phối hợp"),
        reverse("programme:programme", args=[found.id]),
        found.title,
    )
