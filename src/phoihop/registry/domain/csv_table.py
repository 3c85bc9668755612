"""Strict CSV: the header is the struct, rows are sorted and unique, every fault names its line."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import TypeVar, get_args

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


class TableFault(ValueError):
    """A content table that cannot be used: which file, which line (from 1), why."""

    def __init__(self, file: Path, line: int, message: str) -> None:
        super().__init__(f"{file.name}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message


def read_table(path: Path, row: type[T], *, key: Sequence[str]) -> tuple[T, ...]:
    """The rows of a UTF-8 file whose columns are the fields of `row`, in their order.

    An empty cell is None where the field allows it, else the empty text. TableFault for another header, a row
    of another length, a value that is not of its type, text outside Unicode normal form C, rows that are not
    sorted or have the `key` of another; OSError when the file cannot be read.
    """
    nullable = {f.name for f in msgspec.structs.fields(row) if NoneType in get_args(f.type)}
    found: list[T] = []
    known: dict[tuple[str, ...], int] = {}
    before: list[str] = []
    for line, cells in _lines(path, row):
        if cells < before:
            raise TableFault(path, line, "the rows are not sorted")
        before = cells
        record = dict(zip(row.__struct_fields__, cells, strict=True))
        identity = tuple(record[name] for name in key)
        if identity in known:
            raise TableFault(path, line, f"{'/'.join(identity)} stands in line {known[identity]} already")
        known[identity] = line
        filled = {name: cell or None if name in nullable else cell for name, cell in record.items()}
        found.append(_converted(path, line, filled, row))
    return tuple(found)


def _lines(path: Path, row: type[msgspec.Struct]) -> list[tuple[int, list[str]]]:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        raise TableFault(path, 1, "the file is not UTF-8") from fault
    reader = csv.reader(text.splitlines(), strict=True)
    columns = list(row.__struct_fields__)
    try:
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error as fault:
        raise TableFault(path, reader.line_num, str(fault)) from fault
    if not rows or rows[0][1] != columns:
        raise TableFault(path, 1, f"the header must read {','.join(columns)}")
    for line, cells in rows[1:]:
        if len(cells) != len(columns):
            raise TableFault(path, line, f"{len(columns)} cells are wanted, {len(cells)} are here")
        if not all(unicodedata.is_normalized("NFC", cell) and cell == cell.strip() for cell in cells):
            raise TableFault(path, line, "a cell is not in Unicode normal form C or has blanks at its ends")
    return rows[1:]


def _converted(path: Path, line: int, record: Mapping[str, str | None], row: type[T]) -> T:
    try:
        return msgspec.convert(record, row, strict=False)
    except msgspec.ValidationError as fault:
        raise TableFault(path, line, str(fault)) from fault
