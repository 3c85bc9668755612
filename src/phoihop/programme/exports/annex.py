"""The annex of a programme as a Word file: the table that is sent out with the signed paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docx.shared import Pt

from phoihop.programme.exports import word_page
from phoihop.programme.exports.contents import Contents, TaskRow
from phoihop.programme.exports.word_page import WordColumn

COLUMNS: Final = (
    WordColumn("TT", 11, centred=True),
    WordColumn("Nội dung", 71),
    WordColumn("Chủ trì/tham mưu", 36),
    WordColumn("Phối hợp", 36),
    WordColumn("Cấp quyết định", 26),
    WordColumn("Thời gian", 25, centred=True),
    WordColumn("Sản phẩm", 24),
    WordColumn("Ghi chú", 23),
)


def annex(contents: Contents) -> bytes:
    """The .docx: A4 landscape, the heading of the table on every page."""
    document = word_page.sideways(title=contents.title, author=contents.issuer, made_at=contents.made_at)
    if contents.draft:
        word_page.line(document, "DỰ THẢO", bold=True)
    word_page.line(document, "PHỤ LỤC", size=14, bold=True)
    word_page.line(document, contents.title, size=14, bold=True)
    for words in (contents.paper, contents.filtered, contents.left_out):
        if words:
            word_page.line(document, f"({words})", italic=True)
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    word_page.table(document, COLUMNS, _rows(contents.tasks))
    return word_page.written(document)


def _rows(tasks: tuple[TaskRow, ...]) -> Iterator[tuple[str, ...]]:
    for task in tasks:
        yield (
            str(task.number),
            task.text,
            "\n".join(task.leading),
            "\n".join(task.coordinating),
            task.level,
            task.time,
            task.product,
            "\n".join((*task.others, *task.remarks)),
        )
