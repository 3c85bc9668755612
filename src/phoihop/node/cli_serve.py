"""`phoihop serve` and `phoihop demo`."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from phoihop.kernel.decision import Accepted
from phoihop.node.configuration import (
    HOME_VARIABLE,
    HTTPS_VARIABLE,
    LEDGER_FILE_VARIABLE,
    READ_ONLY_VARIABLE,
    home,
)

DEMO_HOME = "var/demo"
DEFAULT_PORT = 8080
LOOPBACK = "127.0.0.1"
THREADS = 4


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(serve)
    app.command()(demo)


def serve(
    *,
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe.")] = LOOPBACK,
    port: Annotated[int, typer.Option(envvar="PORT", help="Cổng.")] = DEFAULT_PORT,
    as_known: Annotated[Path | None, typer.Option(help="Chỉ xem: tệp do `phoihop replay` ghi.")] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="Chứng thư HTTPS (xem `phoihop certificate`).")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Khóa của chứng thư (PKCS#8).")] = None,
) -> None:
    """Chạy máy chủ (dừng bằng Ctrl-C). Có chứng thư và khóa thì chạy HTTPS."""
    from phoihop.node import cli

    tls = _tls_options(certificate, key)
    if as_known is not None:
        if not as_known.exists():
            raise cli.fail(
                f"không có tệp {as_known}.", remedy="chạy `phoihop replay` trước.", code=cli.MISUSE
            )
        os.environ[LEDGER_FILE_VARIABLE] = str(as_known.resolve())
        os.environ[READ_ONLY_VARIABLE] = "1"
    cli.start_django()
    if as_known is None:
        from phoihop.intake.api import forget_drafts_without_text
        from phoihop.node.cli_install import settle
        from phoihop.node.install import refuse_newer_data, refuse_older_data

        settle(refuse_newer_data() or refuse_older_data() or Accepted(None))
        forget_drafts_without_text()
        _look_at_the_clock()
        _hold_the_installation()
    start_server(host, port, tls=tls)


def _tls_options(certificate: Path | None, key: Path | None) -> list[str]:
    """The options of the production server for HTTPS; none without a certificate."""
    from phoihop.node import cli

    if certificate is None and key is None:
        return []
    for path, option in ((certificate, "--certificate"), (key, "--key")):
        if path is None or not path.is_file():
            what = f"chưa có {option}" if path is None else f"không có tệp {path}"
            remedy = "chạy `phoihop certificate --host …`, rồi ghi cả --certificate và --key."
            raise cli.fail(f"{what}.", remedy=remedy, code=cli.MISUSE)
    os.environ[HTTPS_VARIABLE] = "1"
    return ["--ssl-certificate", str(certificate), "--ssl-keyfile", str(key)]


def _look_at_the_clock() -> None:
    from phoihop.node import cli
    from phoihop.node.doctor import State, clock_check
    from phoihop.node.wiring import now

    check = clock_check(now())
    if check.state is not State.GOOD:
        cli.say(f"Chú ý: {check.what} {check.found}. Đề nghị {check.remedy}.")


def _hold_the_installation() -> None:
    from phoihop.node.cli_install import settle
    from phoihop.node.running import mark_running

    settle(mark_running(home()))


def start_server(host: str, port: int, *, tls: Sequence[str] = ()) -> None:
    """Replace this process by the production server, so that Ctrl-C reaches it directly."""
    from phoihop.node import cli

    if not _free(host, port):
        raise cli.fail(
            f"cổng {port} đang có chương trình khác dùng.",
            remedy=f"chọn cổng khác: PORT={port + 1}.",
            code=cli.MISUSE,
        )
    (home() / "static").mkdir(exist_ok=True)  # WhiteNoise warns at every start when it is missing
    sys.stderr.flush()
    sys.stdout.flush()
    arguments = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1"]
    arguments += ["--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"]
    # Without a limit the worker sometimes outlives a Ctrl-C that reached both processes.
    arguments += ["--workers-kill-timeout", "5", *tls]
    os.execv(  # noqa: S606  # our own interpreter with our own arguments
        sys.executable, [sys.executable, "-m", "granian", *arguments, "phoihop.node.wsgi:application"]
    )


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def demo(
    *,
    reset: Annotated[bool, typer.Option(envvar="RESET", help="Bắt đầu lại từ đầu.")] = False,
    port: Annotated[int, typer.Option(envvar="PORT", help="Cổng.")] = DEFAULT_PORT,
    prepare_only: Annotated[bool, typer.Option(help="Chỉ chuẩn bị, không chạy máy chủ.")] = False,
) -> None:
    """Chạy thử với một bản cài đặt dùng rồi bỏ, dữ liệu hư cấu."""
    from phoihop.node import cli

    folder = Path(os.environ.get(HOME_VARIABLE, DEMO_HOME)).resolve()
    if reset and folder.exists():
        _remove_demo(folder)
    os.environ[HOME_VARIABLE] = str(folder)
    from phoihop.node.demo import prepare

    accounts = prepare(folder)
    cli.say("")
    cli.say(f"  Địa chỉ:  http://{LOOPBACK}:{port}/")
    cli.say(f"  Dữ liệu:  {folder}  (hư cấu; làm lại từ đầu: make demo RESET=1)")
    cli.say("  Tài khoản (mật khẩu chung: " + accounts.password + ")")
    for account in accounts.rows:
        cli.say(f"    {account.login:<12} {account.role:<10} {account.post}")
    cli.say("  Dừng: Ctrl-C")
    cli.say("")
    if not prepare_only:
        start_server(LOOPBACK, port)


def _remove_demo(folder: Path) -> None:
    """Remove a demo installation, and nothing that is not one."""
    from phoihop.node import cli

    if not (folder / "demo.marker").exists():
        raise cli.fail(
            f"{folder} không phải là bản chạy thử, nên không xóa.",
            remedy="chỉ định thư mục khác bằng PHOIHOP_HOME.",
            code=cli.MISUSE,
        )
    shutil.rmtree(folder)
