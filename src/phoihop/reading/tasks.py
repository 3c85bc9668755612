"""Tasks in a text: what it assigns, requires, requests from above, plans or agrees for the time to come.

Two kinds of text are read alike: lists of assignments under headings, which say who leads and when, and
running text, where a request or an agreement opens a row of sentences that begin with verbs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from phoihop.reading.bodies import lexicon_of
from phoihop.reading.bodies_qualifiers import reader_of
from phoihop.reading.bodies_words import Words, words_of
from phoihop.reading.spans import BodySpan, CitationSpan, PersonSpan, TaskSpan, TimeSpan, Zone
from phoihop.reading.tasks_clauses import Draft, partners, trimmed
from phoihop.reading.tasks_course import drafts_of
from phoihop.reading.tasks_leads import cast_of
from phoihop.reading.tasks_times import basis_of, bounds
from phoihop.reading.tasks_words import TaskLexicon, TaskReader, layer_of, task_lexicon, words_inside
from phoihop.reading.view import reading_view
from phoihop.reading.vocabulary import Vocabulary


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
    words = words_of(reading_view(text, tuple(zones)))
    reader = _reader(words, vocabulary, citations, bodies, persons, times)
    drafts = drafts_of(reader, cast_of(reader, vocabulary))
    # "Cần chuẩn bị nồi 5 lít" of a recipe plans nothing.
    official = bool(bodies or persons or citations or reader.everywhere("official_words"))
    kept = _kept(reader, (draft for draft in drafts if official or not draft.rule.startswith("plan")))
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
    lexicon = _lexicon(vocabulary)
    return TaskReader(
        words=words,
        lexicon=lexicon,
        naming=reader_of(words, lexicon_of(vocabulary), frozenset()),
        bodies=acting,
        persons=people,
        times=layer_of(words, times),
        citations=cited,
        named=words_inside(cited) | words_inside(acting) | words_inside(people),
        verbs=lexicon.verbs.everywhere(words),
    )


def _kept(reader: TaskReader, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts without marks at their ends; not those that overlap another or only close the document."""
    end = 0
    for draft in drafts:
        clean = trimmed(reader, draft)
        if clean and clean.first >= end and not _is_closing(reader, clean.first, clean.last):
            end = clean.last
            yield clean


def _is_closing(reader: TaskReader, first: int, last: int) -> bool:
    """Whether the words are a clause that closes every such document: "triển khai thực hiện Chỉ thị này"."""
    closings = reader.places("closings", first, last)
    if (closings and reader.begins("closing_verbs", first)) or reader.has("liabilities", first, last):
        return True
    if reader.end_of("closing_clauses", first) == last:
        return True
    final = [index for index in closings if reader.end_of("closings", index) == last]
    return any(reader.ends("closing_acts", index) for index in final)


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
