"""From rows of a form to reports that could be recorded: slips are named by their cells, none is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from phoihop.kernel.dates import parse_typed_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused
from phoihop.kernel.text import collapse, fold, sentence_case
from phoihop.programme.acts import ProgressState
from phoihop.programme.report_forms.blank import DOING, DONE, Field, row_code
from phoihop.programme.report_forms.returned import Cell, FilledRow, Returned

LONGEST: Final = 4000
LONGEST_NUMBER: Final = 100
_STATES: Final = {
    fold(DOING): ProgressState.DOING,
    fold(DONE): ProgressState.DONE,
    "xong": ProgressState.DONE,
}
_LONG: Final = (Field.RESULT, Field.DIFFICULTIES, Field.PROPOSALS, Field.NEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a row says, ready to be recorded. `place`: its row code's cell."""

    task: str
    place: str
    state: ProgressState
    day: date
    result: str
    product_number: str
    product_date: date | None
    difficulties: str
    proposals: str
    next_steps: str


def entries(form: Returned, *, tasks: frozenset[str]) -> Decision[tuple[Entry, ...]]:
    """The rows as entries; `tasks`: those in which the body has a part.

    Refused, all slips at once: `programme.form_empty`, `form_row_unknown`, `form_row_twice`,
    `form_state_unknown`, `form_state_missing`, `form_day_missing`, `form_day_unknown`, `form_too_long`,
    `form_product_without_number`.
    """
    if not form.rows:
        return Refused((Refusal("programme.form_empty"),))
    known = {row_code(programme=form.programme, body=form.body, task=task): task for task in tasks}
    faults: list[Refusal] = []
    found: list[Entry] = []
    seen: set[str] = set()
    for row in form.rows:
        of_row = list(_faults(row, form.day, known, seen))
        faults += of_row
        seen.add(row.code.words)
        if not of_row:
            found.append(_entry(row, form.day, known[row.code.words]))
    return Refused(tuple(dict.fromkeys(faults))) if faults else Accepted(tuple(found))


def _faults(row: FilledRow, day: Cell, known: Mapping[str, str], seen: set[str]) -> Iterator[Refusal]:
    code = row.code
    if code.words not in known:
        yield _fault("programme.form_row_unknown", code)
    elif code.words in seen:
        yield _fault("programme.form_row_twice", code)
    state = row.cells[Field.STATE]
    if not state.words:
        yield _fault("programme.form_state_missing", state)
    elif fold(state.words) not in _STATES:
        yield _fault("programme.form_state_unknown", state)
    yield from _faults_of_days(row, day)
    number = row.cells[Field.PRODUCT]
    if row.cells[Field.PRODUCT_DAY].words and not number.words:
        yield _fault("programme.form_product_without_number", number)
    for cell in (*(row.cells[field] for field in _LONG), number):
        if len(cell.words) > (LONGEST_NUMBER if cell is number else LONGEST):
            yield _fault("programme.form_too_long", cell)


def _faults_of_days(row: FilledRow, day: Cell) -> Iterator[Refusal]:
    own, product = row.cells[Field.DAY], row.cells[Field.PRODUCT_DAY]
    if not own.words and not day.words:
        yield Refusal("programme.form_day_missing", (("all", day.place), ("place", sentence_case(own.place))))
    for cell in (own if own.words else day, product):
        if cell.words and _day(cell.words) is None:
            yield _fault("programme.form_day_unknown", cell)


def _fault(code: str, cell: Cell) -> Refusal:
    return Refusal(code, (("place", sentence_case(cell.place)), ("typed", collapse(cell.words)[:60])))


def _entry(row: FilledRow, day: Cell, task: str) -> Entry:
    """Only for a row without faults."""
    own, said = row.cells[Field.DAY].words or day.words, {f: c.words for f, c in row.cells.items()}
    counted = _day(own)
    if counted is None:
        raise ValueError(f"not a day: {own!r}")
    return Entry(
        task=task,
        place=row.code.place,
        state=_STATES[fold(said[Field.STATE])],
        day=counted,
        result=said[Field.RESULT],
        product_number=collapse(said[Field.PRODUCT]),
        product_date=_day(said[Field.PRODUCT_DAY]),
        difficulties=said[Field.DIFFICULTIES],
        proposals=said[Field.PROPOSALS],
        next_steps=said[Field.NEXT],
    )


def _day(typed: str) -> date | None:
    """One day as people type it; None for a month, a year, or no date."""
    period = parse_typed_date(typed) if typed else None
    return period.start if period is not None and period.start == period.last_day else None
