"""Working days. Which days are off is data with its basis; a year not described is refused, not guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from phoihop.kernel.citation import Citation, Knowledge
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.strict_yaml import fault_at, load

_DAY = dt.timedelta(days=1)
SATURDAY_AND_SUNDAY = frozenset({6, 7})
"""ISO weekdays off under Quyết định 188/1999/QĐ-TTg of 17-9-1999 (a working week of 40 hours)."""


@dataclass(frozen=True, slots=True)
class Holidays:
    """One edition of the calendar. It knows the years in which it has at least one day off.

    ``days`` are the public holidays, compensatory and swapped days off; ``working_weekends`` the Saturdays
    and Sundays worked in exchange; ``unconfirmed`` the years whose yearly decision has not been read yet.
    """

    edition: str
    days: frozenset[dt.date]
    working_weekends: frozenset[dt.date]
    unconfirmed: frozenset[int] = frozenset()
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY

    @property
    def years(self) -> frozenset[int]:
        """The years this edition describes."""
        return frozenset(day.year for day in self.days)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed day with the edition it was computed from; both are stored, the day is never recomputed.

    ``state`` is TO_CONFIRM when a year on the way still waits for its yearly decision, else DERIVED.
    """

    day: dt.date
    edition: str
    state: Knowledge = Knowledge.DERIVED


class Weekend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ISO weekdays off every week."""

    days: tuple[int, ...]
    basis: str


class DayOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One day off, or worked in exchange; ``basis`` is a key of the edition's ``bases``."""

    date: dt.date
    name: str
    basis: str


class Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One year; ``state`` is TO_CONFIRM while the yearly decision has not been read."""

    year: int
    state: Knowledge
    off: tuple[DayOff, ...]
    worked: tuple[DayOff, ...] = ()
    note: str = ""


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of ``content/calendar``."""

    edition: str
    bases: dict[str, tuple[Citation, ...]]
    weekend: Weekend
    years: tuple[Year, ...]


def load_edition(path: Path) -> Edition:
    """The edition with its citations, for pages that show them. Raises YamlFault."""
    edition = load(path, Edition)
    if edition.edition != path.stem:
        raise fault_at(path, "$.edition", f"the edition and its file must have one name, got {path.stem}")
    for place, problem in _problems(edition):
        raise fault_at(path, place, problem)
    return edition


def load_holidays(path: Path) -> Holidays:
    """The edition as needed for counting. Raises YamlFault."""
    edition = load_edition(path)
    return Holidays(
        edition=edition.edition,
        days=frozenset(off.date for year in edition.years for off in year.off),
        working_weekends=frozenset(day.date for year in edition.years for day in year.worked),
        unconfirmed=frozenset(year.year for year in edition.years if year.state is Knowledge.TO_CONFIRM),
        weekend=frozenset(edition.weekend.days),
    )


def newest_edition(directory: Path) -> Path:
    """The newest calendar file of ``content/calendar``. Raises FileNotFoundError when there is none."""
    files = sorted(directory.glob("vi-*.yaml"))
    if not files:
        raise FileNotFoundError(f"no calendar edition in {directory}")
    return files[-1]


def _problems(edition: Edition) -> Iterator[tuple[str, str]]:
    days = [day for year in edition.years for day in (*year.off, *year.worked)]
    used = {edition.weekend.basis, *(day.basis for day in days)}
    if used != set(edition.bases):
        yield "$.bases", f"bases missing or unused: {sorted(used ^ set(edition.bases))}"
    numbers = [year.year for year in edition.years]
    if any(later != earlier + 1 for earlier, later in pairwise(numbers)):
        yield "$.years", "years must follow each other without a gap"
    weekend = frozenset(edition.weekend.days)
    for position, year in enumerate(edition.years):
        if problem := _problem_of_year(year, weekend):
            yield f"$.years[{position}]", problem


def _problem_of_year(year: Year, weekend: frozenset[int]) -> str | None:
    for days in (year.off, year.worked):
        dates = [day.date for day in days]
        if dates != sorted(set(dates)):
            return f"the days of {year.year} must be sorted and unique"
        if any(day.year != year.year for day in dates):
            return f"a day outside {year.year} stands under it"
    if not year.off:
        return f"{year.year} has no day off"
    if any(day.date.isoweekday() not in weekend for day in year.worked):
        return f"a day worked in exchange in {year.year} is not a weekend"
    return None


def is_working_day(day: dt.date, holidays: Holidays) -> bool:
    """Whether offices work on that day. Raises ValueError for a year the edition does not know."""
    if day.year not in holidays.years:
        raise ValueError(f"{holidays.edition} does not know the year {day.year}")
    return _works(day, holidays)


def add_working_days(start: dt.date, n: int, holidays: Holidays) -> Decision[Deadline]:
    """The n-th working day after ``start``, which is not counted itself; before it when n is negative.

    n = 0 is the first working day on or after ``start``. Source: Bộ luật Dân sự 91/2015/QH13, Điều 147
    khoản 2 (the first day is not counted), Điều 148 khoản 5 (a last day off moves to the next working day).
    Refused with `calendar.year_unknown` when ``start`` or a day on the way is in a year outside the edition.
    """
    step = -_DAY if n < 0 else _DAY
    day, left, known = start, abs(n), holidays.years
    judged = {start.year}
    while judged <= known and (left or not _works(day, holidays)):
        day += step
        judged.add(day.year)
        if left and _works(day, holidays):
            left -= 1
    if not judged <= known:
        return _year_unknown(day.year, holidays)
    state = Knowledge.TO_CONFIRM if judged & holidays.unconfirmed else Knowledge.DERIVED
    return Accepted(Deadline(day, holidays.edition, state))


def _works(day: dt.date, holidays: Holidays) -> bool:
    if day in holidays.working_weekends:
        return True
    return day.isoweekday() not in holidays.weekend and day not in holidays.days


def _year_unknown(year: int, holidays: Holidays) -> Refused:
    years = sorted(holidays.years)
    known = "-".join(str(year) for year in dict.fromkeys((*years[:1], *years[-1:]))) or "–"
    return refuse("calendar.year_unknown", year=year, edition=holidays.edition, known=known)
