"""Tasks from the rows of assignment tables: who leads and when stands in the columns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from phoihop.kernel.text import fold
from phoihop.reading.normalise import canonical_name
from phoihop.reading.spans import BodySpan, CitationSpan, PersonSpan, TaskSpan, TimeSpan, Zone
from phoihop.reading.tables_grid import Place, Role, Table, find_tables
from phoihop.reading.tasks import find_tasks
from phoihop.reading.vocabulary import Vocabulary

S = TypeVar("S", BodySpan, CitationSpan, TimeSpan)
T = TypeVar("T", Zone, BodySpan, CitationSpan, PersonSpan, TimeSpan)

RULE: Final = "table-row"
_MARK: Final = re.compile(
    r"(?:[-+•*–]|\d{1,2}(?:\.\d{1,2})+\.?|\(?(?:\d{1,2}|[a-zđA-ZĐ]|[ivxIVX]{1,5})[.)])\s*"
)
_PART: Final = re.compile(r"(?:[IVXL]{1,6}|[A-HĐ])[.)]?")
_NO_TASK: Final = re.compile(r"[\W\d]*")
_CLOCK: Final = re.compile(r"\d{1,2}\s?(?:[hg:]|giờ)\s?\d{0,2}(?!\w)")
_JOINTLY: Final = re.compile(r"(?i)phối hợp|phoi hop")
_JOINED: Final = re.compile(r"(?i)(?:phối hợp|phoi hop) (?:chặt chẽ |chat che )?(?:với|voi|cùng|cung)(?!\w)")
_CLAUSE_END: Final = re.compile(r"[;.](?!\w)")
_COMMAS: Final = re.compile(r"[;,\n]")
_ENDS: Final = ".,;: \u00a0"
_LONGEST_NAME: Final = 120
_BEFORE: Final = 30
_OF_HEADING: Final = 0.6


def find_all_tasks(
    text: str,
    zones: Sequence[Zone],
    vocabulary: Vocabulary,
    citations: Sequence[CitationSpan],
    bodies: Sequence[BodySpan],
    persons: Sequence[PersonSpan],
    times: Sequence[TimeSpan],
) -> tuple[TaskSpan, ...]:
    """The tasks of running text and lists, and those of the rows of assignment tables, in order.

    What stands in a table is no context for the text below it: a cell is not a heading.
    """
    tables = list(find_tables(text, vocabulary))
    if not tables:
        return find_tasks(text, zones, vocabulary, citations, bodies, persons, times)
    prose = find_tasks(
        text,
        _outside(zones, tables),
        vocabulary,
        _outside(citations, tables),
        _outside(bodies, tables),
        _outside(persons, tables),
        _outside(times, tables),
    )
    layers = _Layers(_Spans.of(bodies), _Spans.of(citations), _Spans.of(times))
    reader = _Reader(text, layers, frozenset(map(fold, vocabulary.table_words.ditto)), vocabulary)
    rows = [task for table in tables for task in reader.tasks(table) if _is_read(task, zones)]
    ordered = sorted((*prose, *rows), key=lambda task: task.start)
    return tuple(replace(task, id=f"t{number}") for number, task in enumerate(ordered, start=1))


def _is_read(task: TaskSpan, zones: Sequence[Zone]) -> bool:
    at = bisect_right(zones, task.start, key=lambda zone: zone.start) - 1
    return at >= 0 and task.start < zones[at].end


def _outside(spans: Sequence[T], tables: Sequence[Table]) -> list[T]:
    """The spans that begin in no table; the zones of a table are its cells."""

    def is_outside(span: T) -> bool:
        at = bisect_right(tables, span.start, key=lambda table: table.start) - 1
        return at < 0 or span.start >= tables[at].end

    return [span for span in spans if is_outside(span)]


@dataclass(frozen=True, slots=True)
class _Spans(Generic[S]):
    """Spans in order, asked for by place."""

    spans: Sequence[S]
    starts: Sequence[int]

    @classmethod
    def of(cls, spans: Sequence[S]) -> _Spans[S]:
        return cls(spans, [span.start for span in spans])

    def inside(self, place: Place) -> Sequence[S]:
        """The spans that lie in a place."""
        low, high = bisect_left(self.starts, place.start), bisect_left(self.starts, place.end)
        return [span for span in self.spans[low:high] if span.end <= place.end]


@dataclass(frozen=True, slots=True)
class _Layers:
    bodies: _Spans[BodySpan]
    citations: _Spans[CitationSpan]
    times: _Spans[TimeSpan]


@dataclass(frozen=True, slots=True)
class _Reader:
    """One text with tables."""

    text: str
    layers: _Layers
    ditto: frozenset[str]
    vocabulary: Vocabulary

    def tasks(self, table: Table) -> Iterator[TaskSpan]:
        """A task for each row that assigns one; a cell that says "as above" is the one above."""
        above: Mapping[Role, Place] = {}
        for row in table.rows:
            cells = {role: self._meant(role, cell, above) for role, cell in row.cells.items()}
            above = cells
            place = self._action(cells)
            if place is not None and not self._is_aside(cells):
                yield self._task(place, cells, row.heading)

    def _said(self, place: Place) -> str:
        return self.text[place.start : place.end]

    def _meant(self, role: Role, cell: Place, above: Mapping[Role, Place]) -> Place:
        said = fold(self._said(cell)).strip("-\"'” .")
        again = bool(self._said(cell)) and (not said or said in self.ditto)
        return above.get(role, cell) if again and role not in {"numbers", "tasks"} else cell

    def _action(self, cells: Mapping[Role, Place]) -> Place | None:
        """Where the action stands: the cell of the task without list mark and closing marks."""
        cell = cells.get("tasks")
        if cell is None or _NO_TASK.fullmatch(self._said(cell)):
            return None
        mark = _MARK.match(self.text, cell.start, cell.end)
        start = mark.end() if mark else cell.start
        end = start + len(self.text[start : cell.end].rstrip(_ENDS))
        return Place(start, end) if end > start else None

    def _is_aside(self, cells: Mapping[Role, Place]) -> bool:
        """Whether the row is a heading of a part, reports what was done, or tells the hours of a sitting."""
        said = {role: self._said(cell) for role, cell in cells.items()}
        if said.get("results") or _CLOCK.match(said.get("period", "")):
            return True
        filled = [role for role in said if said[role] and role not in {"numbers", "tasks"}]
        part = _PART.fullmatch(said.get("numbers", "")) is not None
        return not filled and (part or said["tasks"].isupper())

    def _task(self, place: Place, cells: Mapping[Role, Place], heading: Place | None) -> TaskSpan:
        lead, coordinating = self._roles(cells, heading)
        start, end = self._bounds(cells, place)
        return TaskSpan(
            id="",
            start=place.start,
            end=place.end,
            text=self._said(place),
            lead=lead,
            coordinating=tuple(name for name in coordinating if name not in lead),
            start_date=start,
            end_date=end,
            basis=self._basis(cells, place),
            rule=RULE,
        )

    def _roles(
        self, cells: Mapping[Role, Place], heading: Place | None
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who leads and who works along; a cell may name both: "Sở A chủ trì, phối hợp Sở B"."""
        lead, along = cells.get("lead"), cells.get("coordinating")
        jointly: tuple[str, ...] = ()
        if lead is not None and (mark := _JOINTLY.search(self.text, lead.start, lead.end)):
            jointly = self._names(Place(mark.end(), lead.end))
            lead = Place(lead.start, mark.start())
        leads = self._names(lead) if lead is not None else ()
        if not leads and heading is not None:
            leads = self._leads_of(heading)
        named = self._names(along) if along is not None else ()
        return leads, tuple(dict.fromkeys((*jointly, *named, *self._said_to_join(cells["tasks"]))))

    def _said_to_join(self, cell: Place) -> tuple[str, ...]:
        """The bodies that the action itself is to be coordinated with: "phối hợp với Sở Y tế tổ chức …"."""
        mark = _JOINED.search(self.text, cell.start, cell.end)
        if mark is None:
            return ()
        end = next(iter(_CLAUSE_END.finditer(self.text, mark.end(), cell.end)), None)
        found = self.layers.bodies.inside(Place(mark.end(), end.start() if end else cell.end))
        return tuple(body.canonical for body in found)

    def _leads_of(self, heading: Place) -> tuple[str, ...]:
        """The bodies of a heading that says hardly anything else: "II. SỞ NỘI VỤ"."""
        found = self.layers.bodies.inside(heading)
        named = sum(body.end - body.start for body in found)
        whole = named > _OF_HEADING * (heading.end - heading.start)
        return tuple(body.canonical for body in found) if whole else ()

    def _names(self, cell: Place) -> tuple[str, ...]:
        """The bodies in a cell; where none is known, its parts as they stand, unless they name nobody."""
        found = self.layers.bodies.inside(cell)
        if found:
            return tuple(dict.fromkeys(body.canonical for body in found))
        parts = (part.strip(" .-+()") for part in _COMMAS.split(self._said(cell)))
        kept = (part for part in parts if self._is_name(part))
        return tuple(dict.fromkeys(canonical_name(part, self.vocabulary) for part in kept))

    def _is_name(self, part: str) -> bool:
        key = fold(part)
        vague = any(fold(words) in key for words in self.vocabulary.table_words.vague)
        return part[:1].isupper() and len(part) <= _LONGEST_NAME and not vague

    def _bounds(self, cells: Mapping[Role, Place], place: Place) -> tuple[str | None, str | None]:
        """The time of the columns; without any that of the action itself."""
        for role in ("deadline", "period"):
            found = self.layers.times.inside(cells[role]) if role in cells else ()
            if found:
                last = found[-1]
                opens = role == "period" and last.kind != "deadline"
                return found[0].start_date if opens else None, last.end_date
        said = [time for time in self.layers.times.inside(place) if time.kind == "deadline"]
        return None, said[-1].end_date if said else None

    def _basis(self, cells: Mapping[Role, Place], place: Place) -> tuple[str, ...]:
        """The documents in the column for them, and those that the action says it carries out."""
        stated = self.layers.citations.inside(cells["basis"]) if "basis" in cells else ()
        carried = (c for c in self.layers.citations.inside(place) if self._is_carried_out(c, place))
        return tuple(dict.fromkeys(citation.id for citation in (*stated, *carried)))

    def _is_carried_out(self, citation: CitationSpan, place: Place) -> bool:
        before = fold(self.text[max(place.start, citation.start - _BEFORE) : citation.start])
        cues = self.vocabulary.tasks.frame.basis_cues
        return any(f" {fold(cue)} " in f" {before} " for cue in cues)
