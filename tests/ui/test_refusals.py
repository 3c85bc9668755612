from __future__ import annotations

from datetime import date

import pytest

from phoihop.kernel.citation import Citation, Knowledge
from phoihop.kernel.decision import Refusal
from phoihop.ui import refusals
from phoihop.ui.refusals import ShownCitation, ShownRefusal, shown_citation, shown_refusals

FULL = Citation("Ban Bí thư", "61-QĐ/TW", date(2012, 12, 29), "Điều 5", "Quy định", state=Knowledge.VERIFIED)

CITATIONS = {
    "everything known": (
        FULL,
        "Quy định 61-QĐ/TW ngày 29-12-2012 của Ban Bí thư, Điều 5",
        "đã đối chiếu văn bản gốc",
    ),
    "number and issuer only": (
        Citation("Bộ Chính trị", "28-NQ/TW", None, state=Knowledge.SECONDARY),
        "28-NQ/TW của Bộ Chính trị",
        "theo nguồn thứ cấp",
    ),
    "concluded": (
        Citation("Quân ủy Trung ương", "1-QC", None, state=Knowledge.DERIVED),
        "1-QC của Quân ủy Trung ương",
        "suy ra từ quy định khác",
    ),
    "to be confirmed": (
        Citation("Chính phủ", "2-NĐ", None, state=Knowledge.TO_CONFIRM),
        "2-NĐ của Chính phủ",
        "cần xác nhận",
    ),
}


@pytest.mark.parametrize(("citation", "words", "knowledge"), CITATIONS.values(), ids=CITATIONS.keys())
def test_a_citation_is_said_as_far_as_it_is_known(citation: Citation, words: str, knowledge: str) -> None:
    sure = citation.state is Knowledge.VERIFIED
    assert shown_citation(citation) == ShownCitation(words=words, knowledge=knowledge, sure=sure)


@pytest.mark.usefixtures("sample_sentences")
def test_a_refusal_has_sentence_remedy_and_basis() -> None:
    refusal = Refusal("sample.too_early", (("day", "06-4-2018"), ("what", "Tổng kết")), (FULL,))
    assert shown_refusals([refusal], lang="en") == (
        ShownRefusal(
            sentence="The task “Tổng kết” cannot be assigned: the regulation is not in force on 06-4-2018.",
            remedy="Choose a day on which it is in force, or state another basis.",
            basis=(shown_citation(FULL),),
        ),
    )


def test_before_wiring_a_refusal_is_not_shown_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_plugged", [])
    with pytest.raises(refusals.NotWired):
        shown_refusals([Refusal("sample.too_early")], lang="vi")
