from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from phoihop.registry.domain.csv_table import TableFault, read_table


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    day: date | None
    count: int


HEADER = "code,day,count\n"


def read(folder: Path, text: str | bytes) -> tuple[Row, ...]:
    path = folder / "rows.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, Row, key=("code",))


def test_empty_cells_are_nothing_where_the_field_allows_it(tmp_path: Path) -> None:
    assert read(tmp_path, f'{HEADER}A,,1\n"B, b",2020-01-02,10\n') == (
        Row("A", None, 1),
        Row("B, b", date(2020, 1, 2), 10),
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the header must read code,day,count"),
        ("code,count,day\n", 1, "the header must read code,day,count"),
        (f"{HEADER}A,,1,9\n", 2, "3 cells are wanted, 4 are here"),
        (f"{HEADER}A,,1\n\n", 3, "3 cells are wanted, 0 are here"),
        (f"{HEADER}B,,1\nA,,1\n", 3, "the rows are not sorted"),
        (f"{HEADER}A,,1\nA,,2\n", 3, "A stands in line 2 already"),
        (f"{HEADER}A,31-12-2020,1\n", 2, "Invalid RFC3339 encoded date - at `$.day`"),
        (f"{HEADER}A,,\n", 2, "Expected `int`, got `str` - at `$.count`"),
        (f"{HEADER} A,,1\n", 2, "a cell is not in Unicode normal form C or has blanks at its ends"),
        (f"{HEADER}u\u0309,,1\n", 2, "a cell is not in Unicode normal form C or has blanks at its ends"),
        (f'{HEADER}"A,,1\n', 2, "unexpected end of data"),
        (b"code,day,count\n\xff,,1\n", 1, "the file is not UTF-8"),
    ],
    ids=[
        "empty file",
        "columns in another order",
        "a cell too many",
        "an empty line",
        "unsorted",
        "a key twice",
        "a date of another form",
        "an empty number",
        "a blank at the beginning",
        "decomposed letters",
        "an open quote",
        "bytes of another encoding",
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str | bytes, line: int, message: str) -> None:
    with pytest.raises(TableFault) as fault:
        read(tmp_path, text)
    assert (fault.value.line, fault.value.message) == (line, message)
    assert str(fault.value) == f"rows.csv:{line}: {message}"
