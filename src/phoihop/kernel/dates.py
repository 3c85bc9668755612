"""Dates and figures as people in these agencies type and print them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from phoihop.kernel.period import Period
from phoihop.kernel.text import fold

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ROMAN = ("I", "II", "III", "IV")

# On folded text. One separator throughout: 6/4-2018 is more likely a slip than a date.
_DAY = re.compile(r"(?:ngay )?(?P<d>\d{1,2})(?P<sep> ?[/.-] ?)(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})")
_ISO_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
_DAY_IN_WORDS = re.compile(r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})")
_MONTH = re.compile(r"(?:thang )?(?P<m>\d{1,2})(?: ?[/.-] ?| nam )(?P<y>\d{4})")
_QUARTER = re.compile(r"quy (?P<q>i{1,3}|iv|[1-4])(?: ?[/.-] ?| nam )(?P<y>\d{4})")
_YEAR = re.compile(r"(?:nam )?(?P<y>\d{4})")
_RANGE = re.compile(r"tu (?P<first>.+?)(?: den (?:het )?(?P<last>.+))?")
_UNTIL = re.compile(r"den (?:het )?(?P<last>.+)")
_ALWAYS = "khong thoi han"

_SWAP_MARKS = str.maketrans(",.", ".,")


def parse_typed_date(text: str) -> Period | None:
    """The days that typed text names, or None when it is no date this calendar has.

    6/4/2018 · 06-4-2018 · 6.4.2018 · 2018-04-06 · ngày 6 tháng 4 năm 2018 · tháng 4/2018 · 4/2018 ·
    quý II/2018 · năm 2018 · 2018, and "từ … đến …" over these. Day before month, four figures for the year.
    """
    typed = fold(text)
    if typed == _ALWAYS:
        return Period(None, None)
    if (match := _RANGE.fullmatch(typed)) or (match := _UNTIL.fullmatch(typed)):
        return _range(match)
    return _one(typed)


def _range(match: re.Match[str]) -> Period | None:
    ends = {name: _one(typed) for name, typed in match.groupdict().items() if typed is not None}
    if None in ends.values():
        return None
    first, last = ends.get("first"), ends.get("last")
    try:
        return Period(first.start if first else None, last.end if last else None)
    except ValueError:
        return None


def _one(typed: str) -> Period | None:
    for shape in (_DAY, _ISO_DAY, _DAY_IN_WORDS, _MONTH, _QUARTER, _YEAR):
        if match := shape.fullmatch(typed):
            return _named(match.groupdict())
    return None


def _named(part: dict[str, str]) -> Period | None:
    year = int(part["y"])
    try:
        if "d" in part:
            return Period.day(date(year, int(part["m"]), int(part["d"])))
        if "m" in part:
            return Period.month(year, int(part["m"]))
        if "q" in part:
            return Period.quarter(year, _QUARTERS[part["q"]])
        return Period.year(year)
    except ValueError:  # 31/2/2018, month 13, year 0000
        return None


def show_date(d: date) -> str:
    """06-4-2018. A zero stands before days under 10 and before the months 1 and 2 only, as in papers."""
    return f"{d.day:02d}-{_month(d.month)}-{d.year:04d}"


def show_date_in_paper(d: date) -> str:
    """ngày 06 tháng 4 năm 2018."""
    return f"ngày {d.day:02d} tháng {_month(d.month)} năm {d.year:04d}"


def _month(month: int) -> str:
    """A zero before the months 1 and 2 (Nghị định 30/2020/NĐ-CP, Phụ lục I, on the date of a document)."""
    return f"{month:02d}" if month <= 2 else str(month)


def show_period(period: Period) -> str:
    """06-4-2018 · tháng 4/2018 · quý II/2018 · năm 2018 · từ … đến … (last day inside) · không thời hạn."""
    start, last = period.start, period.last_day
    if start is None:
        return "không thời hạn" if last is None else f"đến {show_date(last)}"
    if last is None:
        return f"từ {show_date(start)}"
    return _named_whole(period, start) or f"từ {show_date(start)} đến {show_date(last)}"


def _named_whole(period: Period, start: date) -> str | None:
    """The name of exactly these days, if they are a day, month, quarter or year."""
    quarter = (start.month + 2) // 3
    names = (
        (Period.day(start), show_date(start)),
        (Period.month(start.year, start.month), f"tháng {_month(start.month)}/{start.year:04d}"),
        (Period.quarter(start.year, quarter), f"quý {_ROMAN[quarter - 1]}/{start.year:04d}"),
        (Period.year(start.year), f"năm {start.year:04d}"),
    )
    return next((name for whole, name in names if whole == period), None)


def show_number(value: Decimal | int) -> str:
    """1.234,5: a point between thousands, a comma before decimals, as many decimals as the value has.

    Raises ValueError for NaN and infinity.
    """
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"not a figure: {value}")
        return f"{value:,f}".translate(_SWAP_MARKS)
    return f"{value:,d}".translate(_SWAP_MARKS)
