"""Working days, and the calendar that comes with the product."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel import calendar
from phoihop.kernel.calendar import Deadline, Holidays, add_working_days, is_working_day
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.decision import Accepted, refuse
from phoihop.kernel.strict_yaml import YamlFault

CONTENT = Path(__file__).parents[2] / "content" / "calendar"
NEWEST = calendar.newest_edition(CONTENT)
VIETNAM = calendar.load_holidays(NEWEST)
# One year without holidays but New Year, so that a test shows weekends alone.
PLAIN = Holidays("plain", frozenset({dt.date(2018, 1, 1)}), frozenset())


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "works"),
    [
        pytest.param("2018-04-06", True, id="a Friday"),
        pytest.param("2018-04-07", False, id="a Saturday"),
        pytest.param("2018-04-25", False, id="Giỗ Tổ on a Wednesday"),
        pytest.param("2018-02-20", False, id="the last day of a Tết of seven days"),
        pytest.param("2018-02-21", True, id="the day after it"),
        pytest.param("2018-09-03", False, id="the Monday after a National Day on Sunday"),
        pytest.param("2018-12-31", False, id="the Monday swapped before New Year 2019"),
        pytest.param("2019-01-05", True, id="the Saturday worked for it"),
        pytest.param("2020-09-03", True, id="one National Day under the code of 2012"),
        pytest.param("2021-09-03", False, id="two under the code of 2019"),
        pytest.param("2026-08-22", True, id="the Saturday worked for 31-8-2026"),
    ],
)
def test_working_day(date: str, *, works: bool) -> None:
    assert is_working_day(day(date), VIETNAM) is works


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        pytest.param(
            "2020-06-15", -15, "2020-05-25", id="fifteen working days before a congress on 15-6-2020"
        ),
        pytest.param("2018-04-06", 1, "2018-04-09", id="the day after a Friday is a Monday"),
        pytest.param("2018-04-06", 0, "2018-04-06", id="no days from a working day"),
        pytest.param("2018-04-07", 0, "2018-04-09", id="no days from a Saturday"),
        pytest.param("2018-04-07", 1, "2018-04-09", id="a Saturday is not counted"),
        pytest.param("2018-04-24", 3, "2018-04-27", id="weekends alone, without the holidays"),
        pytest.param("2018-04-09", -1, "2018-04-06", id="backwards over a weekend"),
    ],
)
def test_deadline(start: str, n: int, expected: str) -> None:
    holidays = VIETNAM if start.startswith("2020") else PLAIN
    assert add_working_days(day(start), n, holidays) == Accepted(Deadline(day(expected), holidays.edition))


def test_a_deadline_jumps_the_day_of_the_hung_kings_and_the_two_days_of_may() -> None:
    assert add_working_days(day("2018-04-24"), 3, VIETNAM) == Accepted(
        Deadline(day("2018-05-02"), VIETNAM.edition)
    )


def test_a_deadline_through_an_unconfirmed_year_says_so() -> None:
    assert add_working_days(day("2025-12-31"), 1, VIETNAM) == Accepted(
        Deadline(day("2026-01-05"), VIETNAM.edition, Knowledge.TO_CONFIRM)
    )


@pytest.mark.parametrize(
    ("start", "n", "year"),
    [
        pytest.param("2018-12-28", 5, 2019, id="forward into a year without data"),
        pytest.param("2018-01-03", -3, 2017, id="backward into a year without data"),
        pytest.param("2030-01-01", 0, 2030, id="beginning in a year without data"),
        pytest.param("9999-12-31", 1, 9999, id="at the end of the calendar"),
        pytest.param("0001-01-01", -1, 1, id="at its beginning"),
    ],
)
def test_a_year_outside_the_edition_is_refused(start: str, n: int, year: int) -> None:
    assert add_working_days(day(start), n, PLAIN) == refuse(
        "calendar.year_unknown", year=year, edition="plain", known="2018"
    )


def test_the_refusal_names_the_first_and_the_last_year_known() -> None:
    assert add_working_days(day("2027-12-31"), 1, VIETNAM) == refuse(
        "calendar.year_unknown", year=2028, edition=VIETNAM.edition, known="2017-2027"
    )


def test_a_single_day_of_an_unknown_year_is_not_judged() -> None:
    with pytest.raises(ValueError, match="does not know the year 2019"):
        is_working_day(day("2019-01-01"), PLAIN)


@given(st.dates(dt.date(2018, 1, 1), dt.date(2024, 12, 31)), st.integers(-200, 200))
def test_a_deadline_is_a_working_day_with_n_of_them_on_the_way(start: dt.date, n: int) -> None:
    accepted = add_working_days(start, n, VIETNAM)
    assert isinstance(accepted, Accepted)
    end = accepted.value.day
    low, high = (start + dt.timedelta(1), end) if n >= 0 else (end, start - dt.timedelta(1))
    passed = [low + dt.timedelta(k) for k in range((high - low).days + 1)]
    assert is_working_day(end, VIETNAM)
    if n:
        assert sum(is_working_day(one, VIETNAM) for one in passed) == abs(n)


# The lunar calendar of Vietnam (UTC+7), computed by two independent conversions.
TET = (
    "2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 "
    "2026-02-17 2027-02-06"
)
GIO_TO = (
    "2017-04-06 2018-04-25 2019-04-14 2020-04-02 2021-04-21 2022-04-10 2023-04-29 2024-04-18 2025-04-07 "
    "2026-04-26 2027-04-16"
)
EDITION = calendar.load_edition(NEWEST)


@pytest.mark.parametrize(
    ("name", "dates"),
    [("Tết Âm lịch (mùng 1)", TET), ("Giỗ Tổ Hùng Vương", GIO_TO)],
)
def test_lunar_days_stand_on_their_solar_dates(name: str, dates: str) -> None:
    found = [off.date.isoformat() for year in EDITION.years for off in year.off if off.name == name]
    assert found == dates.split()


@pytest.mark.parametrize("year", EDITION.years, ids=lambda year: str(year.year))
def test_every_day_off_by_law_is_there(year: calendar.Year) -> None:
    fixed = {f"{year.year}-{rest}" for rest in ("01-01", "04-30", "05-01", "09-02")}
    assert fixed <= {off.date.isoformat() for off in year.off}


@pytest.mark.parametrize(
    "year", [y for y in EDITION.years if y.state is not Knowledge.TO_CONFIRM], ids=lambda year: str(year.year)
)
def test_a_confirmed_year_gives_every_legal_day_a_weekday_off(year: calendar.Year) -> None:
    # 10 days under Bộ luật Lao động 2012, Điều 115; 11 under Bộ luật Lao động 2019, Điều 112. None is lost on
    # a weekend, and every swapped day off was worked on a Saturday.
    swapped = sum("hoán đổi" in off.name for off in year.off)
    weekdays = [off for off in year.off if off.date.isoweekday() < 6]
    assert len(weekdays) - swapped == (10 if year.year < 2021 else 11)


def test_every_swap_has_its_saturday() -> None:
    swapped = [off for year in EDITION.years for off in year.off if "hoán đổi" in off.name]
    worked = [one for year in EDITION.years for one in year.worked]
    assert len(swapped) == len(worked) == 6
    assert {one.date.isoweekday() for one in worked} == {6}


def test_a_year_that_lacks_something_says_what() -> None:
    assert {year.year: bool(year.note) for year in EDITION.years if year.state is Knowledge.TO_CONFIRM} == {
        2026: True,
        2027: True,
    }


def test_the_newest_edition_is_the_last_by_date(tmp_path: Path) -> None:
    for name in ("vi-2026-11-23.yaml", "vi-2027-01-05.yaml", "vi-2026-02-01.yaml"):
        (tmp_path / name).touch()
    assert calendar.newest_edition(tmp_path).name == "vi-2027-01-05.yaml"


def test_no_edition_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        calendar.newest_edition(tmp_path)


SMALL = """\
edition: vi-x
bases:
  law:
    - issuer: "QH"
      number: "1"
      date: 2018-01-01
      state: verified
weekend:
  days: [6, 7]
  basis: law
years:
  - year: 2018
    state: verified
    off:
      - { date: 2018-01-01, name: "A", basis: law }
      - { date: 2018-04-30, name: "B", basis: law }
    worked:
      - { date: 2018-05-05, name: "C", basis: law }
"""


def _changed(old: str, new: str) -> Callable[[], str]:
    return lambda: SMALL.replace(old, new)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param(
            _changed("edition: vi-x", "edition: vi-y"), 1, "one name", id="another name than the file"
        ),
        pytest.param(
            _changed('"B", basis: law', '"B", basis: lwa'), 3, "lwa", id="a basis nobody wrote down"
        ),
        pytest.param(_changed("2018-04-30", "2018-01-01"), 12, "sorted and unique", id="a day twice"),
        pytest.param(_changed("2018-04-30", "2019-04-30"), 12, "outside 2018", id="a day of another year"),
        pytest.param(
            _changed("2018-05-05", "2018-05-07"), 12, "not a weekend", id="a Monday worked in exchange"
        ),
        pytest.param(
            lambda: (
                SMALL + SMALL[SMALL.index("  - year") :].replace("2018", "2020").replace("05-05", "05-02")
            ),
            12,
            "without a gap",
            id="a year left out",
        ),
        pytest.param(
            lambda: SMALL[: SMALL.index("    off:")] + "    off: []\n",
            12,
            "no day off",
            id="a year without days",
        ),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(
    tmp_path: Path, text: Callable[[], str], line: int, message: str
) -> None:
    path = tmp_path / "vi-x.yaml"
    path.write_text(text(), encoding="utf-8")
    with pytest.raises(YamlFault) as caught:
        calendar.load_holidays(path)
    assert (caught.value.line, message in caught.value.message) == (line, True), caught.value


def test_a_small_calendar_is_read(tmp_path: Path) -> None:
    path = tmp_path / "vi-x.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert calendar.load_holidays(path) == Holidays(
        "vi-x", frozenset({day("2018-01-01"), day("2018-04-30")}), frozenset({day("2018-05-05")})
    )
