"""`phoihop init`, `upgrade`: what an operator does to an installation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from phoihop.kernel.decision import Accepted, Decision, Refused

if TYPE_CHECKING:
    from phoihop.node.configuration import Configuration

T = TypeVar("T")
PASSWORD_VARIABLE = "PHOIHOP_PASSWORD"  # noqa: S105  # the name of a variable, not a password
PasswordOption = Annotated[
    str,
    typer.Option(
        prompt="Mật khẩu (ít nhất 14 ký tự)",
        hide_input=True,
        confirmation_prompt=True,
        envvar=PASSWORD_VARIABLE,
        help="Mật khẩu đầu tiên; phải đổi khi đăng nhập lần đầu.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)
    app.command()(upgrade)


def init(
    *,
    officer: Annotated[str, typer.Option(help="Họ tên cán bộ đầu tiên.")],
    title: Annotated[str, typer.Option(help="Chức vụ của cán bộ đó.")],
    login: Annotated[str, typer.Option(help="Tên đăng nhập.")],
    password: PasswordOption,
    body: Annotated[str, typer.Option(help="Mã cơ quan chủ trì (xem content/registry).")] = "M-QK3-CT",
    serve: Annotated[list[str] | None, typer.Option(help="Mã cơ quan khác dùng chung máy này.")] = None,
    name: Annotated[str, typer.Option(help="Tên máy chủ, ghi ở chân trang.")] = "Máy chủ Phối hợp",
    profile: Annotated[str, typer.Option(help="networked, independent-lan hoặc offline.")] = "offline",
) -> None:
    """Tạo bản cài đặt: thư mục, khóa, cơ sở dữ liệu, nhật ký, danh mục, cán bộ đầu tiên.

    Chạy lại được sau khi bị ngắt giữa chừng: việc đã xong thì bỏ qua.
    """
    from phoihop.node import cli
    from phoihop.node.configuration import Profile, home
    from phoihop.node.new_installation import blank_configuration, write_configuration

    if profile not in set(Profile):
        raise cli.fail(
            f"không có chế độ “{profile}”.", remedy=f"chọn một trong: {', '.join(Profile)}.", code=2
        )
    configuration = blank_configuration(name, Profile(profile), body, tuple(serve or ()))
    write_configuration(home(), configuration)
    cli.start_django()
    set_up(home(), configuration)
    settle(first_account(body=body, officer=officer, title=title, login=login, password=password))
    cli.say(f"Đã tạo bản cài đặt trong {home()}.")
    for key in sorted((home() / "keys").glob("*.vkey")):
        cli.write_line(key.read_text(encoding="ascii").strip())
    cli.say("Các dòng trên là khóa kiểm tra: in ra, gửi cơ quan bạn bằng đường khác với dữ liệu.")


def set_up(folder: Path, configuration: Configuration) -> None:
    """Databases, ledgers, registry and norms of an installation; what is done already is left alone."""
    from phoihop.ledger.api import ledgers_here, rebuild
    from phoihop.node import cli
    from phoihop.node.install import load_content, migrate, open_ledgers, refuse_older_data

    behind = refuse_older_data() is not None
    migrate()
    if behind and ledgers_here():
        # A migration may leave tables empty: their rows follow from the acts.
        cli.say(f"Dựng lại từ {rebuild()} hồ sơ")
    for ledger in open_ledgers(folder, configuration):
        cli.say(f"Mở nhật ký {ledger}")
    for what, acts in load_content():
        cli.say(f"Nạp {what}: {acts} hồ sơ")


def first_account(*, body: str, officer: str, title: str, login: str, password: str) -> Decision[str]:
    """The first officer by a genesis act, and the account; refused where there is one already."""
    from phoihop.access.api import create_account
    from phoihop.registry.api import install_first_officer

    first = install_first_officer(body=body, person_name=officer, title=title, start=date.today())  # noqa: DTZ011  # the day at the machine
    if isinstance(first, Refused):
        return first
    return create_account(login, person=first.person, password=password)


def settle(decision: Decision[T]) -> T:
    """The value of a decision; a refusal is said in words and ends the program."""
    from phoihop.node import cli
    from phoihop.node.sentences import sentence

    if isinstance(decision, Accepted):
        return decision.value
    for refusal in decision.refusals:
        cli.say(f"phoihop: {sentence(refusal)}")
    raise typer.Exit(cli.FAULTS)


def upgrade() -> None:
    """Đưa cơ sở dữ liệu và danh mục lên phiên bản của chương trình; tự sao lưu trước, vào before-upgrade/."""
    from phoihop.node import cli

    cli.start_django()
    from django.conf import settings

    from phoihop.node.backup import make_backup
    from phoihop.node.install import refuse_newer_data
    from phoihop.node.kept_copies import KeepRule
    from phoihop.node.running import stopped

    with stopped(settings.HOME) as free:
        settle(refuse_newer_data() or free)
        # Not verified act by act: the tables may still be those of the earlier version.
        folder, keep = settings.HOME / "before-upgrade", KeepRule((("daily", 3),))
        done = settle(make_backup(folder, keep=keep, with_keys=True, quick=True))
        cli.say(f"Đã sao lưu vào {done.path}.")
        set_up(settings.HOME, settings.NODE)
    cli.say("Đã nâng cấp.")
