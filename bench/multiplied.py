"""A small programme copied inside the database until it is large: rows and acts as after years of work.

Two million acts through the write path would take an hour; pages do not care how rows came to be. The copies
have their own identifiers and places; their hashes are not those of their bytes, so nothing here verifies.
SQLite only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # models can be imported only after Django is set up
    from django.db import models

COPY_DIGITS: Final = 6
BEFORE: Final = 10
CACHE_KIB: Final = 4 * 1024**2  # 4 GiB: the growing indexes stay in memory
COPIED_LEDGER: Final = "copies/work"
"""Copied acts stand in a ledger of their own: that of the commands goes on where it was."""


def multiply(programme: str, *, copies: int) -> int:
    """All tasks of a programme with their rows and acts, `copies` times: how many acts there are then."""
    from django.db import connection, transaction

    from phoihop.ledger.models import Act
    from phoihop.programme.models import Task
    from phoihop.programme.projections import TaskProjector

    tasks = list(Task.objects.filter(programme=programme).values_list("task", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    with transaction.atomic():
        for table in TaskProjector.tables:
            _copy(table, _of_task(len(tasks)), where=f"subject IN ({_subjects(tasks)})", copies=copies)
        _copy_acts(tasks, copies)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA cache_size = -2000")  # SQLite's own
    return Act.objects.count()


def _subjects(tasks: Sequence[str]) -> str:
    return ", ".join(f"'task:{task}'" for task in tasks)


def _fresh(column: str) -> str:
    """The identifier of a copy: that of the original with the number of the copy behind its time."""
    rest = BEFORE + COPY_DIGITS + 1
    number = f"printf('%0{COPY_DIGITS}d', c)"
    return f"substr({column}, 1, {BEFORE}) || {number} || substr({column}, {rest}, {27 - rest})"


def _of_task(tasks: int) -> Mapping[str, str]:
    return {
        "subject": f"'task:' || {_fresh('substr(subject, 6)')}",
        "task": _fresh("task"),
        "task_id": _fresh("task_id"),
        "version": f"{_fresh('version')} || substr(version, 27)",
        "version_id": f"{_fresh('version_id')} || substr(version_id, 27)",
        "number": f"number + c * {tasks}",
    }


def _copy_acts(tasks: Sequence[str], copies: int) -> None:
    """The acts about these tasks, their content, and which act is about what."""
    from django.db.models import Max, Min

    from phoihop.ledger.models import Act, SubjectAct, VaultEntry

    about = f"SELECT act_id FROM ledger_subjectact WHERE subject IN ({_subjects(tasks)})"
    places = Act.objects.aggregate(first=Min("arrival"), last=Max("arrival"))
    span = places["last"] - places["first"] + 1
    moved = {
        "arrival": f"arrival + c * {span}",
        "ledger": f"'{COPIED_LEDGER}'",
        "index": f'"index" + c * {span}',
        "act_id": f"act_id || printf('%0{COPY_DIGITS}d', c)",
        "leaf": f"substr(leaf, 1, {64 - COPY_DIGITS}) || printf('%0{COPY_DIGITS}d', c)",
    }
    _copy(Act, moved, where=f"arrival IN ({about})", copies=copies, all_columns=True)
    beside = {"act_id": f"act_id + c * {span}"}
    _copy(VaultEntry, beside, where=f"act_id IN ({about})", copies=copies)
    subjects = {**beside, "subject": _of_task(0)["subject"]}
    _copy(SubjectAct, subjects, where=f"subject IN ({_subjects(tasks)})", copies=copies)


def _columns(table: type[models.Model], *, all_columns: bool) -> Iterator[str]:
    from django.db.models import AutoField

    for field in table._meta.concrete_fields:
        if all_columns or not isinstance(field, AutoField):
            yield field.column


def _copy(
    table: type[models.Model],
    changed: Mapping[str, str],
    *,
    where: str,
    copies: int,
    all_columns: bool = False,
) -> None:
    from django.db import connection

    columns = list(_columns(table, all_columns=all_columns))
    named = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    name = table._meta.db_table
    statement = f"""
        WITH RECURSIVE copy(c) AS (SELECT 1 UNION ALL SELECT c + 1 FROM copy WHERE c < {copies - 1}),
             original AS MATERIALIZED (SELECT * FROM {name} WHERE {where})
        INSERT INTO {name} ({named}) SELECT {values} FROM copy CROSS JOIN original
    """
    with connection.cursor() as cursor:
        cursor.execute(statement)
