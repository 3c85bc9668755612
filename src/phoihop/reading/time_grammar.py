"""The patterns of calendar expressions, compiled once for each vocabulary; all search the lower-case view."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.word_patterns import WordPattern, word_pattern

_CLOCK = r"(?: \d{1,2}°(?:giờ|h)°\d{0,2}°(?:phút)?,?)?"
_YEAR = r"(?:1[89]|20|21)\d\d(?!\d)"
_DAY_WORD = r"(?:ngày|mồng|mùng)"
_POINT = (
    # ngày 20 hằng tháng
    (
        rf"(?P<monthly>{_DAY_WORD} (?P<monthly_day>\d{{1,2}})"
        r"(?: (?:của )?(?:hằng|hàng|mỗi) tháng|(?: của)? tháng (?:cuối|đầu)(?: mỗi)?(?: quý)?))"
    ),
    # ngày 22/6/2018, 22.6.2018, 10 tháng 3 năm 2010
    (
        rf"(?<!thứ\x20)(?P<full>(?:{_DAY_WORD} )?(?P<day>\d{{1,2}})"
        rf"(?:°[/.-]°(?P<month>\d{{1,2}})°[/.-]°(?P<year>{_YEAR})"
        rf"| tháng (?P<month_word>\d{{1,2}})(?:°,°|°/°| )(?:năm )?(?P<year_word>{_YEAR})))"
    ),
    # ngày 26-27/12, từ 15 đến 20/11/2025, ngày 26 và 27/12
    (
        r"(?P<days>(?:ngày )?(?P<first_day>\d{1,2})(?:, \d{1,2}){0,4}"
        r"(?:°-°| đến | và )(?:ngày )?(?P<last_day>\d{1,2})"
        rf"(?:°[/.-]°(?P<days_month>\d{{1,2}})(?:°[/.-]°(?P<days_year>{_YEAR}))?"
        rf"| tháng (?P<days_month_word>\d{{1,2}})(?: năm (?P<days_year_word>{_YEAR}))?)(?![\d/%]))"
    ),
    # ngày 22/6, ngày 20 tháng 6
    (
        rf"(?P<part>{_DAY_WORD} (?P<part_day>\d{{1,2}})"
        r"(?:°[/.-]°(?P<part_month>\d{1,2})| tháng (?P<part_month_word>\d{1,2}))(?![\d/]|[.,]\d))"
    ),
    # sáng 06-4, chiều 22.4: only after a word that says it is a day
    (
        r"(?P<loose>(?P<loose_day>\d{1,2})"
        r"(?:(?:°/°|[.-])(?P<loose_month>\d{1,2})| tháng (?P<loose_month_word>\d{1,2}))(?![\d/%]|[.,-]\d))"
    ),
    # 6 tháng đầu năm 2023
    (
        r"(?P<part_year>(?P<months>\d{1,2}|«ordinals») tháng"
        rf"(?: (?P<side>đầu|cuối) năm(?: (?P<side_year>{_YEAR}))?| năm (?P<months_year>{_YEAR})))"
    ),
    rf"(?P<half>nửa (?P<half_side>đầu|cuối) năm(?: (?P<half_year>{_YEAR}))?)",
    (
        r"(?P<quarter>quý (?P<quarter_number>iv|i{1,3}|[1-4])(?!\w)"
        r"(?:°(?:,|và|-)°(?P<last_quarter>iv|i{1,3}|[1-4](?=/| năm))(?!\w))?"
        rf"(?:(?:°/°|,? năm )(?P<quarter_year>{_YEAR}))?)"
    ),
    # cuối tháng 3 năm 2010, tháng 4/2018
    (
        r"(?P<whole_month>(?<!\d\x20)(?<!cách\x20mạng\x20)"
        r"(?:(?P<decade>đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần) )?tháng (?P<month_number>\d{1,2})"
        rf"(?:(?:°[/.-]°|,? năm )(?P<month_year>{_YEAR})|(?![\d/.,-]\d|\d)))"
    ),
    (
        r"(?P<years>(?:(?P<years_head>nhiệm kỳ|giai đoạn|thời kỳ|năm học|niên khóa|(?:các )?năm)°:?°)?"
        rf"(?P<year_from>{_YEAR})(?:°-°| đến (?:năm )?)(?P<year_to>{_YEAR})(?!°[/-]))"
    ),
    rf"(?<!những\x20)(?P<one_year>năm (?P<one_year_number>{_YEAR}))",
    # trước ngày 25 (of each month): only after the word of a deadline
    r"(?P<day_alone>ngày (?P<day_alone_number>\d{1,2})(?!°[/.-]°\d| tháng|°(?:-|và|,|đến)°\d))",
    # từ 2015 đến nay: only as one end of a range
    rf"(?P<plain_year>(?P<plain_year_number>{_YEAR})(?!°[/-]))",
)
# Literal openings first: most places in a text are left at once.
_OPENING_WORDS = (
    *("ngày ", "năm ", "tháng ", "quý ", "giai đoạn", "nhiệm kỳ", "mồng ", "mùng ", "nửa ", "đầu ", "giữa "),
    *("cuối ", "thượng tuần", "trung tuần", "hạ tuần", "thời kỳ", "niên khóa", "các năm"),
)
_OPENING = rf"[0-9]|{'|'.join(_OPENING_WORDS)}|«ordinals» tháng "


_REVIEW_AND_PLAN = (
    rf"(?<!\w)«review_words»(?!\w)[^.\n]{{0,250}}?(?<![\d/-])(?P<reviewed>{_YEAR})[^.\n]{{0,200}}?"
    rf"(?<!\w)«plan_words»(?!\w)[^.\n]{{0,150}}? năm (?P<planned>{_YEAR})"
)


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """Patterns named by what they find; `…_left` end at the place where an expression begins."""

    point: WordPattern
    more_years: re.Pattern[str]
    day_left: re.Pattern[str]
    weak_day_left: re.Pattern[str]
    day_right: re.Pattern[str]
    deadline_left: re.Pattern[str]
    before_left: re.Pattern[str]
    from_left: re.Pattern[str]
    from_now_left: re.Pattern[str]
    stage_left: re.Pattern[str]
    within_left: re.Pattern[str]
    governed: re.Pattern[str]
    governed_right: re.Pattern[str]
    clause_end: re.Pattern[str]
    past: re.Pattern[str]
    from_year_left: re.Pattern[str]
    yearly_right: re.Pattern[str]
    yearly_left: re.Pattern[str]
    open_right: re.Pattern[str]
    joined: re.Pattern[str]
    listed: re.Pattern[str]
    compared_left: re.Pattern[str]
    review_and_plan: WordPattern
    part_year_event: WordPattern
    marking: WordPattern
    planned_right: re.Pattern[str]
    dateline: re.Pattern[str]
    about_year: re.Pattern[str]
    year_words: frozenset[str]
    ordinals: dict[str, int]


def _lists(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = msgspec.structs.asdict(vocabulary.time_words)
    return words | {"ordinals": tuple(ordinal.word for ordinal in vocabulary.ordinals)}


@lru_cache(maxsize=4)
def time_grammar(vocabulary: Vocabulary) -> TimeGrammar:
    """The grammar for texts spelled as ``vocabulary`` is."""
    lists = _lists(vocabulary)

    def compiled(template: str) -> re.Pattern[str]:
        return vocabulary.compile(template, lists)

    def starting(template: str, words: tuple[str, ...], *, figures: bool = False) -> WordPattern:
        return word_pattern(compiled(template), map(vocabulary.spelled, words), figures=figures)

    return TimeGrammar(
        point=starting(
            rf"(?<![\w/.,])(?={_OPENING})(?:{'|'.join(_POINT)})(?!\w)",
            (*_OPENING_WORDS, *lists["ordinals"]),
            figures=True,
        ),
        more_years=compiled(rf"°(?:,|và)°({_YEAR})(?!°[-/]|\w)"),
        day_left=compiled(r"(?<!\w)«day_triggers»°\(?°$"),
        weak_day_left=compiled(r"(?<!\w)«weak_day_triggers»°$|\($"),
        day_right=compiled(r"°(?:[,;.):]|-|$|\n)| (?:đến|tới|hằng|hàng|tại|và|cho|để|tổng|,|năm nay)(?!\w)"),
        deadline_left=compiled(
            r"(?<!\w)«deadline_words»(?: \d{1,2}°(?:giờ|h)°\d{0,2}°(?:phút)?)?(?: sáng| chiều)?°$"
        ),
        before_left=compiled(r"(?<!\w)trước(?: \d{1,2}°(?:giờ|h)°\d{0,2}°(?:phút)?)?°$"),
        from_left=compiled(rf"(?<!\w)từ(?: đầu| giữa| cuối)?{_CLOCK}°$"),
        from_now_left=compiled(
            r"(?<!\w)từ (?:nay|hiện nay|bây giờ|đầu năm|đầu nhiệm kỳ|đó)(?: cho)?"
            r" (?:đến|tới)(?: hết| cuối| trước)?°$"
        ),
        stage_left=compiled(r"(?<!\w)(?:giai đoạn|thời kỳ|thời gian)(?: từ)?°$"),
        within_left=compiled(r"(?<!\w)trong°$"),
        governed=compiled(r"(?<!\w)«governing_verbs»(?!\w)"),
        governed_right=compiled(r",? (?:phải |cần |sẽ )?«governing_verbs»(?!\w)"),
        clause_end=compiled(r"[.;:\n]"),
        past=compiled(r"(?<!\w)(?:đã|vừa qua|được|cho thấy|báo cáo (?:của|tại|cho))(?!\w)"),
        from_year_left=compiled(r"(?<!\w)từ(?: (?:năm )?\d{4}(?:°-°| đến | tới ))?°$"),
        yearly_right=compiled(r" (?:hằng|hàng|mỗi) (?:năm|quý)(?!\w)"),
        yearly_left=compiled(r"(?<!\w)(?:hằng|hàng|mỗi) năm°[,:(]?°«deadline_words»?°$"),
        open_right=compiled(
            r" (?:đến nay|tới nay|trở đi|trở lại đây|trở lại|đến hiện nay|đến thời điểm hiện tại)(?!\w)"
        ),
        joined=compiled(rf"°-°| (?:đến|tới)(?: hết| cuối| trước)?{_CLOCK}°"),
        listed=compiled(r"°(?:,|và)°"),
        compared_left=compiled(r"(?<!\w)(?:cùng kỳ|so với)(?: \w+){0,3}°$"),
        review_and_plan=starting(_REVIEW_AND_PLAN, lists["review_words"]),
        part_year_event=starting(r"(?<!\w)«part_year_events»(?!\w)", lists["part_year_events"]),
        marking=starting(r"(?<!\w)«marking_words»(?!\w)[^\n]{0,160}", lists["marking_words"]),
        planned_right=compiled(r"[^.\n]{0,60} sẽ (?:tổ chức|diễn ra|khai mạc|ra quân|giao)(?!\w)"),
        dateline=compiled(r"[^\n.]{0,60}$"),
        about_year=compiled(rf"năm (?P<year>{_YEAR}),? (?:là năm|đánh dấu|có ý nghĩa)"),
        year_words=frozenset({vocabulary.spelled("năm")}),
        ordinals={vocabulary.spelled(ordinal.word): ordinal.number for ordinal in vocabulary.ordinals},
    )
