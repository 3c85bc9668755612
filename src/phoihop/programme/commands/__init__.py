"""Writing programmes: one function per command, the actor first; refusals are values, see the catalogue."""

from __future__ import annotations

from phoihop.programme.commands.amending import add_task, amend_task
from phoihop.programme.commands.drafting import adopt_programme, return_to_draft, send_for_signature
from phoihop.programme.commands.issuing import issue_programme
from phoihop.programme.commands.opinions import ask_opinions, give_opinion
from phoihop.programme.commands.reporting import judge_result, report_progress

__all__ = [
    "add_task",
    "adopt_programme",
    "amend_task",
    "ask_opinions",
    "give_opinion",
    "issue_programme",
    "judge_result",
    "report_progress",
    "return_to_draft",
    "send_for_signature",
]
