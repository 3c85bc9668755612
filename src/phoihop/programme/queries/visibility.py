"""Who may see a programme: who drew it up, who was asked, and once issued everybody with a part in it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from phoihop.programme.domain.types import DutyRole
from phoihop.programme.models import Asked, Duty, Programme


def visible(bodies: Collection[str]) -> Q:
    """The rows of `Programme` that these bodies may see."""
    asked = Asked.objects.filter(body__in=bodies, programme=OuterRef("programme"))
    # All roles are named so that the index over programme, role and body serves.
    parts = Duty.objects.filter(programme=OuterRef("programme"), role__in=list(DutyRole), body__in=bodies)
    return Q(body__in=bodies) | Q(Exists(asked)) | Q(Exists(parts), issued_on__isnull=False)


def seen_by(bodies: Collection[str], *, programme: str) -> bool:
    """Whether these bodies may see the programme. One query."""
    return Programme.objects.filter(visible(bodies), programme=programme).exists()
