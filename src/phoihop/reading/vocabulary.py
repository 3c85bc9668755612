"""The words that reading knows, loaded from ``content/vocab``; nothing of it is written in code."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from phoihop.kernel import strict_yaml
from phoihop.reading.bodies_vocabulary import BodyVocabulary, load_body_vocabulary
from phoihop.reading.patterns import compile_template, without_marks
from phoihop.reading.source import LegacyFont
from phoihop.reading.tables_vocabulary import TableWords
from phoihop.reading.tasks_vocabulary import TaskVocabulary, load_task_vocabulary

T = TypeVar("T")


class Abbreviation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Spellings of one abbreviation (a blank stands for any or none) and what it stands for."""

    long: str
    short: tuple[str, ...]


class Ordinal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number in words."""

    word: str
    number: int


class DocumentKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of document as it is called, with the letters that stand for it in document symbols.

    ``numbered``: a bare number after it names a document ("Chỉ thị 05"); ``titled``: a quoted title does;
    ``joint``: its two parties do ("Quy chế phối hợp giữa A với B"); ``law``: its own name ("Luật Đất đai").
    """

    name: str
    symbols: tuple[str, ...] = ()
    numbered: bool = False
    titled: bool = False
    joint: bool = False
    law: bool = False


class _Font(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    evidence: str
    letters: tuple[str, ...]
    reads: tuple[str, ...]


class Furniture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How lines begin that belong to the page and not to the text (zones)."""

    annex_heads: tuple[str, ...]
    byline_ends: tuple[str, ...]
    byline_starts: tuple[str, ...]
    credits: tuple[str, ...]
    english: tuple[str, ...]
    line_starts: tuple[str, ...]
    rest_starts: tuple[str, ...]
    signature_starts: tuple[str, ...]
    whole_lines: tuple[str, ...]


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around meetings: what they are called and how their names end."""

    chair_words: tuple[str, ...]
    comma_ends: tuple[str, ...]
    decrees: tuple[str, ...]
    generic_starts: tuple[str, ...]
    held_after: tuple[str, ...]
    hold_verbs: tuple[str, ...]
    name_ends: tuple[str, ...]
    nouns: tuple[str, ...]
    place_nouns: tuple[str, ...]
    predicates: tuple[str, ...]
    signing: tuple[str, ...]
    sitting_topics: tuple[str, ...]


class PersonWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around names of persons.

    ``strong_honorifics`` make any name a person of the text. ``levels`` and ``committees`` before two
    syllables without a common surname make them a place, ``strict_levels`` before any name. ``parents`` begin
    the name of a superior body after a post; ``words`` are lower-case words that go on inside a post.
    """

    academic: tuple[str, ...]
    committees: tuple[str, ...]
    common_surnames: tuple[str, ...]
    honorifics: tuple[str, ...]
    levels: tuple[str, ...]
    parents: tuple[str, ...]
    strict_levels: tuple[str, ...]
    strong_honorifics: tuple[str, ...]
    words: tuple[str, ...]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around dates: what makes two numbers a day, a date a deadline, and what tells a year left out."""

    day_triggers: tuple[str, ...]
    deadline_words: tuple[str, ...]
    governing_verbs: tuple[str, ...]
    marking_words: tuple[str, ...]
    part_year_events: tuple[str, ...]
    plan_words: tuple[str, ...]
    review_words: tuple[str, ...]
    weak_day_triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All lists, compared by identity so that compiled patterns can be kept for each.

    ``bare`` says that texts are typed without Vietnamese marks: patterns and `spelled` leave them out.
    """

    abbreviations: tuple[Abbreviation, ...]
    counted_things: tuple[str, ...]
    document_kinds: tuple[DocumentKind, ...]
    event_words: EventWords
    fonts: tuple[LegacyFont, ...]
    furniture: Furniture
    issuers: tuple[str, ...]
    law_name_stops: tuple[str, ...]
    laws: tuple[str, ...]
    ordinals: tuple[Ordinal, ...]
    organisation_fields: tuple[str, ...]
    organisation_heads: tuple[str, ...]
    organisation_heads_alone: tuple[str, ...]
    organisation_words: tuple[str, ...]
    name_stops: tuple[str, ...]
    not_names: tuple[str, ...]
    person_words: PersonWords
    places: tuple[str, ...]
    posts: tuple[str, ...]
    ranks: tuple[str, ...]
    surnames: tuple[str, ...]
    table_words: TableWords
    time_words: TimeWords
    bodies: BodyVocabulary
    tasks: TaskVocabulary
    bare: bool = False

    def compile(self, template: str, lists: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
        """The pattern a template of `patterns` describes over ``lists``, in this vocabulary's spelling."""
        return compile_template(template, lists, bare=self.bare)

    def spelled(self, word: str) -> str:
        """``word`` of a list as the texts of this vocabulary spell it."""
        return without_marks(word) if self.bare else word

    def without_diacritics(self) -> Vocabulary:
        """The same vocabulary for texts typed without Vietnamese letters.

        The lists that patterns are compiled of stay as they are; words that are looked up lose their marks.
        """
        return dataclasses.replace(self, bare=True, bodies=_bare(self.bodies), tasks=_bare(self.tasks))


def _bare(value: T) -> T:
    """``value`` with every text in it without marks: text, tuples and structs of such."""
    if isinstance(value, str):
        return type(value)(without_marks(value))
    if isinstance(value, tuple):
        return type(value)(_bare(item) for item in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _bare(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value


def load_vocabulary(directory: Path) -> Vocabulary:
    """The vocabulary of ``content/vocab``. Raises YamlFault for a file that breaks its schema."""

    def words(name: str) -> tuple[str, ...]:
        return strict_yaml.load(directory / f"{name}.yaml", tuple[str, ...])

    return Vocabulary(
        abbreviations=strict_yaml.load(directory / "abbreviations.yaml", tuple[Abbreviation, ...]),
        counted_things=words("counted-things"),
        document_kinds=strict_yaml.load(directory / "document-kinds.yaml", tuple[DocumentKind, ...]),
        event_words=strict_yaml.load(directory / "events.yaml", EventWords),
        fonts=tuple(map(_font, strict_yaml.load(directory / "legacy-encodings.yaml", tuple[_Font, ...]))),
        furniture=strict_yaml.load(directory / "furniture.yaml", Furniture),
        issuers=words("issuers"),
        law_name_stops=words("law-name-stops"),
        laws=words("laws"),
        ordinals=strict_yaml.load(directory / "ordinals.yaml", tuple[Ordinal, ...]),
        organisation_fields=words("organisation-fields"),
        organisation_heads=words("organisation-heads"),
        organisation_heads_alone=words("organisation-heads-alone"),
        organisation_words=words("organisation-words"),
        name_stops=words("name-stops"),
        not_names=words("not-names"),
        person_words=strict_yaml.load(directory / "person-words.yaml", PersonWords),
        places=words("places"),
        posts=words("posts"),
        ranks=words("ranks"),
        surnames=words("surnames"),
        table_words=strict_yaml.load(directory / "table-words.yaml", TableWords),
        time_words=strict_yaml.load(directory / "time-words.yaml", TimeWords),
        bodies=load_body_vocabulary(directory),
        tasks=load_task_vocabulary(directory),
    )


def _font(font: _Font) -> LegacyFont:
    letters = " ".join(font.letters).split(" ")
    reads = " ".join(font.reads).split(" ")
    return LegacyFont(font.name, tuple(zip(letters, reads, strict=True)), font.evidence)
