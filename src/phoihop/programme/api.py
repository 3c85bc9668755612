"""The door of programmes: what other rooms may ask them and tell them. Types are in `domain.types`.

`on` is the day for which an answer holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from phoihop.programme.acts import EvidenceStated
from phoihop.programme.commands import adopt_programme, report_progress
from phoihop.programme.domain.adoption import Grounds
from phoihop.programme.permissions import may_adopt, may_read, may_report
from phoihop.programme.projections import PROJECTORS
from phoihop.programme.queries.home import lately_adopted, lately_done, open_duties
from phoihop.programme.queries.programmes import programme, programmes, programmes_from
from phoihop.programme.queries.tasks import task

__all__ = [
    "PROJECTORS",
    "Grounds",
    "ProgrammePorts",
    "adopt_programme",
    "evidence_url",
    "lately_adopted",
    "lately_done",
    "may_adopt",
    "may_read",
    "may_report",
    "open_duties",
    "plug",
    "programme",
    "programmes",
    "programmes_from",
    "report_progress",
    "task",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePorts:
    """What programmes are told from above.

    `evidence_url`: the address at which a text is shown with this evidence, empty when the text is not here.
    """

    evidence_url: Callable[[EvidenceStated], str]


_plugged: list[ProgrammePorts] = []


def plug(ports: ProgrammePorts) -> None:
    """Plug the ports in; called once at start by node/wiring (and by tests with their own)."""
    _plugged[:] = [ports]


def evidence_url(evidence: EvidenceStated) -> str:
    """Where the text of this evidence can be read; empty where no room with texts is plugged in."""
    return _plugged[0].evidence_url(evidence) if _plugged else ""
