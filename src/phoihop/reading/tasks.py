"""Tasks in a text: what it assigns, requires, requests from above, plans or agrees for the time to come.

Two kinds of text are read alike: lists of assignments under headings (the headings say who leads and when) and
running text, where a request or an agreement opens a row of sentences that begin with verbs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from phoihop.reading.bodies import lexicon_of
from phoihop.reading.bodies_qualifiers import Reader
from phoihop.reading.bodies_words import BREAK, Words, words_of
from phoihop.reading.spans import BodySpan, CitationSpan, PersonSpan, TaskSpan, TimeSpan, Zone
from phoihop.reading.tasks_actions import is_action
from phoihop.reading.tasks_clauses import Draft, Given, announcement, drafts, given_by, partners, trimmed
from phoihop.reading.tasks_frames import Frame, heading_of
from phoihop.reading.tasks_heads import Head, head_at
from phoihop.reading.tasks_layout import UNMARKED, Block, blocks, sentences
from phoihop.reading.tasks_leads import Cast, cast_of
from phoihop.reading.tasks_requests import Request, agreed_in, planned_at, request_in
from phoihop.reading.tasks_times import basis_of, bounds
from phoihop.reading.tasks_words import TaskLexicon, TaskReader, layer_of, task_lexicon, words_inside
from phoihop.reading.view import reading_view
from phoihop.reading.vocabulary import Vocabulary


_GAP = 40
"""A gap of more characters between two blocks holds text that is not read."""
_GOING_ON = ":going on"


@lru_cache(maxsize=4)
def _lexicon(vocabulary: Vocabulary) -> TaskLexicon:
    return task_lexicon(vocabulary.tasks)


def find_tasks(
    text: str,
    zones: Sequence[Zone],
    vocabulary: Vocabulary,
    citations: Sequence[CitationSpan],
    bodies: Sequence[BodySpan],
    persons: Sequence[PersonSpan],
    times: Sequence[TimeSpan],
) -> tuple[TaskSpan, ...]:
    """Every task in the zones of `text` (NFC), in order, none overlapping another."""
    reader = _reader(words_of(reading_view(text, zones)), vocabulary, citations, bodies, persons, times)
    found = (trimmed(reader, draft) for draft in _Course(reader, cast_of(reader, vocabulary)).drafts())
    kept = _apart(draft for draft in found if draft is not None and not _is_closing(reader, draft.first, draft.last))
    return tuple(_span(text, reader, draft, number) for number, draft in enumerate(kept, start=1))


def _reader(
    words: Words,
    vocabulary: Vocabulary,
    citations: Sequence[CitationSpan],
    bodies: Sequence[BodySpan],
    persons: Sequence[PersonSpan],
    times: Sequence[TimeSpan],
) -> TaskReader:
    cited, acting, people = layer_of(words, citations), layer_of(words, bodies), layer_of(words, persons)
    return TaskReader(
        words=words,
        lexicon=_lexicon(vocabulary),
        naming=Reader(words, lexicon_of(vocabulary), frozenset()),
        bodies=acting,
        persons=people,
        times=layer_of(words, times),
        citations=cited,
        named=words_inside(cited) | words_inside(acting) | words_inside(people),
    )


def _apart(found: Iterable[Draft]) -> Iterator[Draft]:
    end = 0
    for draft in found:
        if draft.first >= end:
            end = draft.last
            yield draft


def _is_closing(reader: TaskReader, first: int, last: int) -> bool:
    """Whether the words are a clause that closes every such document: "triển khai thực hiện Chỉ thị này"."""
    closings = reader.places("closings", first, last)
    if (closings and reader.begins("closing_verbs", first)) or reader.has("liabilities", first, last):
        return True
    return any(reader.end_of("closings", index) == last and reader.ends("closing_acts", index) for index in closings)


def _span(text: str, reader: TaskReader, draft: Draft, number: int) -> TaskSpan:
    start, end = reader.words.starts[draft.first], reader.words.ends[draft.last - 1]
    first_day, last_day = bounds(reader, draft.first, draft.last, draft.times)
    return TaskSpan(
        id=f"t{number}",
        start=start,
        end=end,
        text=text[start:end],
        lead=draft.leads,
        coordinating=partners(reader, draft),
        start_date=first_day,
        end_date=last_day,
        basis=basis_of(reader, draft.first, draft.last),
        rule=draft.rule,
    )


@dataclass(slots=True)
class _Course:
    """The reading of one text from block to block: headings above, and the request that still goes on."""

    reader: TaskReader
    cast: Cast
    frames: list[Frame] = field(default_factory=list)
    request: Given | None = None
    agreement: Given | None = None
    petition: bool = False
    own: Given | None = None

    def drafts(self) -> Iterator[Draft]:
        all_blocks = list(blocks(self.reader.words))
        for place, block in enumerate(all_blocks):
            following = all_blocks[place + 1] if place + 1 < len(all_blocks) else None
            yield from self._block(block, following)

    def _block(self, block: Block, following: Block | None) -> Iterator[Draft]:
        if block.level < UNMARKED:
            self.frames = [frame for frame in self.frames if frame.level < block.level]
        heading = heading_of(self.reader, self.cast, block, following)
        self.petition, self.own = False, None
        if self._far(block):
            self.request = None
        if self.request is not None:  # a time said in one paragraph is not that of the next
            self.request = replace(self.request, times=())
        if heading:
            self._open(heading)
            return
        if any(frame.closed for frame in self.frames):
            return
        for first, last in sentences(self.reader.words, block.first, block.last):
            introduces = last == block.last and self.reader.key(last - 1) == ":"
            yield from self._sentence(first, last, block, introduces=introduces)

    def _far(self, block: Block) -> bool:
        """Whether text that is not read (a byline, a menu) stands before the block."""
        before = block.first - 1
        while before >= 0 and self.reader.key(before) != BREAK:
            before -= 1
        return before >= 0 and self.reader.words.ends[before] - self.reader.words.starts[before] > _GAP

    def _open(self, frame: Frame) -> None:
        self.frames = [other for other in self.frames if other.level < frame.level]
        self.frames.append(frame)
        self.request = None

    def _given(self) -> Given:
        """What the headings above say."""
        leads = next((frame.leads for frame in reversed(self.frames) if frame.leads is not None), ())
        partners_above = next((frame.coordinating for frame in reversed(self.frames) if frame.coordinating), ())
        times = next((frame.times for frame in reversed(self.frames) if frame.times), ())
        return Given(leads, partners_above, times, "item")

    def _sentence(self, first: int, last: int, block: Block, *, introduces: bool) -> Iterator[Draft]:
        if self.reader.key(last - 1) == "?":
            self.request = None
            return
        found = self._clause(first, last, listed=any(frame.items for frame in self.frames))
        if introduces:
            self._introduce(first, last, block, found)
            return
        if found is None:
            self._lose(block, first)
            return
        head, given, end = found
        yield from drafts(self.reader, self.cast, head, end, given)

    def _clause(self, first: int, last: int, *, listed: bool) -> tuple[Head, Given, int] | None:
        """The head of the tasks of a sentence, and what it inherits; None when it assigns nothing."""
        found = self._any_clause(first, last, listed=listed)
        if found and self.reader.has("hopes", first, found[0].start):
            self.request = None
            return None
        return found

    def _any_clause(self, first: int, last: int, *, listed: bool) -> tuple[Head, Given, int] | None:
        reader = self.reader
        if listed:
            found = self._item(first, last)
            if found:
                return found
        asked, agreed = request_in(reader, first, last), agreed_in(reader, first, last)
        if agreed and (asked is None or agreed.trigger < asked.trigger):
            return self._agreed(agreed, first, last)
        if asked:
            return self._asked(asked, last)
        if self.petition:
            return None
        found = self._going_on(first, last) or self._announced(first, last)
        self.agreement = self._signed(first, last)
        return found

    def _announced(self, first: int, last: int) -> tuple[Head, Given, int] | None:
        """"Nội dung phối hợp gồm: …", "nhiệm vụ trọng tâm là: …" in running text."""
        reader = self.reader
        colon = announcement(reader, first, last)
        if colon is None or colon + 1 >= last or reader.has("results", first, colon):
            return None
        head = head_at(reader, colon + 1, last)
        joint = reader.has("coordinating", first, colon)
        given = Given(self.cast.parties if joint else (), (), (), "announcement")
        if head and head.actors is None:
            return head, given, last
        return (Head(colon + 1, rule="list"), replace(given, rule="announcement:list"), last) if joint else None

    def _item(self, first: int, last: int) -> tuple[Head, Given, int] | None:
        """An item of a list below a heading: it begins with a verb, or with actors of its own."""
        head = head_at(self.reader, first, last, lenient=True)
        if head is None or self._past(head, first) or self._serves(head, last):
            return None
        given = self.own or self._given()
        if self.reader.begins("asking", head.start) and not given.leads and head.actors is None:
            return None
        if head.actors and self.reader.begins("asking_others", head.start) and request_in(self.reader, first, last):
            return None
        if head.actors:
            self.own = given_by(self.reader, self.cast, head, replace(self._given(), coordinating=(), times=()))
            self.own = replace(self.own, coordinating=(), times=())
        return head, given, last

    def _past(self, head: Head, first: int) -> bool:
        return self.reader.has("past", max(first, head.start - 2), head.start)

    def _serves(self, head: Head, last: int) -> bool:
        """Whether "Thực hiện Nghị quyết …, Tỉnh ủy …" only says what the subject after the comma carries out."""
        reader = self.reader
        if head.actors or head.modal or not reader.begins("carrying_out", head.start):
            return False
        commas = reader.marks(",", head.start, last - 1)
        return any(index + 1 in reader.bodies and self._is_subject(index + 1) for index in commas)

    def _is_subject(self, index: int) -> bool:
        end = self.reader.bodies[index][0]
        return self.reader.begins("done", end) or is_action(self.reader, end, initial=False)

    def _asked(self, asked: Request, last: int) -> tuple[Head, Given, int] | None:
        self.petition = asked.petition or (self.petition and asked.bare)
        if self.petition:
            self.request = None
            return None
        above = self._given()
        leads = () if self.frames and self.frames[-1].rule == "introduction" else above.leads
        given = Given(leads, above.coordinating, asked.times or above.times, asked.rule)
        self._remember(asked.head, given)
        return asked.head, given, last

    def _remember(self, head: Head, given: Given) -> None:
        """The sentences that follow go on with the same leads and times, not with the same partners."""
        kept = given_by(self.reader, self.cast, head, given)
        purpose = kept.times if head.purpose or given.times else ()
        rule = f"{given.rule.removesuffix(_GOING_ON)}{_GOING_ON}"
        self.request = Given(kept.leads, (), purpose if purpose else (), rule)

    def _going_on(self, first: int, last: int) -> tuple[Head, Given, int] | None:
        """A sentence after a request that begins with a verb, or one in which the actor itself plans."""
        reader = self.reader
        if self.request is not None:
            head = head_at(reader, first, last)
            if head and self._follows(head, first) and not (self._past(head, first) or self._serves(head, last)):
                given = self.request
                self._remember(head, given)
                return head, given, last
        planned = planned_at(reader, first, last, opened=self.agreement is not None)
        if planned is None or self._past(planned, first):
            return None
        given = self.agreement if self.agreement and not planned.modal else self._of_both(first, planned)
        self._remember(planned, Given(given.leads, (), (), given.rule))
        return planned, given, last

    def _follows(self, head: Head, first: int) -> bool:
        """Whether a sentence after a request goes on with it: without actors of its own, or with "Theo đó, …"."""
        if head.actors is None or head.modal:
            return True
        said = self.reader.begins("accordingly", first) or self.reader.begins("concerning", first)
        said = said or (head.actors.first == first and self.reader.begins("going_on", head.start))
        return said and head.actors.first not in self.reader.persons and not self._speaks(head.actors.first)

    def _speaks(self, index: int) -> bool:
        return self.reader.begins("speakers", index) and index not in self.reader.bodies

    def _of_both(self, first: int, planned: Head) -> Given:
        """"Trên cơ sở đầu mối hai bên, hằng năm phải …": both sides must act."""
        both = self.reader.has("both_sides", first, planned.start)
        return Given(self.cast.parties if both and not planned.actors else (), (), (), "plan")

    def _agreed(self, agreed: Request, first: int, last: int) -> tuple[Head, Given, int]:
        self.agreement = self._signed(first, last)
        leads = self._present(first, agreed.trigger) or self.cast.parties
        given = Given(leads, (), agreed.times, agreed.rule)
        self.request = Given(leads, (), agreed.times, "agreement:going on")
        return agreed.head, given, last

    def _present(self, first: int, trigger: int) -> tuple[str, ...]:
        """The organisations of which the sentence speaks before what is agreed."""
        bodies = self.reader.bodies
        names = [bodies[place][1].canonical for place in range(first, trigger) if place in bodies]
        return tuple(dict.fromkeys(names))

    def _signed(self, first: int, last: int) -> Given | None:
        """What a signed programme or regulation gives the sentence that says what it is about."""
        if not self.reader.has("signing", first, last):
            return None
        times = [self.reader.times[index][1] for index in range(first, last) if index in self.reader.times]
        return Given((), (), tuple(time for time in times if time.kind == "period"), "agreement")

    def _introduce(self, first: int, last: int, block: Block, found: tuple[Head, Given, int] | None) -> None:
        """A line that ends with a colon: what it says of leads, partners and times holds for the items below."""
        level = block.level if block.level < UNMARKED else self._inner_level()
        if found is None:
            self._open(Frame(level, rule="introduction") if self._announces(first, last) else Frame(level))
            return
        head, given, _ = found
        kept = given_by(self.reader, self.cast, head, given)
        times = tuple(time for time in kept.times if time.kind != "date")
        self._open(Frame(level, kept.leads, kept.coordinating, times, rule="introduction"))

    def _inner_level(self) -> float:
        return self.frames[-1].level + 0.4 if self.frames else 0.5

    def _announces(self, first: int, last: int) -> bool:
        return announcement(self.reader, first, last) is not None

    def _lose(self, block: Block, first: int) -> None:
        """A sentence that assigns nothing ends a request, unless it only comments, and a list without heading."""
        if not self.reader.begins("comments", first):
            self.request = None
        if block.level == UNMARKED:
            self.frames = [frame for frame in self.frames if frame.rule != "introduction" or frame.level >= 1]
