"""Short names that the text itself gives an organisation in brackets: "Quân chủng Hải quân (QCHQ)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from phoihop.reading.bodies_context import is_title
from phoihop.reading.bodies_matching import Found
from phoihop.reading.bodies_qualifiers import Grade, Reader
from phoihop.reading.bodies_words import keys_of


def alias_mentions(reader: Reader, found: Iterable[Found]) -> Iterator[Found]:
    """Every use of such a short name outside the names already found."""
    items = list(found)
    aliases = {_alias(reader, item) for item in items} - {()}
    if not aliases:
        return
    taken = {index for item in items for index in range(item.first, item.last)}
    by_word = {name[0]: name for name in sorted(aliases)}
    for index, key in enumerate(reader.words.keys):
        name = by_word.get(key)
        if not name or not _is_mention(reader, index, name):
            continue
        end = index + len(name)
        if taken.isdisjoint(range(index, end)):
            yield Found(index, end, ((index, end),), None, f"alias:{' '.join(name)}", Grade.NAMED, end)


def _alias(reader: Reader, item: Found) -> tuple[str, ...]:
    """The keys of the short name of a whole organisation, () when there is none.

    An abbreviation of the end of a name only ("Học viện Cảnh sát nhân dân (CSND)") is no short name of it.
    """
    if not item.alias or (item.entry is not None and not item.entry.kind.body):
        return ()
    first, last = item.alias
    short = reader.words.surface(first, last)
    low, high = item.parts[0]
    initials = "".join(word[0] for word in keys_of(reader.words.surface(low, high)) if word[0].isalnum())
    if short.isalpha() and initials.endswith(short.lower()) and initials != short.lower() and len(short) > 1:
        return ()
    return tuple(reader.words.keys[first:last])


def _is_mention(reader: Reader, index: int, name: tuple[str, ...]) -> bool:
    words = reader.words
    if tuple(words.keys[index : index + len(name)]) != name or not words.capital(index):
        return False
    return not is_title(reader, index) and index not in reader.persons
