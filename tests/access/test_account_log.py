from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from phoihop.access.account_log import change_rows, note_change, own_changes
from phoihop.access.commands import (
    account_named,
    change_own_password,
    create_account,
    disable_account,
    note_locked,
    note_post_moved,
    reset_password,
    unlock_account,
)
from phoihop.access.domain.account_changes import PROGRAM, Change, Hand
from phoihop.access.domain.types import Role
from phoihop.access.models import Account, AccountEntry, ReadEntry
from phoihop.kernel.decision import Accepted, refuse
from tests.access.office import BOARD, MONDAY, PASSWORD, REGION, Office, open_account, person

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

Visitor = Callable[..., Client]
ROOT = Hand(system="root")
NEW = "núi Voi ở Kiến An cao"


def entries() -> list[tuple[str, str, str, str]]:
    return list(AccountEntry.objects.order_by("id").values_list("what", "body", "by", "system"))


def known(login: str = "lan.nguyen") -> Account:
    account = account_named(login)
    assert account is not None
    return account


def test_every_command_writes_who_did_it(office: Office):
    office.appoint(1, Role.OFFICER)
    create_account("lan.nguyen", person=person(1), password=PASSWORD, by=ROOT)
    reset_password("lan.nguyen", password=NEW, by=ROOT)
    change_own_password("lan.nguyen", old=NEW, new=PASSWORD)
    unlock_account("lan.nguyen", by=ROOT)
    note_locked("lan.nguyen")
    note_post_moved("lan.nguyen", note="Trợ lý → Trưởng phòng", by=ROOT)
    disable_account("lan.nguyen", by=ROOT)
    assert entries() == [
        ("created", REGION, "", "root"),
        ("password_reset", REGION, "", "root"),
        ("password_changed", REGION, "lan.nguyen", ""),
        ("unlocked", REGION, "", "root"),
        ("locked", REGION, "", ""),
        ("post_moved", REGION, "", "root"),
        ("disabled", REGION, "", "root"),
    ]


def test_what_was_refused_leaves_no_row(office: Office):
    open_account()
    create_account("lan.nguyen", person=person(2), password=PASSWORD)
    reset_password("lan.nguyen", password="ngắn")
    change_own_password("lan.nguyen", old="sai", new=NEW)
    disable_account("ai")
    note_locked("ai")
    assert note_post_moved("ai", note="", by=ROOT) == refuse("access.account_unknown", login="ai")
    assert [what for what, *_ in entries()] == ["created"]


def test_one_row_for_each_body_in_which_a_post_is_held(office: Office):
    office.appoint(1, Role.OFFICER)
    office.appoint(1, Role.LEADER, body=BOARD)
    open_account()
    assert [body for _, body, *_ in entries()] == [REGION, BOARD]
    assert [row.what for row in own_changes(known(), limit=5)] == [Change.CREATED]


def test_after_the_post_has_ended_the_rows_go_on_at_the_last_body(office: Office):
    office.appoint(1, Role.OFFICER, until=date(2026, 11, 24))
    open_account()
    office.now = office.now.replace(day=25)
    disable_account("lan.nguyen")
    assert [body for _, body, *_ in entries()] == [REGION, REGION]


def test_an_account_for_nobody_in_particular_is_seen_by_every_inspector(office: Office):
    open_account(login="cua.ai.do")
    for body in (REGION, BOARD):
        assert [row.account for row in change_rows(bodies={body}, limit=5).rows] == ["cua.ai.do"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: AccountEntry.objects.update(what="unlocked"), id="update"),
        pytest.param(lambda: AccountEntry.objects.all().delete(), id="delete"),
    ],
)
def test_the_database_itself_keeps_every_row(office: Office, change: Callable[[], object]):
    open_account()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="local"):
        change()
    assert [what for what, *_ in entries()] == ["created"]


def test_rows_follow_each_other_without_gap_or_repetition(office: Office):
    office.appoint(1, Role.OFFICER)
    open_account()
    for number in range(7):
        note_change(known(), Change.POST_MOVED, by=PROGRAM, note=str(number))
    seen: list[str] = []
    after: int | None = None
    while True:
        found = change_rows(bodies={REGION}, after=after, limit=3)
        seen += [row.note for row in found.rows]
        after = found.after
        if after is None:
            break
    assert seen == ["6", "5", "4", "3", "2", "1", "0", ""]


# ------------------------------------------------------------------------------------------------------- page
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INSPECTOR])
def test_only_an_inspector_opens_the_journal(visitor: Visitor, role: Role):
    assert visitor(role).get("/nhat-ky-tai-khoan/").status_code == 403


def test_an_inspector_reads_what_was_done_by_whom(visitor: Visitor, site: Office):
    site.appoint(2, Role.OFFICER)
    open_account(2, "cu.tran")
    reset_password("cu.tran", password=NEW, by=ROOT)
    page = visitor(Role.INSPECTOR).get("/nhat-ky-tai-khoan/").content.decode()
    for words in ("cu.tran", "đặt lại mật khẩu", "dòng lệnh, người dùng máy “root”", "08:00 ngày 23-11-2026"):
        assert words in page
    assert list(ReadEntry.objects.values_list("page", flat=True)) == ["access.account_changes"]


def test_an_inspector_sees_the_accounts_of_the_own_body(visitor: Visitor, site: Office):
    site.appoint(2, Role.OFFICER, body=BOARD)
    open_account(2, "noi.khac")
    page = visitor(Role.INSPECTOR).get("/nhat-ky-tai-khoan/").content.decode()
    assert ("lan.nguyen" in page, "noi.khac" in page) == (True, False)


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", {"lan.nguyen", "cu.tran"}), ("account=Cu.Tran", {"cu.tran"}), ("account=ai", set())],
)
def test_the_filter_stands_in_the_address(visitor: Visitor, query: str, shown: set[str]):
    open_account(2, "cu.tran")
    page = visitor(Role.INSPECTOR).get(f"/nhat-ky-tai-khoan/?{query}").content.decode()
    assert {name for name in ("lan.nguyen", "cu.tran") if f">{name}</a>" in page} == shown


@pytest.mark.parametrize("after", ["x", "-1", "999999", "0", "9" * 40])
def test_a_key_that_nobody_has_begins_at_the_newest(visitor: Visitor, after: str):
    assert "lan.nguyen" in visitor(Role.INSPECTOR).get(f"/nhat-ky-tai-khoan/?after={after}").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_one_row_as_for_three(
    visitor: Visitor, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    client = visitor(Role.INSPECTOR)
    for _ in range(rows - 1):
        note_change(known(), Change.UNLOCKED, by=ROOT)
    # session, account, rows; and the entry that this look is noted with
    with django_assert_num_queries(4, using="local"), django_assert_num_queries(0, using="default"):
        client.get("/nhat-ky-tai-khoan/")


def test_the_moment_and_the_hand_are_given_back(office: Office):
    open_account()
    assert unlock_account("lan.nguyen", by=ROOT) == Accepted(0)
    last = own_changes(known(), limit=1)[0]
    assert (last.at, last.what, last.by) == (MONDAY, Change.UNLOCKED, ROOT)
