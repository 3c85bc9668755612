"""An office for the tests of programmes: nine boards of 2018, their heirs, four ledgers, invented people."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from django.test import Client

from phoihop.access import ports as access_ports
from phoihop.access.api import AccessPorts, create_account
from phoihop.access.domain.types import Actor, Holding, Role
from phoihop.kernel.period import Period
from phoihop.kernel.refusal_catalogue import load_catalogue
from phoihop.ledger import acts as ledger_acts
from phoihop.ledger import ports as ledger_ports
from phoihop.ledger.api import Ports, Recorded, new_id, open_ledger
from phoihop.ledger.domain.types import Basis, KindBook
from phoihop.node.keys import FileKeyRing
from phoihop.programme import acts, api
from phoihop.programme.domain.types import (
    BasisStated,
    DutyRole,
    DutyStated,
    EvidenceStated,
    Issuing,
    Judgement,
    MeetingStated,
    ProgrammePlan,
    ProgressState,
    Report,
    Result,
    TaskPlan,
)
from phoihop.programme.models import Task
from phoihop.registry import acts as registry_acts
from phoihop.registry import api as registry
from phoihop.registry.queries import source
from phoihop.ui import refusals
from tests.registry.node import rows_of, write_head, write_names, write_rows
from tests.registry.registers import CONTENT

REGION, HAI_PHONG, QUANG_NINH = "M-QK3-CT", "P-31-BTC.v2", "P-22-BTC"
OLD_HAI_PHONG, OLD_HAI_DUONG = "P-31-BTC", "P-30-BTC"
NINE = tuple(f"P-{unit}-BTC" for unit in (17, 22, 30, 31, 33, 34, 35, 36, 37))
HEIRS = tuple(f"P-{unit}-BTC.v2" for unit in (25, 31, 33, 37))
CLASS = "Ban Tổ chức các tỉnh ủy, thành ủy"
REGISTRY_LEDGER = f"{REGION.lower()}/registry"
LEDGERS: Final = {REGION: "m-qk3-ct/work", HAI_PHONG: "p-31-btc/work", QUANG_NINH: "p-22-btc/work"}
NAMES: Final = {
    REGION: "Cục Chính trị Quân khu 3",
    HAI_PHONG: "Ban Tổ chức Thành ủy Hải Phòng",
    QUANG_NINH: "Ban Tổ chức Tỉnh ủy Quảng Ninh",
}
CONFERENCE, TODAY = date(2018, 4, 6), date(2026, 11, 23)
PASSWORD = "sông Cấm chảy ra biển"
TEXT, SHA256 = "01J0000000000000000000TEXT", "ab" * 32
PROGRAMME = "01J000000000000000000PR0GR"
LEAD, COORDINATING = DutyRole.LEAD, DutyRole.COORDINATING
DOING, DONE = ProgressState.DOING, ProgressState.DONE


# ------------------------------------------------------------------------------------------------ people


def actor(role: Role = Role.OFFICER, *, body: str = REGION) -> Actor:
    """Somebody acting in a post with this role; the board of Hải Phòng does the work of the merged ones."""
    took_over = {OLD_HAI_PHONG, OLD_HAI_DUONG} if body == HAI_PHONG else set[str]()
    return Actor(
        account=f"{role.value}.{body.lower()}",
        person=person(role, body),
        person_name="Nguyễn Thị Lan",
        post=post(role, body),
        post_title=f"chức vụ {role.value}",
        body=body,
        body_name=NAMES[body],
        role=role,
        ledger=LEDGERS[body],
        acts_for=frozenset({body} | took_over),
    )


def person(role: Role, body: str) -> str:
    """The identifier of the person who has this role in this body."""
    return f"01J{100 * list(Role).index(role) + list(LEDGERS).index(body):023d}"


def post(role: Role, body: str) -> str:
    """The identifier of the post."""
    return f"01K{100 * list(Role).index(role) + list(LEDGERS).index(body):023d}"


# ---------------------------------------------------------------------------------------------- the ports


@dataclass(slots=True)
class Office:
    """What is plugged in, the clock, and which pages were asked for evidence."""

    ring: FileKeyRing
    edition: Path
    now: datetime = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    asked: list[EvidenceStated] = field(default_factory=list)

    def clock(self) -> datetime:
        """The time on the wall."""
        return self.now

    def holdings(self, person_id: str, on: date) -> tuple[Holding, ...]:
        """ActorSource: everybody holds one post."""
        found = [
            Holding(
                person_id,
                "Nguyễn Thị Lan",
                post(role, body),
                f"chức vụ {role.value}",
                body,
                NAMES[body],
                role,
            )
            for role in Role
            for body in LEDGERS
            if person(role, body) == person_id
        ]
        return tuple(found)

    def last_ended(self, person: str, on: date) -> None:
        """ActorSource: no post has ended here."""

    def acts_for(self, body: str, on: date) -> frozenset[str]:
        """ActorSource: as the lineage of the edition says."""
        return registry.RegistryActorSource().acts_for(body, on)

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """NameSource of access."""
        return {}

    def evidence_url(self, evidence: EvidenceStated) -> str:
        """Port of programmes: the room with texts."""
        self.asked.append(evidence)
        return f"/nhap-van-ban/{evidence.text}/#s-{evidence.start}"

    def open(self) -> None:
        """All ledgers open, the edition loaded."""
        for ledger, agency in ((REGISTRY_LEDGER, REGION), *((name, body) for body, name in LEDGERS.items())):
            open_ledger(ledger, agency=agency, title="Nhật ký thử", key=self.ring.create(ledger, 1))
        write_edition(self.edition)
        assert isinstance(registry.load_edition(self.edition), Recorded)


@contextmanager
def plugged(folder: Path, project: Path) -> Iterator[Office]:
    """The office behind all ports; what was plugged before is put back."""
    lists = (ledger_ports._plugged, source._plugged, access_ports._plugged, refusals._plugged, api._plugged)
    before = [list(items) for items in lists]
    office = Office(FileKeyRing(folder / "keys"), folder / "edition")
    projectors = {p.subject_type: p for p in (*registry.PROJECTORS, *api.PROJECTORS)}
    kinds = KindBook((*ledger_acts.KINDS, *registry_acts.KINDS, *acts.KINDS))
    ledger_ports.plug(Ports(kinds, projectors, office.ring, office.clock, office, {}))
    registry.plug(REGISTRY_LEDGER, keeper=REGION)
    access_ports.plug(AccessPorts(source=office, names=office, ledgers=LEDGERS.get, clock=office.clock))
    refusals.plug(load_catalogue(project / "content" / "refusals"))
    api.plug(api.ProgrammePorts(evidence_url=office.evidence_url))
    try:
        yield office
    finally:
        for items, old in zip(lists, before, strict=True):
            items[:] = old


def write_edition(folder: Path) -> None:
    """A small edition of the register: the region, nine boards and the four that took over."""
    kept = {REGION, "P-31", *NINE, *HEIRS}
    folder.mkdir()
    counts: dict[str, int] = {}
    for name, columns in (
        ("bodies", ("code",)),
        ("edges", ("child", "parent")),
        ("lineage", ("from_code", "to_code")),
    ):
        rows = [r for r in rows_of(CONTENT / f"{name}.csv") if all(r[column] in kept for column in columns)]
        write_rows(folder / f"{name}.csv", rows)
        counts[name] = len(rows)
    for name in ("protocol.yaml", "vocabulary.yaml"):
        shutil.copy(CONTENT / name, folder / name)
    write_names(folder)
    write_head(folder, name="bản thử", counts=counts)


# --------------------------------------------------------------------------------------------- programmes


def led(*bodies: str, mention: str = "Cục Chính trị", rule: str | None = None) -> DutyStated:
    """Who leads."""
    return DutyStated(LEAD, mention, rule, bodies or (REGION,))


def coordinated(*bodies: str, mention: str = CLASS, rule: str | None = "ban-to-chuc") -> DutyStated:
    """Who coordinates: without bodies the nine boards."""
    return DutyStated(COORDINATING, mention, rule, bodies or NINE)


def evidence(quote: str = "hoàn chỉnh Quy chế để phối hợp", start: int = 10) -> EvidenceStated:
    """Where a task stands in the text."""
    return EvidenceStated(TEXT, start, start + len(quote), quote)


def task_plan(
    text: str = "hoàn chỉnh Quy chế để phối hợp",
    *duties: DutyStated,
    period: Period | None = None,
    basis: tuple[BasisStated, ...] = (),
) -> TaskPlan:
    """A task; without duties the region leads and the nine boards coordinate."""
    return TaskPlan(
        text=text, duties=duties or (led(), coordinated()), period=period, basis=basis, evidence=evidence()
    )


def plan(*tasks: TaskPlan, title: str = "Chương trình phối hợp năm 2018") -> ProgrammePlan:
    """A programme of the conference; without tasks one task."""
    return ProgrammePlan(
        title=title,
        document_date=CONFERENCE,
        text=TEXT,
        sha256=SHA256,
        tasks=tasks or (task_plan(),),
        meeting=MeetingStated("Hội nghị phối hợp", "2018-04-06", "Bộ Tư lệnh Quân khu"),
    )


def adopt(
    *tasks: TaskPlan,
    programme: str = PROGRAMME,
    title: str = "Chương trình phối hợp năm 2018",
    issued: bool = True,
) -> list[str]:
    """A programme drawn up by the officer of the region and issued: the ids of its tasks in order."""
    outcome = api.adopt_programme(actor(), plan(*tasks, title=title), programme=programme)
    assert isinstance(outcome, Recorded)
    if issued:
        issue(programme)
    found = Task.objects.filter(programme=programme).order_by("number")
    return list(found.values_list("task", flat=True))


def issuing(**more: object) -> Issuing:
    """How the region issues: on the day of the conference, signed by somebody without account."""
    stated = {"number": "12-CTr/CT", "day": CONFERENCE, "signer": "Trần Văn Thử", "signer_title": "Chủ nhiệm"}
    return Issuing(**{**stated, **more})


def issue(programme: str = PROGRAMME) -> None:
    """Issued from the signed paper that the clerk has in hand."""
    outcome = api.issue_programme(actor(Role.CLERK), issuing(), programme=programme)
    assert isinstance(outcome, Recorded)


def report(
    task: str,
    *,
    body: str = OLD_HAI_PHONG,
    state: ProgressState = DONE,
    day: date = date(2018, 5, 11),
    by: Actor | None = None,
    paper: Basis | None = None,
    confirmed: bool = False,
) -> Recorded:
    """A report that is accepted; without `by` from the board that does the work of the body.

    `confirmed`: on the same day, by who drew the programme up, from its paper.
    """
    said = Report(id=new_id(), body=body, state=state, reported_on=day)
    outcome = api.report_progress(by or actor(body=HAI_PHONG), said, task=task, paper=paper)
    assert isinstance(outcome, Recorded)
    if confirmed:
        judge(task, said.id, day=day)
    return outcome


def judge(
    task: str,
    report_id: str,
    *,
    result: Result = Result.CONFIRMED,
    day: date = date(2018, 5, 11),
    words: str = "Đạt yêu cầu",
) -> Recorded:
    """What the region says of a report, from its paper of the day."""
    said = Judgement(id=new_id(), report=report_id, by=REGION, result=result, words=words)
    outcome = api.judge_result(actor(Role.CLERK), said, task=task, paper=paper("7-TB/CT", day.isoformat()))
    assert isinstance(outcome, Recorded)
    return outcome


def paper(number: str = "41-CV/BTCTU", day: str | None = "2018-05-02", **more: str) -> Basis:
    """A paper of somebody else."""
    return Basis(kind="paper", issuer="Ban Tổ chức", number=number, date=day, **more)


def logged_in(role: Role = Role.OFFICER, *, body: str = REGION) -> Client:
    """A client that has come through the login page."""
    somebody = actor(role, body=body)
    create_account(somebody.account, person=somebody.person, password=PASSWORD, must_change_password=False)
    client = Client()
    answer = client.post("/dang-nhap/", {"login": somebody.account, "password": PASSWORD})
    assert answer.status_code == 302
    return client
