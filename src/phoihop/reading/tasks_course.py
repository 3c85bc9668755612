"""The reading of a text from block to block: what headings say holds for the items below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from phoihop.reading.bodies_words import BREAK
from phoihop.reading.tasks_clauses import Draft, Given, announcement, drafts, given_by, is_term
from phoihop.reading.tasks_frames import Frame, heading_of
from phoihop.reading.tasks_heads import head_at
from phoihop.reading.tasks_labels import Labels, begins_label, labels_in, naming_of
from phoihop.reading.tasks_layout import UNMARKED, Block, blocks, sentences
from phoihop.reading.tasks_leads import Cast, leads_in
from phoihop.reading.tasks_prose import Assignment, Prose, is_done
from phoihop.reading.tasks_requests import addressees_in, request_in
from phoihop.reading.tasks_times import lead_in_times
from phoihop.reading.tasks_words import TaskReader

_GAP = 40
"""A gap of more characters between two blocks holds text that is not read."""
_ANNOUNCED = 16
_INTRODUCTION = "introduction"


def drafts_of(reader: TaskReader, cast: Cast) -> list[Draft]:
    """The tasks of a text in order, with marks still at their ends."""
    found = list(blocks(reader))
    course = _Course(reader, cast, Prose(reader, cast))
    for place, block in enumerate(found):
        course.block(block, found[place + 1] if place + 1 < len(found) else None)
    return course.found


@dataclass(slots=True)
class _Course:
    """The headings above the current block, the actors that the block itself has named, the tasks found.

    `group` are the tasks of the last block that had some, at `level`; `below` those since the last heading
    or the last labels; `told`: the last block was one of labels.
    """

    reader: TaskReader
    cast: Cast
    prose: Prose
    frames: list[Frame] = field(default_factory=list)
    own: Given | None = None
    found: list[Draft] = field(default_factory=list)
    group: int = 0
    level: float = UNMARKED
    below: int = 0
    told: bool = False

    def block(self, block: Block, following: Block | None) -> None:
        """Reads one block; the tasks come to `found`."""
        if block.level < UNMARKED:
            self.frames = [frame for frame in self.frames if frame.level < block.level]
        self.own = None
        self.prose.enter(far=self._is_far(block))
        if begins_label(self.reader, block.first):
            self._label(block)
            return
        heading = heading_of(self.reader, self.cast, block, following)
        if heading:
            self._open(heading)
        elif not self._is_closed():
            start = len(self.found)
            for first, last in sentences(self.reader, block.first, block.last):
                if start < len(self.found) and begins_label(self.reader, first):
                    self._apply(start, first, last)
                elif start < len(self.found) and is_term(self.reader, first, last):
                    self._bound(first, last)
                else:
                    self.found += self._sentence(first, last, block)
            if start < len(self.found):
                self.group, self.level = start, block.level
                self.below, self.told = (start if self.told else self.below), False

    def _bound(self, first: int, last: int) -> None:
        """A sentence that only says by when bounds the task before it: "Hoàn thành trong năm 2027."."""
        times = [self.reader.times[index][1] for index in range(first, last) if index in self.reader.times]
        self.found[-1] = replace(self.found[-1], times=(*self.found[-1].times, *times))

    def _is_closed(self) -> bool:
        """Whether the innermost heading that says so is of purposes, targets, principles."""
        told = (frame for frame in reversed(self.frames) if frame.closed or frame.lifts)
        innermost = next(told, None)
        return innermost is not None and innermost.closed

    def _label(self, block: Block) -> None:
        """A line of labels belongs to the item above it, or at the level of the items to all of them."""
        self.told = True
        start = self.below if block.level == self.level < UNMARKED else self.group
        self._apply(start, block.first, block.last)

    def _apply(self, start: int, first: int, last: int) -> None:
        said = labels_in(self.reader, self.cast, first, last)
        if said:
            self.found[start:] = [_labelled(draft, said) for draft in self.found[start:]]

    def _is_far(self, block: Block) -> bool:
        """Whether text that is not read (a byline, a menu) stands before the block."""
        words, before = self.reader.words, block.first - 1
        while before >= 0 and words.key(before) != BREAK:
            before -= 1
        return before >= 0 and words.ends[before] - words.starts[before] > _GAP

    def _open(self, frame: Frame) -> None:
        self.frames = [*(other for other in self.frames if other.level < frame.level), frame]
        self.group = self.below = len(self.found)
        self.prose.request = None

    def _above(self) -> Given:
        """What the headings say."""
        frames = self.frames[::-1]
        leading = next((frame for frame in frames if frame.leads is not None), None)
        leads = leading.leads or () if leading else ()
        coordinating = next((frame.coordinating for frame in frames if frame.coordinating), ())
        times = next((frame.times for frame in frames if frame.times), ())
        return Given(leads, coordinating, times, f"item below {leading.rule}" if leading else "item")

    def _sentence(self, first: int, last: int, block: Block) -> Iterator[Draft]:
        found = self._named_item(first, last, block) or self._assignment(first, last)
        found = found or self._labelled_item(first, last)
        if last == block.last and self.reader.key(last - 1) == ":":
            self._introduce(found, first, block)
        elif found:
            for draft in drafts(self.reader, self.cast, found.head, last, found.given):
                said = labels_in(self.reader, self.cast, draft.first, draft.last)
                yield _labelled(draft, said) if said else draft
        else:
            self._lose(first, block)

    def _assignment(self, first: int, last: int) -> Assignment | None:
        """What the sentence assigns; questions and wishes assign nothing."""
        if self.reader.key(last - 1) == "?":
            return None
        found = self._item(first, last) if any(frame.items for frame in self.frames) else None
        found = found or self.prose.clause(first, last, self._above_prose())
        return found if found and not self._hoped(first, found.head.start) else None

    def _hoped(self, first: int, start: int) -> bool:
        """Whether somebody only wishes it: "Rất mong nhận được sự phối hợp"."""
        return self.reader.has("hopes", first, start) or self.reader.begins("hopes", start)

    def _named_item(self, first: int, last: int, block: Block) -> Assignment | None:
        """An item such as "1. Phòng Tham mưu: Bảo đảm lực lượng", "2. Tháng 12/2025: Tặng quà …"."""
        naming = naming_of(self.reader, self.cast, first, last) if block.level < UNMARKED else None
        head = head_at(self.reader, naming.start, last, lenient=True) if naming else None
        if naming is None or head is None:
            return None
        above = self._above()
        given = replace(
            above, leads=naming.leads or above.leads, times=naming.times or above.times, rule="item:named"
        )
        return Assignment(head, given)

    def _labelled_item(self, first: int, last: int) -> Assignment | None:
        """An item that a label with its lead makes a task: "Khảo sát nhu cầu (Chủ trì: Sở Nội vụ)"."""
        said = labels_in(self.reader, self.cast, first, last)
        head = head_at(self.reader, first, last, lenient=True) if said and said.leads else None
        return Assignment(head, self._above()) if head else None

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

    def _announcing(self, first: int, block: Block, level: float) -> Frame:
        """What a line that assigns nothing itself says for the items below: who is asked, by when."""
        reader, last = self.reader, block.last - 1
        times = tuple(time for time in lead_in_times(reader, first, last) if time.kind != "date")
        asked = addressees_in(reader, first, last)
        if asked:
            return Frame(level, leads_in(reader, self.cast, *asked), (), times, rule=_INTRODUCTION)
        both = self.cast.parties if reader.has("both_sides", first, last) else ()
        if announcement(reader, first, block.last) is not None:
            return Frame(level, both or None, (), times, rule=_INTRODUCTION)
        about = reader.has("announced", max(first, last - _ANNOUNCED), last)
        return Frame(level, both or None, (), times) if about else Frame(level)

    def _introduce(self, found: Assignment | None, first: int, block: Block) -> None:
        """A line that ends with a colon: its leads, partners and times hold for the items below."""
        inner = self.frames[-1].level + 0.4 if self.frames else 0.5
        level = block.level if block.level < UNMARKED else inner
        if found is None:
            self._open(self._announcing(first, block, level))
            return
        kept = given_by(self.reader, self.cast, found.head, found.given)
        times = tuple(time for time in kept.times if time.kind != "date")  # a day is that of the event
        self._open(Frame(level, kept.leads, kept.coordinating, times, rule=_INTRODUCTION))

    def _lose(self, first: int, block: Block) -> None:
        """A sentence that assigns nothing ends a list that only an introductory line of the text began."""
        self.prose.lose(first)
        if block.level == UNMARKED:
            self.frames = [frame for frame in self.frames if frame.rule != _INTRODUCTION or frame.level >= 1]


def _labelled(draft: Draft, said: Labels) -> Draft:
    """The draft with what labels say of it."""
    return replace(
        draft,
        leads=said.leads or draft.leads,
        coordinating=tuple(dict.fromkeys((*draft.coordinating, *said.coordinating))),
        times=(*draft.times, *said.times),
        rule=f"{draft.rule}:label",
    )
