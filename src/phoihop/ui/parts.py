"""Typed rows of the list-like parts (tabs, facts, timeline, tree): plain values that a view fills in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from phoihop.kernel.period import Period

EventKind = Literal["past", "now", "future", "paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab: a link to the same page with another parameter."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Term and value of a definition list; a value that is markup must be a SafeString."""

    term: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a timeline; `kind` paper = recorded from a paper act of another body."""

    when: date | Period | str
    title: str
    url: str = ""
    note: str = ""
    kind: EventKind = "past"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node of a tree with its children in the order to be shown."""

    label: str
    url: str = ""
    note: str = ""
    children: tuple[Node, ...] = ()
    open: bool = False
    current: bool = False
