"""From what was read to a draft: words as they stand there, dates as far as known, nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.intake.domain.proposing import full_day, ground_of, marks, proposed, quoted_item
from phoihop.intake.domain.types import Cited, DaySource, Duty, DutyRole, Mark, MeetingStated
from phoihop.reading.api import (
    BodySpan,
    CitationSpan,
    MeetingSpan,
    Reading,
    TaskSpan,
    TimeSpan,
    Zone,
    open_source,
    read,
)
from tests.intake.desk import ENGLISH, REPORT, TABLE, vocabulary

TODAY = date(2026, 11, 23)
TEXT = "Hội nghị sáng 06-4 giao việc trước ngày 15-12 theo Quy định 59"


def meeting(day: str | None) -> MeetingSpan:
    return MeetingSpan(0, 8, "Hội nghị", "Hội nghị  phối hợp", date=day, place="Hội trường")


def time(kind: str, start: str | None, end: str | None, *, at: int = 0, text: str = "15-12") -> TimeSpan:
    return TimeSpan(at, at + len(text), text, kind, start, end)  # type: ignore[arg-type]  # kinds of reading


def task(start: str | None = None, end: str | None = None, **more: object) -> TaskSpan:
    return TaskSpan("t1", 19, 45, TEXT[19:45], start_date=start, end_date=end, **more)  # type: ignore[arg-type]  # as above


DAY = time("date", "2018-05-12", "2018-05-12")
LATER = time("date", "2018-01-01", "2018-01-01", at=30)
AFTER_TODAY = time("date", "2027-01-01", "2027-01-01")


@pytest.mark.parametrize(
    ("reading", "typed", "found"),
    [
        (Reading(meetings=(meeting("2018-04-06"),), times=(DAY,)), None, ("2018-04-06", DaySource.MEETING)),
        (Reading(meetings=(meeting("XXXX-04-06"),), times=(DAY,)), None, ("2018-05-12", DaySource.TEXT)),
        (Reading(meetings=(meeting(None),), times=(AFTER_TODAY, DAY)), None, ("2018-05-12", DaySource.TEXT)),
        (Reading(times=(DAY, LATER)), None, ("2018-05-12", DaySource.TEXT)),
        (Reading(times=(time("year", "2018-01-01", "2018-12-31"),)), None, (None, DaySource.NONE)),
        (Reading(meetings=(meeting("2027-04-06"),)), None, (None, DaySource.NONE)),
        (Reading(meetings=(meeting("2018-04-06"),)), date(2018, 4, 9), ("2018-04-09", DaySource.TYPED)),
    ],
    ids=[
        "the day of the meeting",
        "a meeting without a year: the first full date",
        "a date after today cannot be it",
        "the first date in the text, not the earliest in time",
        "a year is no day",
        "a meeting to come is no report",
        "what was typed counts",
    ],
)
def test_the_day_of_the_document(
    reading: Reading, typed: date | None, found: tuple[str | None, DaySource]
) -> None:
    draft = proposed(reading, open_source(TEXT), day=typed, today=TODAY)
    assert (draft.day.isoformat() if draft.day else None, draft.day_source) == found


def test_the_day_of_the_letterhead_counts_before_other_days_unless_it_is_to_come() -> None:
    for day, expected in (("12", date(2018, 5, 12)), ("32", None)):
        source = open_source(f"Mẫu, ngày {day} tháng 5 năm 2018\nKế hoạch")
        draft = proposed(Reading(), source, day=None, today=TODAY)
        assert (draft.day, draft.day_source is DaySource.LETTERHEAD) == (expected, expected is not None)
    tomorrow = open_source("Mẫu, ngày 1 tháng 1 năm 2199")
    assert proposed(Reading(), tomorrow, day=None, today=TODAY).day is None


def test_a_kind_of_document_that_stands_alone_is_no_title() -> None:
    text = "KẾ HOẠCH\nPhối hợp công tác năm 2027\nNội dung"
    draft = proposed(Reading(zones=(Zone(0, len(text)),)), open_source(text), day=None, today=TODAY)
    assert draft.title == "KẾ HOẠCH Phối hợp công tác năm 2027"


def test_the_title_names_the_meeting_or_the_first_line() -> None:
    with_meeting = proposed(Reading(meetings=(meeting(None),)), open_source(TEXT), day=None, today=TODAY)
    with_line = proposed(Reading(zones=(Zone(0, 62),)), open_source(TEXT + "\nhai"), day=None, today=TODAY)
    assert with_meeting.title == "Chương trình thực hiện kết quả hội nghị phối hợp"
    assert with_meeting.meeting == MeetingStated("Hội nghị phối hợp", None, "Hội trường")
    assert (with_line.title, with_line.meeting) == (TEXT, None)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2018-01-01", "2018-12-31", (date(2018, 1, 1), date(2019, 1, 1), "")),
        (None, "2018-12-15", (None, date(2018, 12, 16), "")),
        (None, "XXXX-12-15", (None, None, "15-12")),
        ("2018-12-31", "2018-01-01", (None, None, "15-12")),
        (None, None, (None, None, "")),
    ],
    ids=["a year", "a deadline, its day inside", "a deadline without year", "the wrong way round", "none"],
)
def test_the_time_of_a_task(
    start: str | None, end: str | None, found: tuple[date | None, date | None, str]
) -> None:
    reading = Reading(tasks=(task(start, end),), times=(time("deadline", None, "XXXX-12-15", at=40),))
    (item,) = proposed(reading, open_source(TEXT), day=None, today=TODAY).items
    assert (item.starts, item.ends, item.time_words) == found


def test_mentions_and_citations_are_kept_as_they_were_read() -> None:
    span = CitationSpan(
        "c1", 51, 62, "Quy định 59", "Quy định", numbers=("59",), issuers=("Ban Bí thư",), subject="về việc"
    )
    other = CitationSpan("c2", 0, 8, "Luật khác", "Luật", subject="khác")
    one = task(lead=("Cục  Chính trị",), coordinating=("A", "A"), basis=("c1",))
    reading = Reading(citations=(span, other), tasks=(one,))
    (item,) = proposed(reading, open_source(TEXT), day=None, today=TODAY).items
    assert item.duties == (
        Duty(role=DutyRole.LEAD, mention="Cục Chính trị"),
        Duty(role=DutyRole.COORDINATING, mention="A"),
    )
    assert [(ground.label, ground.cited) for ground in item.grounds] == [
        ("Quy định 59", Cited(kind="Quy định", numbers=("59",), issuers=("Ban Bí thư",)))
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "thực hiện các Quy định: 59, 61 của Bộ Chính trị và Ban Bí thư",
            ["Quy định 59 của Bộ Chính trị, Ban Bí thư", "Quy định 61 của Bộ Chính trị, Ban Bí thư"],
        ),
        ("theo Hướng dẫn số 43-HD/BTCTW", ["Hướng dẫn số 43-HD/BTCTW"]),
    ],
    ids=["of a list, each with kind and issuers", "alone, as it stands there"],
)
def test_labels_of_citations(text: str, labels: list[str]) -> None:
    assert [ground_of(span).label for span in read(text, vocabulary()).citations] == labels


def test_a_law_is_cited_by_its_name() -> None:
    (span,) = read("theo Luật Giao dịch điện tử", vocabulary()).citations
    assert ground_of(span).cited == Cited(kind="Luật", name="Giao dịch điện tử")


@pytest.mark.parametrize(
    "text", [ENGLISH, TABLE, "…", "12345"], ids=["English", "a table", "dots", "figures"]
)
def test_a_text_without_tasks_gives_an_empty_draft(text: str) -> None:
    draft = proposed(read(text, vocabulary()), open_source(text), day=None, today=TODAY)
    assert (draft.items, draft.day) == ((), None)


@pytest.mark.parametrize(
    ("iso", "day"),
    [("2018-04-06", date(2018, 4, 6)), ("XXXX-04-06", None), ("2018-02-30", None), (None, None)],
)
def test_a_day_is_full_or_none(iso: str | None, day: date | None) -> None:
    assert full_day(iso) == day


def test_marks_name_layers_and_what_was_skipped() -> None:
    reading = Reading(zones=(Zone(5, 20), Zone(25, 40)), bodies=(BodySpan(6, 9, "abc", "abc"),))
    text = " ab \n" + "x" * 15 + "  y  " + "x" * 15 + "  "
    assert marks(reading, text) == (Mark("skipped", 1, 3), Mark("skipped", 22, 23), Mark("body", 6, 9))
    assert marks(Reading(), "Nothing is read here") == ()


def test_a_quoted_item_holds_the_citations_and_the_one_time_in_it() -> None:
    start = REPORT.index("hoàn chỉnh")
    end = REPORT.index("; kiện toàn")
    reading = read(REPORT, vocabulary())
    source = open_source(REPORT)
    item = quoted_item(reading, source, start=start, end=end, id_="m1")
    assert (item.text, item.added) == ("hoàn chỉnh Quy chế phối hợp trước ngày 20-12-2018", True)
    assert (item.starts, item.ends, item.duties) == (None, date(2018, 12, 21), ())
    term = time("term", "2020-01-01", "2025-12-31", at=start)
    with_term = Reading(times=(term, *reading.times))
    assert quoted_item(with_term, open_source(REPORT), start=start, end=end, id_="m1").ends == date(
        2018, 12, 21
    )
    rest = quoted_item(
        reading, open_source(REPORT), start=REPORT.index("tổng kết"), end=len(REPORT) - 1, id_="m2"
    )
    assert [ground.label for ground in rest.grounds] == ["Nghị quyết số 28 của Bộ Chính trị"]
