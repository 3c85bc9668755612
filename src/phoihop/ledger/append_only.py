"""Triggers that make tables append-only in the database itself, and the check that they are there.

SQLite loses all triggers of a table when a migration rebuilds it, therefore they are installed again after
every migration, and `verify` and `doctor` compare what is there with what must be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, router

from phoihop.kernel.keep import Keep

GUARDED = frozenset({Keep.LEDGER, Keep.JOURNAL})
COMPLETABLE = "ledger_act"
ERASABLE = "ledger_vaultentry"
SENTENCE = "phoihop: append-only"
# An act of which only the leaf was handed over may get its envelope once, for that leaf in that place.
LATE_ENVELOPE = """OLD.envelope IS NULL AND NEW.envelope IS NOT NULL AND NEW.leaf = OLD.leaf
  AND NEW.arrival = OLD.arrival AND NEW.ledger = OLD.ledger AND NEW.epoch = OLD.epoch
  AND NEW."index" = OLD."index" AND NEW.sealed_here = OLD.sealed_here"""
# Content may go only where a redaction act has cleared the place; everything else stays for ever.
ERASURE = """SELECT 1 FROM ledger_act a JOIN ledger_clearance c
  ON c.ledger = a.ledger AND c.epoch = a.epoch AND c."index" = a."index" WHERE a.arrival = OLD.act_id"""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger of one table: its name and the statements that make it."""

    table: str
    name: str
    statements: tuple[str, ...]


def guarded_tables(alias: str) -> list[str]:
    """The tables of ledger and journal models that live in a database."""
    return sorted(
        model._meta.db_table  # Django's documented way to a table name
        for model in apps.get_models()
        if getattr(model, "keep", None) in GUARDED and router.db_for_write(model) == alias
    )


def triggers_of(table: str, vendor: str) -> Iterator[Trigger]:
    """The triggers that guard a table on a database vendor."""
    if vendor == "sqlite":
        yield _sqlite(table, "UPDATE", f"WHEN NOT ({LATE_ENVELOPE})" if table == COMPLETABLE else "")
        yield _sqlite(table, "DELETE", f"WHEN NOT EXISTS ({ERASURE})" if table == ERASABLE else "")
        return
    erasure = f"EXISTS ({ERASURE})"
    yield _postgresql_rows(table, "UPDATE", LATE_ENVELOPE if table == COMPLETABLE else "", "NEW")
    yield _postgresql_rows(table, "DELETE", erasure if table == ERASABLE else "", "OLD")
    yield _postgresql_truncate(table)


def _sqlite(table: str, event: str, condition: str) -> Trigger:
    name = f"{table}_no_{event.lower()}"
    body = (
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" {condition} '
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    )
    return Trigger(table, name, (f'DROP TRIGGER IF EXISTS "{name}"', body))


def _postgresql_rows(table: str, event: str, allowed: str, result: str) -> Trigger:
    name = f"{table}_no_{event.lower()}"
    exception = f"RAISE EXCEPTION '{SENTENCE}'"
    body = f"IF {allowed} THEN RETURN {result}; END IF; {exception};" if allowed else f"{exception};"
    return Trigger(
        table,
        name,
        (
            (
                f'CREATE OR REPLACE FUNCTION "{name}_refuse"() RETURNS trigger LANGUAGE plpgsql AS '
                f"$$ BEGIN {body} END $$"
            ),
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            (
                f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW '
                f'EXECUTE FUNCTION "{name}_refuse"()'
            ),
        ),
    )


def _postgresql_truncate(table: str) -> Trigger:
    name = f"{table}_no_truncate"
    return Trigger(
        table,
        name,
        (
            (
                f'CREATE OR REPLACE FUNCTION "{name}_refuse"() RETURNS trigger LANGUAGE plpgsql AS '
                f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
            ),
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            (
                f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT '
                f'EXECUTE FUNCTION "{name}_refuse"()'
            ),
            f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM PUBLIC',
        ),
    )


def install(alias: str) -> None:
    """Make all triggers of a database anew. Tables that are not there yet are left out."""
    connection = connections[alias]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in guarded_tables(alias):
            if table in present:
                for trigger in triggers_of(table, connection.vendor):
                    for statement in trigger.statements:
                        cursor.execute(statement)


def missing(alias: str) -> list[Trigger]:
    """The triggers that must be there and are not, or (on SQLite) do not say what they must say."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            there = dict(cursor.fetchall())
        else:
            cursor.execute(
                "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
            )
            there = dict(cursor.fetchall())
    return [
        trigger
        for table in guarded_tables(alias)
        for trigger in triggers_of(table, connection.vendor)
        if trigger.name not in there
        or (connection.vendor == "sqlite" and there[trigger.name] != trigger.statements[1])
    ]
