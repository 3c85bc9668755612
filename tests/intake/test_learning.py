"""What a correction teaches is kept, seen, used for the next text, and withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import msgspec
import pytest
from django.test import Client

from phoihop.intake.acts import WORD_LEARNED, WORD_WITHDRAWN, WordLearned
from phoihop.intake.commands import learn_from_item, learn_word, withdraw_word
from phoihop.intake.domain.learning import LONGEST_WRITTEN, decide_learning, decide_withdrawal, lessons
from phoihop.intake.domain.types import (
    BodyDoubt,
    BodyHow,
    Cited,
    Duty,
    DutyRole,
    Ground,
    Item,
    Lesson,
    WordKind,
)
from phoihop.intake.models import Word
from phoihop.intake.projections import WordProjector
from phoihop.intake.queries.learned import words_of
from phoihop.kernel.decision import Accepted, Decision, Refused
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare, new_id
from tests.intake.desk import draft, received
from tests.programme.office import HAI_PHONG, REGION, actor, logged_in

LEAD, COORDINATING = DutyRole.LEAD, DutyRole.COORDINATING
ID = "01J0000000000000000000W0RD"
UNCLEAR = Duty(role=LEAD, mention="Ban TV", doubt=BodyDoubt.UNKNOWN, candidates=("P-1", "P-2"))
CLEAR = Duty(role=LEAD, mention="Ban Tuyên vận Tỉnh ủy", bodies=("P-1",), how=BodyHow.NAME)
PICKED = msgspec.structs.replace(UNCLEAR, bodies=("P-1",), doubt=None, chosen=True)
OTHER = Duty(role=COORDINATING, mention="Sở Mẫu", doubt=BodyDoubt.UNKNOWN)
SHORT = Ground(
    label="Quyết định 12 của BLĐ", cited=Cited(kind="Quyết định", numbers=("12",), issuers=("BLĐ",))
)
LONG = Ground(
    label="Quyết định 12 của Ban Liên đoàn",
    cited=Cited(kind="Quyết định", numbers=("12",), issuers=("Ban Liên đoàn",)),
)
ANOTHER = Ground(label="Quyết định 13", cited=Cited(kind="Quyết định", numbers=("13",), issuers=("Ban",)))


def item(*duties: Duty, ground: Ground | None = None) -> Item:
    return Item(
        id="t1", text="việc", start=0, end=4, duties=duties, grounds=(ground,) if ground is not None else ()
    )


def body(written: str, means: str = "", *codes: str) -> Lesson:
    return Lesson(kind=WordKind.BODY, written=written, means=means, bodies=codes)


@pytest.mark.parametrize(
    ("read", "corrected", "expected"),
    [
        (item(UNCLEAR), item(PICKED), (body("Ban TV", "", "P-1"),)),
        (item(UNCLEAR, OTHER), item(CLEAR, OTHER), (body("Ban TV", "Ban Tuyên vận Tỉnh ủy"),)),
        (item(UNCLEAR), item(UNCLEAR), ()),
        (item(CLEAR), item(msgspec.structs.replace(CLEAR, mention="Sở Mẫu")), ()),
        (item(UNCLEAR), item(msgspec.structs.replace(UNCLEAR, mention="Ban X")), ()),
        (item(UNCLEAR, msgspec.structs.replace(UNCLEAR, mention="Ban DV")), item(CLEAR), ()),
        (item(UNCLEAR), item(), ()),
        (
            item(ground=SHORT),
            item(ground=LONG),
            (Lesson(kind=WordKind.ISSUER, written="BLĐ", means="Ban Liên đoàn"),),
        ),
        (item(ground=SHORT), item(ground=ANOTHER), ()),
        (item(ground=SHORT), item(), ()),
        (item(ground=SHORT), item(ground=Ground(label="x")), ()),
    ],
    ids=[
        "a body was picked",
        "the name was written anew",
        "nothing was corrected",
        "a clear name gave way to another: a change of mind, not of writing",
        "the new name is not clear either",
        "two names gave way to one",
        "a name was taken out",
        "the issuer was written out",
        "another document is cited",
        "a document was taken out",
        "what is cited now cannot be read",
    ],
)
def test_what_a_correction_teaches(read: Item, corrected: Item, expected: tuple[Lesson, ...]) -> None:
    assert lessons(read, corrected) == expected


def codes(decision: Decision[object]) -> list[str]:
    return [refusal.code for refusal in decision.refusals] if isinstance(decision, Refused) else []


@pytest.mark.parametrize(
    ("lesson", "id_", "code"),
    [
        (body("Ban TV", "Ban"), "x", "intake.id_malformed"),
        (body("  ", "Ban"), ID, "intake.word_empty"),
        (body("B" * (LONGEST_WRITTEN + 1), "Ban"), ID, "intake.word_too_long"),
        (body("Ban TV"), ID, "intake.word_means_nothing"),
        (body("BAN  MẪU", "Ban"), ID, "intake.word_known"),
        (body("Ban TV", "Ban (TUYỆT MẬT)"), ID, "reading.secret"),
    ],
    ids=["no id", "no words", "a whole sentence", "no meaning", "known up to case and blanks", "a secret"],
)
def test_what_is_not_learned(lesson: Lesson, id_: str, code: str) -> None:
    known = {(WordKind.BODY, "ban mau")}
    assert codes(decide_learning(lesson, id_=id_, text="", known=known)) == [code]


def test_the_act_says_what_was_written_and_what_it_means() -> None:
    decision = decide_learning(body(" Ban  TV ", "", "P-1"), id_=ID, text="T", known=set())
    assert isinstance(decision, Accepted)
    (proposal,) = decision.value
    assert (proposal.kind, proposal.subjects) == (WORD_LEARNED, (f"word:{ID}",))
    assert proposal.payload == WordLearned(
        kind=WordKind.BODY, written="Ban TV", means="", bodies=("P-1",), text="T"
    )
    post = Lesson(kind=WordKind.POST, written="Trưởng cụm", means="")
    assert codes(decide_learning(post, id_=ID, text="", known=set())) == []


def test_a_word_that_is_not_there_cannot_be_withdrawn() -> None:
    assert codes(decide_withdrawal(None)) == ["intake.no_such_word"]


# ------------------------------------------------------------------------------------------- with a database

with_pages = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
]


def report(name: str, task: str) -> str:
    return (
        f"Hội nghị phối hợp {name}\n\nSáng 12-5-2018, Cục Chính trị và Ban Tổ chức các tỉnh, thành ủy tổ "
        f"chức Hội nghị phối hợp {name}.\n\nĐồng chí Thiếu tướng Phạm Quốc Lâm, Chính ủy Quân khu yêu cầu, "
        f"trong thời gian tới, {task} trước ngày 20-12-2018.\n"
    )


VAGUE = "Cục Chính trị chủ động phối hợp với Ban Tổ chức Tỉnh ủy hoàn chỉnh Quy chế phối hợp"
UNREAD = "Xưởng Z17 rà soát danh sách cán bộ"


@pytest.fixture
def rebuilt() -> Iterator[None]:
    """After the test a rebuild finds no difference."""
    yield
    assert compare() == ()


class TestWithADatabase:
    """What was learned stays, is used, and goes."""

    pytestmark: ClassVar = [*with_pages, pytest.mark.usefixtures("site", "rebuilt")]

    def test_a_choice_that_is_remembered_is_made_in_the_next_text(self) -> None:
        client, text = logged_in(), received(report("A", VAGUE))
        partner = choose(client, text, remember=True)
        assert [duty.how for duty in partner] == [BodyHow.CHOSEN]
        (word,) = words_of([REGION])
        assert (word.lesson, word.text) == (body("Ban Tổ chức Tỉnh ủy", "", "P-30-BTC"), text)
        (found,) = partners(received(report("B", VAGUE)))
        assert (found.bodies, found.how, found.doubt) == (("P-30-BTC",), BodyHow.LEARNED, None)

    def test_a_choice_that_is_not_remembered_is_made_in_this_text_only(self) -> None:
        choose(logged_in(), received(report("A", VAGUE)), remember=False)
        (found,) = partners(received(report("B", VAGUE)))
        assert (found.doubt, words_of([REGION])) == (BodyDoubt.SEVERAL, ())

    def test_a_form_that_saves_itself_remembers_nothing(self) -> None:
        client, text = logged_in(), received(report("A", VAGUE))
        choose(client, text, remember=True, headers={"X-Requested-With": "autosave"})
        assert words_of([REGION]) == ()
        choose(client, text, remember=True)
        assert [word.lesson.written for word in words_of([REGION])] == ["Ban Tổ chức Tỉnh ủy"]

    def test_the_same_correction_teaches_once(self) -> None:
        text = received(report("A", VAGUE))
        choose(logged_in(), text, remember=True)
        assert learn_from_item(actor(), text=text, item="t1") == ()
        assert Word.objects.count() == 1

    def test_a_word_entered_by_hand_is_read_and_resolved(self) -> None:
        client = logged_in()
        page = client.get("/nhap-van-ban/cach-viet/")
        fields = {"id": hidden(page.content.decode()), "kind": "body", "written": "Xưởng Z17"}
        answer = client.post("/nhap-van-ban/cach-viet/", {**fields, "means": ""})
        assert (answer.status_code, "chỉ tổ chức nào" in answer.content.decode()) == (422, True)
        client.post("/nhap-van-ban/cach-viet/", {**fields, "means": "Cục Chính trị Quân khu 3"})
        (lead,) = draft(received(report("A", UNREAD))).content.items[0].of(LEAD)
        assert (lead.mention, lead.bodies, lead.how) == ("Xưởng Z17", (REGION,), BodyHow.LEARNED)

    def test_a_word_that_was_withdrawn_counts_no_more_and_can_be_learned_anew(self) -> None:
        assert isinstance(learn(body("Xưởng Z17", "Cục Chính trị Quân khu 3")), Recorded)
        assert codes(learn(body("xưởng z17", "Sở"))) == ["intake.word_known"]
        (word,) = words_of([REGION])
        client = logged_in()
        client.post(f"/nhap-van-ban/cach-viet/{word.id}/thoi/")
        assert [act.kind for act in acts_about(f"word:{word.id}")] == [WORD_LEARNED.name, WORD_WITHDRAWN.name]
        assert words_of([REGION]) == ()
        assert codes(withdraw_word(actor(), word.id)) == ["intake.word_not_in_use"]
        assert "thôi dùng từ" in client.get("/nhap-van-ban/cach-viet/").content.decode()
        assert draft(received(report("A", UNREAD))).content.items == ()
        assert isinstance(learn(body("Xưởng Z17", "Sở Mẫu")), Recorded)

    def test_words_of_another_agency_do_not_count_and_cannot_be_withdrawn(self) -> None:
        assert isinstance(
            learn_word(actor(body=HAI_PHONG), body("Xưởng Z17", "Sở Mẫu"), id_=new_id()), Recorded
        )
        (word,) = words_of([HAI_PHONG])
        assert draft(received(report("A", UNREAD))).content.items == ()
        assert codes(withdraw_word(actor(), word.id)) == ["intake.other_agency"]
        assert codes(withdraw_word(actor(), "x")) == ["intake.no_such_word"]

    def test_a_subject_that_no_command_made_has_no_row(self) -> None:
        learn(body("Xưởng Z17", "Sở Mẫu"))
        (act,) = acts_about(f"word:{Word.objects.get().word}")
        assert (WordProjector().rows("word:x", [act]), WordProjector().rows("word:x", [])) == ((), ())

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_costs_the_same_for_one_and_three(self, count: int) -> None:
        from django.db import connections
        from django.test.utils import CaptureQueriesContext

        for number in range(count):
            learn(body(f"Xưởng Z{number}", "", REGION))
        client = logged_in()
        with CaptureQueriesContext(connections["default"]) as found:
            client.get("/nhap-van-ban/cach-viet/")
        assert len(found) == 5


def learn(lesson: Lesson) -> Outcome:
    return learn_word(actor(), lesson, id_=new_id())


def partners(text: str) -> tuple[Duty, ...]:
    return draft(text).content.items[0].of(COORDINATING)


def choose(
    client: Client, text: str, *, remember: bool, headers: dict[str, str] | None = None
) -> tuple[Duty, ...]:
    """Pick Hải Dương's board for the mention that is not clear, in the form of the item."""
    address = f"/nhap-van-ban/{text}/muc/t1/"
    form = client.get(address).content.decode()
    (name,) = set(re.findall(r'name="(coordinating-[a-z0-9-]+)"', form))
    fields = {
        "version": str(draft(text).version),
        "text": "hoàn chỉnh Quy chế phối hợp",
        "lead": "Cục Chính trị",
        "coordinating": "Ban Tổ chức Tỉnh ủy",
        name: "P-30-BTC",
        **({"remember": "on"} if remember else {}),
    }
    assert client.post(address, fields, headers=headers or {}).status_code in {200, 302}
    return partners(text)


def hidden(page: str) -> str:
    found = re.search(r'name="id" value="([^"]+)"', page)
    assert found is not None
    return found[1]
