"""Names of organisations as templates: what a citation says after "của", a post after its title.

A name is a fixed authority ("Bộ Chính trị") or a first word ("Bộ", "Sở", "Tỉnh ủy") with what goes on after it:
fields ("Nông nghiệp và Môi trường"), capitalised words, numbers, and lower-case syllables known to stand inside
names ("Bộ Chỉ huy quân sự tỉnh Phú Thọ"). It ends at a verb, because verbs are not among those syllables.
"""

from __future__ import annotations

from phoihop.reading.vocabulary import Vocabulary

# Words in capitals that end a name in a headline typed in capitals.
_CAPITAL_STOPS = r"(?:VỀ|VIỆC|NGÀY|SỐ|TẠI|TRONG|ĐỂ|TRÊN|THỰC|PHÊ|CỦA|CÁC|ĐỐI|KÝ|GIỮA|NĂM|THÁNG|THEO|Khóa|KHÓA|ĐÃ|SẼ|CHO|VỚI|DO|TỪ|ĐẾN)(?!\w)"
CAPITALISED = rf"(?!{_CAPITAL_STOPS})(?:(?:TP|Tp|TX|TT)\.°)?«U»[\w/&]*(?:\.«U»\w*)*"
# The second syllable of a compound ("Đại biểu"), unless it opens a verb phrase ("Quân khu phát biểu").
_COMPOUND = rf"{CAPITALISED}(?: (?!«name_stops»(?!\w))[^\W\d_«upper»]+(?!\w))?"
_HEAD = r"(?:(?i:«organisation_heads»)|(?i:«organisation_heads_alone»))(?!\w)"
_WORD = rf"(?:«organisation_fields»(?!\w)|{_COMPOUND}|\d{{1,4}}[A-Z]?(?!\w)|«organisation_words»(?!\w))"
_OTHER = rf"(?:{_HEAD}|(?i:«document_kinds»)(?!\w))"
_MORE = rf"(?: {_WORD}| (?:và|&) (?!{_OTHER}){_COMPOUND}|°-°(?!{_HEAD})(?={CAPITALISED}){_WORD}| các (?:cấp|tỉnh)(?!\w))"
_CLASS = r"(?: (?:các|\d{1,2})(?: tỉnh ủy, thành ủy| tỉnh, thành ủy| tỉnh, thành phố))"
TAIL = rf"(?:(?:(?!{_CLASS}){_MORE}){{1,14}}{_CLASS}?|{_CLASS})"

ORGANISATION = (
    rf"(?:(?i:«issuers»)(?!\w)(?! (?!Khóa)«U»)|(?i:«organisation_heads_alone»)(?!\w){TAIL}?"
    rf"|(?i:«organisation_heads»)(?!\w){TAIL}|(?i:«issuers»)(?!\w))"
)
"""An organisation or office-holder as the author of a document."""

PARTY = rf"(?:{ORGANISATION}|{CAPITALISED}{TAIL}?)"
"""An organisation that is a party to a joint document, also one known only by its own name."""


def organisation_lists(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The lists that the templates of this module need."""
    return {
        "document_kinds": tuple(kind.name for kind in vocabulary.document_kinds),
        "issuers": vocabulary.issuers,
        "name_stops": vocabulary.name_stops,
        "organisation_fields": vocabulary.organisation_fields,
        "organisation_heads": vocabulary.organisation_heads,
        "organisation_heads_alone": vocabulary.organisation_heads_alone,
        "organisation_words": vocabulary.organisation_words,
    }
