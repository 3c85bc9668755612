from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from phoihop.access.read_log import ReadFilter, read_rows
from phoihop.kernel.period import Period
from tests.access.office import BOARD, MONDAY, REGION, Office, person

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

Visitor = Callable[..., Client]


def put(
    at: datetime = MONDAY,
    *,
    account: str = "lan.nguyen",
    body: str = REGION,
    page: str = "a.b",
    subject: str = "",
):
    return ReadEntry.objects.create(
        at=at,
        account=account,
        person=person(1),
        post=f"{body}.officer",
        body=body,
        page=page,
        subject=subject,
    )


def test_one_page_is_one_row_with_who_what_when_and_in_which_post(visitor: Visitor):
    client = visitor(Role.OFFICER)
    client.get("/record/?task=7")
    rows = ReadEntry.objects.values_list("at", "account", "person", "post", "body", "page", "subject")
    assert list(rows) == [
        (MONDAY, "lan.nguyen", person(1), "M-QK3-CT.officer", "M-QK3-CT", "tests.record", "task:7")
    ]
    client.get("/record/")
    assert ReadEntry.objects.count() == 2


def test_a_page_that_was_refused_is_not_a_page_that_was_read(visitor: Visitor):
    visitor(Role.OPERATOR).get("/record/")
    assert not ReadEntry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: ReadEntry.objects.update(page="x.y"), id="update"),
        pytest.param(lambda: ReadEntry.objects.all().delete(), id="delete"),
    ],
)
def test_the_database_itself_keeps_every_row(office: Office, change: Callable[[], object]):
    put()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="local"):
        change()
    assert ReadEntry.objects.values_list("page", flat=True).get() == "a.b"


# ------------------------------------------------------------------------------------------------------- page
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INSPECTOR])
def test_only_an_inspector_opens_the_read_log(visitor: Visitor, role: Role):
    assert visitor(role).get("/nhat-ky-doc/").status_code == 403


def test_an_inspector_reads_who_read_what(visitor: Visitor):
    visitor(Role.OFFICER).get("/record/?task=7")
    page = visitor(Role.INSPECTOR, number=2, login="cu.tran").get("/nhat-ky-doc/").content.decode()
    for words in (
        "Nguyễn Thị Lan",
        "lan.nguyen",
        "chức vụ officer",
        "Trang thử",
        "task:7",
        "08:00 ngày 23-11-2026",
    ):
        assert words in page


def test_to_look_into_the_log_is_to_read(visitor: Visitor):
    visitor(Role.INSPECTOR).get("/nhat-ky-doc/")
    assert ReadEntry.objects.values_list("page", flat=True).get() == "access.read_log"


def test_an_inspector_sees_the_readers_of_the_own_body_only(visitor: Visitor):
    put(account="cua.minh"), put(account="noi.khac", body=BOARD)
    page = visitor(Role.INSPECTOR).get("/nhat-ky-doc/").content.decode()
    assert ("cua.minh" in page, "noi.khac" in page) == (True, False)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"p.one", "p.two", "p.three"}),
        ("account=Lan.Nguyen", {"p.one", "p.three"}),
        ("page=p.two", {"p.two"}),
        ("subject=task:1", {"p.one", "p.two"}),
        ("when=20/11/2026", {"p.two"}),
        ("when=tháng 11/2026", {"p.one", "p.two"}),
        ("account=lan.nguyen&subject=task:1", {"p.one"}),
        ("when=hôm qua", set()),
        ("account=khong.co", set()),
    ],
)
def test_the_filters_stand_in_the_address(visitor: Visitor, query: str, shown: set[str]):
    put(page="p.one", subject="task:1")
    put(MONDAY.replace(day=20, hour=0), account="cu.tran", page="p.two", subject="task:1")
    put(MONDAY.replace(month=10), page="p.three")
    page = visitor(Role.INSPECTOR, number=3, login="kiem.tra").get(f"/nhat-ky-doc/?{query}").content.decode()
    assert {name for name in ("p.one", "p.two", "p.three") if f">{name}</a>" in page} == shown


def test_a_time_that_cannot_be_read_is_told(visitor: Visitor):
    page = visitor(Role.INSPECTOR).get("/nhat-ky-doc/?when=hôm qua").content.decode()
    assert "Chưa đọc được thời gian “hôm qua”." in page
    assert 'value="hôm qua"' in page


@pytest.mark.parametrize("after", ["x", "-1", "999999", "0", "9" * 40])
def test_a_key_that_nobody_has_begins_at_the_newest(visitor: Visitor, after: str):
    put(page="p.one")
    assert "p.one" in visitor(Role.INSPECTOR).get(f"/nhat-ky-doc/?after={after}").content.decode()


def test_pages_follow_each_other_without_gap_or_repetition_also_within_one_moment(office: Office):
    numbers = [put(MONDAY + timedelta(minutes=n // 4), page=f"p.{n}").pk for n in range(10)]
    seen: list[int] = []
    after: int | None = None
    while True:
        found = read_rows(ReadFilter(), bodies={REGION}, after=after, limit=3)
        seen += [row.id for row in found.rows]
        after = found.after
        if after is None:
            break
    assert seen == numbers[::-1]


def test_the_last_page_has_no_next_one(office: Office):
    for _ in range(3):
        put()
    assert read_rows(ReadFilter(), bodies={REGION}, after=None, limit=3).after is None
    assert read_rows(ReadFilter(), bodies={REGION}, after=None, limit=2).after is not None


def test_a_period_without_end_filters_from_its_first_day_on(office: Office):
    put(page="p.old"), put(MONDAY.replace(day=24), page="p.new")
    wanted = ReadFilter(when=Period(MONDAY.replace(day=24).date(), None))
    assert [r.page for r in read_rows(wanted, bodies={REGION}, after=None, limit=9).rows] == ["p.new"]


def test_the_page_links_to_the_next_rows_and_keeps_the_filter(visitor: Visitor):
    for _ in range(51):
        put(page="p.one")
    client = visitor(Role.INSPECTOR)
    page = client.get("/nhat-ky-doc/?page=p.one").content.decode()
    after = ReadEntry.objects.order_by("-id").filter(page="p.one")[49].pk
    assert f'href="?page=p.one&amp;after={after}"' in page
    second = client.get(f"/nhat-ky-doc/?page=p.one&after={after}").content.decode()
    assert second.count("<tr>") == 2  # its head and one row
    assert 'href="?page=p.one"' in second


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_one_row_as_for_three(
    visitor: Visitor, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    client = visitor(Role.INSPECTOR)
    for _ in range(rows):
        put()
    # session, account, rows; and the entry that this look is noted with
    with django_assert_num_queries(4, using="local"), django_assert_num_queries(0, using="default"):
        client.get("/nhat-ky-doc/")
