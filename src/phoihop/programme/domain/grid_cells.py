"""What the cells of a grid say, before names are looked up: mentions, times, kinds, citations. Pure.

Nothing is guessed: a cell that cannot be read whole is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from phoihop.kernel.dates import parse_typed_date
from phoihop.kernel.period import Period
from phoihop.kernel.text import collapse
from phoihop.norms.domain.types import Cited
from phoihop.programme.acts import Rhythm, TaskKind
from phoihop.programme.domain.grid_words import GridWords
from phoihop.reading.api import CitationSpan, TimeSpan, Vocabulary, read

_PART: Final = re.compile(r"[\n;]")
_KIND_PART: Final = re.compile(r"[\n;,()]")
_BULLET: Final = re.compile(r"^[-–•+*]\s*")
_BETWEEN_NAMES: Final = re.compile(r"(?:[\s,;/&]|\bvà\b|\bcùng\b)*")
_YEARS: Final = ("/{year}", " năm {year}", " {year}")


def parts(cell: str) -> tuple[str, ...]:
    """What a cell lists, one per line or semicolon, each once."""
    found = (collapse(_BULLET.sub("", collapse(part))).strip(" .,") for part in _PART.split(cell))
    return tuple(dict.fromkeys(filter(None, found)))


# -------------------------------------------------------------------------------------------------- bodies


def names_in(part: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names of bodies of which a part consists entirely ("A, B và C"), as reading writes them.

    Empty when anything else stands in it: a name that was not seen must not get lost.
    """
    spans = read(part, vocabulary).bodies
    starts = [0, *(span.end for span in spans)]
    ends = [*(span.start for span in spans), len(part)]
    between = (part[start:end] for start, end in zip(starts, ends, strict=True))
    if not spans or not all(_BETWEEN_NAMES.fullmatch(words) for words in between):
        return ()
    return tuple(dict.fromkeys(span.canonical for span in spans))


# -------------------------------------------------------------------------------------------------- times


class TimeFault(StrEnum):
    """Why a time cannot be told."""

    UNREADABLE = "unreadable"
    WITHOUT_YEAR = "without_year"


@dataclass(frozen=True, slots=True)
class TimeRead:
    """What the cell of the time says: days, or a continuing task, or what stands against it."""

    period: Period | None = None
    kind: TaskKind | None = None
    rhythm: Rhythm | None = None
    fault: TimeFault | None = None


def time_read(cell: str, *, year: int | None, words: GridWords, vocabulary: Vocabulary) -> TimeRead:
    """The time in a cell. `year`: of what names none."""
    typed = collapse(cell)
    if not typed:
        return TimeRead()
    kind = kind_read(cell, words=words)
    if kind is not None:
        return TimeRead(kind=kind.kind, rhythm=kind.rhythm)
    bare = words.without_lead(typed)
    tried = (bare, *(bare + tail.format(year=year) for tail in _YEARS)) if year is not None else (bare,)
    periods = (_days(text, vocabulary) for text in tried)
    period = next(filter(None, periods), None)
    if period is not None:
        return TimeRead(period)
    # Some year or other makes it a time: only the year is missing.
    leap = (bare + tail.format(year=2028) for tail in _YEARS)
    missing = year is None and any(_days(text, vocabulary) for text in leap)
    return TimeRead(fault=TimeFault.WITHOUT_YEAR if missing else TimeFault.UNREADABLE)


def _days(text: str, vocabulary: Vocabulary) -> Period | None:
    """The days of a text that is one time and nothing else."""
    typed = parse_typed_date(text)
    if typed is not None:
        return typed if typed.start or typed.end else None
    times = [time for time in read(text, vocabulary).times if (time.start, time.end) == (0, len(text))]
    return _period(times[0]) if len(times) == 1 else None


def _period(time: TimeSpan) -> Period | None:
    start, last = _full(time.start_date), _full(time.end_date)
    if (time.start_date and start is None) or (time.end_date and last is None) or not (start or last):
        return None
    if start and last and start > last:
        return None
    return Period(start, last + timedelta(days=1) if last else None)


def _full(iso: str | None) -> date | None:
    """A day whose figures are all known; None for `XXXX-12-15` and for what no calendar has."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


# -------------------------------------------------------------------------------------------------- kinds


@dataclass(frozen=True, slots=True)
class KindRead:
    """A kind of task with its rhythm, as far as the words say it."""

    kind: TaskKind
    rhythm: Rhythm | None = None


def kind_read(cell: str, *, words: GridWords) -> KindRead | None:
    """The kind that the words name ("Thường xuyên, hằng quý"); None when any of them is no kind."""
    named = [words.kind(part) for part in _KIND_PART.split(cell) if collapse(part)]
    known = [word for word in named if word is not None]
    if not known or len(known) < len(named):
        return None
    kinds, rhythms = {word.kind for word in known}, {word.rhythm for word in known if word.rhythm}
    if len(kinds) > 1 or len(rhythms) > 1:
        return None
    return KindRead(kinds.pop(), rhythms.pop() if rhythms else None)


# ----------------------------------------------------------------------------------------------- citations


def cited_in(label: str, vocabulary: Vocabulary) -> Cited | None:
    """What a label cites, None without a citation in it."""
    citations = read(label, vocabulary).citations
    return _cited(citations[0]) if citations else None


def _cited(citation: CitationSpan) -> Cited:
    bare = not (citation.numbers or citation.notation or citation.session)
    return Cited(
        kind=citation.kind,
        numbers=citation.numbers,
        notation=citation.notation,
        issuers=citation.issuers,
        session=citation.session,
        date=_full(citation.date),
        name=citation.subject if bare else None,
    )
