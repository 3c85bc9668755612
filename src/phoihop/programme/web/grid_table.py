"""The rows of a grid as joined strings: eight fields a row are too many for a template.

Every value is escaped here; labels are translated once per page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from phoihop.programme.domain.grid import MOST_ROWS, Column, Row
from phoihop.programme.domain.grid_plan import Doubt
from phoihop.programme.web.grid_words import COLUMNS, doubt_words
from phoihop.ui import signs

FEWEST: Final = 10
SPARE: Final = 3
# About so many letters fit into a line of the cell: for browsers that cannot fit a field to its words.
_LETTERS: Final = {Column.TEXT: 38, Column.LEAD: 18, Column.COORDINATING: 18, Column.BASIS: 12}
_LETTERS_ELSE: Final = 12


def field_name(row: int, column: Column) -> str:
    """The name and the id of the field of a cell; rows are counted from 1."""
    return f"o-{row}-{column.value}"


def table_rows(rows: Sequence[Row], doubts: Iterable[Doubt], *, at_least: int) -> SafeString:
    """One `<tr>` per row and some empty ones at the end; doubts stand in their cells."""
    count = max(len(rows), min(MOST_ROWS, max(FEWEST, len(rows) + SPARE, at_least)))
    shown = [*rows, *(Row() for _ in range(count - len(rows)))]
    table = _Table(doubts)
    parts = (table.row(number, row) for number, row in enumerate(shown, start=1))
    return mark_safe("".join(parts))  # noqa: S308 - every value is escaped below


class _Table:
    """Labels once, then rows."""

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self._headings = {column: escape(str(words)) for column, words in COLUMNS.items()}
        self._row = escape(gettext("hàng"))
        insert, drop = gettext("Chèn hàng trống phía trên"), gettext("Bỏ hàng này")
        self._buttons = (
            _button("insert", "plus", title=insert, words=gettext("Chèn hàng trống phía trên hàng")),
            _button("drop", "cross", title=drop, words=gettext("Bỏ hàng")),
        )
        self._doubts: dict[tuple[int, Column], list[str]] = {}
        for doubt in doubts:
            if doubt.column is not None:
                said = self._doubts.setdefault((doubt.row, doubt.column), [])
                said += [words] if (words := doubt_words(doubt)) not in said else []

    def row(self, number: int, row: Row) -> str:
        """A row; on narrow screens one empty row is enough."""
        blank = "" if row else ' class="is-blank"'
        cells = "".join(self._cells(number, row))
        buttons = "".join(button.replace("{row}", str(number)) for button in self._buttons)
        return (
            f'<tr data-row="{number}"{blank}><th scope="row">{number}</th>{cells}'
            f'<td class="grid-act no-print">{buttons}</td></tr>'
        )

    def _cells(self, number: int, row: Row) -> Iterator[str]:
        for column, words in zip(Column, row.cells, strict=True):
            doubts = self._doubts.get((number, column), ())
            unsure = " is-unsure" if doubts else ""
            heading = self._headings[column]
            field = self._field(number, column, words, doubts=bool(doubts))
            note = self._note(number, column, doubts)
            yield f'<td class="c-{column.value}{unsure}" data-label="{heading}">{field}{note}</td>'

    def _field(self, number: int, column: Column, words: str, *, doubts: bool) -> str:
        name = field_name(number, column)
        invalid = f' aria-invalid="true" aria-describedby="d-{name}"' if doubts else ""
        said = (
            f'id="{name}" name="{name}" aria-label="{self._headings[column]}, {self._row} {number}"{invalid}'
        )
        if column is Column.KIND:
            return f'<input {said} value="{escape(words)}" list="loai" autocomplete="off">'
        letters = _LETTERS.get(column, _LETTERS_ELSE)
        lines = sum(1 + len(line) // letters for line in words.split("\n"))
        # A browser drops the first line break of a field.
        return f'<textarea {said} rows="{lines}">\n{escape(words)}</textarea>'

    @staticmethod
    def _note(number: int, column: Column, doubts: Sequence[str]) -> str:
        if not doubts:
            return ""
        return (
            f'<span class="grid-doubt" id="d-{field_name(number, column)}">{escape("; ".join(doubts))}</span>'
        )


def _button(act: str, sign: str, *, title: str, words: str) -> str:
    """A button of a row; {row} stands for its number."""
    return (
        f'<button class="btn quiet" name="act" value="{act}:{{row}}" title="{escape(title)}">'
        f'{signs.icon(sign)}<span class="vh">{escape(words)} {{row}}</span></button>'
    )
