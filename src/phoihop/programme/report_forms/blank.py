"""What a form says before anybody fills it in, and how its rows are known again when it comes back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

KIND: Final = "phoihop.report-form"
VERSION: Final = "1"
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LETTERS: Final = 8


class Field(StrEnum):
    """What stands in a row; the value is the heading of its column, by which it is found again."""

    NUMBER = "TT"
    TEXT = "Nội dung nhiệm vụ"
    ROLE = "Vai trò"
    TIME = "Thời gian"
    STATE = "Tình hình"
    DAY = "Tính đến ngày"
    RESULT = "Kết quả"
    PRODUCT = "Sản phẩm: số, ký hiệu"
    PRODUCT_DAY = "Ngày của sản phẩm"
    DIFFICULTIES = "Khó khăn, vướng mắc"
    PROPOSALS = "Kiến nghị, đề xuất"
    NEXT = "Việc làm tiếp"
    CODE = "Mã hàng"


FILLED: Final = (
    Field.STATE,
    Field.DAY,
    Field.RESULT,
    Field.PRODUCT,
    Field.PRODUCT_DAY,
    Field.DIFFICULTIES,
    Field.PROPOSALS,
    Field.NEXT,
)
"""What the office that reports fills in."""

DOING, DONE = "Đang làm", "Đã xong"
TITLE: Final = "PHIẾU BÁO CÁO TIẾN ĐỘ"
DAY_FOR_ALL: Final = "Tính đến ngày (chung cho mọi hàng):"
FORM_CODE: Final = "Mã phiếu:"
GUIDE: Final = (
    f"Chỉ ghi vào các cột từ “{Field.STATE}” đến “{Field.NEXT}”. Tình hình ghi “{DOING}” hoặc “{DONE}”. "
    "Ngày ghi như 6-4-2018. Hàng nào chưa có gì để báo cáo thì để trống. Đề nghị giữ nguyên cột “Mã hàng”."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRow:
    """A task in which the body has an open part."""

    task: str
    number: int
    text: str
    role: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """A form for one body, made on a day. `paper`: the signed programme as it is cited."""

    programme: str
    title: str
    body: str
    body_name: str
    paper: str
    on: date
    made_at: datetime
    rows: tuple[BlankRow, ...]


def row_code(*, programme: str, body: str, task: str) -> str:
    """The name of a row: short enough for a narrow column, and another one in the form of every other body.

    It tells slips (a row copied from another form, a letter changed by hand). It is no secret: who may report
    for a body is asked of the person who hands the form in.
    """
    return _code(programme, body, task)


def form_code(*, programme: str, body: str, on: date) -> str:
    """What a form as a whole is known by: "<programme>/<body>/<day>/<check>"."""
    day = on.isoformat()
    return f"{programme}/{body}/{day}/{_code(programme, body, day)}"


def read_form_code(text: str) -> tuple[str, str] | None:
    """Programme and body out of the code of a form; None when it is none or was changed."""
    parts = text.strip().split("/")
    if len(parts) != 4:
        return None
    programme, body, day, check = parts
    return (programme, body) if check == _code(programme, body, day) else None


def digest(form_code_: str, rows: tuple[tuple[str, str], ...]) -> str:
    """SHA-256 (hex) over the code of the form and all (row code, task) of its hidden sheet."""
    said = "\n".join((KIND, VERSION, form_code_, *(f"{code} {task}" for code, task in rows)))
    return hashlib.sha256(said.encode()).hexdigest()


def _code(*parts: str) -> str:
    number = int.from_bytes(hashlib.sha256("\n".join((KIND, *parts)).encode()).digest()[:5], "big")
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_CODE_LETTERS))
    return f"{letters[:4]}-{letters[4:]}"
