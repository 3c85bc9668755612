"""Posts at a given place of a view in which the names of persons are hidden behind one character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.reading.names import NameReader, name_reader
from phoihop.reading.vocabulary import Vocabulary

HIDDEN = "\x01"
"""Stands for every character of a name; no pattern of a post takes it."""
_MOST_POSTS = 8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class PostReader:
    """Reads posts: a first word, the body it is held in, its superior body, "kiêm" another post."""

    names: NameReader
    head: re.Pattern[str]
    press: re.Pattern[str]
    bracket: re.Pattern[str]
    parent: re.Pattern[str]
    also: re.Pattern[str]
    joint: re.Pattern[str]
    address: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    of_next: re.Pattern[str]

    def post(self, view: str, place: int, until: int) -> int | None:
        """The end of the post that begins at ``place``."""
        end = self._one(view, place, until)
        while end is not None and (also := self.also.match(view, end, until)):
            more = self._one(view, also.end(), until)
            if more is None:
                break
            end = more
        return end

    def _one(self, view: str, place: int, until: int) -> int | None:
        head = self.head.match(view, place, until)
        if head is None:
            return None
        end = self.names.after(view, head.end(), until)
        for word in (self.press, self.bracket):
            if found := word.match(view, end, until):
                end = self.names.after(view, found.end(), until)
        parent = self.parent.match(view, end, until)
        superior = self.names.after(view, parent.end(), until) if parent else end
        return superior if parent and superior > parent.end() else end

    def before(self, view: str, place: int, name: int) -> list[Span]:
        """The posts from ``place`` on if they and a form of address reach the ``name``, else none."""
        found: list[Span] = []
        while len(found) < _MOST_POSTS:
            end = self.post(view, place, name)
            if end is None:
                return []
            found.append((place, end))
            if self.address.fullmatch(view, end, name):
                return found
            joint = self.joint.match(view, end, name)
            if joint is None:
                return []
            place = joint.end()
        return []

    def closed(self, view: str, opening: re.Match[str], end: int) -> int:
        """``end``, behind the bracket that closes the one in ``opening``."""
        closing = self.closing.match(view, end) if opening[0].rstrip().endswith("(") else None
        return closing.end() if closing else end

    def behind(self, view: str, place: int, until: int) -> tuple[list[Span], re.Match[str] | None]:
        """The posts in apposition to a name that ended at ``place``, and their opening (perhaps with a rank).

        A post that stands directly before the next name belongs to that.
        """
        opening = self.opening.match(view, place, until)
        found: list[Span] = []
        joint = opening
        while joint and len(found) < _MOST_POSTS:
            end = self.post(view, joint.end(), until)
            if end is None or self.of_next.match(view, end):
                break
            found.append((joint.end(), end))
            joint = self.joint.match(view, end, until)
        return found, opening


def post_reader(vocabulary: Vocabulary) -> PostReader:
    """A reader for texts spelled as ``vocabulary`` is."""
    words = vocabulary.person_words
    lists = {
        "academic": words.academic,
        "honorifics": words.honorifics,
        "parents": words.parents,
        "posts": vocabulary.posts,
        "ranks": vocabulary.ranks,
    }

    def compiled(template: str) -> re.Pattern[str]:
        return vocabulary.compile(template, lists)

    head = r"(?:(?i:nguyên|quyền) )?(?i:«posts»)(?!\w)"
    address = r"(?:(?i:«honorifics») |«academic»°[.,]?°)"
    return PostReader(
        names=name_reader(vocabulary, words.words, (*vocabulary.ranks, *vocabulary.posts)),
        head=compiled(head),
        press=compiled(r" (?:báo|đài|tạp chí)(?= «U»)"),
        bracket=compiled(r"°\((?=«U»|(?i:«parents») )[^()\n\x01]{2,60}\)"),
        parent=compiled(rf"(?:°,°|°-°)(?!{head})(?i:«parents»)(?!\w)"),
        also=compiled(r" kiêm (?:nhiệm )?"),
        joint=compiled(r"°[,-]°| và "),
        address=compiled(rf"°[,:-]?°{address}{{0,3}}(?:{RANK}°,?°)?{address}{{0,3}}"),
        opening=compiled(rf"(?:°\(ảnh[^()\n]{{0,20}}\))?(?:°,°(?P<rank>{RANK})(?=°,))?(?:°[,:-]°|°\(°)"),
        closing=compiled(r"°\)"),
        of_next=compiled(rf"°\x01|°,?°{RANK} \x01| {address}{{1,2}}\x01"),
    )


RANK = r"(?<!(?i:thủ)\x20)(?i:«ranks»)(?!\w)(?: (?:QNCN|CN|chuyên nghiệp)(?!\w))?"
"""A rank, not the second syllable of "Thủ tướng"; over the list `ranks`."""
