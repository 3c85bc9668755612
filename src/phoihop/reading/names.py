"""Names of organisations and offices: what a citation says after "của", a post after its title.

A name is a fixed authority ("Bộ Chính trị") or a first word ("Bộ", "Sở", "Tỉnh ủy") with what goes on after
it: fields ("Nông nghiệp và Môi trường"), capitalised words, numbers, and lower-case syllables known to stand
inside names ("Bộ Chỉ huy quân sự tỉnh Phú Thọ"). It ends at a verb, because none is among those syllables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.reading.vocabulary import Vocabulary

# Words in capitals that end a name in a headline typed in capitals.
_CAPITAL_STOPS = (
    r"(?:VỀ|VIỆC|NGÀY|SỐ|TẠI|TRONG|ĐỂ|TRÊN|THỰC|PHÊ|CỦA|CÁC|ĐỐI|KÝ|GIỮA|NĂM|THÁNG|THEO|Khóa|KHÓA"
    r"|ĐÃ|SẼ|CHO|VỚI|DO|TỪ|ĐẾN)(?!\w)"
)
CAPITALISED = rf"(?!{_CAPITAL_STOPS})(?:(?:TP|Tp|TX|TT)\.°)?«U»[\w/&]*(?:\.«U»\w*)*"
# The second syllable of a compound ("Đại biểu"), unless it opens a verb phrase ("Quân khu phát biểu").
_COMPOUND = rf"{CAPITALISED}(?: (?!«name_stops»(?!\w))[^\W\d_«upper»]+(?!\w))?"
_HEAD = r"(?:(?P<alone>(?i:«heads_alone»))|(?i:«heads»))(?!\w)"
_WORD = rf"(?:«fields»(?!\w)|{_COMPOUND}|\d{{1,4}}[A-Z]?(?!\w)|«words»(?!\w))"
_NO_HEAD = r"(?!(?i:«heads»|«heads_alone»)(?!\w))"
_NO_DOCUMENT = r"(?!(?i:«document_kinds»)(?!\w))"
_NOT_JOINED = r"(?!(?i:«not_joined»)(?!\w))"
_JOINT = rf"(?: (?:và|&) {_NO_HEAD}{_NO_DOCUMENT}{_NOT_JOINED}(?=«U»)|°-°{_NO_HEAD}{_NOT_JOINED}(?=«U»)| )"
_MORE = rf"(?:{_JOINT}{_WORD}| các (?:cấp|tỉnh)(?!\w))"
_CLASS = r"(?: (?:các|\d{1,2})(?: tỉnh ủy, thành ủy| tỉnh, thành ủy| tỉnh, thành phố))"


@dataclass(frozen=True, slots=True, eq=False)
class NameReader:
    """Reads names at a given place of a view; every method returns where the name ends, or None."""

    fixed: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    capital: re.Pattern[str]

    def after(self, view: str, place: int, until: int) -> int:
        """Where the name whose first word ended at ``place`` ends; ``place`` itself if nothing goes on."""
        tail = self.tail.match(view, place, until)
        return tail.end() if tail else place

    def organisation(self, view: str, place: int, until: int) -> int | None:
        """The end of an organisation or office-holder that begins at ``place``."""
        fixed = self.fixed.match(view, place, until)
        ends = [fixed.end()] if fixed else []
        if head := self.head.match(view, place, until):
            end = self.after(view, head.end(), until)
            if head["alone"] or end > head.end():
                ends.append(end)
        return max(ends, default=None)

    def party(self, view: str, place: int, until: int) -> int | None:
        """As `organisation`, also one that is known only by its own name ("Viettel")."""
        end = self.organisation(view, place, until)
        if end is None and (capital := self.capital.match(view, place, until)):
            return self.after(view, capital.end(), until)
        return end


def name_reader(
    vocabulary: Vocabulary, more_words: tuple[str, ...] = (), not_joined: tuple[str, ...] = ()
) -> NameReader:
    """A reader for texts spelled as ``vocabulary`` is.

    ``more_words`` may also go on inside a name; "và" before a word of ``not_joined`` does not.
    """
    lists = {
        "document_kinds": tuple(kind.name for kind in vocabulary.document_kinds),
        "fields": vocabulary.organisation_fields,
        "heads": vocabulary.organisation_heads,
        "heads_alone": vocabulary.organisation_heads_alone,
        "issuers": vocabulary.issuers,
        "name_stops": vocabulary.name_stops,
        "not_joined": not_joined,
        "words": (*vocabulary.organisation_words, *more_words),
    }
    return NameReader(
        fixed=vocabulary.compile(r"(?i:«issuers»)(?!\w)", lists),
        head=vocabulary.compile(_HEAD, lists),
        tail=vocabulary.compile(rf"(?:(?!{_CLASS}){_MORE}){{1,14}}{_CLASS}?|{_CLASS}", lists),
        capital=vocabulary.compile(CAPITALISED, lists),
    )
