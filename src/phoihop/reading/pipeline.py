"""Text in, reading out. Pure: the same text and vocabulary give the same spans."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TypeVar

from phoihop.reading.citations import find_citations
from phoihop.reading.meetings import find_meetings
from phoihop.reading.patterns import without_marks
from phoihop.reading.persons import find_persons
from phoihop.reading.source import Source, open_source
from phoihop.reading.spans import (
    BodySpan,
    CitationSpan,
    MeetingSpan,
    PersonSpan,
    Reading,
    TaskSpan,
    TimeSpan,
    Zone,
)
from phoihop.reading.times import find_times
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.zones import find_zones

S = TypeVar("S", CitationSpan, BodySpan, PersonSpan, MeetingSpan, TimeSpan, TaskSpan)
