"""The main job, once through: a real conference report becomes a programme that is reported on.

The report is read from ../shared (it belongs to its publisher and is not part of the project).
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Enter, Site
from tests.journeys.steps import adopt, hand_in, issue

pytestmark = [pytest.mark.journey, pytest.mark.needs_shared]
REPORT = "seed/conference-2018-04-06.txt"


def test_a_conference_report_becomes_a_programme_that_is_reported_on(
    site: Site, enter: Enter, shared: Path, tmp_path: Path
) -> None:
    officer = enter("can-bo")
    hand_in(officer, (shared / REPORT).read_text(encoding="utf-8"))
    expect(officer.locator(".draft-item")).to_have_count(7)
    adopt(officer)
    issue(officer)
    expect(officer.locator("table.list tbody tr")).to_have_count(7)
    programme = officer.url

    board = enter("hai-phong")
    board.goto(programme)
    board.get_by_role("link", name=re.compile("phối hợp tham mưu", re.IGNORECASE)).first.click()
    task = board.url
    expect(board.get_by_text("Ban Tổ chức Thành ủy Hải Phòng").first).to_be_visible()
    own = board.get_by_role("row").filter(has_text="Ban Tổ chức Thành ủy Hải Phòng")
    own.get_by_role("link", name=re.compile("Báo cáo")).first.click()
    board.get_by_label("Đã xong").check()
    board.get_by_role("textbox", name=re.compile("^Kết quả")).fill("Đã trình danh sách nhân sự.")
    board.get_by_role("button", name="Ghi báo cáo").click()
    officer.goto(task)
    officer.get_by_role("link", name="Xác nhận kết quả").click()
    officer.get_by_label("Đã hoàn thành").check()
    officer.get_by_role("button", name="Ghi", exact=True).click()
    expect(officer.get_by_text("Đã trình danh sách nhân sự.").first).to_be_visible()
    expect(officer.get_by_role("rowheader", name=re.compile("1 trên 9 đã xong"))).to_be_visible()

    check_pages_of_the_ledger(enter("thanh-tra"), tmp_path)
    check_from_the_command_line(site, tmp_path)


def check_pages_of_the_ledger(inspector: Page, folder: Path) -> None:
    """An inspector verifies in the browser, takes the export away and checks it with the script in it."""
    inspector.goto("/nhat-ky/")
    inspector.get_by_role("button", name="Kiểm tra toàn bộ").click()
    expect(inspector.get_by_role("heading", name="Không phát hiện sai lệch")).to_be_visible()
    inspector.goto("/nhat-ky/")
    with inspector.expect_download() as waiting:
        inspector.get_by_role("link", name="Tải về để kiểm tra nơi khác").click()
    archive = folder / "nhat-ky.zip"
    waiting.value.save_as(archive)
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    target = folder / "nhat-ky-ho-so"
    assert alone(target) == 0
    path = target / "m-qk3-ct" / "work" / "1" / "payloads.jsonl"
    data = path.read_bytes()
    path.write_bytes(data.replace("Quân khu".encode(), "Quân khU".encode(), 1))
    assert alone(target) == 1


def alone(folder: Path) -> int:
    """Exit code of the stand-alone verifier on an exported folder."""
    command = [sys.executable, str(folder / "verify_ledger.py"), str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def check_from_the_command_line(site: Site, folder: Path) -> None:
    """A rebuild finds no difference; one byte changed in the database is found by name."""
    assert site.run("rebuild", "--compare").returncode == 0
    assert site.run("verify").returncode == 0
    copy = folder / "copy"
    copy.mkdir()
    for name in ("node.toml", "ledger.sqlite3", "local.sqlite3"):
        (copy / name).write_bytes((site.home / name).read_bytes())
    (copy / "keys").symlink_to(site.home / "keys")
    with (
        sqlite3.connect(site.home / "ledger.sqlite3") as live,
        sqlite3.connect(copy / "ledger.sqlite3") as other,
    ):
        live.backup(other)
        triggers = other.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_vaultentry'"
        ).fetchall()
        for name, _ in triggers:
            other.execute(f'DROP TRIGGER "{name}"')
        other.execute(
            "UPDATE ledger_vaultentry SET body = replace(body, 'Quân khu', 'Quân khU') WHERE act_id IN "
            "(SELECT arrival FROM ledger_act WHERE ledger = 'm-qk3-ct/work' AND \"index\" = 1)"
        )
        for _, statement in triggers:
            other.execute(statement)
    changed = Site(site.url, copy).run("verify")
    assert (changed.returncode, "m-qk3-ct/work/1#1" in changed.stdout) == (1, True)
