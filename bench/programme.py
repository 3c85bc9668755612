"""Pages of programmes at 100 and 100,000 tasks (2,000,000 acts): against best SQL and a bare Django view.

The bare view stands behind the same middleware (session, account, posts), runs the very statements that the
page ran, and prints the same rows, columns and cells through a plain template: no frame, words or filters.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from bench.installation import start
from bench.table import line, seconds

if TYPE_CHECKING:  # models can be imported only after Django is set up
    from django.test import Client

    from phoihop.ledger.domain.types import Proposal
    from phoihop.programme.domain.types import TaskPlan

SEED = 100
SIZES = (100, 100_000)
MONTHS = (5, 6, 7)  # every body reports twice that it is at it, every second one that it is done
BATCH = 1_000
ROUNDS = 21
TODAY = date(2026, 11, 23)

# The best that we could write for what the page shows: the programme, its counts, its first tasks as they
# stand today, the bodies of these with their names, the order in which bodies are listed.
BEST = (
    "SELECT title, document_date, body, meeting FROM programme_programme WHERE programme = %(programme)s",
    """SELECT CASE WHEN course = 'dropped' THEN 'dropped' WHEN course = 'suspended' THEN 'suspended'
              WHEN state IN ('done', 'reported') THEN state
              WHEN course = 'deadline' AND ends <= %(day)s THEN 'late'
              WHEN course = 'deadline' AND ends <= %(soon)s THEN 'soon' ELSE state END, COUNT(*)
       FROM programme_standing
       WHERE programme = %(programme)s AND valid_from <= %(day)s
         AND (valid_to IS NULL OR valid_to > %(day)s)
       GROUP BY 1""",
    """SELECT body, COUNT(*) FROM programme_duty
       WHERE programme = %(programme)s AND role = 'lead' AND valid_from <= %(day)s
         AND (valid_to IS NULL OR valid_to > %(day)s)
       GROUP BY body""",
    "SELECT key, label, COUNT(*) FROM programme_ground WHERE programme = %(programme)s GROUP BY key, label",
    """SELECT s.number, v.text, v.duties, v.starts, v.ends, v.basis, v.evidence,
              s.state, s.states, s.since
       FROM programme_standing s JOIN programme_version v ON v.version = s.version_id
       WHERE s.programme = %(programme)s AND s.valid_from <= %(day)s
         AND (s.valid_to IS NULL OR s.valid_to > %(day)s)
       ORDER BY s.number, s.task_id LIMIT 51""",
    "SELECT code, name, kind, unit, valid_from, valid_to FROM registry_body WHERE code IN %(bodies)s",
    "SELECT body, name, valid_from, valid_to FROM registry_bodyname WHERE body IN %(bodies)s",
    "SELECT body FROM registry_rules LIMIT 1",
)
BARE = """<!doctype html><title>{{ programme }}</title>
<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>
<table>{% for row in matrix %}<tr>{% for state in row %}<td>
<a href="/{{ forloop.counter }}/" title="{{ state }}"><span class="st {{ state }}">{{ state }}</span></a>
</td>{% endfor %}</tr>{% endfor %}</table>
{% for row in counts %}<p>{% for cell in row %}{{ cell }} {% endfor %}</p>{% endfor %}"""

Statement = tuple[str, str, object]


def main() -> None:
    """Print the rows of each size; `python -m bench.programme 100 10000` measures other sizes."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    start()
    from tests.programme.office import logged_in, plugged

    with tempfile.TemporaryDirectory() as folder, plugged(Path(folder), Path(__file__).parents[1]) as office:
        office.open()
        client = None
        for size in sizes:
            programme = _programme_of(size)
            with _addresses():
                client = client or logged_in()
                _against_sql(programme, size)
                for label, page in _pages(programme):
                    _against_bare_view(client, f"{label}, {size} tasks", page)
        _command(programme)


def _pages(programme: str) -> Iterator[tuple[str, str]]:
    """The pages that are looked at most, by name."""
    from phoihop.programme.models import Task

    middle = Task.objects.filter(programme=programme).order_by("number")[SEED // 2]
    yield "programme with table and matrix", f"/chuong-trinh/{programme}/"
    yield "its late tasks", f"/chuong-trinh/{programme}/?state=late"
    yield "its tasks by last day", f"/chuong-trinh/{programme}/?sort=end"
    yield "one task", f"/chuong-trinh/nhiem-vu/{middle.task}/"
    yield "list of programmes", "/chuong-trinh/"
    yield "home (Hôm nay)", "/"


# -------------------------------------------------------------------------------------------- a programme


def _programme_of(size: int) -> str:
    """An issued programme of the region and nine boards; beyond the seed it is copied inside the database."""
    from bench.multiplied import multiply
    from phoihop.ledger.api import Recorded, new_id
    from phoihop.programme.api import adopt_programme
    from phoihop.programme.models import Task
    from tests.programme.office import actor, issue, plan

    programme = new_id()
    outcome = adopt_programme(actor(), plan(*_plans(SEED)), programme=programme)
    assert isinstance(outcome, Recorded)
    issue(programme)
    tasks = list(Task.objects.filter(programme=programme).order_by("number").values_list("task", flat=True))
    proposals = [proposal for at, task in enumerate(tasks) for proposal in _reports(task, done=at % 2 == 0)]
    for at in range(0, len(proposals), BATCH):
        _record(proposals[at : at + BATCH])
    if size > SEED:
        began = perf_counter()
        acts = multiply(programme, copies=size // SEED)
        print(f"{size} tasks, {acts} acts in the ledgers, made in {perf_counter() - began:.0f} s")
    return programme


def _reports(task: str, *, done: bool) -> Iterator[Proposal]:
    """Nineteen reports: with its assignment a task has twenty acts."""
    bodies = _bodies()
    for month in MONTHS[:2]:
        yield from (_report(task, body, month, done=False) for body in bodies[: 10 if month == 5 else 4])
    yield from (_report(task, body, MONTHS[2], done=done) for body in bodies[:5])


def _plans(size: int) -> Iterator[TaskPlan]:
    from phoihop.kernel.period import Period
    from phoihop.programme.acts import BasisStated
    from tests.programme.office import task_plan

    periods = (None, Period.year(2026), Period(None, TODAY + timedelta(days=5)), Period.quarter(2026, 1))
    for number in range(size):
        yield task_plan(
            f"phối hợp hướng dẫn, kiểm tra việc thực hiện quy chế, kiện toàn tổ chức ở đơn vị số {number}",
            period=periods[number % len(periods)],
            basis=(BasisStated(None, f"Quy định {59 + number % 40}"),),
        )


def _bodies() -> tuple[str, ...]:
    from tests.programme.office import NINE, REGION

    return (REGION, *NINE)


def _report(task: str, body: str, month: int, *, done: bool) -> Proposal:
    from phoihop.ledger.api import new_id
    from phoihop.ledger.domain.types import Proposal, Valid
    from phoihop.programme.acts import PROGRESS_REPORTED, ProgressReported, ProgressState

    day = f"2018-{month:02d}-11"
    state = ProgressState.DONE if done else ProgressState.DOING
    said = ProgressReported(new_id(), body, state, day, "", None, None, None)
    return Proposal(PROGRESS_REPORTED, (f"task:{task}",), said, valid=Valid(day))


def _record(proposals: Sequence[Proposal]) -> None:
    from phoihop.kernel.decision import Accepted
    from phoihop.ledger.api import party_of, writing
    from tests.programme.office import actor

    with writing(actor().ledger, party_of(actor())) as writer:
        writer.record(Accepted(proposals))


# --------------------------------------------------------------------------------------- against the SQL


def _against_sql(programme: str, size: int) -> None:
    """The statements of the page against the best ones for the same rows, all fetched by hand."""
    from phoihop.programme.queries.facets import facets
    from phoihop.programme.queries.programmes import programme as programme_of
    from phoihop.programme.queries.tasks import Wanted, tasks_of
    from phoihop.programme.web.bodies import in_protocol_order

    def asked() -> None:
        programme_of(programme)
        facets(programme, on=TODAY)
        tasks_of(programme, Wanted(), on=TODAY, after=None, limit=50)
        in_protocol_order(_bodies(), on=TODAY)

    statements, best = _statements_of(asked), _best(programme)
    ours, base = _side_by_side(lambda: _run(statements), lambda: _run(best))
    line(f"programme of {size} tasks, its SQL / best SQL", ours=ours, base=base, budget="≤ 3x")
    ours, base = _side_by_side(asked, lambda: _run(best))
    line("  as typed values, ORM and all / best SQL", ours=ours, base=base, budget="–")


def _best(programme: str) -> list[Statement]:
    values = {
        "programme": programme,
        "day": TODAY.isoformat(),
        "soon": (TODAY + timedelta(days=11)).isoformat(),
    }
    bodies = ", ".join(f"'{body}'" for body in _bodies())
    return [("default", sql.replace("%(bodies)s", f"({bodies})"), values) for sql in BEST]


def _run(statements: Sequence[Statement]) -> None:
    for statement in statements:
        _fetched(statement)


def _side_by_side(ours: Callable[[], object], base: Callable[[], object]) -> tuple[float, float]:
    """The median times of both, run in turns, so that a busy machine slows both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for work, spent in zip((ours, base), times, strict=True):
            spent.append(seconds(work, rounds=1))
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


# --------------------------------------------------------------------------------------- against a view


_statements: list[Statement] = []


@contextmanager
def _addresses() -> Iterator[None]:
    """The pages of the node, and beside them the bare view and one that does nothing."""
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import override_settings
    from django.urls import path

    from phoihop.access.api import public
    from phoihop.node import urls

    template = engines["django"].from_string(BARE)

    def bare(request: HttpRequest, programme: str) -> HttpResponse:
        fetched = [_fetched(statement) for statement in _statements]
        tasks = max(fetched, key=len)
        states = [[letter for letter in row[-1] if letter != "/"] for row in _with_states(tasks) if row[-1]]
        context = {
            "programme": programme,
            "rows": [row[:9] for row in tasks],
            "matrix": list(zip(*states, strict=False)),
            "counts": [row for rows in fetched if rows is not tasks for row in rows],
        }
        return HttpResponse(template.render(context, request))

    def nothing(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
        return HttpResponse()

    class Urls:
        urlpatterns: ClassVar = [
            path("bare/<str:programme>/", public(bare)),
            path("nothing/", public(nothing)),
            *urls.urlpatterns,
        ]

    middleware = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    with override_settings(ROOT_URLCONF=Urls, MIDDLEWARE=middleware):
        yield


def _fetched(statement: Statement) -> list[tuple[object, ...]]:
    from django.db import connections

    alias, sql, params = statement
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def _with_states(rows: Sequence[tuple[object, ...]]) -> Iterator[tuple[object, str]]:
    """The rows with the column that holds a letter per duty at the end."""
    for row in rows:
        yield (
            row,
            next((cell for cell in row if isinstance(cell, str) and _is_states(cell)), ""),
        )


def _command(programme: str) -> None:
    """A report by command in the large installation, against one bare insert with its own commit."""
    from django.db import connection, transaction

    from phoihop.programme.models import Task
    from tests.programme.office import REGION, actor, report

    task = Task.objects.filter(programme=programme).order_by("number").first()
    assert task is not None

    def reported() -> None:
        report(task.task, body=REGION, by=actor())

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_bare (line) VALUES (%s)", ["x" * 1000])

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (id INTEGER PRIMARY KEY, line TEXT)")
    ours, base = _side_by_side(reported, bare)
    line("a report by command / bare insert with commit", ours=ours, base=base, budget="≤ 4x")


def _is_states(cell: str) -> bool:
    return set(cell) <= set("ngrd/") and "/" in cell


def _against_bare_view(client: Client, label: str, page: str) -> None:
    client.get(page)
    before = len(_captured(client, "/nothing/"))
    _statements[:] = _captured(client, page)[before:]

    def get(address: str) -> Callable[[], object]:
        def page_served() -> None:
            assert client.get(address).status_code == 200

        return page_served

    ours, base = _side_by_side(get(page), get("/bare/x/"))
    line(f"{label} / bare ({len(_statements) + before} queries)", ours=ours, base=base, budget="≤ 1.5x")


def _captured(client: Client, address: str) -> list[Statement]:
    """The statements that a page runs, middleware and all."""

    def page_served() -> None:
        assert client.get(address).status_code == 200

    return _statements_of(page_served)


def _statements_of(work: Callable[[], object]) -> list[Statement]:
    """The statements that `work` runs, in order, on both databases."""
    from django.db import connections

    found: list[Statement] = []
    with ExitStack() as stack:
        for alias in connections:

            def noted(execute, sql, params, many, context, alias=alias):
                found.append((alias, sql, params))
                return execute(sql, params, many, context)

            stack.enter_context(connections[alias].execute_wrapper(noted))
        work()
    return found


if __name__ == "__main__":
    main()
