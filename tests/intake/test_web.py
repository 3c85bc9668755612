"""The pages of intake: what they say, to whom, what they keep of what was typed, what they cost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from phoihop.intake.models import Draft, Text
from phoihop.ledger.api import acts_about, compare, new_id
from phoihop.ledger.models import Act
from phoihop.programme.models import Programme, Task
from tests.intake.desk import ENGLISH, REPORT, TABLE, draft, received
from tests.programme.office import HAI_PHONG, REGION, Office, actor, logged_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("site"),
]
NEW, LIST = "/nhap-van-ban/moi/", "/nhap-van-ban/"
SECRET = "MẬT\n\nBáo cáo về việc không được lộ"


@pytest.fixture(autouse=True)
def rebuilt(site: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def page(text: str, rest: str = "") -> str:
    return f"/nhap-van-ban/{text}/{rest}"


def words(answer: HttpResponse) -> str:
    """The visible words of the middle of a page, white space collapsed."""
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def shown(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return words(answer)


def value_of(answer: HttpResponse, field: str) -> str:
    """What a form field holds in the page."""
    content = answer.content.decode()
    area = re.search(rf'<textarea name="{field}"[^>]*>\n?(.*?)</textarea>', content, re.DOTALL)
    if area is not None:
        return html.unescape(area[1])
    tag = re.search(rf'<input[^>]*name="{field}"[^>]*>', content)
    found = re.search(r'value="([^"]*)"', tag[0]) if tag is not None else None
    return html.unescape(found[1]) if found is not None else ""


def hand_in(client: Client, text: str = REPORT, **more: object) -> HttpResponse:
    """Fill in the form for a new text and send it."""
    data = {"id": new_id(), "text": text, "day": "", "no_secret": "on", **more}
    answer = client.post(NEW, {name: value for name, value in data.items() if value is not None})
    assert isinstance(answer, HttpResponse)
    return answer


def file(data: bytes, name: str = "bao-cao.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/plain")


# ------------------------------------------------------------------------------------------ handing texts in


def test_from_a_pasted_report_to_a_programme() -> None:
    client, id_ = logged_in(), new_id()
    answer = hand_in(client, id=id_)
    assert (answer.status_code, answer.headers["Location"]) == (302, page(id_))
    seen = shown(client, page(id_))
    assert "Đã nhập văn bản và ghi vào Nhật ký hồ sơ." in seen
    assert "Hoàn chỉnh Quy chế phối hợp trước ngày 20-12-2018" in seen
    assert (
        "Chủ trì Cục Chính trị Quân khu 3 khá chắc: tên gọi khác hoặc tên tắt có trong danh mục "
        "Phối hợp Ban Tổ chức các tỉnh ủy, thành ủy 9"
    ) in seen
    assert "Nghị quyết 28-NQ/TW ngày 22-9-2008 của Bộ Chính trị" in seen
    version = value_of(client.get(page(id_, "lap/")), "version")
    adopted = client.post(page(id_, "lap/"), {"version": version, "decider": "self"})
    assert adopted.headers["Location"] == f"/chuong-trinh/{draft(id_).id}/"
    assert Task.objects.count() == 3
    assert "Đã lập dự thảo chương trình" in shown(client, page(id_))


def test_the_text_stands_on_the_page_with_its_marks() -> None:
    content = logged_in().get(page(received())).content.decode()
    paper = content.partition('<div class="paper"')[2].partition("</div>")[0]
    text = html.unescape(re.sub(r"<[^>]+>", "", paper.partition(">")[2]))
    assert text == REPORT
    assert {"m-task", "m-body", "m-time", "m-citation", "m-person", "m-meeting"} <= set(
        re.findall(r"m-[a-z]+", paper)
    )
    assert [f'id="s-t{n}"' in paper for n in (1, 2, 3)] == [True] * 3
    assert [f'href="#s-t{n}"' in content for n in (1, 2, 3)] == [True] * 3


def test_a_form_sent_twice_makes_one_text() -> None:
    client, id_ = logged_in(), new_id()
    first, second = hand_in(client, id=id_), hand_in(client, id=id_)
    assert first.headers["Location"] == second.headers["Location"] == page(id_)
    assert (Text.objects.count(), Draft.objects.count(), len(acts_about(f"text:{id_}"))) == (1, 1, 1)


def test_the_same_content_leads_to_the_text_that_is_there() -> None:
    client, text = logged_in(), received()
    assert hand_in(client).headers["Location"] == page(text)
    assert "Văn bản có cùng nội dung đã được nhập trước đó." in shown(client, page(text))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Văn bản trống, không có gì để đọc."),
        (b"PK\x03\x04word", "Tệp bị hỏng hoặc không đúng định dạng"),
        (b"\xff\xfebroken\xd8", "Tệp không dùng bảng mã UTF-8"),
        ("Báo cáo".encode() + b"\xff", "Tệp không dùng bảng mã UTF-8"),
        (b"a " * 200_000, "Văn bản có 400.000 chữ cái, dài hơn mức 300.000"),
    ],
    ids=["empty", "binary", "half a letter", "another encoding", "too long"],
)
def test_a_file_that_is_refused(data: bytes, sentence: str) -> None:
    answer = hand_in(logged_in(), text="", file=file(data))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Cách xử lý:" in words(answer)
    assert Text.objects.count() == 0


def test_a_megabyte_pasted_is_answered_and_not_lost() -> None:
    text = "Báo cáo kết quả. " * 65_000
    answer = hand_in(logged_in(), text)
    assert (answer.status_code, Text.objects.count()) == (422, 0)
    assert "Đề nghị chỉ nhập phần giao nhiệm vụ" in words(answer)
    assert value_of(answer, "text") == text


@pytest.mark.parametrize("text", [ENGLISH, TABLE], ids=["English", "a table"])
def test_a_text_without_tasks_gives_an_empty_draft(text: str) -> None:
    client, id_ = logged_in(), new_id()
    hand_in(client, text, id=id_)
    seen = shown(client, page(id_))
    assert "Chưa đọc được nhiệm vụ nào" in seen
    assert "Đề nghị ghi ngày của văn bản" in seen
    assert "Lập dự thảo chương trình (" not in seen


def test_a_file_comes_in_with_its_name() -> None:
    client, id_ = logged_in(), new_id()
    hand_in(client, "", id=id_, file=file("\ufeff".encode() + REPORT.replace("\n", "\r\n").encode()))
    row = Text.objects.get(text=id_)
    assert (row.file_name, row.how, row.content) == ("bao-cao.txt", "file", REPORT)
    assert "bao-cao.txt" in shown(client, LIST)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"no_secret": None}, "Chưa xác nhận văn bản không chứa bí mật nhà nước."),
        ({"file": file(b"x")}, "Vừa có nội dung dán, vừa có tệp"),
        ({"day": "30-2-2018"}, "Chưa đọc được ngày “30-2-2018”"),
        ({"day": "24-11-2026"}, "Ngày của văn bản, 24-11-2026, sau ngày hôm nay."),
        ({"id": "x"}, "Biểu mẫu thiếu mã số của văn bản."),
    ],
    ids=["no declaration", "text and file", "no such day", "tomorrow", "no id"],
)
def test_a_pasted_text_is_never_lost(more: dict[str, object], sentence: str) -> None:
    answer = hand_in(logged_in(), **more)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert value_of(answer, "text") == REPORT
    assert Text.objects.count() == 0


def test_text_and_file_together_are_not_guessed_between() -> None:
    answer = hand_in(logged_in(), file=file(ENGLISH.encode()))
    assert [refusal.code for refusal in answer.context["refusals"]] == ["intake.text_and_file"]


def test_blank_lines_at_the_beginning_of_a_pasted_text_survive_a_refusal() -> None:
    text = "\n\n  Báo cáo"
    assert value_of(hand_in(logged_in(), text, no_secret=None), "text") == text


# --------------------------------------------------------------------------------------------------- secrets


@pytest.mark.parametrize(
    "more",
    [
        {"text": SECRET},
        {"text": "", "file": file(SECRET.encode())},
        {"text": "", "file": file("không được lộ".encode(), "TUYET MAT 12.txt")},
    ],
    ids=["pasted", "in a file", "in the name of a file"],
)
def test_a_secret_text_is_kept_nowhere(more: dict[str, object], caplog: pytest.LogCaptureFixture) -> None:
    client = logged_in()
    acts = Act.objects.count()
    answer = hand_in(client, **more)
    assert answer.status_code == 422
    assert "Hệ thống này không nhận văn bản chứa bí mật nhà nước." in words(answer)
    assert value_of(answer, "text") == ""
    assert "không được lộ" not in answer.content.decode() + caplog.text
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    assert [session for session in sessions if "lộ" in session] == []
    assert (Act.objects.count(), Text.objects.count(), Draft.objects.count()) == (acts, 0, 0)


@pytest.mark.parametrize(
    "more",
    [{"day": "hôm nào"}, {"no_secret": None}, {"id": "x"}, {"file": file(ENGLISH.encode())}],
    ids=["no such day", "no declaration", "no id", "a file as well"],
)
def test_a_secret_text_is_not_sent_back_whatever_else_is_wrong(more: dict[str, object]) -> None:
    answer = hand_in(logged_in(), SECRET, **more)
    assert (answer.status_code, value_of(answer, "text")) == (422, "")
    assert "không được lộ" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("muc/t1/", {"version": "9", "text": "không được lộ (MẬT)"}),
        ("muc/t1/", {"text": "không được lộ (MẬT)", "ends": "hôm nào"}),
        ("thong-tin/", {"title": "không được lộ (MẬT)", "day": "hôm nào"}),
        ("them/", {"quote": "không được lộ (MẬT)"}),
        ("lap/", {"decider": "self", "paper_number": "không được lộ (MẬT)"}),
        ("muc/t1/", {"text": "không được lộ (MẬT)"}),
        ("muc/t1/", {"lead": "MẬT\nkhông được lộ"}),
        ("thong-tin/", {"title": "không được lộ (TỐI MẬT)"}),
    ],
    ids=[
        "on an old version",
        "beside a time that cannot be read",
        "beside a day that cannot be read",
        "as a quote",
        "in the number of a paper",
        "in a task",
        "in a name",
        "in the title",
    ],
)
def test_secrets_typed_into_a_draft_are_not_kept(address: str, fields: dict[str, str]) -> None:
    client, text = logged_in(), received()
    answer = client.post(page(text, address), {"version": "1", "text": "x", "title": "x", **fields})
    assert (answer.status_code, draft(text).version) == (422, 1)
    assert "không được lộ" not in answer.content.decode()
    assert "bí mật nhà nước" in words(answer)


# ---------------------------------------------------------------------------------------------- corrections


def test_every_field_of_an_item_is_corrected_with_a_plain_form() -> None:
    client, text = logged_in(), received()
    form = client.get(page(text, "muc/t1/"))
    assert value_of(form, "coordinating") == "Ban Tổ chức các tỉnh ủy, thành ủy"
    assert (value_of(form, "starts"), value_of(form, "ends")) == ("", "20-12-2018")
    answer = client.post(
        page(text, "muc/t1/"),
        {
            "version": value_of(form, "version"),
            "text": "xây dựng Quy chế",
            "lead": "Ban Tổ chức Tỉnh ủy Hải Dương",
            "coordinating": "",
            "starts": "quý II/2018",
            "ends": "năm 2018",
            "grounds": "Nghị quyết 28-NQ/TW",
        },
    )
    assert answer.headers["Location"] == page(text, "#muc-t1")
    seen = shown(client, page(text))
    assert (
        "Xây dựng Quy chế Chủ trì Ban Tổ chức Tỉnh ủy Hải Dương Thời gian từ 01-4-2018 đến 31-12-2018" in seen
    )
    assert "Căn cứ Nghị quyết 28-NQ/TW Nghị quyết 28-NQ/TW ngày 22-9-2008 của Bộ Chính trị" in seen
    assert "cán bộ đã sửa" in seen


def test_cells_of_a_table_are_told_apart_and_can_be_quoted() -> None:
    client, text = logged_in(), received("Nội dung\tChủ trì\nRà soát quy chế\tSở Nội vụ\n")
    assert "│" in shown(client, page(text))
    client.post(page(text, "them/"), {"version": "1", "quote": "Rà soát quy chế│Sở Nội vụ"})
    first = draft(text).content.items[0]
    assert first.text == "Rà soát quy chế Sở Nội vụ"


def test_the_page_says_how_well_reading_was_measured() -> None:
    seen = shown(logged_in(), page(received()))
    assert "Đo ngày 23-11-2026 trên 22 văn bản đã đối chiếu bằng tay khi làm bộ đọc;" in seen
    assert "Nhiệm vụ 87,5% 90,0% 80,0%" in seen


def test_what_is_not_clear_says_why_and_can_be_chosen() -> None:
    client, text = logged_in(), received()
    fields = {
        "text": "việc",
        "lead": "Ban Tổ chức Tỉnh ủy\nSở Không Có",
        "grounds": "Chỉ thị 35-CT/TW\nkết luận",
    }
    client.post(page(text, "muc/t1/"), {"version": "1", **fields})
    seen = shown(client, page(text))
    assert "tên này có thể chỉ nhiều tổ chức" in seen
    assert "Sở Không Có danh mục không có tên này vào ngày văn bản" in seen
    assert "kết luận danh mục văn bản chỉ đạo chưa có" in seen
    assert "2 tổ chức chưa rõ 2 căn cứ chưa rõ" in seen.replace("1 nhiệm vụ chưa rõ chủ trì ", "")
    form = client.get(page(text, "muc/t1/"))
    names = re.findall(r'name="(lead-[a-z0-9-]+)" value="(P-[^"]+)"', form.content.decode())
    grounds = re.findall(r'name="(ground-[a-z0-9-]+)" value="([^"]+)"', form.content.decode())
    assert "P-30-BTC" in [code for _, code in names]
    choice = {names[0][0]: "P-30-BTC", grounds[0][0]: grounds[0][1]}
    client.post(page(text, "muc/t1/"), {"version": "2", **fields, **choice})
    first = draft(text).content.items[0]
    assert [duty.bodies for duty in first.duties] == [("P-30-BTC",), ()]
    assert (first.grounds[0].instrument, first.grounds[0].doubt) == (grounds[0][1], None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Trường này là bắt buộc"),
        (
            {"text": "việc", "starts": "năm 2019", "ends": "năm 2018"},
            "Thời gian kết thúc trước thời gian bắt đầu.",
        ),
        ({"text": "việc", "ends": "hôm nào đó"}, "Chưa đọc được thời gian “hôm nào đó”"),
    ],
    ids=["no words", "the wrong way round", "no such time"],
)
def test_an_item_that_is_refused_keeps_what_was_typed(fields: dict[str, str], sentence: str) -> None:
    client, text = logged_in(), received()
    answer = client.post(page(text, "muc/t1/"), {"version": "1", "lead": "Tỉnh ủy gõ dở", **fields})
    assert (answer.status_code, draft(text).version) == (422, 1)
    assert sentence in words(answer)
    assert value_of(answer, "lead") == "Tỉnh ủy gõ dở"


def test_the_head_is_corrected_and_everything_resolved_again() -> None:
    client, text = logged_in(), received()
    form = client.get(page(text, "thong-tin/"))
    assert value_of(form, "day") == "12-5-2018"
    data = {"version": value_of(form, "version"), "title": "Chương trình mới", "day": "05-01-2026"}
    assert client.post(page(text, "thong-tin/"), data).status_code == 302
    seen = shown(client, page(text))
    assert "Chương trình mới" in seen
    assert "05-01-2026 do cán bộ ghi" in seen
    assert "Ban Tổ chức các tỉnh ủy, thành ủy 4" in seen


def test_a_head_without_title_is_refused_and_kept() -> None:
    client, text = logged_in(), received()
    answer = client.post(
        page(text, "thong-tin/"), {"version": "1", "title": " ", "meeting_place": "Hội trường"}
    )
    assert (answer.status_code, value_of(answer, "meeting_place")) == (422, "Hội trường")


def test_items_are_dropped_and_taken_back() -> None:
    client, text = logged_in(), received()
    dropped = client.post(page(text, "muc/t2/bo/"), {"version": "1"})
    assert dropped.headers["Location"] == page(text, "#muc-t2")
    assert "Lập dự thảo chương trình (2 nhiệm vụ)" in shown(client, page(text))
    client.post(page(text, "muc/t2/lay-lai/"), {"version": "2"})
    assert "Lập dự thảo chương trình (3 nhiệm vụ)" in shown(client, page(text))


def test_items_are_added_by_quoting_and_by_selecting() -> None:
    client, text = logged_in(), received()
    start = REPORT.index("chủ động")
    typed = client.post(
        page(text, "them/"), {"version": "1", "quote": "Hội nghị phối hợp công tác xây dựng Đảng năm 2018"}
    )
    assert typed.headers["Location"] == page(text, "#muc-m1")
    chosen = {"version": "2", "quote": "chủ động", "start": str(start), "end": str(start + 8)}
    assert client.post(page(text, "them/"), chosen).headers["Location"] == page(text, "#muc-m2")
    assert "do cán bộ thêm" in shown(client, page(text))


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("", "Chưa có đoạn trích."),
        ("đoạn không có", "Trong văn bản không có đoạn trích này."),
        ("Cục Chính trị", "Đoạn trích có 2 chỗ trong văn bản, chưa rõ chỗ nào."),
        ("x" * 4001, "Đoạn trích dài hơn 4000 chữ cái."),
    ],
    ids=["nothing", "not there", "twice", "too long"],
)
def test_a_quote_that_is_refused_is_kept(quote: str, sentence: str) -> None:
    client, text = logged_in(), received()
    answer = client.post(page(text, "them/"), {"version": "1", "quote": quote})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert value_of(answer, "quote") == quote


# ------------------------------------------------------------------------------------ two people on one draft


@pytest.fixture
def changed() -> tuple[Client, str]:
    """A client that opened a draft, which a clerk has changed since."""
    client, text = logged_in(), received()
    assert logged_in(Role.CLERK).post(page(text, "muc/t3/bo/"), {"version": "1"}).status_code == 302
    return client, text


@pytest.mark.parametrize(
    ("address", "fields", "kept"),
    [
        ("muc/t1/", {"text": "việc gõ dở", "lead": "Tỉnh ủy"}, ("text", "việc gõ dở")),
        ("thong-tin/", {"title": "Tên gõ dở", "day": "12-5-2018"}, ("title", "Tên gõ dở")),
        ("them/", {"quote": "chủ động phối hợp"}, ("quote", "chủ động phối hợp")),
        ("muc/t1/bo/", {}, None),
        ("lap/", {"decider": "self", "paper_number": "12-KL/CT"}, ("paper_number", "12-KL/CT")),
    ],
    ids=["an item", "the head", "a quote", "dropping", "drawing up"],
)
def test_the_second_is_told_and_keeps_what_was_typed(
    changed: tuple[Client, str], address: str, fields: dict[str, str], kept: tuple[str, str] | None
) -> None:
    client, text = changed
    answer = client.post(page(text, address), {"version": "1", **fields})
    assert answer.status_code == 409
    assert "Đồng chí Nguyễn Thị Lan đã sửa bản soạn này lúc 08:00 ngày 23-11-2026." in words(answer)
    assert (draft(text).version, Programme.objects.count()) == (2, 0)
    if kept is not None:
        assert value_of(answer, kept[0]) == kept[1]
        assert value_of(answer, "version") == "2"


def test_the_second_may_then_save_over_it(changed: tuple[Client, str]) -> None:
    client, text = changed
    first = client.post(page(text, "muc/t1/"), {"version": "1", "text": "việc gõ dở"})
    again = {"version": value_of(first, "version"), "text": value_of(first, "text")}
    assert client.post(page(text, "muc/t1/"), again).status_code == 302
    kept = draft(text).content.kept
    assert (kept[0].text, len(kept)) == ("việc gõ dở", 2)


@pytest.mark.parametrize(
    ("fields", "status", "body"),
    [
        ({"version": "1", "text": "việc mới"}, 200, {"version": "2"}),
        ({"version": "0", "text": "việc mới"}, 409, {}),
        ({"version": "1", "text": ""}, 422, {}),
        ({"version": "1", "text": "việc (MẬT)"}, 422, {}),
    ],
    ids=["saved", "changed by somebody else", "not complete yet", "a secret"],
)
def test_a_form_saves_itself(fields: dict[str, str], status: int, body: dict[str, str]) -> None:
    client, text = logged_in(), received()
    answer = client.post(page(text, "muc/t1/"), fields, headers={"X-Requested-With": "autosave"})
    assert (answer.status_code, answer.json()) == (status, body)


# --------------------------------------------------------------------------------------------- drawing it up


def test_a_draft_sent_twice_makes_one_programme() -> None:
    client, text = logged_in(), received()
    sent = [client.post(page(text, "lap/"), {"version": "1", "decider": "self"}) for _ in range(2)]
    assert {answer.headers["Location"] for answer in sent} == {f"/chuong-trinh/{draft(text).id}/"}
    assert Programme.objects.count() == 1


def test_the_page_before_drawing_up_says_what_is_open() -> None:
    client, text = logged_in(), received()
    assert "2 nhiệm vụ chưa có hạn" in shown(client, page(text, "lap/"))


def test_without_a_day_nothing_is_drawn_up() -> None:
    client, text = logged_in(), received()
    client.post(page(text, "thong-tin/"), {"version": "1", "title": "Chương trình"})
    answer = client.post(page(text, "lap/"), {"version": "2", "decider": "self"})
    assert answer.status_code == 422
    assert "Bản soạn chưa có ngày của văn bản." in words(answer)


def test_a_clerk_must_say_who_decided_on_which_paper() -> None:
    client, text = logged_in(Role.CLERK), received()
    answer = client.post(page(text, "lap/"), {"version": "1", "decider": ""})
    assert (answer.status_code, Programme.objects.count()) == (422, 0)


def test_an_adopted_draft_is_only_looked_at() -> None:
    client, text = logged_in(), received()
    client.post(page(text, "lap/"), {"version": "1", "decider": "self"})
    seen = client.get(page(text)).content.decode()
    assert "Bản soạn này chỉ còn để xem" in seen
    assert [part for part in ("muc/t1/bo/", "them/", "thong-tin/", "/lap/") if part in seen] == []
    for address in ("muc/t1/", "thong-tin/", "muc/t1/bo/", "them/"):
        assert client.post(page(text, address), {"version": "1"}).headers["Location"] == page(text)
    assert client.get(page(text, "lap/")).headers["Location"] == f"/chuong-trinh/{draft(text).id}/"


def test_evidence_of_a_task_leads_back_to_the_text() -> None:
    client, text = logged_in(), received()
    client.post(page(text, "lap/"), {"version": "1", "decider": "self"})
    task = Task.objects.order_by("number").first()
    assert task is not None
    link = re.search(
        r'href="(/nhap-van-ban/[^"]+)"', client.get(f"/chuong-trinh/nhiem-vu/{task.task}/").content.decode()
    )
    assert link is not None
    address = html.unescape(link[1])
    assert address.startswith(page(text, "?tu="))
    assert address.endswith("#s-bang-chung")
    paper = client.get(address.partition("#")[0]).content.decode()
    marked = re.search(r'<mark class="m m-task is-on" id="s-bang-chung"', paper)
    assert marked is not None


# ----------------------------------------------------------------------------------------------- who may look


def test_the_list_shows_what_became_of_each_text() -> None:
    client = logged_in()
    assert "Chưa có văn bản nào" in shown(client, LIST)
    first, second, third = received(), received(ENGLISH), received(TABLE)
    Draft.objects.filter(text=third).delete()
    client.post(page(first, "lap/"), {"version": "1", "decider": "self"})
    seen = shown(client, LIST)
    assert ["Đã lập dự thảo chương trình" in seen, "0 nhiệm vụ" in seen, "Chưa đọc" in seen] == [True] * 3
    links = re.findall(r'<td class="lead"><a href="([^"]+)"', client.get(LIST).content.decode())
    assert links == [page(third), page(second), page(first)]


def test_the_list_goes_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phoihop.intake.web.listing.ROWS", 2)
    ids = [received(f"Báo cáo số {number}") for number in range(3)]
    client = logged_in()
    assert f"after={ids[1]}" in client.get(LIST).content.decode()
    assert page(ids[0]) in client.get(LIST, {"after": ids[1]}).content.decode()
    assert client.get(LIST, {"after": "x"}).status_code == 200


def test_a_text_that_was_not_read_can_be_read() -> None:
    client, text = logged_in(), received()
    Draft.objects.all().delete()
    assert "Văn bản chưa được đọc" in shown(client, page(text))
    assert client.post(page(text, "muc/t1/bo/"), {"version": "1"}).headers["Location"] == page(text)
    assert client.get(page(text, "lap/")).headers["Location"] == page(text)
    assert client.post(page(text, "doc/")).headers["Location"] == page(text)
    assert "Lập dự thảo chương trình (3 nhiệm vụ)" in shown(client, page(text))


GET_PAGES = ("", "thong-tin/", "muc/t1/", "lap/")
POST_PAGES = ("doc/", "thong-tin/", "them/", "muc/t1/", "muc/t1/bo/", "muc/t1/lay-lai/", "lap/")


@pytest.mark.parametrize(
    ("role", "reads", "changes"),
    [
        (Role.OFFICER, 200, True),
        (Role.CLERK, 200, True),
        (Role.LEADER, 200, False),
        (Role.INSPECTOR, 200, False),
        (Role.OPERATOR, 403, False),
    ],
    ids=list(Role),
)
def test_what_each_role_may_open(role: Role, reads: int, changes: bool) -> None:
    text, client = received(), logged_in(role)
    assert [client.get(address).status_code for address in (LIST, page(text))] == [reads] * 2
    assert client.get(NEW).status_code == (200 if changes else 403)
    for address in GET_PAGES[1:]:
        assert client.get(page(text, address)).status_code == (200 if changes else 403)
    for address in POST_PAGES:
        assert (client.post(page(text, address), {}).status_code != 403) == changes
    if reads == 200:
        seen = client.get(page(text)).content.decode()
        assert ("muc/t1/bo/" in seen, "/lap/" in seen, "data-select-span" in seen) == (changes,) * 3


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.LEADER, Role.INSPECTOR])
def test_a_text_of_another_agency_is_closed(role: Role) -> None:
    text, stranger = received(by=actor(body=HAI_PHONG)), logged_in(role, body=REGION)
    answer = stranger.get(page(text))
    assert answer.status_code == 403
    assert "Văn bản này của cơ quan khác. Đồng chí đang làm việc cho Cục Chính trị Quân khu 3." in words(
        answer
    )
    assert "Phạm Quốc Lâm" not in answer.content.decode()
    assert page(text) not in stranger.get(LIST).content.decode()
    if role in {Role.OFFICER, Role.CLERK}:
        assert stranger.post(page(text, "lap/"), {"version": "1", "decider": "self"}).status_code == 403


@pytest.mark.parametrize("rest", ["", "thong-tin/", "muc/t1/", "lap/"])
@pytest.mark.parametrize("text", ["01J0000000000000000000NVER", "x", "%00"], ids=["no text", "no id", "NUL"])
def test_a_text_that_is_not_there(text: str, rest: str) -> None:
    assert logged_in().get(page(text, rest)).status_code == 404


def test_an_item_that_is_not_there() -> None:
    client, text = logged_in(), received()
    assert client.get(page(text, "muc/t9/")).status_code == 404
    answer = client.post(page(text, "muc/t9/bo/"), {"version": "1"})
    assert answer.status_code == 422
    assert "Bản soạn không có nhiệm vụ này." in words(answer)


@pytest.mark.parametrize(
    "query",
    [
        {"trang": "9"},
        {"trang": "x"},
        {"trang": "9" * 200},
        {"tu": "9", "den": "3"},
        {"tu": "0", "den": "9" * 9},
    ],
)
def test_odd_addresses_show_the_page_all_the_same(query: dict[str, str]) -> None:
    assert logged_in().get(page(received()), query).status_code == 200


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "0"])
def test_odd_versions_are_old_versions(version: str) -> None:
    client, text = logged_in(), received()
    assert client.post(page(text, "muc/t1/bo/"), {"version": version}).status_code == 409
    assert client.post(page(text, "muc/t1/"), {"version": version, "text": "x"}).status_code in {409, 422}
    assert draft(text).version == 1


def test_a_long_draft_goes_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phoihop.intake.web.reading.ITEMS", 2)
    client, text = logged_in(), received()
    first, second = (
        client.get(page(text)).content.decode(),
        client.get(page(text), {"trang": "2"}).content.decode(),
    )
    assert [f'id="muc-t{n}"' in first for n in (1, 2, 3)] == [True, True, False]
    assert [f'id="muc-t{n}"' in second for n in (1, 2, 3)] == [False, False, True]


# ------------------------------------------------------------------------------------------- costs and traces


def count(client: Client, address: str) -> int:
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connections[a])) for a in ("default", "local")]
        assert client.get(address).status_code == 200
    return sum(len(queries) for queries in captured)


@pytest.mark.parametrize(
    ("address", "queries"),
    [("", 10), ("thong-tin/", 8), ("muc/t1/", 10), ("lap/", 8)],
    ids=["text", "head", "item", "adopt"],
)
def test_what_a_page_costs(address: str, queries: int) -> None:
    client, text = logged_in(), received()
    assert count(client, page(text, address)) == queries


def test_the_list_costs_the_same_for_one_and_three() -> None:
    client = logged_in()
    received()
    one = count(client, LIST)
    received(ENGLISH)
    received(TABLE)
    assert (one, count(client, LIST)) == (9, 9)


def test_every_look_is_written_into_the_read_log() -> None:
    client, text = logged_in(), received()
    for address in (LIST, page(text), page(text, "muc/t1/"), page(text, "lap/")):
        client.get(address)
    found = ReadEntry.objects.order_by("id").values_list("page", "subject")
    assert list(found) == [("intake.index", ""), *[("intake.text", f"text:{text}")] * 3]


def test_pages_are_there_in_english() -> None:
    client, text = logged_in(), received()
    with override("en"):
        assert client.get(page(text), headers={"Accept-Language": "en"}).status_code == 200
