"""`phoihop doctor`, `clock`, `certificate`: the machine under the node."""

from __future__ import annotations

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(doctor)
    app.command()(clock)
    app.command()(certificate)
    app.command("assert-stopped", hidden=True)(assert_stopped)


def doctor() -> None:
    """Kiểm tra máy: cơ sở dữ liệu, trigger, khóa, đĩa, sao lưu, đồng hồ. Chỉ chỗ LỖI mới cho mã thoát 1."""
    from phoihop.node import cli

    cli.start_django()
    from phoihop.node.doctor import State, examine
    from phoihop.node.wiring import now

    words = {State.GOOD: "tốt", State.ATTENTION: "CHÚ Ý", State.FAULT: "LỖI"}
    checks = tuple(examine(at=now()))
    for check in checks:
        cli.write_line(f"{words[check.state]:<5} {check.what}: {check.found}")
        if check.state is not State.GOOD:
            cli.write_line(f"      {check.remedy}")
    if any(check.state is State.FAULT for check in checks):
        raise typer.Exit(cli.FAULTS)


def clock(
    *,
    confirm: Annotated[
        bool, typer.Option(help="Xác nhận đồng hồ đang đúng; lần ghi gần nhất đã mang giờ sai.")
    ] = False,
) -> None:
    """Đối chiếu đồng hồ máy với lần ghi gần nhất."""
    from phoihop.node import cli

    cli.start_django()
    from django.conf import settings

    from phoihop.ledger.api import last_received
    from phoihop.node.clock import Confirmed
    from phoihop.node.doctor import State, clock_check
    from phoihop.node.upkeep import confirm_clock
    from phoihop.node.wiring import now

    at, last = now(), last_received()
    if confirm and last is not None:
        confirm_clock(settings.HOME, Confirmed(at, last))
    check = clock_check(at)
    cli.write_line(f"{check.what}: {check.found}")
    if check.state is not State.GOOD:
        raise cli.fail("đồng hồ chậm hơn lần ghi gần nhất.", remedy=check.remedy)


def certificate(
    *,
    host: Annotated[
        list[str], typer.Option(help="Tên hoặc địa chỉ IP mà các máy dùng để mở hệ thống (lặp lại được).")
    ],
    new_authority: Annotated[
        bool, typer.Option(help="Lập chứng thư gốc mới; phải cài lại trên mọi máy.")
    ] = False,
) -> None:
    """Lập (hoặc cấp lại) chứng thư HTTPS cho mạng nội bộ, kèm chứng thư gốc của cơ quan."""
    from phoihop.node import cli

    cli.start_django()
    from django.conf import settings

    from phoihop.node.certificates import make_certificate
    from phoihop.node.cli_install import settle
    from phoihop.node.wiring import now

    files = settle(
        make_certificate(settings.HOME, host, name=settings.NODE.name, at=now(), new_authority=new_authority)
    )
    cli.write_line(str(files.authority))
    cli.say("Cài tệp trên (chứng thư gốc) vào từng máy trạm; cách làm: docs/operations.md, mục HTTPS.")
    options = f"--certificate {files.server} --key {files.server_key}"
    cli.say(f"Chạy: phoihop serve --host 0.0.0.0 --port 8443 {options}")
    absent = [name for name in host if name not in settings.ALLOWED_HOSTS]
    if absent:
        cli.say(f"Thêm vào dòng hosts của node.toml: {', '.join(absent)}.")


def assert_stopped() -> None:
    """Exit 1 with a sentence while a server runs on the installation (asked by `phoihop-rollback`)."""
    from phoihop.node import cli

    cli.start_django()
    from django.conf import settings

    from phoihop.node.cli_install import settle
    from phoihop.node.running import stopped

    with stopped(settings.HOME) as free:
        settle(free)
