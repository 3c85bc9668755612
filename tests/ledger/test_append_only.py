"""The database itself refuses changes to acts, content and checkpoints."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from phoihop.ledger.append_only import guarded_tables, install, missing, triggers_of
from phoihop.node.keys import FileKeyRing
from tests.ledger.conftest import put

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

REFUSED = {
    "an act cannot be changed": "UPDATE ledger_act SET leaf = 'x'",
    "an act cannot be deleted": "DELETE FROM ledger_act",
    "content cannot be changed": "UPDATE ledger_vaultentry SET body = 'x'",
    "content cannot be deleted without a redaction": "DELETE FROM ledger_vaultentry",
    "a checkpoint cannot be changed": "UPDATE ledger_checkpoint SET note = 'x'",
    "a checkpoint cannot be deleted": "DELETE FROM ledger_checkpoint",
}
REPLACE = (
    'INSERT OR REPLACE INTO ledger_act (arrival, ledger, epoch, "index", leaf, received_at, sealed_here) '
    "SELECT arrival, ledger, epoch, \"index\", 'x', received_at, sealed_here FROM ledger_act"
)


def refuses(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as fault:
        return "append-only" in str(fault)
    return False


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses(opened: FileKeyRing, statement: str) -> None:
    put("Một")
    assert refuses(statement)


def test_replacing_an_act_by_insert_is_refused_too(opened: FileKeyRing) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE exists on SQLite only; PostgreSQL has the TRUNCATE test")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA recursive_triggers").fetchone() == (1,)
    assert refuses(REPLACE)


def test_emptying_a_table_is_refused(opened: FileKeyRing) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE exists on PostgreSQL only; SQLite has the INSERT OR REPLACE test")
    assert refuses("TRUNCATE ledger_checkpoint")


@pytest.mark.parametrize("alias", ["default", "local"])
def test_every_guarded_table_has_its_triggers(alias: str) -> None:
    assert guarded_tables(alias) != []
    assert missing(alias) == []


def test_an_envelope_that_comes_late_is_taken_once_and_only_for_its_leaf(opened: FileKeyRing) -> None:
    put("Một")
    columns = 'ledger, epoch, "index", leaf, received_at, sealed_here'
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_act ({columns}) SELECT 'm-khac/work', 1, 0, leaf, received_at, sealed_here "
            'FROM ledger_act WHERE "index" = 1'
        )
    late = "UPDATE ledger_act SET envelope = 'x'{} WHERE ledger = 'm-khac/work'"
    assert refuses(late.format(", leaf = 'y'"))
    assert not refuses(late.format(""))
    assert refuses(late.format(""))


def test_a_dropped_trigger_is_noticed_and_made_again(opened: FileKeyRing) -> None:
    on_table = "" if connection.vendor == "sqlite" else " ON ledger_act"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "ledger_act_no_delete"{on_table}')
    assert [trigger.name for trigger in missing("default")] == ["ledger_act_no_delete"]
    install("default")
    assert missing("default") == []


def test_a_trigger_that_no_longer_refuses_is_noticed(opened: FileKeyRing) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL a disabled trigger is the case, tested with DROP")
    with connection.cursor() as cursor:
        cursor.execute('DROP TRIGGER "ledger_act_no_update"')
        cursor.execute(
            'CREATE TRIGGER "ledger_act_no_update" BEFORE UPDATE ON ledger_act BEGIN SELECT 1; END'
        )
    assert [trigger.name for trigger in missing("default")] == ["ledger_act_no_update"]


def test_triggers_are_named_after_their_table() -> None:
    assert [t.name for t in triggers_of("ledger_act", "postgresql")] == [
        "ledger_act_no_update",
        "ledger_act_no_delete",
        "ledger_act_no_truncate",
    ]
