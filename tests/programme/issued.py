"""Issued programmes for the tests of pages and files."""

from __future__ import annotations

import html
import re
from contextlib import ExitStack
from typing import Final

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from phoihop.kernel.period import Period
from phoihop.programme.acts import DutyRole, Rhythm, TaskKind
from phoihop.programme.domain.types import DutyStated, TaskPlan
from tests.programme.office import PROGRAMME, QUANG_NINH, REGION, adopt

PAGE: Final = f"/chuong-trinh/{PROGRAMME}/"


def task(
    text: str,
    *duties: DutyStated,
    period: Period | None = None,
    kind: TaskKind | None = None,
    rhythm: Rhythm | None = None,
    product: str = "",
    level: str = "",
) -> TaskPlan:
    """A task; the region leads it and one board coordinates unless said otherwise."""
    return TaskPlan(
        text=text,
        duties=duties or (lead(), with_()),
        period=period,
        kind=kind,
        rhythm=rhythm,
        product=product,
        level=level,
    )


def lead(*bodies: str) -> DutyStated:
    return DutyStated(DutyRole.LEAD, "Cục Chính trị", None, bodies or (REGION,))


def with_(*bodies: str, role: DutyRole = DutyRole.COORDINATING, ends: str | None = None) -> DutyStated:
    return DutyStated(role, "Ban Tổ chức", None, bodies or (QUANG_NINH,), ends)


def issued(*tasks: TaskPlan) -> list[str]:
    """A programme adopted and issued on the day of the conference: the ids of its tasks."""
    return adopt(*tasks)


def drafted(*tasks: TaskPlan, programme: str = PROGRAMME, title: str = "Chương trình khác") -> list[str]:
    """A programme that is still a draft."""
    return adopt(*tasks, programme=programme, title=title, issued=False)


def words_of(content: bytes) -> str:
    """The visible words of the main part of a page, white space collapsed."""
    body = content.decode().partition("<main")[2].partition("</main")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def queries(client: Client, address: str, data: dict[str, str] | None = None) -> int:
    """How many queries a page costs, the databases together."""
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        assert client.get(address, data or {}).status_code == 200
    return sum(map(len, captured))
