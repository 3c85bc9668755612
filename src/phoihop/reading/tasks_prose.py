"""Running text: a request, an agreement or a plan, and the sentences that go on with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from phoihop.reading.tasks_actions import is_action
from phoihop.reading.tasks_clauses import Given, announcement, given_by
from phoihop.reading.tasks_heads import Head, head_at
from phoihop.reading.tasks_leads import Cast, leads_in
from phoihop.reading.tasks_requests import Request, agreed_in, planned_at, request_in
from phoihop.reading.tasks_words import TaskReader

_GOING_ON = ":going on"


@dataclass(frozen=True, slots=True)
class Assignment:
    """The head of the tasks of a sentence and what they inherit."""

    head: Head
    given: Given


@dataclass(slots=True)
class Prose:
    """What the sentences read so far leave open: a request, an agreement, a petition in this paragraph."""

    reader: TaskReader
    cast: Cast
    request: Given | None = None
    agreement: Given | None = None
    petition: bool = False

    def enter(self, *, far: bool) -> None:
        """Begins a paragraph; `far`: text that is not read stands before it."""
        self.petition = False
        if far:
            self.request = None
        if self.request is not None:  # a time said in one paragraph is not that of the next
            self.request = replace(self.request, times=())

    def clause(self, first: int, last: int, above: Given) -> Assignment | None:
        """What the sentence [first, last) assigns below headings that give `above`."""
        asked, agreed = request_in(self.reader, first, last), agreed_in(self.reader, first, last)
        if agreed and (asked is None or agreed.trigger < asked.trigger):
            return self._agreed(agreed, first, last)
        if asked:
            return self._asked(asked, first, above)
        if self.petition:
            return None
        found = self._going_on(first, last) or self._planned(first, last) or self._announced(first, last)
        self.agreement = self._signed(first, last)
        return found

    def lose(self, first: int) -> None:
        """Ends the request at a sentence that assigns nothing, unless it only comments on what was said."""
        if not self.reader.begins("comments", first):
            self.request = None

    def _asked(self, asked: Request, first: int, above: Given) -> Assignment | None:
        self.petition = asked.petition or (self.petition and asked.bare)
        if self.petition:
            self.request = None
            return None
        given = replace(above, times=asked.times or above.times, rule=asked.rule)
        if asked.head.actors is None and self.reader.end_of("concerning", first) in self.reader.bodies:
            given = replace(given, leads=leads_in(self.reader, self.cast, first, asked.trigger))
        self._remember(asked.head, given)
        return Assignment(asked.head, given)

    def _remember(self, head: Head, given: Given) -> None:
        """The sentences that follow go on with the same leads and times, not with the same partners."""
        kept = given_by(self.reader, self.cast, head, given)
        times = kept.times if head.purpose or given.times else ()
        self.request = Given(kept.leads, (), times, f"{given.rule.removesuffix(_GOING_ON)}{_GOING_ON}")

    def _going_on(self, first: int, last: int) -> Assignment | None:
        """A sentence after a request that begins with a verb, or in which the same actors act."""
        given = self.request
        head = head_at(self.reader, first, last) if given else None
        if (
            given is None
            or head is None
            or not self._follows(head, first)
            or is_done(self.reader, head, first, last)
        ):
            return None
        self._remember(head, given)
        return Assignment(head, given)

    def _follows(self, head: Head, first: int) -> bool:
        """Whether a sentence after a request goes on with it: without actors, or with "Theo đó, …"."""
        if head.actors is None or head.modal:
            return True
        reader, start = self.reader, head.actors.first
        if start in reader.persons or (reader.begins("speakers", start) and start not in reader.bodies):
            return False
        if reader.begins("accordingly", first) or reader.begins("concerning", first):
            return True
        # "Các đơn vị …", "UBND các xã, phường …": a class of actors
        return start == first and (
            reader.begins("going_on", head.start) or reader.has("plural", start, start + 5)
        )

    def _planned(self, first: int, last: int) -> Assignment | None:
        """A sentence in which the actor itself plans, or that says what a signed programme is about."""
        head = planned_at(self.reader, first, last, opened=self.agreement is not None)
        if head is None or is_done(self.reader, head, first, last):
            return None
        given = self.agreement if self.agreement and not head.modal else self._of_both(first, head)
        self._remember(head, replace(given, times=()))
        return Assignment(head, given)

    def _of_both(self, first: int, head: Head) -> Given:
        """The leads of "Trên cơ sở đầu mối hai bên, hằng năm phải …": both sides."""
        both = head.actors is None and self.reader.has("both_sides", first, head.start)
        return Given(self.cast.parties if both else (), rule="plan")

    def _announced(self, first: int, last: int) -> Assignment | None:
        """What stands after "Nội dung phối hợp gồm:", "nhiệm vụ trọng tâm là:"."""
        reader = self.reader
        colon = announcement(reader, first, last)
        if colon is None or colon + 1 >= last or reader.has("results", first, colon):
            return None
        joint = reader.has("coordinating", first, colon)
        given = Given(self.cast.parties if joint else (), rule="announcement")
        head = head_at(reader, colon + 1, last)
        if head and head.actors is None:
            return Assignment(head, given)
        # nouns only ("công tác tuyên truyền; công tác đào tạo"): one task, if it is what both sides agree on
        return Assignment(Head(colon + 1), replace(given, rule="announcement:list")) if joint else None

    def _agreed(self, agreed: Request, first: int, last: int) -> Assignment:
        self.agreement = self._signed(first, last)
        leads = self._present(first, agreed.trigger) or self.cast.parties
        given = Given(leads, (), agreed.times, agreed.rule)
        self.request = replace(given, rule=f"{agreed.rule}{_GOING_ON}")
        return Assignment(agreed.head, given)

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
        return Given(times=tuple(time for time in times if time.kind == "period"), rule="agreement")


def is_done(reader: TaskReader, head: Head, first: int, last: int) -> bool:
    """Whether the sentence tells what was done, or its head only says what a subject behind carries out."""
    return reader.has("past", max(first, head.start - 2), head.start) or _serves(reader, head, last)


def _serves(reader: TaskReader, head: Head, last: int) -> bool:
    """Whether "Thực hiện Nghị quyết …" stands before a subject: "…, Tỉnh ủy đã ban hành Chương trình"."""
    if head.actors or head.modal or not reader.begins("carrying_out", head.start):
        return False
    return any(_is_subject(reader, comma + 1) for comma in reader.marks(",", head.start, last - 1))


def _is_subject(reader: TaskReader, index: int) -> bool:
    if index not in reader.bodies:
        return False
    end = reader.bodies[index][0]
    return reader.begins("done", end) or is_action(reader, end, initial=False)
