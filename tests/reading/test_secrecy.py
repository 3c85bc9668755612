from __future__ import annotations

import unicodedata

import pytest

from phoihop.reading.secrecy import Mark, secrecy_marks

MARKED = [
    ("MẬT\nSố: 12-NQ/TU", "MẬT"),
    ("  TỐI MẬT  ", "TỐI MẬT"),
    ("**TUYỆT MẬT**", "TUYỆT MẬT"),
    ("Tuyệt mật", "Tuyệt mật"),
    ("tối mật", "tối mật"),
    ("M Ậ T", "M Ậ T"),
    ("T Ố I   M Ậ T", "T Ố I   M Ậ T"),
    ("T U Y Ệ T  M Ậ T", "T U Y Ệ T  M Ậ T"),
    ("MẬT.", "MẬT"),
    ("“MẬT”", "MẬT"),
    ("| MẬT | Số 5 |", "MẬT"),
    ("(Mật)", "Mật"),
    ("Báo cáo số 5 [TỐI MẬT] về tình hình", "TỐI MẬT"),
    ("Độ mật: Mật", "Mật"),
    ("Độ mật: tối mật", "tối mật"),
    ("Mức độ mật: C", "C"),
    ("Do mat: Mat", "Mat"),
    ("MAT", "MAT"),
    ("TOI MAT", "TOI MAT"),
    ("Số: 05/BC-BCH (MẬT)", "MẬT"),
    ("Số: 05/BC-BCH   MẬT", "MẬT"),
    ("ĐẢNG ỦY QUÂN SỰ TỈNH        MẬT", "MẬT"),
    ("HỎA TỐC - MẬT", "MẬT"),
    ("MẬT - Bản số: 01", "MẬT"),
    ("TÀI LIỆU MẬT", "MẬT"),
    ("Tài liệu mật", "mật"),
    ("Bản số: 03 - TỐI MẬT", "TỐI MẬT"),
    ("Độ mật - Tối mật", "Tối mật"),
    ("\uff2dẬ\uff34", "\uff2dẬ\uff34"),  # letters of full width
    ("\u041cẬ\u0422", "\u041cẬ\u0422"),  # Cyrillic letters that look the same
    ("M\u200bẬT", "M\u200bẬT"),
    ("mËt\nnội dung", "mËt"),
    ("TUYÖT MËT", "TUYÖT MËT"),
    ("TOÁI MAÄT", "TOÁI MAÄT"),
    ("Chỉ người có tên mới được bóc bì", "Chỉ người có tên mới được bóc bì"),
    (unicodedata.normalize("NFD", "TỐI MẬT"), unicodedata.normalize("NFD", "TỐI MẬT")),
]

FREE = [
    "bí mật nhà nước",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "QUY CHẾ BẢO VỆ BÍ MẬT",
    "BÍ MẬT",
    "bảo mật",
    "CHÍNH SÁCH BẢO MẬT",
    "Mật khẩu: abc",
    "MẬT KHẨU",
    "mật ong",
    "(mật ong)",
    "thân mật",
    "mật",
    "Mật độ: 5",
    "cơ mật, nơi lưu trữ bí mật",
    "quản lý tài liệu mật, tối mật theo quy định",
    "đóng dấu “Mật”, “Tối mật” theo quy định",
    "văn bản mật được gửi",
    "Độ mật: Không",
    "Độ mật: thường",
    "MẶT TRẬN",
    "MAT TRAN TO QUOC",
    "ra mắt, họp mặt",
    "mật mã của ngành Cơ yếu",
    "",
]

FILES = [
    ("cv 12 MẬT.docx", "MẬT"),
    ("Mật.txt", "Mật"),
    ("bao cao (mật).docx", "mật"),
    ("toi_mat_12.txt", "toi_mat"),
    ("TUYET-MAT.pdf", "TUYET-MAT"),
    ("TUYET MAT - bao cao.txt", "TUYET MAT"),
    ("toi mat bao cao.docx", "toi mat"),
    ("tuyetmat.txt", "tuyetmat"),
    ("BC_MAT.txt", "MAT"),
    ("MAT_12.doc", "MAT"),
    (unicodedata.normalize("NFD", "Tối mật 5.txt"), "Tối mật"),
]

FREE_FILES = [
    "mat-tran.txt",
    "thanh mat.txt",
    "toi-mat-ngu.txt",
    "gap mat.txt",
    "bí mật nhà nước.txt",
    "bao mat.txt",
    "ra mat.txt",
    "quy chế bảo vệ bí mật.txt",
    "mật khẩu.txt",
    "tomat.txt",
    "format.txt",
    "thân mật.txt",
    "hoi-nghi.txt",
    "",
]


@pytest.mark.parametrize(("text", "mark"), MARKED, ids=[text for text, _ in MARKED])
def test_a_mark_in_the_text(text: str, mark: str) -> None:
    start = text.rindex(mark)
    assert secrecy_marks(text, "bao-cao.txt") == (Mark(mark, start, start + len(mark), "text"),)


@pytest.mark.parametrize("text", FREE, ids=FREE)
def test_words_are_no_marks(text: str) -> None:
    assert secrecy_marks(text, "bao-cao.txt") == ()


@pytest.mark.parametrize(("name", "mark"), FILES, ids=[name for name, _ in FILES])
def test_a_mark_in_a_file_name(name: str, mark: str) -> None:
    start = unicodedata.normalize("NFC", name).index(mark)
    assert secrecy_marks("Nội dung.", name) == (Mark(mark, start, start + len(mark), "file name"),)


@pytest.mark.parametrize("name", FREE_FILES, ids=FREE_FILES)
def test_words_in_a_file_name_are_no_marks(name: str) -> None:
    assert secrecy_marks("Nội dung.", name) == ()
