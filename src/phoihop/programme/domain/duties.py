"""What stands against stated duties: the same body in two leading roles, a body that has ended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Refusal
from phoihop.programme.acts import DutyRole, DutyStated

AT_THE_HEAD = frozenset({DutyRole.LEAD, DutyRole.COORDINATING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A body that did not exist any more on a day, or not yet (`since` is then its first day)."""

    code: str
    name: str
    since: date | None
    successors: tuple[str, ...] = ()
    begun: bool = True


def against_duties(duties: Sequence[DutyStated], *, ended: Collection[Ended], task: int) -> Iterator[Refusal]:
    """`ended`: which of the bodies had ended on the day of the document; `task`: number in the document."""
    numbered = (("number", str(task)),)
    seen: set[str] = set()
    for body in (code for duty in duties if _by_name(duty) for code in duty.bodies):
        if body in seen:
            yield Refusal("programme.body_twice", numbered)
            break
        seen.add(body)
    named = {code for duty in duties for code in duty.bodies}
    yield from (against_ended(one) for one in ended if one.code in named)


def _by_name(duty: DutyStated) -> bool:
    """Whether its bodies were named one by one; a class ("các Ban Tổ chức") may contain who leads."""
    return duty.role in AT_THE_HEAD and duty.rule is None


def against_ended(one: Ended) -> Refusal:
    """Why a body cannot be given a part, with who carries on its work."""
    day = show_date(one.since) if one.since else "?"
    if not one.begun:
        return Refusal("programme.body_not_begun", (("body", one.name), ("day", day)))
    heirs = "; ".join(one.successors) or "?"
    return Refusal("programme.body_ended", (("body", one.name), ("day", day), ("successors", heirs)))
