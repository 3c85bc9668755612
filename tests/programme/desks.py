"""Desks for tests of work inside an agency: posts and tenures in the register, a colleague, a successor."""

from __future__ import annotations

from datetime import date
from typing import Final

from phoihop.access.domain.types import Actor, Role
from phoihop.ledger.api import Recorded, new_id
from phoihop.programme import api
from phoihop.programme.domain.types import Handing
from phoihop.registry import api as registry
from tests.programme.office import HAI_PHONG, REGION, actor, person, post

START: Final = date(2026, 1, 5)
COLLEAGUE: Final = ("01K0000000000000000000C0LP", "01J0000000000000000000C0LA")
SUCCESSOR: Final = "01J000000000000000000SVCCR"
OFFICER: Final = (post(Role.OFFICER, REGION), person(Role.OFFICER, REGION))
LEADER: Final = (post(Role.LEADER, REGION), person(Role.LEADER, REGION))
INSPECTOR: Final = (post(Role.INSPECTOR, REGION), person(Role.INSPECTOR, REGION))
BOARD_OFFICER: Final = (post(Role.OFFICER, HAI_PHONG), person(Role.OFFICER, HAI_PHONG))
_STAFF: Final = (
    (OFFICER, "Nguyễn Thị Lan", "Trợ lý Phòng Tổ chức", Role.OFFICER, REGION),
    (COLLEAGUE, "Trần Văn Sơn", "Trợ lý Phòng Cán bộ", Role.OFFICER, REGION),
    (LEADER, "Đỗ Hữu Phúc", "Phó Chủ nhiệm", Role.LEADER, REGION),
    (INSPECTOR, "Bùi Thị Thơm", "Ủy viên kiểm tra", Role.INSPECTOR, REGION),
    (BOARD_OFFICER, "Lê Thị Vân", "Chuyên viên", Role.OFFICER, HAI_PHONG),
)


def staffed() -> dict[tuple[str, str], str]:
    """Everybody in the register: the tenure of each post and person."""
    return {(seat[0], seat[1]): _seated(*seat, order=order) for order, seat in enumerate(_flat(), start=1)}


def _flat() -> list[tuple[str, str, str, str, Role, str]]:
    return [(*seat, name, title, role, body) for seat, name, title, role, body in _STAFF]


def _seated(post_: str, person_: str, name: str, title: str, role: Role, body: str, *, order: int) -> str:
    tenure = new_id()
    _need(registry.record_person(actor(), person=person_, name=name))
    _need(registry.record_post(actor(), post=post_, body=body, title=title, role=role, order=order))
    _need(registry.start_tenure(actor(), tenure=tenure, person=person_, post=post_, start=START))
    return tenure


def leaves(tenure: str, *, on: date) -> None:
    """The tenure ends: `on` is the first day without the post."""
    _need(registry.end_tenure(actor(), tenure=tenure, on=on))


def succeeds(post_: str, *, on: date, name: str = "Phạm Gia Khánh") -> tuple[str, str]:
    """A new person in the post from the day on."""
    _need(registry.record_person(actor(), person=SUCCESSOR, name=name))
    _need(registry.start_tenure(actor(), tenure=new_id(), person=SUCCESSOR, post=post_, start=on))
    return (post_, SUCCESSOR)


def handing(
    seat: tuple[str, str] | None, *, body: str = REGION, last_day: date | None = None, note: str = ""
) -> Handing:
    """A handing to a seat, None: back to the tray."""
    to_post, to_person = seat or (None, None)
    return Handing(id=new_id(), body=body, post=to_post, person=to_person, last_day=last_day, note=note)


def handed(
    task: str,
    seat: tuple[str, str] | None,
    *,
    by: Actor | None = None,
    body: str = REGION,
    last_day: date | None = None,
) -> None:
    """A handing that is accepted."""
    _need(api.hand_on(by or actor(Role.LEADER), handing(seat, body=body, last_day=last_day), task=task))


def _need(outcome: object) -> None:
    assert isinstance(outcome, Recorded), outcome
