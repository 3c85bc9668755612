"""The door of programmes: what other rooms may ask them and tell them. Types are in `domain.types`.

`on` is the day for which an answer holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from phoihop.programme.acts import EvidenceStated
from phoihop.programme.commands import (
    add_task,
    adopt_programme,
    amend_task,
    ask_opinions,
    give_opinion,
    issue_programme,
    judge_result,
    report_progress,
    return_to_draft,
    send_for_signature,
)
from phoihop.programme.commands.handing import hand_on, hand_over
from phoihop.programme.domain.adoption import Grounds
from phoihop.programme.domain.handing import seat_key
from phoihop.programme.permissions import may_adopt, may_hand_on, may_read, may_report, may_see
from phoihop.programme.projections import PROJECTORS
from phoihop.programme.queries.grid_source import GridPorts, plug_grid
from phoihop.programme.queries.handling import Office, OpenPart, handled, office, waiting
from phoihop.programme.queries.home import lately_adopted, lately_done, open_duties
from phoihop.programme.queries.opinions import asked_bodies
from phoihop.programme.queries.programmes import programme, programmes, programmes_from
from phoihop.programme.queries.reports import amendments, judges, reports
from phoihop.programme.queries.tasks import Wanted, task, tasks_of
from phoihop.programme.queries.today import news

__all__ = [
    "PROJECTORS",
    "GridPorts",
    "Grounds",
    "Office",
    "OpenPart",
    "ProgrammePorts",
    "Wanted",
    "add_task",
    "adopt_programme",
    "amend_task",
    "amendments",
    "ask_opinions",
    "asked_bodies",
    "evidence_url",
    "give_opinion",
    "hand_on",
    "hand_over",
    "handled",
    "issue_programme",
    "judge_result",
    "judges",
    "lately_adopted",
    "lately_done",
    "may_adopt",
    "may_hand_on",
    "may_read",
    "may_report",
    "may_see",
    "news",
    "office",
    "open_duties",
    "plug",
    "plug_grid",
    "programme",
    "programmes",
    "programmes_from",
    "report_progress",
    "reports",
    "return_to_draft",
    "seat_key",
    "send_for_signature",
    "task",
    "tasks_of",
    "waiting",
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
