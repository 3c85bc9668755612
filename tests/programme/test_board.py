"""The board: agencies in protocol order, their parts by what they reported."""

from __future__ import annotations

import re
from datetime import date

import pytest

from phoihop.access.models import ReadEntry
from phoihop.kernel.period import Period
from phoihop.programme.acts import DutyRole, ProgressState
from tests.programme.issued import PAGE, drafted, issued, lead, queries, task, with_, words_of
from tests.programme.office import (
    HAI_PHONG,
    OLD_HAI_PHONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    actor,
    logged_in,
    report,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("site"),
]
BOARD = f"{PAGE}theo-to-chuc/"
DAY = {"as_of": "20-9-2018"}
MAY = Period(None, date(2018, 5, 16))


def sections(content: bytes) -> dict[str, str]:
    """Each agency with the words of its section."""
    parts = re.split(r'<section class="card agency"', content.decode().partition("<main")[2])[1:]
    found: dict[str, str] = {}
    for part in parts:
        words = words_of(f"<main {part}</main>".encode()).partition("> ")[2]
        name = re.search(r"<h2[^>]*>([^<]*)</h2>", part)
        assert name is not None
        found[name[1]] = words.removeprefix(name[1]).strip()
    return found


def test_agencies_stand_in_protocol_order_with_their_parts_by_state() -> None:
    first, _ = issued(task("hoàn chỉnh Quy chế", period=MAY), task("rà soát quy hoạch"))
    report(first, body=REGION, by=actor())
    report(first, body=QUANG_NINH, by=actor(body=QUANG_NINH), state=ProgressState.DOING)
    found = sections(logged_in().get(BOARD, DAY).content)
    assert list(found) == ["Cục Chính trị Quân khu 3", "Ban Tổ chức Tỉnh ủy Quảng Ninh"]
    assert found["Ban Tổ chức Tỉnh ủy Quảng Ninh"] == (
        "2 phần việc Trang của tổ chức Chưa báo cáo 1 2. Rà soát quy hoạch Phối hợp Chưa báo cáo "
        "Chưa có thời hạn Đang làm 1 1. Hoàn chỉnh Quy chế Phối hợp Quá hạn 128 ngày đến 15-5-2018 "
        "Chờ xác nhận 0 Xong 0"
    )


def test_nobody_is_ranked_and_nothing_is_added_up() -> None:
    issued(task("hoàn chỉnh Quy chế", period=MAY))
    content = logged_in().get(BOARD, DAY).content.decode()
    assert "%" not in re.sub(r'="[^"]*"', "", content.partition("<main")[2].partition("</main")[0])
    assert 'class="meter"' not in content


def test_one_agency_can_be_looked_at_alone() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    found = sections(logged_in().get(BOARD, {"body": QUANG_NINH}).content)
    assert list(found) == ["Ban Tổ chức Tỉnh ủy Quảng Ninh"]


def test_own_work_is_that_of_the_bodies_one_speaks_for() -> None:
    issued(task("hoàn chỉnh Quy chế", lead(), with_(OLD_HAI_PHONG, QUANG_NINH)))
    found = sections(logged_in(body=HAI_PHONG).get(BOARD, {"mine": "1"}).content)
    assert list(found) == ["Ban Tổ chức Thành ủy Hải Phòng"]


def test_who_follows_or_is_informed_has_nothing_to_report() -> None:
    following = with_(QUANG_NINH, role=DutyRole.FOLLOWING)
    issued(task("hoàn chỉnh Quy chế", lead(), following))
    found = sections(logged_in().get(BOARD).content)
    assert found["Ban Tổ chức Tỉnh ủy Quảng Ninh"] == (
        "Trang của tổ chức Theo dõi, đôn đốc: 1. Hoàn chỉnh Quy chế"
    )


def test_a_body_with_a_last_day_of_its_own_is_late_by_that() -> None:
    issued(task("hoàn chỉnh Quy chế", lead(), with_(QUANG_NINH, ends="2018-05-03"), period=MAY))
    found = sections(logged_in().get(BOARD, {"as_of": "10-5-2018"}).content)
    assert "Quá hạn 8 ngày đến 15-5-2018; hạn riêng 02-5-2018" in found["Ban Tổ chức Tỉnh ủy Quảng Ninh"]
    assert "Quá hạn" not in found["Cục Chính trị Quân khu 3"]


def test_a_draft_is_not_there_for_those_who_only_have_a_part_in_it() -> None:
    drafted(task("hoàn chỉnh Quy chế"))
    assert logged_in(body=QUANG_NINH).get(BOARD).status_code == 404
    assert logged_in().get(BOARD).status_code == 200


def test_the_read_log_knows_the_page() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    logged_in().get(BOARD)
    entry = ReadEntry.objects.get(page="programme.board")
    assert entry.subject == f"programme:{PROGRAMME}"


@pytest.mark.parametrize("tasks", [1, 3])
def test_the_board_costs_nine_queries_whatever_is_on_it(tasks: int) -> None:
    issued(*(task(f"việc {n}") for n in range(tasks)))
    client = logged_in()
    client.get("/chuong-trinh/")
    assert queries(client, BOARD) == 9
