"""What a draft needs before it becomes a programme, and the acts it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.kernel.period import Period
from phoihop.ledger.domain.types import Basis, Party, Valid
from phoihop.programme.acts import (
    BasisStated,
    MeetingStated,
    ProgrammeAdopted,
    Stage,
    TaskAssigned,
)
from phoihop.programme.domain.adoption import ENTERED_HIMSELF, Grounds, decide_adoption
from phoihop.programme.domain.types import ProgrammePlan
from tests.programme.office import (
    CONFERENCE,
    PROGRAMME,
    REGION,
    SHA256,
    TEXT,
    TODAY,
    coordinated,
    evidence,
    led,
    paper,
    plan,
    task_plan,
)

TASK, OTHER = "01J0000000000000000000TSK1", "01J0000000000000000000TSK2"


def decided(
    draft: ProgrammePlan,
    *,
    programme: str = PROGRAMME,
    known: bool = False,
    grounds: Grounds = ENTERED_HIMSELF,
    today: date = TODAY,
):
    return decide_adoption(
        draft,
        programme=programme,
        task_ids=[TASK, OTHER][: len(draft.tasks)],
        known=known,
        grounds=grounds,
        today=today,
    )


@pytest.mark.parametrize(
    ("draft", "more", "codes"),
    [
        (plan(), {"known": True}, ["programme.already_adopted"]),
        (plan(), {"programme": "01J PROGRAMME"}, ["programme.id_malformed"]),
        (replace(plan(), tasks=()), {}, ["programme.no_tasks"]),
        (plan(title="  "), {}, ["programme.no_title"]),
        (plan(task_plan(" \n")), {}, ["programme.task_without_text"]),
        (plan(), {"today": date(2018, 4, 5)}, ["programme.document_in_future"]),
        (plan(), {"grounds": Grounds(paper=paper(number=" "))}, ["programme.paper_needs_number_and_date"]),
        (plan(), {"grounds": Grounds(paper=paper(day=None))}, ["programme.paper_needs_number_and_date"]),
        (plan(), {"grounds": Grounds(paper=paper(day="30-2"))}, ["programme.paper_needs_number_and_date"]),
        (plan(), {"grounds": Grounds(paper=paper(day="2026-11-24"))}, ["programme.paper_in_future"]),
        (replace(plan(title=""), tasks=()), {}, ["programme.no_title", "programme.no_tasks"]),
    ],
    ids=[
        "a form sent twice",
        "an id that no form of ours has",
        "no task",
        "no title",
        "a task without text",
        "a document of tomorrow",
        "a paper without number",
        "a paper without date",
        "a paper with a date that does not exist",
        "a paper of tomorrow",
        "everything that is missing is said at once",
    ],
)
def test_a_draft_is_refused(draft: ProgrammePlan, more, codes: list[str]) -> None:
    outcome = decided(draft, **more)
    assert isinstance(outcome, Refused)
    assert [refusal.code for refusal in outcome.refusals] == codes


def test_the_task_without_text_is_named() -> None:
    outcome = decided(plan(task_plan(), task_plan("")))
    assert isinstance(outcome, Refused)
    assert outcome.refusals[0].params == (("number", "2"),)


@pytest.mark.parametrize(
    "draft",
    [plan(title="TỐI MẬT\nChương trình"), plan(task_plan("MẬT\nrà soát quy hoạch"))],
    ids=["title", "task"],
)
def test_what_bears_a_mark_of_secrecy_is_refused(draft: ProgrammePlan) -> None:
    outcome = decided(draft)
    assert isinstance(outcome, Refused)
    assert [refusal.code for refusal in outcome.refusals] == ["reading.secret"]


def test_a_programme_and_its_tasks_become_acts_that_build_on_it() -> None:
    period = Period.year(2018)
    basis = (BasisStated(None, "Quy định 59"),)
    outcome = decided(plan(task_plan("  hoàn chỉnh\tQuy chế ", period=period, basis=basis), task_plan()))
    assert isinstance(outcome, Accepted)
    programme, first, second = outcome.value
    assert programme.subjects == (f"programme:{PROGRAMME}",)
    assert programme.payload == ProgrammeAdopted(
        title="Chương trình phối hợp năm 2018",
        stage=Stage.DRAFT,
        document_date="2018-04-06",
        text=TEXT,
        sha256=SHA256,
        meeting=MeetingStated("Hội nghị phối hợp", "2018-04-06", "Bộ Tư lệnh Quân khu"),
    )
    assert [(act.subjects, act.builds_on) for act in (first, second)] == [
        ((f"task:{TASK}",), (f"programme:{PROGRAMME}",)),
        ((f"task:{OTHER}",), (f"programme:{PROGRAMME}",)),
    ]
    assert first.payload == TaskAssigned(
        programme=PROGRAMME,
        number=1,
        text="hoàn chỉnh Quy chế",
        duties=(led(), coordinated()),
        starts="2018-01-01",
        ends="2019-01-01",
        basis=basis,
        evidence=evidence(),
    )
    assert second.payload.number == 2
    assert (second.payload.starts, second.payload.ends) == (None, None)


def test_all_acts_rest_on_the_text_and_hold_from_the_day_of_the_document() -> None:
    outcome = decided(plan())
    assert isinstance(outcome, Accepted)
    assert {(act.basis, act.valid, act.decided_by) for act in outcome.value} == {
        ((Basis(kind="text", issuer="", number="", sha256=SHA256),), Valid(CONFERENCE.isoformat()), None)
    }


def test_what_somebody_else_decided_on_paper_says_who_and_which_paper() -> None:
    leader = Party(body=REGION, person="01J00000000000000000000009", post="01J00000000000000000000008")
    outcome = decided(plan(), grounds=Grounds(decided_by=leader, paper=paper()))
    assert isinstance(outcome, Accepted)
    assert {(act.decided_by, act.basis[-1]) for act in outcome.value} == {(leader, paper())}
