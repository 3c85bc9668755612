"""Knowledge files, read strictly.

Plain YAML turns 010 into 8, ``no`` into false and lets a second key win. This loader keeps every scalar a
string, refuses what has two meanings, and names the line of every fault.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec
import yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same nodes, more slowly
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]  # same interface, no common base

T = TypeVar("T")
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

_MAX_DEPTH = 40
_DEFAULT_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
# msgspec ends its messages with the place: " - at `$[3].date`", " - at `key` in `$.days`".
_PLACE = re.compile(r"(?P<what>.*) - at (?:`key` in )?`\$(?P<path>[^`]*)`", re.DOTALL)
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+)\]")
_UNKNOWN_FIELD = re.compile(r"unknown field `(?P<key>[^`]+)`")


class YamlFault(ValueError):
    """A knowledge file that cannot be used: which file, which line (from 1), why."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message


def load(path_or_text: Path | str, type: type[T]) -> T:  # noqa: A002 - named as msgspec.convert names it
    """The one document of a file (Path) or of a text (str), as ``type``.

    Numbers, booleans and dates are read from their strings because ``type`` asks for them, never by guess.
    Raises YamlFault; OSError when the file cannot be read. Unknown keys are refused by structs declared with
    ``forbid_unknown_fields=True``, which every content type is.
    """
    file, text = _source(path_or_text)
    root = _compose(file, text)
    plain = _Reading(file, set()).plain(root)
    try:
        return msgspec.convert(plain, type, strict=False)
    except msgspec.ValidationError as error:
        raise _located(file, root, str(error)) from error


def fault_at(path_or_text: Path | str, place: str, message: str) -> YamlFault:
    """A fault found by a check beyond the types, at the line of its place (``$[3].code``)."""
    file, text = _source(path_or_text)
    return _fault(file, _node_at(_compose(file, text), place), message)


def _source(path_or_text: Path | str) -> tuple[str, str]:
    if isinstance(path_or_text, str):
        return "<text>", path_or_text
    raw = path_or_text.read_bytes()
    try:
        return str(path_or_text), raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlFault(str(path_or_text), line, "the file is not UTF-8") from error


def _compose(file: str, text: str) -> yaml.Node:
    _refuse_decomposed(file, text)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(file, mark.line + 1 if mark else 1, error.problem or "not YAML") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlFault(file, line, "a control character is not allowed") from error
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise YamlFault(file, line, "a lone surrogate is not allowed") from error
    if root is None:
        raise YamlFault(file, 1, "the file is empty")
    return root


def _refuse_decomposed(file: str, text: str) -> None:
    """Words are compared byte by byte later on; a decomposed "ế" would never match."""
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            raise YamlFault(file, number, "the text is not in Unicode normal form C")


@dataclass(slots=True)
class _Reading:
    """One walk over the nodes of a file, refusing what plain YAML lets pass."""

    file: str
    seen: set[int]

    def plain(self, node: yaml.Node, depth: int = 0) -> Plain:
        # An alias is the same node a second time; nested ones grow without bound.
        if id(node) in self.seen:
            raise _fault(self.file, node, "aliases are not allowed; write the value out")
        self.seen.add(id(node))
        if depth > _MAX_DEPTH:
            raise _fault(self.file, node, f"nested deeper than {_MAX_DEPTH} levels")
        if node.tag not in _DEFAULT_TAGS:
            raise _fault(self.file, node, f"tags are not allowed, got {node.tag}")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, depth + 1) for item in node.value]
        return self.scalar(node)

    def scalar(self, node: yaml.Node) -> str:
        if not node.value and isinstance(node, yaml.ScalarNode) and not node.style:
            raise _fault(self.file, node, 'the value is missing; leave the key out or write ""')
        return str(node.value)

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _fault(self.file, key_node, "a key must be plain text")
            key = self.scalar(key_node)
            if key in found:
                raise _fault(self.file, key_node, f"the key {key!r} stands here a second time")
            found[key] = self.plain(value_node, depth + 1)
        return found


def _fault(file: str, node: yaml.Node, message: str) -> YamlFault:
    return YamlFault(file, node.start_mark.line + 1, message)


def _located(file: str, root: yaml.Node, message: str) -> YamlFault:
    """The fault msgspec reports, at the line of the node its path leads to (or of the nearest one above)."""
    place = _PLACE.fullmatch(message)
    what, path = (place["what"], place["path"]) if place else (message, "")
    node = _node_at(root, path)
    unknown = _UNKNOWN_FIELD.search(what)
    if unknown and isinstance(node, yaml.MappingNode):
        node = next((key for key, _ in node.value if key.value == unknown["key"]), node)
    return _fault(file, node, f"{what} at ${path}")


def _node_at(root: yaml.Node, path: str) -> yaml.Node:
    node = root
    for step in _STEP.finditer(path):
        node = _child(node, step) or node
    return node


def _child(node: yaml.Node, step: re.Match[str]) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and step["index"]:
        child: yaml.Node = node.value[int(step["index"])]
        return child
    if isinstance(node, yaml.MappingNode) and step["key"]:
        return next((value for key, value in node.value if key.value == step["key"]), None)
    return None
