"""Commands on the ledger: verify, rebuild, replay, export."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
import typer

from phoihop.kernel.dates import parse_typed_date
from phoihop.node.configuration import HOME_VARIABLE, LEDGER_FILE_VARIABLE, home

JsonOption = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(verify)
    app.command()(rebuild)
    app.command()(replay)
    app.command("replay-into", hidden=True)(replay_into)
    app.command()(export)


def verify(*, json: JsonOption = False) -> None:
    """Kiểm tra toàn bộ Nhật ký hồ sơ: từng hồ sơ, cây băm, niêm phong, trigger."""
    from phoihop.node import cli
    from phoihop.node.sentences import sentence

    cli.start_django()
    from phoihop.ledger.api import verify_node

    report = verify_node()
    if json:
        cli.write_line(msgspec.json.encode(report).decode())
    else:
        for epoch in report.epochs:
            cli.write_line(
                f"{epoch.ledger}/{epoch.epoch}: {epoch.size} hồ sơ, niêm phong đến {epoch.signed_size}, "
                f"{epoch.without_content} hồ sơ không còn nội dung"
            )
        for refusal in report.findings:
            cli.write_line("LỖI " + sentence(refusal))
    if report.findings:
        raise cli.fail(
            f"có {len(report.findings)} chỗ sai.",
            remedy="giữ nguyên máy, sao chép thư mục dữ liệu làm bằng chứng, đối chiếu với bản sao gần nhất.",
        )
    cli.say("Không phát hiện sai lệch.")


def rebuild(
    *, compare: Annotated[bool, typer.Option(help="Chỉ so sánh, không thay đổi dữ liệu.")] = False
) -> None:
    """Dựng lại mọi bảng từ Nhật ký hồ sơ."""
    from phoihop.node import cli

    cli.start_django()
    from phoihop.ledger import api

    if not compare:
        cli.say(f"Đã dựng lại từ {api.rebuild()} hồ sơ.")
        return
    differences = api.compare()
    for difference in differences:
        cli.write_line(f"{difference.table} {difference.kind} {difference.values}")
    if differences:
        raise cli.fail(
            f"có {len(differences)} dòng khác với Nhật ký hồ sơ.",
            remedy="chạy `phoihop verify`; nếu nhật ký còn nguyên thì chạy `phoihop rebuild`.",
        )
    cli.say("Không có khác biệt.")


def replay(
    until: Annotated[str, typer.Option(help="Ngày, ví dụ 06-4-2026 (tính hết ngày đó).")],
    to: Annotated[Path, typer.Option(help="Tệp SQLite sẽ được tạo.")],
) -> None:
    """Dựng lại hồ sơ như đã biết đến hết một ngày, vào một tệp riêng."""
    from phoihop.node import cli

    period = parse_typed_date(until)
    if period is None or period.end is None:
        raise cli.fail(f"không hiểu ngày “{until}”.", remedy="viết như 06-4-2026.", code=cli.MISUSE)
    if to.exists():
        raise cli.fail(f"tệp {to} đã có.", remedy="chọn tên tệp khác.", code=cli.MISUSE)
    cli.start_django()
    from phoihop.ledger.api import lines_until

    moment = datetime(period.end.year, period.end.month, period.end.day, tzinfo=VIETNAM)
    environment = os.environ | {HOME_VARIABLE: str(home()), LEDGER_FILE_VARIABLE: str(to.resolve())}
    child = subprocess.Popen(  # our own program with our own arguments
        [sys.executable, "-m", "phoihop.node", "replay-into"], stdin=subprocess.PIPE, env=environment
    )
    if child.stdin is None:
        raise RuntimeError("the child was started with a pipe")
    with child.stdin as pipe:
        pipe.writelines(lines_until(moment))
    if child.wait() != 0:
        to.unlink(missing_ok=True)
        raise cli.fail("không dựng lại được.", remedy="chạy `phoihop verify` để tìm chỗ sai.")
    cli.say(f"Đã ghi {to}. Xem bằng: phoihop serve --as-known {to}")


def replay_into() -> None:
    """Read lines from standard input into an empty ledger file (started by `replay`)."""
    from phoihop.node import cli

    cli.start_django()
    from django.core.management import call_command

    from phoihop.ledger.api import replay as take

    call_command("migrate", database="default", interactive=False, verbosity=0)
    cli.say(f"{take(sys.stdin.buffer)} hồ sơ")


def export(
    out: Annotated[Path, typer.Option(help="Thư mục sẽ được tạo.")],
    ledger: Annotated[list[str] | None, typer.Option(help="Chỉ xuất nhật ký này (lặp lại được).")] = None,
) -> None:
    """Xuất Nhật ký hồ sơ ra thư mục, kèm công cụ kiểm tra độc lập."""
    from phoihop.node import cli

    cli.start_django()
    from phoihop.ledger.api import export as write
    from phoihop.node.configuration import verifier_script

    if out.exists():
        raise cli.fail(f"thư mục {out} đã có.", remedy="chọn tên khác.", code=cli.MISUSE)
    for done in write(out, verifier_script=verifier_script(), ledgers=tuple(ledger or ())):
        cli.write_line(f"{done.origin}: {done.size} hồ sơ")
