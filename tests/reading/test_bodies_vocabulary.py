from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from phoihop.kernel.strict_yaml import YamlFault
from phoihop.reading.bodies_vocabulary import BodyFrame, load_body_vocabulary

FOLDER = Path(__file__).resolve().parents[2] / "content" / "vocab"
VOCABULARY = load_body_vocabulary(FOLDER)

LISTS = {
    "fields": VOCABULARY.fields,
    "kinds": tuple(kind.name for kind in VOCABULARY.kinds),
    "names": tuple(entry.name for entry in VOCABULARY.names),
    "places": VOCABULARY.places,
    **{f"frame {name}": getattr(VOCABULARY.frame, name) for name in BodyFrame.__struct_fields__},
}


def sort_key(entry: str) -> tuple[str, str]:
    return entry.casefold(), entry


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_sorted_and_says_nothing_twice(name: str) -> None:
    entries = LISTS[name]
    assert entries
    assert list(entries) == sorted(set(entries), key=sort_key)


def test_every_kind_is_used_by_some_name() -> None:
    assert {kind.name for kind in VOCABULARY.kinds} == {entry.kind for entry in VOCABULARY.names}


def test_a_name_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    for file in FOLDER.glob("bodies-*.yaml"):
        shutil.copy(file, tmp_path)
    (tmp_path / "bodies-names.yaml").write_text("- {name: Sở, kind: phantom}\n", encoding="utf-8")
    with pytest.raises(YamlFault, match="'Sở' is of the unknown kind 'phantom'"):
        load_body_vocabulary(tmp_path)
