"""From draft to issued on pages: opinions by account and by letter, signature, issue, changes, judgement."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from phoihop.access.domain.types import Role
from phoihop.ledger.api import acts_about, compare, new_id
from phoihop.programme import api
from phoihop.programme.acts import Change, Issued, OpinionGiven, ResultJudged, TaskAmended, Verdict
from phoihop.programme.domain.types import Asking, SigningAsked, Stage
from phoihop.programme.queries.programmes import programme as programme_of
from tests.programme.office import (
    HAI_PHONG,
    OLD_HAI_PHONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    Office,
    actor,
    adopt,
    logged_in,
    report,
    task_plan,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("site"),
]
PAGE = f"/chuong-trinh/{PROGRAMME}/"


@pytest.fixture(autouse=True)
def rebuilt(site: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def seen(client: Client, address: str) -> str:
    """The visible words of a page's main part."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = answer.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def stage() -> Stage:
    found = programme_of(PROGRAMME)
    assert found is not None
    return found.stage


def ask(*bodies: str) -> None:
    """The draft goes out to these bodies."""
    outcome = api.ask_opinions(actor(), Asking(bodies=bodies), programme=PROGRAMME)
    assert not hasattr(outcome, "refusals"), outcome


def sent() -> None:
    """The draft lies before who is to sign it."""
    asked = SigningAsked(signer="Trần Văn Thử", signer_title="Chủ nhiệm")
    outcome = api.send_for_signature(actor(), asked, programme=PROGRAMME)
    assert not hasattr(outcome, "refusals"), outcome


# ------------------------------------------------------------------------------------------------- opinions


def test_a_draft_is_seen_by_who_draws_it_up_and_by_who_was_asked_and_by_nobody_else() -> None:
    adopt(issued=False)
    board = logged_in(body=QUANG_NINH)
    assert board.get(PAGE).status_code == 404
    ask(QUANG_NINH)
    assert board.get(PAGE).status_code == 200
    assert logged_in(body=HAI_PHONG).get(PAGE).status_code == 404


def test_the_drafter_asks_on_the_page_of_opinions() -> None:
    adopt(issued=False)
    client = logged_in()
    assert "Chưa gửi xin ý kiến" in seen(client, f"{PAGE}y-kien/")
    answer = client.post(
        f"{PAGE}y-kien/", {"bodies": [QUANG_NINH, OLD_HAI_PHONG], "number": "9-CV/CT", "day": "09-4-2018"}
    )
    assert (answer.status_code, stage()) == (302, Stage.CONSULTING)
    assert "0 trên 2 đã trả lời" in seen(client, f"{PAGE}y-kien/")


def test_asking_nobody_says_what_is_missing() -> None:
    adopt(issued=False)
    answer = logged_in().post(f"{PAGE}y-kien/", {"number": "", "day": "", "until": ""})
    assert (answer.status_code, stage()) == (422, Stage.DRAFT)


def test_a_board_answers_itself_and_on_single_tasks() -> None:
    first, second = adopt(task_plan("việc một"), task_plan("việc hai"), issued=False)
    ask(QUANG_NINH)
    board = logged_in(body=QUANG_NINH)
    assert "Tham gia ý kiến" in seen(board, PAGE)
    said = {
        "opinion": new_id(),
        "body": QUANG_NINH,
        "verdict": "agreed-with-remarks",
        "words": "Cơ bản nhất trí.",
        f"v-{first}": "",
        f"w-{first}": "",
        f"v-{second}": "wants-more",
        f"w-{second}": "Đề nghị nêu rõ thời hạn.",
    }
    assert board.post(f"{PAGE}gop-y/", said).status_code == 302
    assert board.post(f"{PAGE}gop-y/", said).status_code == 302  # the same form again
    given = [
        act.payload for act in acts_about(f"programme:{PROGRAMME}") if isinstance(act.payload, OpinionGiven)
    ]
    assert [(one.verdict, [task.task for task in one.tasks]) for one in given] == [
        (Verdict.AGREED_WITH_REMARKS, [second])
    ]
    shown = seen(logged_in(), f"{PAGE}y-kien/")
    assert "1 trên 1 đã trả lời" in shown
    assert "2. Việc hai" in shown
    assert "Đề nghị nêu rõ thời hạn." in shown


def test_a_letter_is_typed_by_who_asked_and_says_so() -> None:
    adopt(issued=False)
    ask(QUANG_NINH)
    client = logged_in(Role.CLERK)
    said = {"opinion": new_id(), "body": QUANG_NINH, "verdict": "agreed", "words": ""}
    assert client.post(f"{PAGE}gop-y/", said).status_code == 422
    paper = {"paper_number": "41-CV/BTCTU", "paper_date": "02-5-2018", "signer": "Nguyễn Thử"}
    assert client.post(f"{PAGE}gop-y/", {**said, **paper}).status_code == 302
    assert "ghi theo văn bản số 41-CV/BTCTU" in seen(client, f"{PAGE}y-kien/")


def test_nobody_answers_for_a_body_that_was_not_asked() -> None:
    adopt(issued=False)
    ask(QUANG_NINH)
    assert logged_in().get(f"{PAGE}gop-y/?body={HAI_PHONG}").status_code == 404


# ------------------------------------------------------------------------------------------ signing and issue


def test_a_draft_goes_to_its_signer_comes_back_and_is_issued_with_its_scan(settings: object) -> None:
    adopt(issued=False)
    client = logged_in()
    signer = {"person": "", "signer": "Trần Văn Thử", "signer_title": "Chủ nhiệm Chính trị"}
    assert client.post(f"{PAGE}trinh-ky/", signer).status_code == 302
    assert stage() is Stage.SIGNING
    assert client.post(f"{PAGE}tra-lai/", {"reason": "Ghi rõ sản phẩm."}).status_code == 302
    assert stage() is Stage.DRAFT
    client.post(f"{PAGE}trinh-ky/", signer)
    assert "Trần Văn Thử" in client.get(f"{PAGE}ban-hanh/").content.decode()
    scan = SimpleUploadedFile("Chương trình.pdf", b"%PDF-1.7 scan", content_type="application/pdf")
    issued = {**signer, "number": "12-CTr/CT", "day": "09-4-2018", "scan": scan}
    assert client.post(f"{PAGE}ban-hanh/", issued).status_code == 302
    shown = seen(client, PAGE)
    assert "Ban hành theo văn bản số 12-CTr/CT ngày 09-4-2018, Trần Văn Thử, Chủ nhiệm Chính trị ký." in shown
    (act,) = [a.payload for a in acts_about(f"programme:{PROGRAMME}") if isinstance(a.payload, Issued)]
    assert act.scan is not None
    answer = logged_in(body=QUANG_NINH).get(f"{PAGE}tep/{act.scan.sha256}/")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.7 scan")  # type: ignore[attr-defined]  # a FileResponse
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{PAGE}tep/{'0' * 64}/").status_code == 404


def test_a_file_that_is_no_scan_is_refused_and_nothing_is_issued() -> None:
    adopt(issued=False)
    sent()
    script = SimpleUploadedFile("ban.pdf", b"MZ\x90\x00", content_type="application/pdf")
    typed = {
        "number": "12",
        "day": "09-4-2018",
        "signer": "Trần Văn Thử",
        "signer_title": "Chủ nhiệm",
        "scan": script,
    }
    answer = logged_in().post(f"{PAGE}ban-hanh/", typed)
    assert (answer.status_code, stage()) == (422, Stage.SIGNING)


@pytest.mark.parametrize("page", ["trinh-ky/", "ban-hanh/", "tra-lai/", "them-nhiem-vu/"])
def test_another_agency_never_opens_the_pages_of_the_drafter(page: str) -> None:
    adopt(issued=False)
    ask(QUANG_NINH)
    assert logged_in(body=QUANG_NINH).get(f"{PAGE}{page}").status_code == 404


# --------------------------------------------------------------------------------------------------- changes


def amend(client: Client, task: str, change: Change, **typed: str) -> int:
    said = {"amendment": new_id(), "reason": "", "on": "02-5-2018", **typed}
    return client.post(f"/chuong-trinh/nhiem-vu/{task}/dieu-chinh/{change.value}/", said).status_code


PAPER = {"paper_number": "8-CV/CT", "paper_date": "02-5-2018", "signer": "Trần Văn Thử"}


def test_a_task_that_is_issued_gets_another_day_with_reason_and_paper_and_shows_both_days() -> None:
    (task,) = adopt(task_plan("việc", period=None))
    client = logged_in()
    assert amend(client, task, Change.DEADLINE, last_day="31-7-2018", reason="Chờ kết luận") == 422
    assert amend(client, task, Change.DEADLINE, last_day="31-7-2018", reason="Chờ kết luận", **PAPER) == 302
    assert amend(client, task, Change.DEADLINE, last_day="31-8-2018", reason="Thêm một tháng", **PAPER) == 302
    shown = seen(client, f"/chuong-trinh/nhiem-vu/{task}/")
    assert "đến 31-8-2018" in shown
    assert "Lý do: Thêm một tháng" in shown
    assert len([a for a in acts_about(f"task:{task}") if isinstance(a.payload, TaskAmended)]) == 2


def test_a_leader_approves_a_change_himself() -> None:
    (task,) = adopt()
    client = logged_in(Role.LEADER)
    assert amend(client, task, Change.SUSPENDED, reason="Tạm dừng theo kết luận") == 302
    assert "Tạm dừng" in seen(client, f"/chuong-trinh/nhiem-vu/{task}/")


def test_another_lead_is_named_as_people_write_names_and_a_wrong_name_is_told() -> None:
    (task,) = adopt()
    client = logged_in()
    wrong = {"reason": "Phân công lại", "duty_lead": "Ban Không Có Thật", **PAPER}
    answer = client.post(
        f"/chuong-trinh/nhiem-vu/{task}/dieu-chinh/duties/",
        {"amendment": new_id(), "on": "02-5-2018", **wrong},
    )
    assert answer.status_code == 422
    assert "chưa có tổ chức nào tên “Ban Không Có Thật”" in answer.content.decode()
    right = {"reason": "Phân công lại", "duty_lead": "Ban Tổ chức Tỉnh ủy Quảng Ninh", **PAPER}
    assert amend(client, task, Change.DUTIES, **right) == 302
    page = api.task(task, on=date(2018, 9, 20))
    assert page is not None
    assert page.task.bodies == (QUANG_NINH,)


def test_a_draft_is_changed_without_paper_and_gets_more_tasks() -> None:
    (task,) = adopt(issued=False)
    client = logged_in()
    words = {"text": "việc đã sửa", "product": "kế hoạch", "level": "", "kind": "undated", "rhythm": ""}
    assert amend(client, task, Change.WORDING, **words) == 302
    added = {
        "text": "việc thêm",
        "kind": "continuing",
        "rhythm": "monthly",
        "duty_lead": "Cục Chính trị Quân khu 3",
    }
    assert client.post(f"{PAGE}them-nhiem-vu/", added).status_code == 302
    shown = seen(client, PAGE)
    assert ("Việc đã sửa" in shown, "Việc thêm" in shown) == (True, True)


@pytest.mark.parametrize("change", list(Change))
def test_every_change_has_a_page_for_the_drafters_and_for_nobody_else(change: Change) -> None:
    (task,) = adopt()
    address = f"/chuong-trinh/nhiem-vu/{task}/dieu-chinh/{change.value}/"
    assert logged_in().get(address).status_code == 200
    assert logged_in(body=QUANG_NINH).get(address).status_code == 404


def test_there_is_no_page_for_a_change_that_does_not_exist() -> None:
    (task,) = adopt()
    assert logged_in().get(f"/chuong-trinh/nhiem-vu/{task}/dieu-chinh/khac/").status_code == 404


# ------------------------------------------------------------------------------------------------- judgement


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("confirmed", "xác nhận Ban Tổ chức Thành ủy Hải Phòng đã hoàn thành"),
        ("sent-back", "đề nghị Ban Tổ chức Thành ủy Hải Phòng làm tiếp"),
    ],
)
def test_the_leading_body_says_whether_a_part_is_done(result: str, told: str) -> None:
    (task,) = adopt()
    recorded = report(task)
    (said,) = [act.payload for act in acts_about(f"task:{task}") if hasattr(act.payload, "report")]
    assert recorded.acts
    client = logged_in()
    address = f"/chuong-trinh/nhiem-vu/{task}/xac-nhan/{said.report}/"
    assert "Xác nhận kết quả" in seen(client, f"/chuong-trinh/nhiem-vu/{task}/")
    typed = {"judgement": new_id(), "report": said.report, "result": result, "words": "Theo số liệu gửi kèm."}
    assert client.post(address, typed).status_code == 302
    shown = seen(client, f"/chuong-trinh/nhiem-vu/{task}/")
    assert told in shown
    judged = [act.payload for act in acts_about(f"task:{task}") if isinstance(act.payload, ResultJudged)]
    assert len(judged) == 1


def test_nobody_confirms_the_own_report() -> None:
    (task,) = adopt()
    report(task)
    (said,) = [act.payload for act in acts_about(f"task:{task}") if hasattr(act.payload, "report")]
    address = f"/chuong-trinh/nhiem-vu/{task}/xac-nhan/{said.report}/"
    assert logged_in(body=HAI_PHONG).get(address).status_code == 404


def test_no_page_of_a_draft_offers_reports(tmp_path: Path) -> None:
    (task,) = adopt(issued=False)
    shown = seen(logged_in(), f"/chuong-trinh/nhiem-vu/{task}/")
    assert "Chương trình chưa ban hành" in shown
    assert REGION not in shown
    assert "Ghi theo văn bản" not in shown


def test_the_list_names_the_stage_and_hides_the_drafts_of_others() -> None:
    adopt(issued=False)
    assert "Dự thảo" in seen(logged_in(), "/chuong-trinh/")
    assert "Chưa có chương trình nào" in seen(logged_in(body=QUANG_NINH), "/chuong-trinh/")
