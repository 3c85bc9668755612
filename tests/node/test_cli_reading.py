"""`phoihop read` on good and bad files, without an installation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.node.conftest import run

GOOD = "Sáng 12-11-2026, Cục Chính trị Quân khu yêu cầu Ban Tổ chức Tỉnh ủy báo cáo trước ngày 15-12-2026."
BAD = {
    "an empty file": (b"", "trống"),
    "only white space": (b" \n\t\n", "trống"),
    "a broken Word file": (b"PK\x03\x04" + b"x" * 50, "hỏng"),
    "a broken PDF": (b"%PDF-1.7 x", "hỏng"),
    "bytes with NUL": (b"abc\x00def", "loại tệp này"),
    "another encoding": ("Cục Chính trị".encode("cp1258", errors="replace") + b"\xff\xc3\x28", "UTF-8"),
    "more than 10 MB": (b"a" * (10 * 1024 * 1024 + 1), "lớn hơn"),
    "a secret paper": ("TỐI MẬT\n\nBáo cáo\n".encode(), "bí mật nhà nước"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_gets_a_sentence_and_no_traceback(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "vao.txt"
    path.write_bytes(data)
    done = run(tmp_path, "read", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "co.txt").write_text(GOOD, encoding="utf-8")
    done = run(
        tmp_path, "read", str(tmp_path / "khong.txt"), str(tmp_path / "co.txt"), "--out", str(tmp_path / "ra")
    )
    assert done.returncode == 1
    assert [p.name for p in (tmp_path / "ra").iterdir()] == ["co.json"]


def test_the_result_has_the_shape_of_the_annotations(tmp_path: Path) -> None:
    (tmp_path / "co.txt").write_text(GOOD, encoding="utf-8")
    done = run(tmp_path, "read", "--json", str(tmp_path / "co.txt"))
    found = json.loads(done.stdout)
    assert sorted(found) == ["bodies", "citations", "id", "meetings", "persons", "tasks", "times"]
    assert [t["text"] for t in found["times"]] == ["12-11-2026", "trước ngày 15-12-2026"]
    assert all(GOOD[b["start"] : b["end"]] == b["text"] for b in found["bodies"])


def test_a_byte_order_mark_and_utf_16_are_read(tmp_path: Path) -> None:
    for name, encoding in (("a.txt", "utf-8-sig"), ("b.txt", "utf-16")):
        (tmp_path / name).write_text(GOOD, encoding=encoding)
    done = run(tmp_path, "read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert (done.returncode, done.stdout.count("thời gian")) == (0, 2)


def test_an_english_text_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("The committee shall report by the end of the year.", encoding="utf-8")
    done = run(tmp_path, "read", str(tmp_path / "en.txt"))
    assert "0 viện dẫn, 0 tổ chức, 0 người, 0 thời gian, 0 nhiệm vụ" in done.stdout


def test_explain_names_the_rule_and_the_entry_of_each_item(tmp_path: Path) -> None:
    (tmp_path / "co.txt").write_text(GOOD, encoding="utf-8")
    done = run(tmp_path, "read", "--explain", str(tmp_path / "co.txt"))
    assert done.returncode == 0
    assert "  [17, 39) tổ chức: Cục Chính trị Quân khu\n      quy tắc: name:Cục Chính trị\n" in done.stdout
    assert "      mục từ: yêu cầu (tasks-frame.yaml, asking)\n" in done.stdout


def test_explain_as_json_is_a_list_in_text_order(tmp_path: Path) -> None:
    (tmp_path / "co.txt").write_text(GOOD, encoding="utf-8")
    done = run(tmp_path, "read", "--explain", "--json", str(tmp_path / "co.txt"))
    found = json.loads(done.stdout)
    assert [item["start"] for item in found] == sorted(item["start"] for item in found)
    assert {entry["file"] for item in found for entry in item["entries"]} >= {"bodies-names.yaml"}
