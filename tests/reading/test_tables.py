"""Assignment tables: a row is a task, its columns say who and when, whatever file the table came in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from phoihop.kernel import strict_yaml
from phoihop.kernel.text import vietnamese_sort_key
from phoihop.reading.spans import Reading, TaskSpan
from phoihop.reading.tables_vocabulary import TableWords

ReadingOf = Callable[[str], Reading]
HEAD = "TT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian"
FILE = Path(__file__).resolve().parents[2] / "content" / "vocab" / "table-words.yaml"


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join(("Kế hoạch phối hợp năm 2026", "", "Phân công nhiệm vụ:", head, *rows, "", "Hết."))


def brief(task: TaskSpan) -> tuple[object, ...]:
    return task.text, task.lead, task.coordinating, task.start_date, task.end_date


def tasks(reading: Reading) -> list[tuple[object, ...]]:
    return [brief(task) for task in reading.tasks]


def test_words_of_tables_are_sorted_and_without_doubles() -> None:
    groups = strict_yaml.load(FILE, dict[str, tuple[str, ...]])
    assert list(groups) == sorted(groups) == sorted(TableWords.__struct_fields__)
    for words in groups.values():
        assert list(words) == sorted(set(words), key=vietnamese_sort_key)


def test_a_row_is_a_task_with_what_its_columns_say(reading_of: ReadingOf) -> None:
    text = table(
        "1\tRà soát quy chế phối hợp.\tCục Chính trị\tSở Nội vụ; Sở Y tế\tTrước 15/6/2026",
        "2\tTổng kết công tác năm\tSở Nội vụ\tBan Tổ chức các tỉnh ủy, thành ủy\tQuý IV/2026",
    )
    assert tasks(reading_of(text)) == [
        ("Rà soát quy chế phối hợp", ("Cục Chính trị",), ("Sở Nội vụ", "Sở Y tế"), None, "2026-06-15"),
        (
            "Tổng kết công tác năm",
            ("Sở Nội vụ",),
            ("Ban Tổ chức các tỉnh ủy, thành ủy",),
            "2026-10-01",
            "2026-12-31",
        ),
    ]
    assert [text[task.start : task.end] for task in reading_of(text).tasks] == [
        "Rà soát quy chế phối hợp",
        "Tổng kết công tác năm",
    ]
    assert {task.rule for task in reading_of(text).tasks} == {"table-row"}


def test_a_name_never_reaches_into_the_next_cell(reading_of: ReadingOf) -> None:
    text = table("1\tMở lớp tập huấn\tBộ Chỉ huy quân sự tỉnh\tHải Dương\tTháng 8/2026")
    assert [body.canonical for body in reading_of(text).bodies] == ["Bộ Chỉ huy quân sự tỉnh"]


ROW = "Rà soát quy chế"


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Nội dung\tChủ trì", f"{ROW}\tSở Nội vụ", (ROW, ("Sở Nội vụ",), (), None, None)),
        ("NỘI DUNG\tCHỦ TRÌ", f"{ROW}\tSở Nội vụ", (ROW, ("Sở Nội vụ",), (), None, None)),
        (
            "| STT | Nhiệm vụ | Chủ trì |\n|---|---|---|",
            f"| 1 | {ROW} | Sở Y tế |",
            (ROW, ("Sở Y tế",), (), None, None),
        ),
        (
            "STT\tNội dung phối hợp\tĐơn vị thực hiện\tThời hạn hoàn thành",
            f"1\t{ROW}\tSở Nội vụ chủ trì, phối hợp với Sở Y tế\t30/6/2026",
            (ROW, ("Sở Nội vụ",), ("Sở Y tế",), None, "2026-06-30"),
        ),
        (
            "TT\tNhóm nhiệm vụ\tNội dung\tĐơn vị\tThời gian",
            f"1\tCông tác cán bộ\t{ROW}\tSở Nội vụ\tTừ tháng 3 đến tháng 5/2026",
            (ROW, ("Sở Nội vụ",), (), "2026-03-01", "2026-05-31"),
        ),
        (
            "Nội dung\tThời hạn",
            f"- {ROW};\tQuý III/2026",
            (ROW, (), (), None, "2026-09-30"),
        ),
        (
            "TT\tNội dung\tChủ trì\tPhối hợp",
            f"1.2\t1.2. {ROW}\tTổ giúp việc\tCác cơ quan liên quan",
            (ROW, ("Tổ giúp việc",), (), None, None),
        ),
    ],
    ids=[
        "two columns",
        "heads in capitals",
        "strokes instead of tabs",
        "one column for both roles",
        "the last of two columns for tasks",
        "only a time",
        "a name that nobody knows, and nobody in particular",
    ],
)
def test_columns_are_told_by_their_heads(
    reading_of: ReadingOf, head: str, row: str, expected: tuple[object, ...]
) -> None:
    assert tasks(reading_of(table(row, head=head))) == [expected]


def test_two_lines_of_heads_are_one(reading_of: ReadingOf) -> None:
    text = table(
        "TT\tNội dung\tChủ trì\tPhối hợp",
        f"1\t{ROW}\tSở Nội vụ\tSở Y tế",
        head="TT\tNội dung\tPhân công\tPhân công",
    )
    assert tasks(reading_of(text)) == [(ROW, ("Sở Nội vụ",), ("Sở Y tế",), None, None)]


def test_as_above_means_the_cell_above(reading_of: ReadingOf) -> None:
    text = table(
        "1\tRà soát\tSở Nội vụ\tSở Y tế\tQuý I/2026",
        '2\tTổng kết\t-nt-\t"\tNhư trên',
    )
    assert tasks(reading_of(text))[1] == (
        "Tổng kết",
        ("Sở Nội vụ",),
        ("Sở Y tế",),
        "2026-01-01",
        "2026-03-31",
    )


def test_a_body_in_a_heading_leads_the_rows_without_a_lead(reading_of: ReadingOf) -> None:
    text = table(
        "I. SỞ NỘI VỤ",
        "1\tRà soát\t\t\tTháng 3/2026",
        "II. CÔNG TÁC TUYÊN TRUYỀN CỦA SỞ Y TẾ VÀ CÁC NGÀNH",
        "2\tTổng kết\t\t\tTháng 5/2026",
    )
    assert [task.lead for task in reading_of(text).tasks] == [("SỞ NỘI VỤ",), ()]


@pytest.mark.parametrize(
    "row",
    [
        "I\tCông tác tổ chức",
        "A.\tCông tác cán bộ\t\t\t",
        "1\tCÔNG TÁC TỔ CHỨC\t\t\t",
        "(1)\t(2)\t(3)\t(4)\t(5)",
    ],
    ids=["a roman number", "a letter", "capitals", "numbers of columns"],
)
def test_a_row_that_only_heads_a_part_is_no_task(reading_of: ReadingOf, row: str) -> None:
    text = table(row, "1\tRà soát\tSở Nội vụ\t\tTháng 3/2026")
    assert [task.text for task in reading_of(text).tasks] == ["Rà soát"]


def test_the_basis_is_what_its_column_cites_and_what_the_action_carries_out(reading_of: ReadingOf) -> None:
    text = table(
        "1\tTổng kết 5 năm thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị\tSở Nội vụ\tNghị quyết số 28-NQ/TW",
        head="TT\tNội dung\tChủ trì\tCăn cứ",
    )
    reading = reading_of(text)
    cited = {citation.id: citation.notation for citation in reading.citations}
    assert [[cited[id_] for id_ in task.basis] for task in reading.tasks] == [["28-NQ/TW", "05-CT/TW"]]


@pytest.mark.parametrize(
    "text",
    [
        "TT\tTên\tĐơn vị tính\tSố lượng\n1\tBàn\tcái\t12\n2\tGhế\tcái\t48",
        "Thời gian\tNội dung\tChủ trì\n8h00\tKhai mạc\tĐồng chí Chủ tịch\n9 giờ 30\tGiải lao\tVăn phòng",
        table(f"1\t{ROW}\tSở Nội vụ\tĐã hoàn thành", head="TT\tNhiệm vụ\tChủ trì\tKết quả thực hiện"),
        "Trận\tĐội\tTỷ số\n1\tNam Định\t2-1\n2\tHải Phòng\t0-0",
        "Nội dung\tChủ trì\n",
    ],
    ids=["a price list", "the hours of a sitting", "a report on what was done", "scores", "no rows"],
)
def test_other_tables_give_no_tasks(reading_of: ReadingOf, text: str) -> None:
    assert reading_of(text).tasks == ()


def test_what_stands_around_a_table_is_read_as_before(reading_of: ReadingOf) -> None:
    prose = "Đề nghị Sở Y tế báo cáo kết quả trước ngày 20/12/2026."
    text = f"{table(f'1{chr(9)}{ROW}{chr(9)}Sở Nội vụ')}\n{prose}"
    assert [(task.id, task.lead) for task in reading_of(text).tasks] == [
        ("t1", ("Sở Nội vụ",)),
        ("t2", ("Sở Y tế",)),
    ]
