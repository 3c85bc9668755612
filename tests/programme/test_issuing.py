"""Laid for signature, back, issued: by whom, on which paper, never by who drew it up; what then counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.period import Period
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare, new_id, party_of, redact
from phoihop.ledger.attachments import put
from phoihop.ledger.domain.types import Basis, Party
from phoihop.programme.api import (
    adopt_programme,
    issue_programme,
    open_duties,
    programme,
    report_progress,
    return_to_draft,
    send_for_signature,
    task,
)
from phoihop.programme.domain.status import status_of
from phoihop.programme.domain.types import (
    AttachmentStated,
    Issuing,
    ProgrammeView,
    ProgressState,
    Report,
    SigningAsked,
    Stage,
    StatusKind,
)
from phoihop.programme.queries.facets import facets
from phoihop.programme.queries.home import lately_adopted
from phoihop.programme.queries.programmes import programmes
from tests.programme.office import (
    CONFERENCE,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    TODAY,
    Office,
    actor,
    adopt,
    issue,
    issuing,
    person,
    plan,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
SIGNER = SigningAsked(signer="Trần Văn Thử", signer_title="Chủ nhiệm")
LAST_DAY = Period(None, date(2018, 5, 16))


@pytest.fixture(autouse=True)
def rebuilt(opened: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [refusal.code for refusal in outcome.refusals]


def found() -> ProgrammeView:
    view = programme(PROGRAMME)
    assert view is not None
    return view


# ----------------------------------------------------------------------------------------- laid for signature


def test_a_draft_is_laid_before_its_signer_and_comes_back_with_the_reason() -> None:
    adopt(issued=False)
    assert isinstance(send_for_signature(actor(), SIGNER, programme=PROGRAMME), Recorded)
    assert (found().stage, found().signing) == (Stage.SIGNING, SIGNER)
    assert isinstance(return_to_draft(actor(), programme=PROGRAMME, reason=" sửa mục 2 "), Recorded)
    assert (found().stage, found().signing) == (Stage.DRAFT, None)
    assert acts_about(f"programme:{PROGRAMME}")[-1].payload.reason == "sửa mục 2"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (replace(SIGNER, signer=" "), ["programme.signer_missing"]),
        (replace(SIGNER, person=person(Role.OFFICER, REGION)), ["programme.drafter_cannot_sign"]),
    ],
    ids=["nobody", "who drew it up"],
)
def test_before_whom_a_draft_is_not_laid(asked: SigningAsked, expected: list[str]) -> None:
    adopt(issued=False)
    assert codes(send_for_signature(actor(), asked, programme=PROGRAMME)) == expected


def test_each_step_asks_for_the_step_before() -> None:
    adopt(issued=False)
    assert codes(return_to_draft(actor(), programme=PROGRAMME, reason="x")) == ["programme.nothing_to_return"]
    send_for_signature(actor(), SIGNER, programme=PROGRAMME)
    assert codes(send_for_signature(actor(), SIGNER, programme=PROGRAMME)) == ["programme.not_a_draft"]
    assert codes(return_to_draft(actor(), programme=PROGRAMME, reason=" ")) == ["programme.reason_missing"]
    assert codes(return_to_draft(actor(), programme=PROGRAMME, reason="MẬT")) == ["reading.secret"]
    other = actor(body=QUANG_NINH)
    assert codes(return_to_draft(other, programme=PROGRAMME, reason="x")) == ["programme.not_your_programme"]


# ---------------------------------------------------------------------------------------------------- issuing


def test_an_officer_or_clerk_records_the_signed_paper() -> None:
    adopt(issued=False)
    outcome = issue_programme(actor(Role.CLERK), issuing(person="01J9"), programme=PROGRAMME)
    assert isinstance(outcome, Recorded)
    envelope = outcome.acts[0].envelope
    assert (envelope.decided_by, envelope.entered_by) == (
        Party(body=REGION, person="01J9"),
        party_of(actor(Role.CLERK)),
    )
    assert envelope.basis == (Basis(kind="paper", issuer=REGION, number="12-CTr/CT", date="2018-04-06"),)
    issued = found().issued
    assert issued is not None
    assert (found().stage, issued.number, issued.day, issued.signer, issued.signer_title) == (
        Stage.ISSUED,
        "12-CTr/CT",
        CONFERENCE,
        "Trần Văn Thử",
        "Chủ nhiệm",
    )


def test_a_leader_with_an_account_issues_in_his_own_name() -> None:
    adopt(issued=False)
    leader = actor(Role.LEADER)
    assert isinstance(issue_programme(leader, issuing(signer=""), programme=PROGRAMME), Recorded)
    envelope = acts_about(f"programme:{PROGRAMME}")[-1].envelope
    assert (envelope.decided_by, envelope.basis) == (party_of(leader), ())
    issued = found().issued
    assert issued is not None
    assert issued.signer == leader.person_name


def test_a_leader_who_drew_it_up_himself_cannot_issue_it() -> None:
    outcome = adopt_programme(actor(Role.LEADER), plan(), programme=PROGRAMME)
    assert isinstance(outcome, Recorded)
    issued = issue_programme(actor(Role.LEADER), issuing(), programme=PROGRAMME)
    assert codes(issued) == ["programme.drafter_cannot_sign"]
    by_name = issuing(signer=person(Role.LEADER, REGION))  # the register knows no name: the id stands for it
    assert codes(issue_programme(actor(Role.CLERK), by_name, programme=PROGRAMME)) == [
        "programme.drafter_cannot_sign"
    ]
    same_name = replace(by_name, person="01J9")
    assert isinstance(issue_programme(actor(Role.CLERK), same_name, programme=PROGRAMME), Recorded)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (issuing(number=" "), ["programme.number_missing"]),
        (issuing(signer=""), ["programme.signer_missing"]),
        (issuing(day=date(2026, 11, 24)), ["programme.paper_in_future"]),
        (issuing(day=date(2018, 4, 5)), ["programme.issued_before_document"]),
        (issuing(person=person(Role.OFFICER, REGION)), ["programme.drafter_cannot_sign"]),
        (
            issuing(scan=AttachmentStated("ab" * 32, "ban-chup.pdf", 9)),
            ["programme.attachment_missing"],
        ),
        (issuing(signer_title="MẬT"), ["reading.secret"]),
    ],
    ids=[
        "without number",
        "without signer",
        "tomorrow",
        "before the document",
        "signed by who drew it up",
        "with a scan that is not kept here",
        "a mark of secrecy",
    ],
)
def test_what_is_not_issued(stated: Issuing, expected: list[str]) -> None:
    adopt(issued=False)
    assert codes(issue_programme(actor(Role.CLERK), stated, programme=PROGRAMME)) == expected
    assert found().stage is Stage.DRAFT


@pytest.mark.parametrize(
    ("role", "body", "expected"),
    [
        (Role.CLERK, QUANG_NINH, ["programme.not_your_programme"]),
        (Role.LEADER, QUANG_NINH, ["programme.not_your_programme"]),
        (Role.INSPECTOR, REGION, ["access.role_not_entitled"]),
        (Role.OPERATOR, REGION, ["access.role_not_entitled"]),
    ],
    ids=["another body's clerk", "another body's leader", "an inspector", "an operator"],
)
def test_who_may_not_issue(role: Role, body: str, expected: list[str]) -> None:
    adopt(issued=False)
    assert codes(issue_programme(actor(role, body=body), issuing(), programme=PROGRAMME)) == expected


def test_a_programme_is_issued_once_and_what_is_not_there_never() -> None:
    adopt()
    assert codes(issue_programme(actor(), issuing(), programme=PROGRAMME)) == ["programme.already_issued"]
    missing = issue_programme(actor(), issuing(), programme=new_id())
    assert codes(missing) == ["programme.no_such_programme"]


def test_a_scan_that_is_kept_goes_with_it() -> None:
    adopt(issued=False)
    kept = put(b"%PDF-1.7 quet", name="ban-chup.PDF")
    assert not isinstance(kept, Refused)
    scan = AttachmentStated(kept.sha256, kept.name, kept.size)
    assert isinstance(issue_programme(actor(), issuing(scan=scan), programme=PROGRAMME), Recorded)
    issued = found().issued
    assert issued is not None
    assert issued.scan == scan


# ------------------------------------------------------------------------------------------- what then counts


def test_before_the_issue_nothing_is_late_nothing_waits_and_nothing_is_reported() -> None:
    (id_,) = adopt(task_plan(period=LAST_DAY), issued=False)
    shown = task(id_, on=TODAY)
    assert shown is not None
    assert status_of(shown.task, on=TODAY).kind is StatusKind.DRAFT
    assert facets(PROGRAMME, on=TODAY).statuses == {StatusKind.DRAFT: 1}
    assert open_duties({REGION}, on=TODAY, limit=9) == ()
    (listed,), _ = programmes(on=TODAY, limit=9)
    assert (listed.stage, listed.tasks, listed.late) == (Stage.DRAFT, 1, 0)
    said = Report(id=new_id(), body=REGION, state=ProgressState.DOING, reported_on=TODAY)
    assert codes(report_progress(actor(), said, task=id_)) == ["programme.not_issued"]
    assert [len(lately_adopted({body}, limit=9)) for body in (REGION, QUANG_NINH)] == [1, 0]
    issue()
    assert facets(PROGRAMME, on=TODAY).statuses == {StatusKind.LATE: 1}
    assert len(open_duties({QUANG_NINH}, on=TODAY, limit=9)) == 1
    assert isinstance(report_progress(actor(), said, task=id_), Recorded)


def test_between_document_and_issue_it_was_a_draft_also_seen_from_today() -> None:
    (id_,) = adopt(task_plan(period=LAST_DAY), issued=False)
    issue_programme(actor(), issuing(day=date(2018, 5, 20)), programme=PROGRAMME)
    days = (date(2018, 5, 19), date(2018, 5, 20))
    views = [task(id_, on=day) for day in days]
    kinds = [status_of(view.task, on=day).kind for view, day in zip(views, days, strict=True) if view]
    assert kinds == [StatusKind.DRAFT, StatusKind.LATE]
    assert [facets(PROGRAMME, on=day).statuses for day in days] == [
        {StatusKind.DRAFT: 1},
        {StatusKind.LATE: 1},
    ]
    stages = [view.stage for day in days if (view := programme(PROGRAMME, on=day))]
    assert stages == [Stage.DRAFT, Stage.ISSUED]


def test_what_was_recorded_before_the_issue_with_later_days_does_not_outlast_it() -> None:
    adopt(issued=False)
    send_for_signature(actor(), SIGNER, programme=PROGRAMME)
    issue()
    stages = [view.stage for day in (CONFERENCE, TODAY) if (view := programme(PROGRAMME, on=day))]
    assert stages == [Stage.ISSUED, Stage.ISSUED]


def test_a_cleared_issue_leaves_it_issued_without_number() -> None:
    adopt()
    place = acts_about(f"programme:{PROGRAMME}")[-1].place
    assert isinstance(redact(actor(Role.LEADER), [place], reason="Ghi nhầm"), Recorded)
    issued = found().issued
    assert issued is not None
    assert (found().stage, issued.number, issued.day) == (Stage.ISSUED, "", CONFERENCE)
