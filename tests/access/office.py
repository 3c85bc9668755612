"""A small office for the tests of access and shell: invented people, their posts, a clock that can be set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.test import Client

from phoihop.access import ports
from phoihop.access.api import AccessPorts, create_account
from phoihop.access.domain.policy import SignInPolicy
from phoihop.access.domain.types import Actor, EndedPost, Holding, Role
from phoihop.kernel.period import Period
from phoihop.kernel.refusal_catalogue import load_catalogue
from phoihop.ui import refusals

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
    """The ports that access asks: who holds which post, how things are called, what time it is."""

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

    def last_ended(self, person: str, on: date) -> EndedPost | None:
        """ActorSource: the post that ended last."""
        ended = [t for t in self.tenures if t.person == person and t.held.end and t.held.end <= on]
        last = max(ended, key=lambda tenure: tenure.held.end or on, default=None)
        return None if last is None else EndedPost(last.title, NAMES[last.body], last.held.end or on)

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """NameSource."""
        known = {tenure.person: "Nguyễn Thị Lan" for tenure in self.tenures}
        known |= {tenure.post: tenure.title for tenure in self.tenures}
        known["tests.record"] = "Trang thử"
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


@contextmanager
def plugged(office: Office, project: Path) -> Iterator[None]:
    """The office behind the ports of access, and the sentences; what was plugged before is put back."""
    before, words = list(ports._plugged), list(refusals._plugged)
    ports.plug(
        AccessPorts(
            source=office,
            names=office,
            ledgers=LEDGERS.get,
            clock=office.clock,
            keepable=lambda text: "MẬT" not in text,
        )
    )
    refusals.plug(load_catalogue(project / "content" / "refusals"))
    try:
        yield
    finally:
        ports._plugged[:], refusals._plugged[:] = before, words


def put_policy(policy: SignInPolicy) -> None:
    """Another policy from now on, as after a change of node.toml."""
    ports.plug(replace(ports.ports(), policy=policy))


def open_account(number: int = 1, login: str = "lan.nguyen", *, must_change_password: bool = False) -> str:
    """The account of the person with a number."""
    create_account(login, person=person(number), password=PASSWORD, must_change_password=must_change_password)
    return login


def logged_in(
    office: Office, *roles: Role, number: int = 1, login: str = "lan.nguyen", body: str = REGION
) -> Client:
    """A client that has come through the login page as somebody in these roles."""
    for role in roles:
        office.appoint(number, role, body=body)
    open_account(number, login)
    client = Client()
    answer = client.post("/dang-nhap/", {"login": login, "password": PASSWORD})
    assert answer.status_code == 302
    return client
