from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.spans import Reading

SPANS = [
    # days
    "Sáng ⟦12/3/2019⟧, đoàn đến; chiều ⟦22.4⟧, đêm ⟦06-4⟧ và hôm ⟦25-6⟧.",
    "⟦Ngày 22 tháng 6 năm 2018⟧ và ⟦ngày 3-4⟧, ⟦mồng 5 tháng 5⟧.",
    "Hội nghị kết thúc (⟦22/6⟧).",
    "Có hiệu lực kể từ ⟦ngày 01 tháng 12 năm 2025⟧.",
    # years, terms, periods
    "⟦Năm 2010⟧ và ⟦năm 2018⟧, ⟦2019⟧; ⟦nhiệm kỳ 2020 – 2025⟧; ⟦giai đoạn 2018- 2020⟧.",
    "5 năm (⟦2021-2025⟧), 10 năm ⟦năm 2021 - 2030⟧",
    "⟦6 tháng đầu năm 2023⟧, ⟦sáu tháng cuối năm⟧, ⟦quý III / 2018⟧, ⟦Quý I⟧, ⟦tháng 7⟧, ⟦tháng 4/2018⟧.",
    "⟦Cuối tháng 3 năm 2010⟧ và ⟦trung tuần tháng 8/2019⟧",
    "⟦từ 1/12/2015 đến 31/12/2016⟧; ⟦10/9/1945-10/9/2020⟧; ⟦từ quý I đến quý III/2018⟧",
    "⟦Từ ngày 20.4 đến nay⟧, ⟦từ năm 2025 trở đi⟧, ⟦từ 2015 đến nay⟧, ⟦từ nay đến năm 2030⟧",
    "⟦từ ngày 15 đến ngày 20/11/2025⟧ và ⟦ngày 26 và 27/12⟧",
    "⟦từ đầu năm 2019 đến nay⟧, ⟦ngày 6 và 7-4-2018⟧, sáng ⟦22 / 6⟧",
    # deadlines
    "⟦trước ngày 25/12 hằng năm⟧; ⟦trước ngày 20 hằng tháng⟧; ⟦đến năm 2020⟧; ⟦đến hết 30/9⟧.",
    "⟦chậm nhất ngày 10 tháng 12 năm 2025⟧ và ⟦trước 10 tháng 3 năm 2010⟧, ⟦đến ngày 30.4⟧.",
    "hoàn thành ⟦trong tháng 3 năm 2010⟧; ban hành văn bản hướng dẫn ⟦trong quý II/2020⟧.",
    "triển khai trong ⟦năm 2010⟧ đối với các xã; đã hoàn thành trong ⟦năm 2013⟧.",
]

NOTHING = [
    "10 năm, 6 tháng, 5 năm qua, 3 tháng, khóa XV, thời gian tới, hiện nay, hằng quý, từ nay",
    "24/24 giờ, 10/10 mục tiêu, 19/19 tiêu chí, 22.4 tỷ đồng, 12.190 vụ, 7h30, 1/3 diện tích",
    "Cúp bóng đá 2020, SEA Games 31, Năm Du lịch quốc gia 2019, mùa giải 2019-2020",
    "ngày 31/11/2020 và ngày 30/2, tháng 13, 29/2/2019",
    "thực hiện Nghị quyết số 28-NQ/TW ngày 25/10/2013 của Bộ Chính trị và Hiến pháp năm 2013",
]

BOUNDS = [
    ("ngày 20 tháng 01 năm 2022", ("date", "2022-01-20", "2022-01-20")),
    ("Ngày 12/10", ("date", "XXXX-10-12", "XXXX-10-12")),
    ("năm 2018", ("year", "2018-01-01", "2018-12-31")),
    ("nhiệm kỳ 2017- 2020", ("term", "2017-01-01", "2020-12-31")),
    ("giai đoạn 2012 – 2017", ("period", "2012-01-01", "2017-12-31")),
    ("6 tháng cuối năm 2023", ("period", "2023-07-01", "2023-12-31")),
    ("9 tháng đầu năm 2020", ("period", "2020-01-01", "2020-09-30")),
    ("quý IV/2018", ("period", "2018-10-01", "2018-12-31")),
    ("Quý II, III/2024", ("period", "2024-04-01", "2024-09-30")),
    ("tháng 2 năm 2020", ("period", "2020-02-01", "2020-02-29")),
    ("tháng 2", ("period", "XXXX-02-01", "XXXX-02-29")),
    ("cuối tháng 4 năm 2010", ("period", "2010-04-21", "2010-04-30")),
    ("trung tuần tháng 8/2019", ("period", "2019-08-11", "2019-08-20")),
    ("đầu tháng 3/2019", ("period", "2019-03-01", "2019-03-10")),
    ("từ ngày 20.4 đến nay", ("period", "XXXX-04-20", None)),
    ("từ nay đến ngày 19/12/2025", ("period", None, "2025-12-19")),
    ("từ 1/12 đến 31/12/2016", ("period", "2016-12-01", "2016-12-31")),
    ("ngày 1- 30/6/2020", ("period", "2020-06-01", "2020-06-30")),
    ("trước ngày 08 tháng 3 năm 2010", ("deadline", None, "2010-03-08")),
    ("đến năm 2020", ("deadline", None, "2020-12-31")),
    ("đến hết quý III năm 2021", ("deadline", None, "2021-09-30")),
    ("trước ngày 15/12 hằng năm", ("deadline", None, "XXXX-12-15")),
    ("trước ngày 20 hằng tháng", ("deadline", None, "XXXX-XX-20")),
    ("trước 17 giờ ngày 15/5/2020", ("deadline", None, "2020-05-15")),
]


@pytest.mark.parametrize("sentence", SPANS, ids=SPANS)
def test_span(marked: Callable[[str, str], tuple[str, str]], sentence: str) -> None:
    expected, found = marked("times", sentence)
    assert found == expected


@pytest.mark.parametrize("sentence", NOTHING, ids=NOTHING)
def test_no_time(reading_of: Callable[[str], Reading], sentence: str) -> None:
    assert reading_of(sentence).times == ()


@pytest.mark.parametrize(("phrase", "expected"), BOUNDS, ids=[phrase for phrase, _ in BOUNDS])
def test_bounds(
    reading_of: Callable[[str], Reading], phrase: str, expected: tuple[str, str | None, str | None]
) -> None:
    found = reading_of(f"Đơn vị triển khai kế hoạch {phrase}.").times
    assert [(span.text, span.kind, span.start_date, span.end_date) for span in found] == [(phrase, *expected)]


def test_a_year_printed_once_belongs_to_both_items_of_a_list(reading_of: Callable[[str], Reading]) -> None:
    found = reading_of("kết quả quý I và quý II năm 2022").times
    assert [span.start_date for span in found] == ["2022-01-01", "2022-04-01"]
