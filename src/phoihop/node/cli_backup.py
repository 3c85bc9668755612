"""`phoihop backup`, `restore`, `restore-drill`: what is left when the machine is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from phoihop.kernel.decision import Decision, Refused
from phoihop.node.configuration import HOME_VARIABLE, home

if TYPE_CHECKING:
    from phoihop.node.backup_file import Manifest
    from phoihop.node.kept_copies import KeepRule
    from phoihop.node.restore import Databases, NewEpoch

JsonOption = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
FromOption = Annotated[Path, typer.Option("--from", help="Tệp sao lưu, hoặc thư mục: lấy tệp mới nhất.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(backup)
    app.command()(restore)
    app.command("restore-drill")(restore_drill)


def backup(
    *,
    to: Annotated[Path, typer.Option(help="Thư mục chứa các bản sao lưu, nên ở đĩa khác với dữ liệu.")],
    keep: Annotated[
        str | None, typer.Option(help="Giữ lại những bản nào, ví dụ daily:7,weekly:5,monthly:12.")
    ] = None,
    with_keys: Annotated[bool, typer.Option(help="Kèm khóa niêm phong (giữ tệp như giữ con dấu).")] = False,
    quick: Annotated[bool, typer.Option(help="Không kiểm tra từng hồ sơ trong bản sao.")] = False,
    json: JsonOption = False,
) -> None:
    """Sao lưu: chép cơ sở dữ liệu khi máy đang chạy, kiểm tra bản chép, ghi thành một tệp."""
    from phoihop.node import cli

    rule = _keep_rule(keep)
    cli.start_django()
    from phoihop.node.backup import make_backup
    from phoihop.node.cli_install import settle

    done = settle(make_backup(to.resolve(), keep=rule, with_keys=with_keys, quick=quick))
    if json:
        cli.write_line(msgspec.json.encode(done.manifest).decode())
    else:
        cli.write_line(str(done.path))
    cli.say(f"Đã sao lưu {_held(done.manifest)}; xóa {len(done.removed)} bản cũ.")
    from phoihop.node.upkeep import apart

    if not apart(home(), done.path):
        cli.say("Chú ý: bản sao lưu nằm cùng đĩa với dữ liệu. Đề nghị chép thêm ra đĩa khác.")


def _keep_rule(text: str | None) -> KeepRule | None:
    from phoihop.node import cli
    from phoihop.node.kept_copies import parse_keep

    rule = None if text is None else parse_keep(text)
    if text is not None and rule is None:
        remedy = "viết như daily:7,weekly:5,monthly:12,yearly:10 (bỏ được kỳ không dùng)."
        raise cli.fail(f"không hiểu quy tắc giữ “{text}”.", remedy=remedy, code=cli.MISUSE)
    return rule


def _held(manifest: Manifest) -> str:
    if manifest.checked == "verified":
        return f"{sum(e.size for e in manifest.epochs)} hồ sơ, đã kiểm tra từng hồ sơ trong bản sao"
    return "xong, đã đọc lại tệp; chưa kiểm tra từng hồ sơ"


def restore(
    *,
    source: FromOption,
    to: Annotated[Path, typer.Option(help="Thư mục dữ liệu mới, chưa có hoặc còn trống.")],
    database: Annotated[str | None, typer.Option(help="Cơ sở dữ liệu PostgreSQL trống cho hồ sơ.")] = None,
    local_database: Annotated[
        str | None, typer.Option(help="Cơ sở dữ liệu PostgreSQL trống cho tài khoản, phiên làm việc.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Khôi phục vào thư mục mới và mở kỳ nhật ký mới; không bao giờ ghi đè."""
    from phoihop.node import cli
    from phoihop.node.restore import Databases

    if (database is None) != (local_database is None):
        remedy = "ghi cả --database và --local-database."
        raise cli.fail("PostgreSQL cần hai cơ sở dữ liệu.", remedy=remedy, code=cli.MISUSE)
    databases = Databases(database, local_database) if database and local_database else None
    opened = _restore(_newest(source), to.resolve(), databases)
    if json:
        cli.write_line(msgspec.json.encode(opened).decode())
    else:
        for epoch in opened:
            cli.write_line(epoch.key)
    for epoch in opened:
        cli.say(
            f"Mở kỳ {epoch.ledger}/{epoch.epoch}, tiếp theo {epoch.cited_size} hồ sơ của {epoch.cited_origin}"
        )
    cli.say(f"Đã khôi phục vào {to.resolve()}.")
    cli.say("Các khóa kiểm tra trên là khóa mới: đề nghị gửi cơ quan bạn bằng đường khác với dữ liệu.")
    cli.say("Nếu nơi khác giữ niêm phong lớn hơn số hồ sơ trên: phần chênh lệch đã mất, đề nghị ghi lại.")


def _restore(file: Path, target: Path, databases: Databases | None) -> tuple[NewEpoch, ...]:
    """Restore `file` as `target`; a refusal is said in words, and nothing is left behind."""
    from phoihop.node import cli
    from phoihop.node.cli_install import settle
    from phoihop.node.restore import fresh_home, put_in_place, refuse_target, unpack_home

    if occupied := refuse_target(target):
        settle(_as_decision(occupied))
    with fresh_home(target) as draft:
        manifest = settle(unpack_home(file, draft, databases=databases))
        os.environ[HOME_VARIABLE] = str(draft)
        cli.start_django()
        from phoihop.node.new_epochs import open_restored

        opened = settle(open_restored(manifest.made_at))
        put_in_place(draft, target)
    return opened


def _as_decision(refused: Refused) -> Decision[None]:
    return refused


def _newest(source: Path) -> Path:
    """The file itself, or the newest backup in a folder."""
    from phoihop.node import cli
    from phoihop.node.backup_file import backups_in

    if not source.is_dir():
        return source
    found = backups_in(source)
    if not found:
        remedy = "chỉ đúng thư mục, hoặc chạy `phoihop backup`."
        raise cli.fail(f"trong {source} không có bản sao lưu nào.", remedy=remedy, code=cli.MISUSE)
    return found[-1].path


def restore_drill(*, source: FromOption, json: JsonOption = False) -> None:
    """Diễn tập: khôi phục vào thư mục tạm, kiểm tra, dựng lại và so sánh, rồi xóa."""
    from phoihop.node import cli
    from phoihop.node.upkeep import Upkeep, apart, note_upkeep

    if not (home() / "node.toml").exists():
        cli.start_django()  # says what is missing
    file, begun = _newest(source), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="phoihop-drill-") as folder:
        target = Path(folder) / "home"
        _step(["restore", "--from", str(file), "--to", str(target)], target)
        report = _step(["verify", "--json"], target)
        _step(["rebuild", "--compare"], target)
    done = Upkeep(datetime.now(UTC), file.name, round(time.monotonic() - begun, 1), apart(home(), file))
    note_upkeep(home(), "drill", done)
    cli.write_line(report.strip() if json else f"{file.name}: khôi phục được, {_counted(report)}")
    cli.say(f"Diễn tập xong trong {done.seconds:.0f} giây; không phát hiện sai lệch.")


class _Size(msgspec.Struct, frozen=True):
    size: int


class _Report(msgspec.Struct, frozen=True):
    epochs: tuple[_Size, ...]


def _counted(report: str) -> str:
    sizes = msgspec.json.decode(report, type=_Report).epochs
    return f"{sum(epoch.size for epoch in sizes)} hồ sơ trong {len(sizes)} kỳ nhật ký"


def _step(arguments: list[str], target: Path) -> str:
    """One command on the restored installation, in a process of its own; a failure is handed on in words."""
    from phoihop.node import cli

    done = subprocess.run(  # noqa: S603  # our own program with our own arguments
        [sys.executable, "-m", "phoihop.node", *arguments],
        env=os.environ | {HOME_VARIABLE: str(target)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        cli.say(done.stdout + done.stderr.rstrip())
        raise cli.fail(
            f"diễn tập dừng ở bước “{arguments[0]}”.",
            remedy="giữ tệp sao lưu này làm bằng chứng, sao lưu lại ngay, rồi diễn tập với bản mới.",
        )
    return done.stdout
