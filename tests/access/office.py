"""A small office for the tests of access and shell: fictional people, their posts, and a clock that can be set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from phoihop.access.domain.types import Actor, Holding, Role
from phoihop.kernel.period import Period

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=HANOI)
REGION, BOARD, OLD_BOARD, ELSEWHERE = "M-QK3-CT", "T-HP-BTC", "T-HD-BTC", "T-XX-BTC"
NAMES = {REGION: "Cục Chính trị", BOARD: "Ban Tổ chức", ELSEWHERE: "Ban Tổ chức tỉnh khác"}
LEDGERS = {REGION: "m-qk3-ct/work", BOARD: "t-hp-btc/work"}
PASSWORD = "sông Cấm chảy ra biển"


def person(number: int) -> str:
    """The identifier of the person with this number."""
    return f"01J{number:023d}"


@dataclass(frozen=True, slots=True)
class Tenure:
    """One post held for a time."""

    person: str
    post: str
    title: str
    body: str
    role: Role
    held: Period

    def holding(self) -> Holding:
        """As access sees it."""
        return Holding(
            self.person,
            "Nguyễn Thị Lan",
            self.post,
            self.title,
            self.body,
            NAMES[self.body],
            self.role,
        )


@dataclass(slots=True)
class Office:
    """The ports that access asks: who holds which post, how things are called, which body is served, what time it is."""

    now: datetime = MONDAY
    tenures: list[Tenure] = field(default_factory=list)

    def appoint(
        self,
        number: int,
        role: Role,
        *,
        body: str = REGION,
        until: date | None = None,
        title: str = "",
    ) -> Tenure:
        """Give the person a post from 2026 on, until (not including) a day."""
        title = title or f"chức vụ {role.value}"
        post = f"{body}.{role.value}"
        tenure = Tenure(person(number), post, title, body, role, Period(date(2026, 1, 1), until))
        self.tenures.append(tenure)
        return tenure

    def holdings(self, person: str, on: date) -> tuple[Holding, ...]:
        """ActorSource: the posts held on a day."""
        found = (tenure for tenure in self.tenures if tenure.person == person and tenure.held.contains(on))
        return tuple(tenure.holding() for tenure in found)

    def acts_for(self, body: str, on: date) -> frozenset[str]:
        """ActorSource: the board took over the work of one that has ended."""
        return frozenset({body, OLD_BOARD}) if body == BOARD else frozenset({body})

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """NameSource."""
        known = {tenure.person: "Nguyễn Thị Lan" for tenure in self.tenures}
        known |= {tenure.post: tenure.title for tenure in self.tenures}
        return {code: known[code] for code in codes if code in known}

    def clock(self) -> datetime:
        """The time on the wall."""
        return self.now


def actor(role: Role, *, body: str = REGION, acts_for: frozenset[str] = frozenset()) -> Actor:
    """Somebody acting in a post with this role."""
    return Actor(
        account="lan.nguyen",
        person=person(1),
        person_name="Nguyễn Thị Lan",
        post=f"{body}.{role.value}",
        post_title=f"chức vụ {role.value}",
        body=body,
        body_name=NAMES[body],
        role=role,
        ledger=LEDGERS[body],
        acts_for=acts_for | {body},
    )
