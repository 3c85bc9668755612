"""The words that names of organisations are made of, as content/vocab/bodies*.yaml hold them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from phoihop.kernel import strict_yaml

Qualifier = Literal[
    "centre", "code", "country", "level", "members", "organ", "place", "proper", "school", "topic"
]
Alone = Literal["any", "capital", "never"]
Field = Literal["capital", "known", "loose", "none", "optional"]


class BodyKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How names of one kind go on and when they stand alone.

    ``after``: what may follow the name (level "tỉnh Phú Thọ", place "Hà Nội", organ: another name "Tỉnh ủy",
    code "389", centre "Trung ương", country "Việt Nam", proper: a run of capitalised words, members:
    "của 12 tỉnh ủy", school: "các trường", topic: "phòng, chống …").
    ``alone``: whether the name counts with nothing after it: always, with a capital, or not at all.
    ``body``: false for names that are recognised only to be passed over.
    ``elide``: the head may be left out in a list.
    ``field``: whether a field of work must follow: none, a listed one with a capital, a listed one in any
    case ("known"), also an unlisted one with a capital ("loose"), or a listed one may follow ("optional").
    ``lower``: whether the name may be written without any capital.
    ``parent``: whether it may follow another name as what that belongs to ("Văn phòng" + "Tỉnh ủy").
    ``share``: kinds with the same word here share the level or place of the last name in a list.
    """

    name: str
    after: tuple[Qualifier, ...] = ()
    alone: Alone = "capital"
    field: Field = "none"
    lower: bool = False
    parent: bool = False
    share: str = ""
    elide: bool = False
    body: bool = True


class BodyName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name, or the head of a name, with its kind."""

    name: str
    kind: str


class BodyFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words around names: levels, titles, and what shows that a name is none."""

    and_words: tuple[str, ...]
    area_starts: tuple[str, ...]
    blocking: tuple[str, ...]
    centres: tuple[str, ...]
    class_items: tuple[str, ...]
    class_marks: tuple[str, ...]
    class_starts: tuple[str, ...]
    committees: tuple[str, ...]
    compounds: tuple[str, ...]
    congresses: tuple[str, ...]
    countries: tuple[str, ...]
    level_abbreviations: tuple[str, ...]
    level_prefixes: tuple[str, ...]
    level_tails: tuple[str, ...]
    levels: tuple[str, ...]
    local_tails: tuple[str, ...]
    not_classes_after: tuple[str, ...]
    not_forces: tuple[str, ...]
    numbered_levels: tuple[str, ...]
    of_words: tuple[str, ...]
    plurals: tuple[str, ...]
    schools: tuple[str, ...]
    sources: tuple[str, ...]
    stops: tuple[str, ...]
    titles: tuple[str, ...]
    topic_goes_on: tuple[str, ...]
    topic_stops: tuple[str, ...]
    topics: tuple[str, ...]


class BodyVocabulary(msgspec.Struct, frozen=True, eq=False):
    """All lists for bodies."""

    kinds: tuple[BodyKind, ...]
    names: tuple[BodyName, ...]
    fields: tuple[str, ...]
    places: tuple[str, ...]
    frame: BodyFrame


def load_body_vocabulary(directory: Path) -> BodyVocabulary:
    """The lists of content/vocab. Raises YamlFault for a broken schema or a name of an unknown kind."""
    vocabulary = BodyVocabulary(
        kinds=strict_yaml.load(directory / "bodies-kinds.yaml", tuple[BodyKind, ...]),
        names=strict_yaml.load(directory / "bodies-names.yaml", tuple[BodyName, ...]),
        fields=strict_yaml.load(directory / "bodies-fields.yaml", tuple[str, ...]),
        places=strict_yaml.load(directory / "bodies-places.yaml", tuple[str, ...]),
        frame=strict_yaml.load(directory / "bodies-frame.yaml", BodyFrame),
    )
    _check_kinds(vocabulary, directory / "bodies-names.yaml")
    return vocabulary


def _check_kinds(vocabulary: BodyVocabulary, file: Path) -> None:
    known = {kind.name for kind in vocabulary.kinds}
    for number, entry in enumerate(vocabulary.names, start=1):
        if entry.kind not in known:
            what = f"{entry.name!r} is of the unknown kind {entry.kind!r}"
            raise strict_yaml.YamlFault(str(file), number, what)
