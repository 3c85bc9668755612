from __future__ import annotations

import pytest

from phoihop.kernel.citation import Citation, Knowledge
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused, refuse

BASIS = Citation("BCT", "59-QĐ/TW", None, "Điều 3", state=Knowledge.VERIFIED)


def test_refuse_sorts_its_parameters_and_shows_numbers() -> None:
    assert refuse("tasks.too_many", found=12, allowed=3) == Refused(
        (Refusal("tasks.too_many", (("allowed", "3"), ("found", "12"))),)
    )


def test_refuse_carries_basis_and_remedy() -> None:
    refused = refuse("tasks.closed", basis=(BASIS,), remedy="tasks.reopen")
    assert refused.refusals == (Refusal("tasks.closed", (), (BASIS,), "tasks.reopen"),)


@pytest.mark.parametrize("code", ["", "closed", "Tasks.closed", "tasks.", "tasks.đóng", "tasks.closed\n"])
def test_a_code_without_context_is_no_code(code: str) -> None:
    with pytest.raises(ValueError, match="refusal code"):
        Refusal(code)


def test_a_sentence_is_no_remedy() -> None:
    with pytest.raises(ValueError, match="refusal code"):
        Refusal("tasks.closed", remedy="Đề nghị mở lại.")


def test_a_refusal_without_reason_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="at least one reason"):
        Refused(())


def test_a_decision_is_told_apart_by_its_class() -> None:
    def read(decision: Decision[int]) -> str:
        match decision:
            case Accepted(value):
                return f"accepted {value}"
            case Refused(refusals):
                return f"refused {refusals[0].code}"

    assert [read(Accepted(3)), read(refuse("a.b"))] == ["accepted 3", "refused a.b"]
