"""The coordination partners of the home agency on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from phoihop.registry.domain.lineage import work_taken_over
from phoihop.registry.domain.protocol import in_protocol_order
from phoihop.registry.domain.types import BodyView, LineKind
from phoihop.registry.queries import organisation
from phoihop.registry.queries.organisation import InForce
from phoihop.registry.web.day import AsOf
from phoihop.registry.web.words import knowledge, when


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """A partner, since when, how well that is known, and the ended bodies whose work it took over."""

    body: BodyView
    url: str
    when: str
    mark: SafeString
    note: str
    took_over: tuple[str, ...]


def partner_rows(known: InForce, at: AsOf) -> tuple[PartnerRow, ...]:
    """The partners in protocol order. Four queries."""
    lines = organisation.lines_below(known.rules.home, LineKind.COORDINATION, at.day)
    facts, periods = organisation.changes_until(at.day)
    taken = {
        line.child: work_taken_over(line.child, on=at.day, facts=facts, periods=periods) - {line.child}
        for line in lines
    }
    ended = {code for codes in taken.values() for code in codes}
    bodies = organisation.bodies([*taken, *ended], at.day)
    line_of = {line.child: line for line in lines}
    partners = [bodies[code] for code in taken if code in bodies and bodies[code].alive(at.day)]
    return tuple(
        PartnerRow(
            body=body,
            url=at.url("body", code=body.code),
            when=when(line_of[body.code].period),
            mark=knowledge(line_of[body.code].state),
            note=line_of[body.code].note,
            took_over=_names(bodies[code] for code in taken[body.code] if code in bodies),
        )
        for body in in_protocol_order(partners, rules=known.rules)
    )


def _names(bodies: Iterable[BodyView]) -> tuple[str, ...]:
    return tuple(body.name for body in sorted(bodies, key=lambda body: body.code))
