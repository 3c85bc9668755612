"""The reading of a text from block to block: what headings say holds for the items below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from phoihop.reading.bodies_words import BREAK
from phoihop.reading.tasks_clauses import Draft, Given, announcement, drafts, given_by
from phoihop.reading.tasks_frames import Frame, heading_of
from phoihop.reading.tasks_heads import head_at
from phoihop.reading.tasks_layout import UNMARKED, Block, blocks, sentences
from phoihop.reading.tasks_leads import Cast
from phoihop.reading.tasks_prose import Assignment, Prose, is_done
from phoihop.reading.tasks_requests import request_in
from phoihop.reading.tasks_words import TaskReader

_GAP = 40
"""A gap of more characters between two blocks holds text that is not read."""
_INTRODUCTION = "introduction"


def drafts_of(reader: TaskReader, cast: Cast) -> Iterator[Draft]:
    """The tasks of a text in order, with marks still at their ends."""
    found = list(blocks(reader))
    course = _Course(reader, cast, Prose(reader, cast))
    for place, block in enumerate(found):
        yield from course.block(block, found[place + 1] if place + 1 < len(found) else None)


@dataclass(slots=True)
class _Course:
    """The headings above the current block, and the actors that the block itself has named."""

    reader: TaskReader
    cast: Cast
    prose: Prose
    frames: list[Frame] = field(default_factory=list)
    own: Given | None = None

    def block(self, block: Block, following: Block | None) -> Iterator[Draft]:
        if block.level < UNMARKED:
            self.frames = [frame for frame in self.frames if frame.level < block.level]
        self.own = None
        self.prose.enter(far=self._is_far(block))
        heading = heading_of(self.reader, self.cast, block, following)
        if heading:
            self._open(heading)
        elif not any(frame.closed for frame in self.frames):
            for first, last in sentences(self.reader, block.first, block.last):
                yield from self._sentence(first, last, block)

    def _is_far(self, block: Block) -> bool:
        """Whether text that is not read (a byline, a menu) stands before the block."""
        words, before = self.reader.words, block.first - 1
        while before >= 0 and words.key(before) != BREAK:
            before -= 1
        return before >= 0 and words.ends[before] - words.starts[before] > _GAP

    def _open(self, frame: Frame) -> None:
        self.frames = [*(other for other in self.frames if other.level < frame.level), frame]
        self.prose.request = None

    def _above(self) -> Given:
        """What the headings say."""
        frames = self.frames[::-1]
        leads = next((frame.leads for frame in frames if frame.leads is not None), ())
        coordinating = next((frame.coordinating for frame in frames if frame.coordinating), ())
        times = next((frame.times for frame in frames if frame.times), ())
        return Given(leads, coordinating, times, "item")

    def _sentence(self, first: int, last: int, block: Block) -> Iterator[Draft]:
        found = self._assignment(first, last)
        if last == block.last and self.reader.key(last - 1) == ":":
            self._introduce(found, block)
        elif found:
            yield from drafts(self.reader, self.cast, found.head, last, found.given)
        else:
            self._lose(first, block)

    def _assignment(self, first: int, last: int) -> Assignment | None:
        """What the sentence assigns; questions and wishes assign nothing."""
        if self.reader.key(last - 1) == "?":
            return None
        found = self._item(first, last) if any(frame.items for frame in self.frames) else None
        found = found or self.prose.clause(first, last, self._above_prose())
        return found if found and not self.reader.has("hopes", first, found.head.start) else None

    def _above_prose(self) -> Given:
        """A request in running text names its leads; those of an introductory line are not meant."""
        introduced = bool(self.frames) and self.frames[-1].rule == _INTRODUCTION
        return replace(self._above(), leads=()) if introduced else self._above()

    def _item(self, first: int, last: int) -> Assignment | None:
        """An item of a list below a heading: it begins with a verb, or with actors of its own."""
        reader = self.reader
        head = head_at(reader, first, last, lenient=True)
        if head is None or is_done(reader, head, first, last):
            return None
        given = self.own or self._above()
        if head.actors is None and not given.leads and reader.begins("asking", head.start):
            return None
        if head.actors and reader.begins("asking_others", head.start) and request_in(reader, first, last):
            return None
        if head.actors:
            self.own = replace(given_by(reader, self.cast, head, given), coordinating=(), times=())
        return Assignment(head, given)

    def _introduce(self, found: Assignment | None, block: Block) -> None:
        """A line that ends with a colon: its leads, partners and times hold for the items below."""
        inner = self.frames[-1].level + 0.4 if self.frames else 0.5
        level = block.level if block.level < UNMARKED else inner
        if found is None:
            announced = announcement(self.reader, block.first, block.last) is not None
            self._open(Frame(level, rule=_INTRODUCTION if announced else "heading"))
            return
        kept = given_by(self.reader, self.cast, found.head, found.given)
        times = tuple(time for time in kept.times if time.kind != "date")  # a day is that of the event
        self._open(Frame(level, kept.leads, kept.coordinating, times, rule=_INTRODUCTION))

    def _lose(self, first: int, block: Block) -> None:
        """A sentence that assigns nothing ends a list that only an introductory line of the text began."""
        self.prose.lose(first)
        if block.level == UNMARKED:
            self.frames = [frame for frame in self.frames if frame.rule != _INTRODUCTION or frame.level >= 1]
