"""The pages of norms: what they say on a day, to whom, at the cost of how many queries."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from tests.norms.node import Node

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
Visitor = Callable[..., Client]
IN_2018 = "06-4-2018"
PAGES = ("", "59-qd-tw-2016/")


def text(client: Client, page: str = "", **query: str) -> str:
    """The visible words of a page, white space collapsed."""
    answer = client.get(f"/van-ban-chi-dao/{page}", query)
    assert answer.status_code == 200
    body = answer.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def listed(client: Client, **query: str) -> list[str]:
    """The ids of the instruments that the list links to, in order."""
    content = client.get("/van-ban-chi-dao/", query).content.decode().partition("<tbody>")[2]
    return re.findall(r'<a href="/van-ban-chi-dao/([a-z0-9-]+)/', content)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"q": "35-CT/TW"}, ["118-kl-tw-2025", "35-ct-tw-2024", "26-hd-btctw-2019", "35-ct-tw-2019"]),
        (
            {"q": "to chuc dang trong quan doi", "loai": "Quy định"},
            ["332-qd-tw-2025", "49-qd-tw-2021", "59-qd-tw-2016"],
        ),
        (
            {"co_quan": "Quân ủy Trung ương"},
            ["747-ct-qutw-2019", "104-qd-qutw", "317-ct-qutw"],
        ),
        (
            {"q": "xếp loại", "hieu_luc": "in_force", "as_of": IN_2018},
            ["132-qd-tw-2018", "27-hd-btctw-2014"],
        ),
        ({"q": "xếp loại", "hieu_luc": "ended", "as_of": IN_2018}, ["20-hd-btctw-2008"]),
        (
            {"doi_chieu": "to_confirm", "loai": "Chỉ thị"},
            ["05-ct-tw", "317-ct-qutw"],
        ),
        ({"q": "không có văn bản nào như thế"}, []),
    ],
    ids=[
        "a number, with what mentions it",
        "words without marks",
        "of one issuer, those without a date last",
        "in force on the day of the conference",
        "ended by then",
        "still to be confirmed",
        "nothing",
    ],
)
def test_the_list_is_filtered(loaded: Node, visitor: Visitor, query: dict[str, str], ids: list[str]) -> None:
    assert listed(visitor(), **query) == ids


def test_the_list_is_read_page_by_page(loaded: Node, visitor: Visitor) -> None:
    client = visitor()
    first, second, third = (listed(client, after=str(after)) for after in (0, 50, 100))
    assert [len(first), len(second), len(third)] == [50, 50, 10]
    assert len({*first, *second, *third}) == 110
    assert listed(client, after="²") == first
    assert listed(client, after="99999999") == first


def test_a_filter_that_cannot_be_read_lists_everything(loaded: Node, visitor: Visitor) -> None:
    assert len(listed(visitor(), loai="Không có")) == 50


def test_force_follows_the_day(loaded: Node, visitor: Visitor) -> None:
    client = visitor()
    assert "Còn hiệu lực" in text(client, "132-qd-tw-2018/", as_of=IN_2018)
    assert "Hết hiệu lực" in text(client, "132-qd-tw-2018/")
    assert "Hiệu lực ngày 23-11-2026 Chưa rõ sau 31-12-2025 đối chiếu lần cuối còn hiệu lực" in text(
        client, "366-qd-tw-2025/"
    )
    assert "Chưa có hiệu lực" in text(client, "366-qd-tw-2025/", as_of=IN_2018)
    assert "Chưa rõ hiệu lực" in text(client, "104-qd-qutw/", as_of=IN_2018)


def test_an_instrument_says_what_is_known_and_what_is_not(loaded: Node, visitor: Visitor) -> None:
    shown = text(visitor(), "61-qd-tw-2016/")
    assert "Quy định 61-QĐ/TW" in shown
    assert "Ngày ban hành 29-12-2016 cần xác nhận" in shown
    assert "Mức độ đối chiếu cần xác nhận" in shown
    assert "Còn phải xác nhận ngày ban hành, cơ quan ban hành, trích yếu" in shown


def test_an_instrument_names_what_replaced_it_and_its_namesakes(loaded: Node, visitor: Visitor) -> None:
    shown = text(visitor(), "35-ct-tw-2024/", as_of="01-5-2025")
    assert "Số, ký hiệu này có nhiều văn bản." in shown
    assert re.search(r"Được thay thế bởi 1 .*Chỉ thị 45-CT/TW .*Cùng số, ký hiệu 1 .*Chỉ thị 35-CT/TW", shown)


def test_instruments_without_number_are_no_namesakes(loaded: Node, visitor: Visitor) -> None:
    assert "Cùng số, ký hiệu" not in text(visitor(), "nq-tw-4-khoa-xii/")


def test_what_was_read_in_the_text_itself_bears_no_mark(loaded: Node, visitor: Visitor) -> None:
    client = visitor()
    marks = {
        query: re.findall(
            r'data-label="Mức độ đối chiếu">(.*?)</td>',
            client.get("/van-ban-chi-dao/", {"q": query}).content.decode(),
        )
        for query in ("366-QĐ/TW kiểm điểm", "28-NQ/TW", "317-CT/QUTW")
    }
    assert marks == {
        "366-QĐ/TW kiểm điểm": ["", ""],
        "28-NQ/TW": ['<span class="tag">theo nguồn thứ cấp</span>'],
        "317-CT/QUTW": ['<span class="st unsure">cần xác nhận</span>'],
    }


def test_links_carry_the_day_on(loaded: Node, visitor: Visitor) -> None:
    content = visitor().get("/van-ban-chi-dao/132-qd-tw-2018/", {"as_of": IN_2018}).content.decode()
    assert 'href="/van-ban-chi-dao/124-qd-tw-2023/?as_of=06-4-2018"' in content
    assert 'href="/nhat-ky/?subject=instrument%3A132-qd-tw-2018"' in content


def test_what_does_not_exist_is_not_found(loaded: Node, visitor: Visitor) -> None:
    assert visitor().get("/van-ban-chi-dao/khong-co/").status_code == 404


def test_before_the_first_edition_the_page_says_what_is_missing(visitor: Visitor) -> None:
    assert "Danh mục văn bản chưa được nạp" in text(visitor())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.INSPECTOR])
def test_who_may_read_reads(loaded: Node, visitor: Visitor, role: Role, page: str) -> None:
    assert visitor(role).get(f"/van-ban-chi-dao/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_who_runs_the_machine_reads_no_content(loaded: Node, visitor: Visitor, page: str) -> None:
    answer = visitor(Role.OPERATOR).get(f"/van-ban-chi-dao/{page}")
    assert answer.status_code == 403
    assert "59-QĐ/TW" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_reads_without_logging_in(loaded: Node, visitor: Visitor, page: str) -> None:
    assert Client().get(f"/van-ban-chi-dao/{page}").status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_only_looked_at(loaded: Node, visitor: Visitor, page: str) -> None:
    assert visitor().post(f"/van-ban-chi-dao/{page}").status_code == 405


def test_every_page_is_noted_in_the_read_log(loaded: Node, visitor: Visitor) -> None:
    client = visitor()
    for page in PAGES:
        client.get(f"/van-ban-chi-dao/{page}")
    assert list(ReadEntry.objects.order_by("id").values_list("page", "subject")) == [
        ("norms.index", ""),
        ("norms.instrument", "instrument:59-qd-tw-2016"),
    ]


def queries(client: Client, page: str) -> int:
    """How many queries a page makes, on both databases, login and read log included."""
    with ExitStack() as stack:
        counted = [
            stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in ("default", "local")
        ]
        assert client.get(f"/van-ban-chi-dao/{page}").status_code == 200
    return sum(len(context) for context in counted)


@pytest.mark.parametrize(
    ("page", "count"),
    [("", 7), ("?q=35-CT/TW", 7), ("?q=104", 7), ("35-ct-tw-2024/", 6), ("104-qd-qutw/", 6)],
    ids=["the list", "several rows", "one row", "with relations", "without"],
)
def test_a_page_costs_the_same_with_one_row_and_with_many(
    loaded: Node, visitor: Visitor, page: str, count: int
) -> None:
    client = visitor()
    client.get("/van-ban-chi-dao/")
    assert queries(client, page) == count
