"""Rows of texts are what their acts say; redacted content leaves nothing behind."""

from __future__ import annotations

import pytest

from phoihop.access.domain.types import Role
from phoihop.intake import api
from phoihop.intake.models import Draft, Text
from phoihop.intake.projections import TextProjector, opening_of
from phoihop.ledger.api import Recorded, acts_about, compare, rebuild, redact
from phoihop.programme.domain.types import EvidenceStated
from tests.intake.desk import REPORT, received
from tests.programme.office import Office, actor

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("opened"),
]


def test_a_row_says_what_the_act_says() -> None:
    text = received(file_name="bao-cao.txt")
    row = Text.objects.get()
    (act,) = acts_about(f"text:{text}")
    assert (row.text, row.body, row.person, row.file_name) == (
        text,
        "M-QK3-CT",
        actor().person,
        "bao-cao.txt",
    )
    assert (row.content, row.characters, row.opening) == (REPORT, len(REPORT), REPORT.splitlines()[0])
    assert (row.leaf, row.ledger, row.how) == (act.leaf, "m-qk3-ct/work", "paste")


def test_a_rebuild_finds_no_difference(opened: Office) -> None:
    received()
    received("Báo cáo khác")
    assert compare() == ()
    rebuild()
    assert (compare(), Text.objects.count()) == ((), 2)


def test_a_redacted_text_is_gone_with_the_draft_that_quotes_it(opened: Office) -> None:
    text, other = received(), received("Báo cáo khác")
    evidence = EvidenceStated(text, 0, 8, "Hội nghị")
    assert api.evidence_url(evidence) == f"/nhap-van-ban/{text}/?tu=0&den=8#s-bang-chung"
    (act,) = acts_about(f"text:{text}")
    assert isinstance(redact(actor(Role.LEADER), [act.place], reason="nhập nhầm văn bản"), Recorded)
    assert list(Text.objects.values_list("text", flat=True)) == [other]
    assert (api.evidence_url(evidence), api.forget_drafts_without_text()) == ("", 1)
    assert list(Draft.objects.values_list("text", flat=True)) == [other]
    assert (compare(), api.forget_drafts_without_text()) == ((), 0)


def test_a_subject_that_no_command_made_has_no_row() -> None:
    received()
    (act,) = acts_about(f"text:{Text.objects.get().text}")
    assert (TextProjector().rows("text:x", [act]), TextProjector().rows("text:x", [])) == ((), ())


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("\n\n  0985.456.616\n --- \n  Báo cáo   kết quả \nhai", "Báo cáo kết quả"),
        ("123\n456", ""),
        ("x" * 300, "x" * 200),
    ],
    ids=["the first line with words", "no words", "a long line is cut"],
)
def test_the_opening_of_a_text(text: str, opening: str) -> None:
    assert opening_of(text) == opening
