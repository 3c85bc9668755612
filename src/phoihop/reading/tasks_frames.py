"""Headings and introductory lines: what they say holds for the items below them."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actions import next_action
from phoihop.reading.tasks_actors import begins_actor
from phoihop.reading.tasks_layout import ARTICLE, BULLET, NUMBER, SECTION, UNMARKED, Block
from phoihop.reading.tasks_leads import Cast, leads_in
from phoihop.reading.tasks_words import TaskReader

_SHORT = 40
_TITLE = 30


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for the blocks below a heading: leads (None: those of the one above), partners, times.

    `closed`: nothing below it is a task; `lifts`: it announces tasks, also inside a closed part.
    """

    level: float
    leads: tuple[str, ...] | None = None
    coordinating: tuple[str, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    closed: bool = False
    items: bool = True
    lifts: bool = False
    rule: str = "heading"


def heading_of(reader: TaskReader, cast: Cast, block: Block, following: Block | None) -> Frame | None:
    """The frame that a block opens when it is a heading, else None."""
    last = block.last
    while last > block.first and reader.key(last - 1) in {":", "…", "."} and last - 1 > block.first:
        if reader.key(last - 1) == "." and reader.key(last - 2) != ".":
            return None
        last -= 1
    if reader.key(last - 1) in {";", "/"}:
        return None
    if _is_closed(reader, block, last):
        return Frame(block.level, closed=True, rule="heading:closed")
    start = reader.end_of("lead_openers", block.first)
    if _names_actors(reader, block, start, last):
        return Frame(block.level, leads_in(reader, cast, start, last), rule="heading:actors")
    if block.level <= ARTICLE or _shouted(reader, block, last):
        about = reader.has("sections", block.first, last)
        level = min(block.level, SECTION + 0.5)
        return Frame(level, items=about and block.level <= ARTICLE, lifts=about, rule="heading:section")
    announces = following is not None and block.level < following.level < UNMARKED
    if announces and NUMBER <= block.level < BULLET and last == block.last and last - block.first < _SHORT:
        lifts = reader.has("sections", block.first, last)
        return Frame(block.level, lifts=lifts, rule="heading:topic")
    return None


def _is_closed(reader: TaskReader, block: Block, last: int) -> bool:
    """Whether the heading is of purposes, targets, principles, results."""
    end = reader.end_of("closed", block.first)
    if end > block.first and (block.level < BULLET or end == last) and last - block.first < _TITLE:
        return end == last or reader.words.shouted(block.first) or reader.begins("closed_tails", end)
    if reader.key(block.last - 1) != ":":
        return False
    return reader.has("targets", max(block.first, last - 8), last)


def _names_actors(reader: TaskReader, block: Block, start: int, last: int) -> bool:
    """Whether the block does nothing but name who must act."""
    if not begins_actor(reader, start) or last - block.first > 3 * _SHORT:
        return False
    if block.level == UNMARKED and (start not in reader.bodies or last - reader.bodies[start][0] > 2):
        return False
    return next_action(reader, start, last) >= last


def _shouted(reader: TaskReader, block: Block, last: int) -> bool:
    return block.level == UNMARKED and all(
        reader.words.shouted(index) or not reader.key(index).isalpha() or len(reader.key(index)) == 1
        for index in range(block.first, last)
    )
