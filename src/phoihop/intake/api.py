"""The door of intake: what other rooms may ask it and tell it. Types are in `domain.types`."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from phoihop.intake.commands import adopt, forget_drafts_without_text, read_draft, receive_text
from phoihop.intake.domain.types import DraftView, Handed, How, TextView
from phoihop.intake.permissions import may_adopt, may_change, may_enter, may_read
from phoihop.intake.projections import PROJECTORS
from phoihop.intake.queries.drafts import draft_of
from phoihop.intake.queries.source import IntakePorts, NotWired, plug
from phoihop.intake.queries.texts import text_known, text_of
from phoihop.intake.queries.waiting import waiting_drafts
from phoihop.programme.domain.types import EvidenceStated

__all__ = [
    "PROJECTORS",
    "DraftView",
    "Handed",
    "How",
    "IntakePorts",
    "NotWired",
    "TextView",
    "adopt",
    "draft_of",
    "evidence_url",
    "forget_drafts_without_text",
    "may_adopt",
    "may_change",
    "may_enter",
    "may_read",
    "plug",
    "read_draft",
    "receive_text",
    "text_of",
    "waiting_drafts",
]


def evidence_url(evidence: EvidenceStated) -> str:
    """The page of the text with this evidence marked; empty when the text is not here. One query.

    Port `ProgrammePorts.evidence_url`.
    """
    if not text_known(evidence.text):
        return ""
    query = urlencode({"tu": evidence.start, "den": evidence.end})
    return f"{reverse('intake:text', args=[evidence.text])}?{query}#s-bang-chung"
