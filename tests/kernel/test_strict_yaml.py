"""What plain YAML lets pass is refused, with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from phoihop.kernel.strict_yaml import YamlFault, fault_at, load


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    day: date | None = None
    count: int = 0
    open: bool = False
    words: tuple[str, ...] = ()
    limits: dict[str, int] = {}


def test_types_are_read_because_they_are_asked_for() -> None:
    text = "code: '010'\nday: 2018-04-06\ncount: 12\nopen: true\nwords: [no, 1e3, ~]\nlimits: {a: 1}\n"
    assert load(text, Item) == Item("010", date(2018, 4, 6), 12, True, ("no", "1e3", "~"), {"a": 1})


@pytest.mark.parametrize("scalar", ["010", "no", "1_000", "0x1F", "2018-04-06", "null", "~", "1:30", "<<"])
def test_a_scalar_is_the_text_that_stands_there(scalar: str) -> None:
    assert load(f"- {scalar}\n", list[str]) == [scalar]


def test_a_file_is_read_and_named_in_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "vi.yaml"
    path.write_text("- code: một\n- cod: hai\n", encoding="utf-8")
    with pytest.raises(YamlFault) as caught:
        load(path, list[Item])
    assert (caught.value.file, caught.value.line) == (str(path), 2)
    assert str(caught.value).startswith(f"{path}:2: ")


FAULTS = {
    "a key stands twice": ("code: a\ncount: 1\ncode: b\n", 3, "'code' stands here a second time"),
    "a key stands twice deep inside": (
        "code: a\nlimits:\n  x: 1\n  x: 2\n",
        4,
        "'x' stands here a second time",
    ),
    "a value is missing": ("code: a\nday:\n", 2, "the value is missing"),
    "an alias": ("code: &a x\nwords:\n  - y\n  - *a\n", 1, "aliases are not allowed"),
    "an undefined alias": ("code: a\nday: *a\n", 2, "undefined alias"),
    "a tag": ("code: a\ncount: !!int 3\n", 2, "tags are not allowed"),
    "a key that is a list": ("code: a\n? [x]\n: y\n", 2, "a key must be plain text"),
    "a second document": ("code: a\n---\ncode: b\n", 2, "another document"),
    "nothing at all": ("", 1, "the file is empty"),
    "a tabulator": ("code: a\n\tcount: 1\n", 2, ""),
    "a bracket left open": ("code: a\nwords: [x\n", 3, ""),
    "a control character": ("code: a\nday: \x01\n", 2, "control character"),
    "a lone surrogate": ("code: a\nday: \ud800\n", 2, "surrogate"),
    "decomposed letters": ("code: a\nwords: [e\u0302\u0301]\n", 2, "normal form C"),
    "a wrong type": ("code: a\nlimits: {}\ncount: nhiều\n", 3, "Expected `int`"),
    "an octal that is no number": ("code: a\ncount: 010\n", 2, "Expected `int`"),
    "a yes that is no boolean": ("code: a\nopen: yes\n", 2, "Expected `bool`"),
    "a day that does not exist": ("code: a\nday: 2018-02-30\n", 2, "Invalid RFC3339"),
    "an unknown key": ("code: a\ncount: 1\ncolour: red\n", 3, "unknown field `colour`"),
    "a missing key": ("\n\ncount: 1\n", 3, "missing required field `code`"),
    "a value in a table": ("code: a\nlimits:\n  x: one\n", 3, "Expected `int`"),
    "something else than a mapping": ("- code: a\n", 1, "Expected `object`"),
}


@pytest.mark.parametrize(("text", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(YamlFault) as caught:
        load(text, Item)
    assert (caught.value.line, message in caught.value.message) == (line, True), caught.value


@pytest.mark.parametrize(
    ("place", "line"),
    [
        pytest.param("$[1].day", 4, id="a field of the second item"),
        pytest.param("$[1]", 3, id="the second item"),
        pytest.param("$[1].words[0]", 3, id="the nearest node above what is not there"),
        pytest.param("$", 1, id="the whole"),
    ],
)
def test_a_check_of_its_own_names_the_line_too(place: str, line: int) -> None:
    text = "- code: a\n  day: 2018-04-06\n- code: b\n  day: 2018-04-05\n"
    fault = fault_at(text, place, "days must be sorted")
    assert (fault.line, fault.message) == (line, "days must be sorted")


@pytest.mark.parametrize(
    "text", ["[" * 60 + "]" * 60, "{a: " * 60 + "b" + "}" * 60], ids=["sequences", "mappings"]
)
def test_deep_nesting_is_refused_before_it_hurts(text: str) -> None:
    with pytest.raises(YamlFault, match="nested deeper"):
        load(text, object)


def test_bytes_that_are_not_utf_8_are_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "tcvn3.yaml"
    path.write_bytes(b"code: a\nwords: [\xae\xb5ng]\n")
    with pytest.raises(YamlFault) as caught:
        load(path, Item)
    assert (caught.value.line, caught.value.message) == (2, "the file is not UTF-8")
