from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from phoihop.access.domain.types import Role
from phoihop.shell.web.frame import TypedDay, typed_day
from phoihop.ui.frame import FrameData
from tests.access.office import BOARD, MONDAY, Office, logged_in

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("", TypedDay(None, ""), id="nothing typed is today"),
        pytest.param("   ", TypedDay(None, ""), id="spaces are nothing"),
        pytest.param("6/4/2018", TypedDay(date(2018, 4, 6), ""), id="day / month / year"),
        pytest.param("06-4-2018", TypedDay(date(2018, 4, 6), ""), id="as papers write it"),
        pytest.param("23-11-2026", TypedDay(None, ""), id="today is today"),
        pytest.param("tháng 4/2018", TypedDay(None, "tháng 4/2018"), id="a month is no day"),
        pytest.param("hôm qua", TypedDay(None, "hôm qua"), id="words are no day"),
        pytest.param("31/2/2018", TypedDay(None, "31/2/2018"), id="a day that no calendar has"),
        pytest.param("x" * 99, TypedDay(None, "x" * 40), id="a long text is shown shortened"),
    ],
)
def test_a_typed_day(typed: str, expected: TypedDay):
    assert typed_day(typed, today=TODAY) == expected


def frame(client: Client, address: str) -> FrameData:
    found = client.get(address).context["frame"]
    assert isinstance(found, FrameData)
    return found


@pytest.mark.django_db(databases=["default", "local"])
@pytest.mark.db_again
class TestFrame:
    def test_before_login_it_says_only_which_server_this_is(self, office: Office):
        found = frame(Client(), "/dang-nhap/")
        assert found == FrameData(profile="independent-lan", version="0.1.0", node_name="Máy chủ thử")

    def test_it_shows_who_acts_in_which_post_for_which_body(self, visitor: Callable[..., Client]):
        found = frame(visitor(Role.OFFICER), "/programme/")
        shown = (found.user_name, found.post_title, found.body_name, found.here, found.logout_url)
        assert shown == ("Nguyễn Thị Lan", "chức vụ officer", "Cục Chính trị", "Chương trình", "/dang-xuat/")

    def test_only_who_holds_several_posts_may_change_the_post(self, office: Office):
        one = frame(logged_in(office, Role.OFFICER), "/")
        assert [item.label for item in one.account] == ["Đổi mật khẩu", "Xác thực hai bước"]
        office.appoint(2, Role.LEADER, body=BOARD)
        two = logged_in(office, Role.CLERK, number=2, login="cu.tran")
        two.post("/chon-chuc-vu/", {"post": f"{BOARD}.leader"})
        labels = [item.label for item in frame(two, "/").account]
        assert labels == ["Đổi chức vụ", "Đổi mật khẩu", "Xác thực hai bước"]

    def test_without_a_post_there_is_no_navigation_but_a_way_out(self, office: Office):
        found = frame(logged_in(office), "/")
        assert (found.nav, found.user_name, found.logout_url) == ((), "lan.nguyen", "/dang-xuat/")

    @pytest.mark.parametrize(
        ("address", "supported"),
        [
            ("/registry/?as_of=6/4/2018", True),
            ("/norms/?as_of=6/4/2018", True),
            ("/programme/?as_of=6/4/2018", True),
            ("/ledger/?as_of=6/4/2018", False),
            ("/?as_of=6/4/2018", False),
        ],
    )
    def test_a_day_can_be_asked_for_where_the_pages_answer_it(
        self, visitor: Callable[..., Client], address: str, supported: bool
    ):
        found = frame(visitor(Role.LEADER), address)
        assert (found.as_of_supported, found.as_of) == (supported, date(2018, 4, 6) if supported else None)

    def test_a_day_that_cannot_be_read_is_told_on_the_page(self, visitor: Callable[..., Client]):
        page = visitor(Role.LEADER).get("/registry/?as_of=hôm qua").content.decode()
        assert "Chưa đọc được ngày “hôm qua”, trang đang xem theo hôm nay." in page

    def test_today_is_the_day_in_hanoi(self, office: Office, visitor: Callable[..., Client]):
        client = visitor(Role.LEADER)
        office.now = MONDAY.replace(hour=6)  # still the 22nd in UTC
        assert frame(client, "/registry/?as_of=23/11/2026").as_of is None

    def test_every_page_names_the_profile_of_the_server(self, visitor: Callable[..., Client]):
        assert "Mạng nội bộ độc lập" in visitor(Role.OPERATOR).get("/").content.decode()
        assert "Mạng nội bộ độc lập" in Client().get("/dang-nhap/").content.decode()
