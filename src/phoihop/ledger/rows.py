"""Statements of the write path without the machinery of query sets.

Every command makes a dozen of them. Putting a query set together costs five to ten times what the database
needs to carry it out, and all of it is spent while the node's one write lock is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from phoihop.ledger.models import Act

CHUNK = 500
"""How many values stand in one list `IN (…)`."""

Cell = str | int | None
T = TypeVar("T")
V = TypeVar("V", str, int)
Fields = tuple["models.Field[object, object]", ...]


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one table. Keys that the database gives are not handed back."""
    if rows:
        connection = _connection()
        fields, statement = _insertion(type(rows[0]))
        with connection.cursor() as cursor:
            cursor.executemany(statement, [_values(row, fields, connection) for row in rows])


def insert_acts(rows: Sequence[Act]) -> list[int]:
    """Write new acts of one ledger epoch: the arrival numbers that the database gave them, in order."""
    numbers: dict[int, int] = {}
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        fields, statement = _insertion(Act)
        head, _, places = statement.rpartition(" VALUES ")
        values = [cell for row in part for cell in _values(row, fields, _connection())]
        many = f'{head} VALUES {", ".join([places] * len(part))} RETURNING "index", arrival'
        numbers.update(answer(many, values, _pair))
    return [numbers[row.index] for row in rows]


def _pair(one: int, other: int) -> tuple[int, int]:
    return one, other


def execute(statement: str, values: Sequence[Cell]) -> None:
    """Carry out a statement that answers nothing."""
    with _connection().cursor() as cursor:
        cursor.execute(statement, values)


def answer(statement: str, values: Sequence[Cell], shape: Callable[..., T]) -> list[T]:
    """The rows that a statement answers, each handed to `shape` column by column."""
    with _connection().cursor() as cursor:
        cursor.execute(statement, values)
        return [shape(*row) for row in cursor.fetchall()]


def chunks(values: Sequence[V]) -> Iterator[tuple[str, Sequence[V]]]:
    """Parts of a long list, each with the placeholders for `IN (…)`."""
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        yield ", ".join(["%s"] * len(part)), part


def _connection() -> BaseDatabaseWrapper:
    return connections[router.db_for_write(Act)]


@cache
def _insertion(model: type[models.Model]) -> tuple[Fields, str]:
    """The columns to be filled and the statement, quoted as all databases of ours quote."""
    table = model._meta
    fields = tuple(field for field in table.concrete_fields if not isinstance(field, models.AutoField))
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return fields, f'INSERT INTO "{table.db_table}" ({columns}) VALUES ({places})'  # noqa: S608  # our own tables


def _values(row: models.Model, fields: Fields, connection: BaseDatabaseWrapper) -> list[Cell]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
