"""The event a text reports on: its fullest naming, date, place and chair."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from phoihop.kernel.text import collapse
from phoihop.reading.bodies_words import Words, words_of
from phoihop.reading.names import CAPITALISED
from phoihop.reading.normalise import canonical_name
from phoihop.reading.spans import MeetingSpan, PersonSpan, TimeSpan, Zone
from phoihop.reading.view import reading_view
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.word_patterns import WordPattern, word_pattern

_NAME_REACH = 420
_SENTENCE_REACH = 900
_LEAD = 700
_MIN_WEIGHT = 60
_MIN_TOPIC_WORDS = 2
_HELD_WEIGHT, _DATED_WEIGHT, _EARLY_WEIGHT, _RECORD_WEIGHT = 20, 50, 30, 40
_LONGEST_NAME = 200
_HEADLINE = 200
_MOST_CHAIRS = 12


_CHAIRED_BEFORE = (
    r"(?<!\w)(?:chủ trì của|(?:(?:cùng|đồng) )?chủ trì(?: hội nghị| buổi lễ| buổi làm việc)?(?: có| là| gồm))"
    r"(?: (?:đồng chí|ông|bà|các đồng chí))?:?°$"
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Patterns over the lower-case view; `topic`, `place` and `decree` over the view."""

    noun: WordPattern
    signing: WordPattern
    topic: re.Pattern[str]
    held_before: re.Pattern[str]
    held_after: re.Pattern[str]
    sentence_end: re.Pattern[str]
    same_day: re.Pattern[str]
    trailing: re.Pattern[str]
    chaired_after: re.Pattern[str]
    chaired_before: re.Pattern[str]
    joined_persons: re.Pattern[str]
    place: re.Pattern[str]
    generic: re.Pattern[str]
    predicate: re.Pattern[str]
    trailing_lead: re.Pattern[str]
    record: re.Pattern[str]
    future: re.Pattern[str]
    decree: re.Pattern[str]


@lru_cache(maxsize=4)
def _grammar(vocabulary: Vocabulary) -> _Grammar:
    words = vocabulary.event_words
    lists = {
        "chair_words": words.chair_words,
        "comma_ends": words.comma_ends,
        "decrees": words.decrees,
        "generic_starts": words.generic_starts,
        "held_after": words.held_after,
        "hold_verbs": words.hold_verbs,
        "kinds": tuple(kind.name.lower() for kind in vocabulary.document_kinds if kind.joint),
        "name_ends": words.name_ends,
        "nouns": words.nouns,
        "place_nouns": words.place_nouns,
        "predicates": words.predicates,
        "sitting_topics": words.sitting_topics,
        "signing": words.signing,
    }

    def compiled(template: str) -> re.Pattern[str]:
        return vocabulary.compile(template, lists)

    bracket = r"\((?:(?i:giai đoạn)[^()\n]{0,30}|[\w&/-]{1,12})\)"
    quoted = r'"[^"\n]{3,400}"'
    no_end = r"(?!«name_ends»(?!\w)|với \d|(?:tại|ở) (?:«U»|(?:«place_nouns»|đây)(?!\w)))"
    word = no_end + r"[^\s,;.:()\"\n]+(?:\.\w[^\s,;.:()\"\n]*)*"
    return _Grammar(
        noun=word_pattern(compiled(r"(?<!\w)«nouns»(?!\w)"), map(vocabulary.spelled, words.nouns)),
        signing=word_pattern(
            compiled(
                r"(?<!\w)(?:«signing»(?= (?:\w+ )?«kinds»(?!\w))"
                r"|(?<!cuộc\x20)(?<!buổi\x20)(?<!phiên\x20)họp(?= «sitting_topics»(?!\w)))"
            ),
            map(vocabulary.spelled, (*words.signing, "họp")),
        ),
        predicate=compiled(r" «predicates»(?!\w)"),
        trailing_lead=compiled(r"(?<![^\n])more\([^\n]*$"),
        record=compiled(r"\s*(?i:thông báo)(?:\s+(?i:kết luận))?(?!\w)"),
        topic=compiled(
            rf"(?:(?: |°-°|°/°)(?:{word}|{bracket}|{quoted})|°, (?!«comma_ends»(?!\w)){word}){{0,90}}"
        ),
        held_before=compiled(r"(?<!\w)«hold_verbs»(?: thành công| trọng thể)?°\"?°$"),
        held_after=compiled(r"\"?°,? (?:«held_after»)(?!\w)"),
        sentence_end=compiled(r"[.!?…](?= |\n|$)|\n"),
        same_day=compiled(r"(?<!\w)cùng ngày(?!\w)"),
        trailing=compiled(r"(?: (?:và|của|về|các|giữa|với|tại|ngày|trong|cho|ở|từ|đến|theo|là|năm))+$"),
        chaired_after=compiled(r"[^.;\n]{0,3}(?: (?:đã|cùng))?°«chair_words»(?!\w)"),
        chaired_before=compiled(_CHAIRED_BEFORE),
        joined_persons=compiled(r"°[,;]?°(?:và |cùng |ông |bà |đồng chí )*"),
        place=compiled(
            r"(?<!\w)(?:tại|Tại|ở|Ở) (?P<place>(?:(?i:«place_nouns»)(?!\w)(?: [^\s,.;:()\n]+){0,12}?|"
            rf"{CAPITALISED}(?: [^\s,.;:()\n]+){{0,14}}?)(?:°\([\w.]{{2,20}}\))?)"
            r"(?=°[,.;\n]|$| (?:đã|diễn ra|có|tổ chức|do|với|nhằm|vào|vừa|về|để|sẽ|chủ trì|ngày)(?!\w))"
        ),
        generic=compiled(r"°«generic_starts»(?!\w)"),
        future=compiled(r"(?<!\w)(?:sẽ|cần|phải|yêu cầu|đề nghị|giao|dự kiến)(?!\w)"),
        decree=compiled(r"\s*«decrees»(?!\w)"),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    view: str
    low: str
    words: Words
    ends: Sequence[int]
    """Where sentences end, after the mark."""
    grammar: _Grammar
    vocabulary: Vocabulary
    days: tuple[TimeSpan, ...]
    persons: tuple[PersonSpan, ...]

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence around ``place``."""
        low = max(0, place - _SENTENCE_REACH)
        at = bisect.bisect_right(self.ends, place)
        start = self.ends[at - 1] if at and self.ends[at - 1] > low else low
        near = at < len(self.ends) and self.ends[at] <= place + _SENTENCE_REACH
        return start, self.ends[at] - 1 if near else len(self.low)

    def has_day(self, sentence: tuple[int, int]) -> bool:
        """Whether a day is named in the ``sentence``."""
        at = bisect.bisect_left(self.days, sentence[0], key=lambda day: day.start)
        return at < len(self.days) and self.days[at].start < sentence[1]


@dataclass(frozen=True, slots=True)
class _Event:
    """A naming of an event and its sentence; the heavier, the more it is what the text is about."""

    start: int
    end: int
    sentence: tuple[int, int]
    weight: int
    rule: str


def find_meetings(
    text: str,
    zones: Sequence[Zone],
    vocabulary: Vocabulary,
    times: Sequence[TimeSpan],
    persons: Sequence[PersonSpan],
) -> tuple[MeetingSpan, ...]:
    """The event reported on in ``text`` (NFC), and another one of the same day if it has its own naming."""
    view = reading_view(text, tuple(zones))
    days = tuple(span for span in times if span.kind == "date")
    words, grammar = words_of(view), _grammar(vocabulary)
    if zones and grammar.decree.match(view, zones[0].start):
        return ()
    ends = [match.end() for match in grammar.sentence_end.finditer(words.low)]
    page = _Page(text, view, words.low, words, ends, grammar, vocabulary, days, tuple(persons))
    events = list(_events(page, zones))
    main = max(events, key=lambda event: (event.weight, -event.start), default=None)
    if main is None or main.weight < _MIN_WEIGHT:
        return ()
    first = _meeting(page, main)
    others = [e for e in events if _is_same_day_event(page, e, main)]
    more = [_meeting(page, event, day=first.date) for event in others[:1]]
    return tuple(sorted((first, *more), key=lambda meeting: meeting.start))


def _events(page: _Page, zones: Sequence[Zone]) -> Iterator[_Event]:
    if not zones:
        return
    lead, last = zones[0].start + _LEAD, _trailing_lead(page, zones[-1].start)
    recorded = _headline_of_record(page, zones[0].start)
    for pattern, rule in ((page.grammar.noun, "event noun"), (page.grammar.signing, "signing")):
        for match in pattern.finditer(page.words, page.low):
            topic = page.grammar.topic.match(page.view, match.end(), match.end() + _NAME_REACH)
            end = _trimmed_end(page, match.start(), topic.end() if topic else match.end())
            sentence = page.sentence(match.start())
            early = match.start() < lead or match.start() >= last
            weight = _weight(page, match, end, sentence, early=early, signing=rule == "signing")
            if weight > 0:
                bonus = _RECORD_WEIGHT if match.start() < recorded else 0
                yield _Event(match.start(), end, sentence, weight + bonus, rule)


def _trailing_lead(page: _Page, place: int) -> int:
    """``place`` if the lead that some sites print behind the text begins there, else the end of the text."""
    return (
        place if page.grammar.trailing_lead.search(page.text[max(0, place - 60) : place]) else len(page.text)
    )


def _headline_of_record(page: _Page, begin: int) -> int:
    """The end of the headline of an announcement that records the conclusion of a meeting, else 0."""
    record = page.grammar.record.match(page.view, begin)
    return record.end() + _HEADLINE if record else 0


def _trimmed_end(page: _Page, start: int, end: int) -> int:
    trailing = page.grammar.trailing.search(page.low, start, end)
    return start + len(page.low[start : trailing.start() if trailing else end].rstrip(" ,-/"))


def _weight(
    page: _Page, noun: re.Match[str], end: int, sentence: tuple[int, int], *, early: bool, signing: bool
) -> int:
    """How much the naming is what the text is about; 0 if it names no event that was held."""
    grammar, low = page.grammar, page.low
    if low[noun.end() : end].count(" ") < _MIN_TOPIC_WORDS or grammar.generic.match(low, noun.end()):
        return 0
    verb = grammar.held_before.search(low[max(sentence[0], noun.start() - 30) : noun.start()])
    if verb is None and grammar.predicate.match(low, noun.end()):
        return 0
    held = verb is not None or bool(grammar.held_after.match(low, end))
    if not (held or signing) or grammar.future.search(low, sentence[0], noun.start()):
        return 0
    merely_at = verb is not None and verb[0].startswith(page.vocabulary.spelled("tại"))
    if merely_at and not early:
        return 0
    dated = page.has_day(sentence)
    length = min(end - noun.start(), _LONGEST_NAME) // 10
    own_verb = held and not merely_at and not signing
    return _HELD_WEIGHT * own_verb + _DATED_WEIGHT * dated + _EARLY_WEIGHT * early + length


def _is_same_day_event(page: _Page, event: _Event, main: _Event) -> bool:
    if event.sentence == main.sentence or event.start == main.start:
        return False
    return bool(page.grammar.same_day.search(page.low, event.sentence[0], event.start))


def _meeting(page: _Page, event: _Event, *, day: str | None = None) -> MeetingSpan:
    text = page.text[event.start : event.end]
    date = day or _date(page, event)
    return MeetingSpan(
        event.start,
        event.end,
        text,
        collapse(text),
        date,
        _place(page, event),
        _chairs(page),
        event.rule,
    )


def _date(page: _Page, event: _Event) -> str | None:
    """The day in the sentence of the event, outside its name; else the first day of the text."""
    near = [d for d in page.days if event.sentence[0] <= d.start < event.sentence[1]]
    outside = [d for d in near if d.end <= event.start or d.start >= event.end]
    first = next(iter(outside or near or page.days[:1]), None)
    return first.start_date if first else None


def _place(page: _Page, event: _Event) -> str | None:
    low, high = event.sentence
    for start, end in ((low, event.start), (event.end, high)):
        found = page.grammar.place.search(page.view, start, end)
        if found:
            return canonical_name(page.text[found.start("place") : found.end("place")], page.vocabulary)
    return None


def _chairs(page: _Page) -> tuple[str, ...]:
    """Persons said to chair, with those that a list joins to them."""
    chairs: list[str] = []
    for i, person in enumerate(page.persons):
        before = page.low[max(0, person.start - 40) : person.start]
        if page.grammar.chaired_after.match(page.low, person.end):
            chairs += [one.name for one in _joined_before(page, i)]
        elif page.grammar.chaired_before.search(before):
            chairs += [one.name for one in _joined_after(page, i)]
    return tuple(dict.fromkeys(chairs))


def _joined_after(page: _Page, index: int) -> list[PersonSpan]:
    """The person at ``index`` and those behind it in one list."""
    found = [page.persons[index]]
    for person in islice(page.persons, index + 1, index + _MOST_CHAIRS):
        if not page.grammar.joined_persons.fullmatch(page.low, found[-1].end, person.start):
            break
        found.append(person)
    return found


def _joined_before(page: _Page, index: int) -> list[PersonSpan]:
    """The person at ``index`` and those before it in one list."""
    found = [page.persons[index]]
    while index and page.grammar.joined_persons.fullmatch(
        page.low, page.persons[index - 1].end, page.persons[index].start
    ):
        index -= 1
        found.insert(0, page.persons[index])
    return found
