"""What the home pages show, from the rooms that know it: open duties, late reports, the machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localtime

from phoihop.access.api import today
from phoihop.intake import api as intake
from phoihop.kernel.text import sentence_case
from phoihop.node.doctor import examine
from phoihop.programme import api as programme
from phoihop.programme.domain.types import DutyRole, LatelyAdopted, LatelyDone
from phoihop.registry import api as registry
from phoihop.shell.domain.types import Deed, Done, Health, MachineFact, OpenDraft, Part, Waiting

PARTS = {DutyRole.LEAD: Part.LEAD, DutyRole.COORDINATING: Part.CONCUR}


class ProgrammeToday:
    """Port `TodaySource` over the programmes."""

    def waiting(self, bodies: frozenset[str], *, on: date, limit: int) -> tuple[Waiting, ...]:
        """Open duties of these bodies, the earliest due first."""
        return tuple(
            Waiting(
                title=sentence_case(duty.text),
                url=reverse("programme:task", args=[duty.task]),
                part=PARTS[duty.role],
                programme=duty.programme_title,
                due=duty.last_day,
            )
            for duty in programme.open_duties(bodies, on=on, limit=limit)
        )

    def drafts(self, bodies: frozenset[str], *, limit: int) -> tuple[OpenDraft, ...]:
        """Drafts of these bodies of which no programme was drawn up yet, the latest first."""
        return tuple(
            OpenDraft(
                title=draft.title,
                url=reverse("intake:text", args=[draft.text]),
                tasks=draft.tasks,
                by=draft.changed_by_name,
                at=draft.changed_at,
            )
            for draft in intake.waiting_drafts(bodies, limit=limit)
        )

    def lately(self, bodies: frozenset[str], *, limit: int) -> tuple[Done, ...]:
        """Reports and new programmes that concern these bodies, newest first."""
        reports = programme.lately_done(bodies, limit=limit)
        adopted = programme.lately_adopted(bodies, limit=limit)
        concerned = {report.body for report in reports} | {new.body for new in adopted}
        names = registry.body_names(concerned, on=today())
        found = [_reported(report, names) for report in reports]
        found += [_adopted(new, names) for new in adopted]
        return tuple(sorted(found, key=lambda done: done.at, reverse=True)[:limit])


def _reported(report: LatelyDone, names: Mapping[str, str]) -> Done:
    return Done(
        at=report.at,
        title=sentence_case(report.text),
        by=names.get(report.body, report.body),
        url=reverse("programme:task", args=[report.task]),
        on_paper=report.on_paper,
    )


def _adopted(adopted: LatelyAdopted, names: Mapping[str, str]) -> Done:
    return Done(
        at=adopted.at,
        title=adopted.title,
        deed=Deed.DRAWN_UP,
        by=names.get(adopted.body, adopted.body),
        url=reverse("programme:programme", args=[adopted.programme]),
    )


class MachineState:
    """Port `MachineSource` over the checks of `phoihop doctor`; no content."""

    def facts(self, *, at: datetime) -> tuple[MachineFact, ...]:
        """Every check, and the moment at which it was made."""
        checks = tuple(
            MachineFact(
                label=check.what,
                value=check.found,
                health=Health.GOOD if check.good else Health.BAD,
                remedy="" if check.good else check.remedy,
            )
            for check in examine()
        )
        return (*checks, MachineFact(label="đồng hồ máy", value=f"{localtime(at):%H:%M %d-%m-%Y}"))
