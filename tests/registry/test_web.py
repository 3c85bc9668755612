"""The pages of the registry: what they say on a day, to whom, at the cost of how many queries."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.decision import Accepted
from phoihop.ledger.api import party_of, writing
from phoihop.ledger.domain.types import Proposal
from phoihop.registry import api as registry
from phoihop.registry.acts import BODY_RECORDED, LINE_RECORDED, BodyRecorded, LineKind, LineRecorded
from phoihop.registry.models import Line, Rules
from tests.registry.node import LEDGER, Node, actor
from tests.registry.registers import HOME

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
Visitor = Callable[..., Client]
IN_2018, BEFORE, AFTER = "06-4-2018", "30-6-2025", "01-7-2025"

PAGES = ("", "P-31-BTC.v2/", "cay/party/", "co-quan-phoi-hop/", "mau-thuan/")


def text(client: Client, page: str, **query: str) -> str:
    """The visible words of a page, white space collapsed."""
    answer = client.get(f"/to-chuc/{page}", query)
    assert answer.status_code == 200
    body = answer.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def bodies(client: Client, page: str, **query: str) -> list[str]:
    """The codes of the bodies that a page links to, in order, once each."""
    content = client.get(f"/to-chuc/{page}", query).content.decode().partition("</nav>")[2]
    return list(dict.fromkeys(re.findall(r'href="/to-chuc/([A-Z][A-Za-z0-9.-]*)/', content)))


# --------------------------------------------------------------------------------------------- the day


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (IN_2018, ["P-22-BTC", "P-30-BTC", "P-31-BTC"]),
        (BEFORE, ["P-22-BTC", "P-30-BTC", "P-31-BTC"]),
        (AFTER, ["P-22-BTC", "P-31-BTC.v2"]),
        ("", ["P-22-BTC", "P-31-BTC.v2"]),
        ("tháng 4/2018", ["P-22-BTC", "P-31-BTC.v2"]),
    ],
    ids=["2018", "last day before the merger", "first day after it", "today", "a month is no day: today"],
)
def test_partners_of_the_day(visitor: Visitor, day: str, codes: list[str]) -> None:
    assert bodies(visitor(), "co-quan-phoi-hop/", as_of=day) == codes


def test_a_partner_is_shown_with_those_whose_work_it_took_over(visitor: Visitor) -> None:
    shown = text(visitor(), "co-quan-phoi-hop/")
    assert "Ban Tổ chức Tỉnh ủy Hải Dương; Ban Tổ chức Thành ủy Hải Phòng" in shown
    assert "suy ra" in shown


def test_the_list_holds_the_bodies_of_the_day_in_protocol_order(visitor: Visitor) -> None:
    client = visitor()
    assert bodies(client, "", loai="ban-to-chuc", as_of=IN_2018) == [
        "P-TW-BTC",
        "P-22-BTC",
        "P-30-BTC",
        "P-31-BTC",
    ]
    assert bodies(client, "", loai="tinh-uy", as_of=IN_2018) == ["P-22", "P-30", "P-31"]
    assert bodies(client, "", loai="tinh-uy") == ["P-22", "P-31.v2"]
    assert bodies(client, "", q="hai duong", as_of=IN_2018) == ["P-30", "P-30-BTC", "P-30-BTV", "P-30-QS"]
    assert bodies(client, "", q="hai duong") == []
    assert bodies(client, "", q="hai duong", ket_thuc="on") == ["P-30", "P-30-BTC", "P-30-BTV", "P-30-QS"]
    assert bodies(client, "", khoi="state") == ["S-VN"]


def test_links_carry_the_day_on(visitor: Visitor) -> None:
    content = visitor().get("/to-chuc/", {"as_of": IN_2018, "loai": "tinh-uy"}).content.decode()
    assert 'href="/to-chuc/P-30/?as_of=06-4-2018"' in content
    assert 'name="as_of" value="06-4-2018"' in content


def test_a_filter_that_cannot_be_read_says_so_and_lists_everything(visitor: Visitor) -> None:
    client = visitor()
    shown = text(client, "", loai="khong-co")
    assert "Chưa ghi được, còn chỗ cần sửa" in shown
    assert HOME in bodies(client, "", loai="khong-co")


def test_the_list_goes_page_by_page(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phoihop.registry.web.views.PAGE", 5)
    client = visitor()
    first, second = bodies(client, ""), bodies(client, "", after="5")
    assert (len(first), len(second)) == (5, 5)
    assert first[0] == HOME
    assert not set(first) & set(second)
    assert "after=5" in client.get("/to-chuc/").content.decode()
    assert bodies(client, "", after="x") == first


# ---------------------------------------------------------------------------------------------- a body


def test_an_ended_body_names_those_that_carry_on(visitor: Visitor) -> None:
    shown = text(visitor(), "P-30-BTC/")
    assert "Ngày 23-11-2026 tổ chức này không hoạt động (thời gian hoạt động: đến 30-6-2025)." in shown
    assert "Công việc chuyển cho: Ban Tổ chức Thành ủy Hải Phòng ." in shown


@pytest.mark.parametrize(
    ("day", "tense", "expected", "absent"),
    [
        (IN_2018, "hien-tai", "Cục Chính trị Quân khu 3", "Hợp nhất"),
        (IN_2018, "tuong-lai", "Hợp nhất, sáp nhập, thành Ban Tổ chức Thành ủy Hải Phòng", "Cục Chính trị"),
        (AFTER, "qua-khu", "Hợp nhất, sáp nhập, thành Ban Tổ chức Thành ủy Hải Phòng", "Chức vụ"),
        (AFTER, "hien-tai", "Chưa ghi nhận nội dung nào cho thời gian này", "Cục Chính trị"),
    ],
    ids=[
        "its present",
        "its future holds the merger",
        "the merger is past",
        "nothing is left of its present",
    ],
)
def test_past_present_and_future_follow_the_day(
    visitor: Visitor, day: str, tense: str, expected: str, absent: str
) -> None:
    shown = text(visitor(), "P-30-BTC/", as_of=day, thoi=tense)
    assert expected in shown
    assert absent not in shown.partition("Thông tin chung")[2]


def test_a_body_shows_its_lines_in_both_directions(visitor: Visitor) -> None:
    shown = text(visitor(), f"{HOME}/")
    for words in (
        "Thuộc quyền chỉ huy của 1",
        "Tham mưu cho 1",
        "Được hướng dẫn bởi 1",
        "Phối hợp với 2",
        "Ban Tổ chức Tỉnh ủy Quảng Ninh",
        "chưa rõ ngày",
    ):
        assert words in shown


def test_what_is_not_confirmed_is_shown_so(visitor: Visitor) -> None:
    client = visitor()
    assert text(client, "M-QK3-CT-TC/").count("cần xác nhận") >= 3
    assert "Nguồn chưa có" in text(client, "M-QK3-CT-TC/")
    assert "chưa rõ ngày; đã có trước 15-10-2017" in text(client, "M-QK3-CT-TC/")


def test_posts_show_their_holders_of_the_day(visitor: Visitor) -> None:
    client = visitor()
    registry.record_post(
        actor(), post="01J00000000000000000000031", body=HOME, title="Chủ nhiệm", role=Role.LEADER, order=2
    )
    shown = text(client, f"{HOME}/")
    assert "Đỗ Thị Mai Trợ lý (cán bộ) từ 01-7-2025" in shown
    assert "chưa có người giữ Chủ nhiệm (lãnh đạo)" in shown
    assert "Đỗ Thị Mai" not in text(client, f"{HOME}/", as_of=BEFORE)


def test_what_another_agency_states_stands_beside(visitor: Visitor, node: Node) -> None:
    client = visitor()
    node.open("p-22-btc/work", agency="P-22-BTC")
    payload = statement("Ban Tổ chức (tên tự ghi)")
    with writing("p-22-btc/work", party_of(actor(body="P-22-BTC"))) as writer:
        writer.record(Accepted((payload,)))
    shown = text(client, "P-22-BTC/")
    assert "Cơ quan khác ghi trong nhật ký của mình 1" in shown
    assert "Ban Tổ chức (tên tự ghi) p-22-btc/work" in shown
    assert bodies(client, "", q="tên tự ghi") == []


def statement(name: str) -> Proposal:
    payload = BodyRecorded(
        name=name, kind="ban-to-chuc", side="party", state=Knowledge.VERIFIED, source="", note=""
    )
    return Proposal(BODY_RECORDED, ("body:P-22-BTC",), payload)


@pytest.mark.parametrize("page", ["KHONG-CO/", "cay/khong-co/"])
def test_what_does_not_exist_is_not_found(visitor: Visitor, page: str) -> None:
    assert visitor().get(f"/to-chuc/{page}").status_code == 404


# ---------------------------------------------------------------------------- trees and contradictions


def test_a_tree_folds_without_script(visitor: Visitor) -> None:
    content = visitor().get("/to-chuc/cay/coordination/").content.decode()
    assert content.count("<details") == 1
    assert "Cục Chính trị Quân khu 3" in content


def test_an_empty_tree_says_so(visitor: Visitor) -> None:
    client = visitor()
    Line.objects.filter(line="state").delete()
    assert "Không có quan hệ nào vào ngày này" in text(client, "cay/state/")


def test_contradictions_are_listed_with_what_to_do(visitor: Visitor) -> None:
    client = visitor()
    assert "Không có mâu thuẫn nào" in text(client, "mau-thuan/")
    line = LineRecorded("M-QK3-CT", "M-BQP", LineKind.COMMAND, Knowledge.VERIFIED, "", "")
    with writing(LEDGER, party_of(actor())) as writer:
        writer.record(Accepted((Proposal(LINE_RECORDED, ("body_line:M-QK3-CT/M-BQP/command",), line),)))
    shown = text(client, "mau-thuan/")
    assert "M-QK3-CT thuộc hai tổ chức cùng lúc trên tuyến command: M-BQP, M-QK3." in shown
    assert "Đề nghị xác minh tổ chức cấp trên đúng" in shown


# ----------------------------------------------------------------------------------- who, and how much


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.INSPECTOR])
def test_who_may_read_reads(visitor: Visitor, role: Role, page: str) -> None:
    assert visitor(role).get(f"/to-chuc/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_who_runs_the_machine_reads_no_content(visitor: Visitor, page: str) -> None:
    answer = visitor(Role.OPERATOR).get(f"/to-chuc/{page}")
    assert answer.status_code == 403
    assert "Ban Tổ chức" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_reads_without_logging_in(site: Node, loaded: Node, page: str) -> None:
    assert Client().get(f"/to-chuc/{page}").status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_only_looked_at(visitor: Visitor, page: str) -> None:
    assert visitor().post(f"/to-chuc/{page}").status_code == 405


def test_every_page_is_noted_in_the_read_log(visitor: Visitor) -> None:
    client = visitor()
    for page in PAGES:
        client.get(f"/to-chuc/{page}")
    assert list(ReadEntry.objects.order_by("id").values_list("page", "subject")) == [
        ("registry.index", ""),
        ("registry.body", "body:P-31-BTC.v2"),
        ("registry.tree", "line:party"),
        ("registry.partners", ""),
        ("registry.contradictions", ""),
    ]


def test_before_the_first_edition_the_pages_say_what_is_missing(
    visitor: Visitor,
) -> None:
    client = visitor()
    Rules.objects.all().delete()
    for page in PAGES:
        assert "Danh mục tổ chức chưa được nạp" in text(client, page)


def queries(client: Client, page: str) -> int:
    """How many queries a page makes, on both databases, login and read log included."""
    with ExitStack() as stack:
        counted = [
            stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in ("default", "local")
        ]
        assert client.get(f"/to-chuc/{page}").status_code == 200
    return sum(len(context) for context in counted)


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("?q=Quảng+Ninh&loai=ban-to-chuc", 8),
        ("?loai=tinh-uy&as_of=06-4-2018", 8),
        ("P-TW-BTC/", 11),
        (f"{HOME}/", 12),
        ("cay/coordination/", 9),
        ("cay/party/?as_of=06-4-2018", 9),
        ("co-quan-phoi-hop/", 10),
        ("mau-thuan/", 12),
    ],
)
def test_a_page_costs_the_same_with_one_row_and_with_many(visitor: Visitor, page: str, count: int) -> None:
    client = visitor()
    client.get("/to-chuc/")
    assert queries(client, page) == count


def test_a_page_in_english(visitor: Visitor) -> None:
    client = visitor()
    with override("en"):
        content = client.get("/to-chuc/", {"loai": "tinh-uy"}).content.decode()
    assert "Provincial Party committee" in content
