"""What the home pages show, from the rooms that know it: open duties, late reports, the machine."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from phoihop.node.doctor import examine
from phoihop.programme import api as programme
from phoihop.programme.domain.types import DutyRole
from phoihop.registry import api as registry
from phoihop.shell.domain.types import Done, Health, MachineFact, Part, Waiting

PARTS = {DutyRole.LEAD: Part.LEAD, DutyRole.COORDINATING: Part.CONCUR}


class ProgrammeToday:
    """Port `TodaySource` over the programmes."""

    def waiting(self, bodies: frozenset[str], *, on: date, limit: int) -> tuple[Waiting, ...]:
        """Open duties of these bodies, the earliest due first."""
        return tuple(
            Waiting(
                title=duty.text,
                url=reverse("programme:task", args=[duty.task]),
                part=PARTS[duty.role],
                programme=duty.programme_title,
                due=duty.last_day,
            )
            for duty in programme.open_duties(bodies, on=on, limit=limit)
        )

    def lately(self, bodies: frozenset[str], *, limit: int) -> tuple[Done, ...]:
        """Reports recorded last in tasks of these bodies, newest first."""
        reports = programme.lately_done(bodies, limit=limit)
        names = registry.Names().names(sorted({report.body for report in reports}))
        return tuple(
            Done(
                at=report.at,
                title=report.text,
                by=names.get(report.body, report.body),
                url=reverse("programme:task", args=[report.task]),
                on_paper=report.on_paper,
            )
            for report in reports
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
        return (*checks, MachineFact(label="đồng hồ máy", value=f"{at:%H:%M %d-%m-%Y}"))
