"""The lists of content/vocab: in their schema, sorted, without doubles, composed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import msgspec
import pytest

from phoihop.kernel import strict_yaml
from phoihop.kernel.text import vietnamese_sort_key
from phoihop.reading.vocabulary import Furniture, Vocabulary, load_vocabulary

FOLDER = Path(__file__).resolve().parents[2] / "content" / "vocab"
LISTS = [
    "counted-things",
    "issuers",
    "law-name-stops",
    "laws",
    "name-stops",
    "not-names",
    "organisation-fields",
    "organisation-heads",
    "organisation-heads-alone",
    "organisation-words",
    "places",
    "posts",
    "ranks",
    "surnames",
]
GROUPS = ["events", "furniture", "person-words", "time-words"]


# Files with fields of their own, and where their order and doubles are checked.
OTHERS = {
    "abbreviations": "here",
    "bodies-fields": "test_bodies_vocabulary",
    "bodies-frame": "test_bodies_vocabulary",
    "bodies-kinds": "test_bodies_vocabulary",
    "bodies-names": "test_bodies_vocabulary",
    "bodies-places": "test_bodies_vocabulary",
    "document-kinds": "here",
    "legacy-encodings": "here",
    "ordinals": "here",
    "table-words": "test_tables",
    "tasks-frame": "test_tasks_vocabulary",
    "tasks-verbs": "test_tasks_vocabulary",
}


def test_every_file_of_the_vocabulary_is_checked() -> None:
    files = sorted(path.stem for path in FOLDER.iterdir())
    assert files == sorted((*LISTS, *GROUPS, *OTHERS))


def test_every_list_of_the_guide_for_writers_is_a_file() -> None:
    guide = (FOLDER.parents[1] / "docs" / "writing-vocabulary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)\.yaml`", guide))
    left_out = {path.stem for path in FOLDER.iterdir()} - named
    assert (named - {path.stem for path in FOLDER.iterdir()}, left_out) == (set(), set())


def test_entries_are_composed_with_the_tone_in_the_old_place() -> None:
    for path in FOLDER.glob("*.yaml"):
        if path.stem != "legacy-encodings":
            text = path.read_text(encoding="utf-8")
            assert unicodedata.is_normalized("NFC", text), path.name


def sorted_words(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (vietnamese_sort_key(word), word)))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_and_without_doubles(name: str) -> None:
    words = strict_yaml.load(FOLDER / f"{name}.yaml", tuple[str, ...])
    assert words == sorted_words(words)


@pytest.mark.parametrize("name", GROUPS)
def test_lists_of_a_group_are_sorted_and_without_doubles(name: str) -> None:
    groups = strict_yaml.load(FOLDER / f"{name}.yaml", dict[str, tuple[str, ...]])
    assert groups == {key: sorted_words(words) for key, words in sorted(groups.items())}
    assert list(groups) == sorted(groups)


def test_entries_with_fields_are_sorted_by_name_and_without_doubles(vocabulary: Vocabulary) -> None:
    for names in (
        tuple(entry.long for entry in vocabulary.abbreviations),
        tuple(kind.name for kind in vocabulary.document_kinds),
        tuple(ordinal.word for ordinal in vocabulary.ordinals),
    ):
        assert names == sorted_words(names)


def test_an_abbreviation_and_a_symbol_stand_for_one_thing(vocabulary: Vocabulary) -> None:
    short = [spelling for entry in vocabulary.abbreviations for spelling in entry.short]
    symbols = [symbol for kind in vocabulary.document_kinds for symbol in kind.symbols]
    assert len(short) == len(set(short))
    assert len(symbols) == len(set(symbols))


def test_old_fonts_have_one_letter_for_each_code(vocabulary: Vocabulary) -> None:
    assert {font.name: len(dict(font.table)) == len(font.table) for font in vocabulary.fonts} == {
        "tcvn3": True,
        "vni": True,
    }


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "furniture.yaml").open("a", encoding="utf-8") as copy:
        copy.write('menus:\n  - "Trang chủ"\n')
    with pytest.raises(strict_yaml.YamlFault, match="menus"):
        load_vocabulary(tmp_path)


def test_the_vocabulary_without_marks_spells_words_without_them(vocabulary: Vocabulary) -> None:
    bare = vocabulary.without_diacritics()
    assert (vocabulary.spelled("Nghị định"), bare.spelled("Nghị định")) == ("Nghị định", "Nghi dinh")
    assert bare.compile("«kinds»", {"kinds": ["Nghị định"]}).fullmatch("Nghi dinh")


def test_every_group_of_furniture_has_words(vocabulary: Vocabulary) -> None:
    assert all(msgspec.structs.asdict(vocabulary.furniture)[name] for name in Furniture.__struct_fields__)
