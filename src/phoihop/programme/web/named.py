"""Names typed into a form, one on each line, as duties: what the register knows them to mean on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from phoihop.programme.domain.types import DutyRole, DutyStated
from phoihop.programme.web.words import ROLES
from phoihop.registry import api as registry
from phoihop.registry.domain import types as register


@dataclass(frozen=True, slots=True)
class NameFault:
    """A name that does not say which body is meant, in a sentence with what could be meant."""

    role: DutyRole
    sentence: str


@dataclass(frozen=True, slots=True)
class Named:
    """The duties that names stand for, and the names that stand for nothing yet."""

    duties: tuple[DutyStated, ...]
    faults: tuple[NameFault, ...]


def names_in(typed: str) -> tuple[str, ...]:
    """The lines of a field, each once, without empty ones."""
    return tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))


def named(typed: Mapping[DutyRole, str], *, on: date) -> Named:
    """What the lines of each field mean on the day. Five queries, however many names."""
    lines = [(role, name) for role, text in typed.items() for name in names_in(text)]
    if not lines:
        return Named((), ())
    try:
        answers = registry.resolve_mentions([name for _, name in lines], on=on)
    except registry.NoEdition:
        return Named((), (NameFault(lines[0][0], gettext("Danh bạ tổ chức chưa được nạp.")),))
    return _sorted_out(lines, answers)


def _sorted_out(lines: Sequence[tuple[DutyRole, str]], answers: Sequence[register.Resolution]) -> Named:
    duties: list[DutyStated] = []
    faults: list[NameFault] = []
    for (role, name), answer in zip(lines, answers, strict=True):
        match answer:
            case register.Resolved(found):
                duties.append(DutyStated(role, name, None, tuple(body.code for body in found)))
            case register.ClassOf() if answer.members:
                members = tuple(body.code for body in answer.members)
                duties.append(DutyStated(role, name, answer.rule, members))
            case _:
                faults.append(NameFault(role, _sentence(role, name, answer)))
    return Named(tuple(duties), tuple(faults))


def _sentence(role: DutyRole, name: str, answer: register.Resolution) -> str:
    words = {"role": str(ROLES[role]), "name": name, "offered": "; ".join(_offered(answer))}
    if isinstance(answer, register.Ended):
        return gettext("%(role)s: “%(name)s” đã kết thúc hoạt động. Tổ chức kế thừa: %(offered)s.") % words
    if words["offered"]:
        return gettext("%(role)s: “%(name)s” chưa rõ là tổ chức nào. Có thể là: %(offered)s.") % words
    return gettext("%(role)s: chưa có tổ chức nào tên “%(name)s” trong danh bạ vào ngày này.") % words


def _offered(answer: register.Resolution) -> Iterator[str]:
    match answer:
        case register.Ambiguous(candidates):
            yield from (body.name for body in candidates)
        case register.Ended(_, successors):
            yield from (body.name for body in successors)
        case register.Unknown(later):
            yield from (body.name for body in later)
