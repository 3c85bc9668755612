"""`phoihop user …`: accounts as the operator of a node keeps them.

Every change goes into the journal of accounts, which inspectors read, with the machine user who did it.
"""

from __future__ import annotations

import getpass
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from phoihop.kernel.dates import parse_typed_date
from phoihop.node.cli_install import PASSWORD_VARIABLE, settle

if TYPE_CHECKING:
    from phoihop.access.api import AccountRow, Hand
    from phoihop.registry.api import Grounds

OFFICER_PASSWORD_VARIABLE = "PHOIHOP_OFFICER_PASSWORD"  # noqa: S105  # the name of a variable
users = typer.Typer(
    help="Tài khoản đăng nhập. Mọi thay đổi được ghi vào nhật ký tài khoản.", no_args_is_help=True
)
JsonOption = Annotated[bool, typer.Option("--json", help="In kết quả cho chương trình khác đọc.")]
LoginArgument = Annotated[str, typer.Argument(help="Tên đăng nhập.")]
PasswordOption = Annotated[
    str,
    typer.Option(
        prompt="Mật khẩu (ít nhất 14 ký tự)",
        hide_input=True,
        confirmation_prompt=True,
        envvar=PASSWORD_VARIABLE,
        help="Mật khẩu tạm; người giữ tài khoản phải đổi khi đăng nhập.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(users, name="user")


@users.command("add")
def add(
    login: LoginArgument,
    password: PasswordOption,
    person: Annotated[str, typer.Option(help="Mã người (26 ký tự) trong danh mục tổ chức.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Tạo tài khoản cho một người đã có trong danh mục."""
    by = _start()
    from phoihop.access.api import create_account

    made = settle(create_account(login, person=person, password=password, by=by))
    _done(f"Đã tạo tài khoản {made}.", as_json=as_json, login=made, done="created")


@users.command("list")
def list_users(*, as_json: JsonOption = False) -> None:
    """Liệt kê tài khoản: người giữ, chức vụ hôm nay, bước thứ hai, đang khóa hay không."""
    _start()
    from phoihop.access.api import account_rows
    from phoihop.node import cli

    rows = account_rows()
    if as_json:
        cli.write_line(msgspec.json.encode([asdict(row) for row in rows]).decode())
        return
    for row in rows:
        cli.write_line("\t".join((row.login, row.name or row.person, _factors(row), _state(row), *row.posts)))


def _factors(row: AccountRow) -> str:
    found = [] if row.codes_left is None else [f"thẻ mã còn {row.codes_left}"]
    found += ["ứng dụng xác thực"] if row.authenticator else []
    return ", ".join(found) or "chỉ mật khẩu"


def _state(row: AccountRow) -> str:
    states = {
        "đã ngừng": not row.active,
        "tạm khóa": row.locked,
        "phải đổi mật khẩu": row.must_change_password,
        "không giữ chức vụ": not row.posts,
    }
    return ", ".join(word for word, holds in states.items() if holds) or "đang dùng"


@users.command("disable")
def disable(login: LoginArgument, *, as_json: JsonOption = False) -> None:
    """Ngừng tài khoản; các phiên đang mở kết thúc. Tên đăng nhập không cấp lại cho người khác."""
    by = _start()
    from phoihop.access.api import disable_account

    closed = settle(disable_account(login, by=by))
    _done(f"Đã ngừng {closed}.", as_json=as_json, login=closed, done="disabled")


@users.command("unlock")
def unlock(login: LoginArgument, *, as_json: JsonOption = False) -> None:
    """Mở khóa tên đăng nhập bị tạm khóa vì nhập sai nhiều lần."""
    by = _start()
    from phoihop.access.api import unlock_account

    dropped = settle(unlock_account(login, by=by))
    words = f"Đã mở khóa {login}; bỏ {dropped} lượt sai đã tính."
    _done(words, as_json=as_json, login=login, done="unlocked")


@users.command("reset-password")
def reset_password(login: LoginArgument, password: PasswordOption, *, as_json: JsonOption = False) -> None:
    """Đặt lại mật khẩu; các phiên đang mở kết thúc, lần đăng nhập sau phải đổi."""
    by = _start()
    from phoihop.access.api import reset_password as reset

    login = settle(reset(login, password=password, by=by))
    _done(f"Đã đặt lại mật khẩu cho {login}.", as_json=as_json, login=login, done="password_reset")


@users.command("reset-factor")
def reset_factor(login: LoginArgument, *, as_json: JsonOption = False) -> None:
    """Hủy thẻ mã và ứng dụng xác thực khi mất; các phiên đang mở kết thúc."""
    by = _start()
    from phoihop.access.api import reset_factors

    login = settle(reset_factors(login, by=by))
    _done(f"Đã hủy bước thứ hai của {login}.", as_json=as_json, login=login, done="factors_reset")


@users.command("move-post")
def move_post(  # noqa: PLR0913  # one option each
    login: LoginArgument,
    *,
    to: Annotated[str, typer.Option(help="Mã chức vụ mới.")],
    day: Annotated[str, typer.Option("--on", help="Ngày chuyển: ngày đầu giữ chức vụ mới.")],
    officer: Annotated[str, typer.Option(help="Tên đăng nhập của cán bộ ghi quyết định.")],
    officer_password: Annotated[
        str,
        typer.Option(
            prompt="Mật khẩu của cán bộ ghi quyết định", hide_input=True, envvar=OFFICER_PASSWORD_VARIABLE
        ),
    ],
    officer_code: Annotated[str, typer.Option(help="Mã bước thứ hai của cán bộ đó, nếu có.")] = "",
    officer_post: Annotated[
        str | None, typer.Option(help="Mã chức vụ của cán bộ đó, nếu kiêm nhiệm.")
    ] = None,
    leaves: Annotated[str | None, typer.Option("--from", help="Mã chức vụ thôi giữ, nếu có nhiều.")] = None,
    issuer: Annotated[str, typer.Option(help="Cơ quan ban hành quyết định.")] = "",
    number: Annotated[str, typer.Option(help="Số quyết định.")] = "",
    dated: Annotated[str, typer.Option(help="Ngày quyết định.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Chuyển chức vụ: quyền cũ kết thúc và quyền mới bắt đầu cùng ngày.

    Là việc của cán bộ giữ danh mục tổ chức: cán bộ đó tự nhập mật khẩu (và mã) của mình. Người vận hành máy
    chủ chỉ chạy lệnh, không ghi thay được.
    """
    by = _start()
    from phoihop.access.api import account_rows, note_post_moved, proved_actor
    from phoihop.kernel.decision import refuse
    from phoihop.node import move_post as moving

    actor = settle(proved_actor(officer, password=officer_password, code=officer_code, post=officer_post))
    row = next((row for row in account_rows() if row.login == login), None)
    if row is None:
        settle(refuse("access.account_unknown", login=login))
        return
    move = moving.Move(
        person=row.person,
        name=row.name or login,
        leaves=leaves,
        enters=to,
        on=_day(day),
        grounds=_grounds(issuer, number, dated),
    )
    moved = settle(moving.move_post(actor, move))
    note = f"{moved.left} → {moved.entered} ({officer})"[:200]
    settle(note_post_moved(login, note=note, by=by))
    words = f"{row.name or login}: {moved.left} → {moved.entered}, từ ngày {day}."
    _done(words, as_json=as_json, login=login, done="post_moved")


def _grounds(issuer: str, number: str, dated: str) -> Grounds:
    """The paper of the decision, when it is named."""
    from phoihop.ledger.domain.types import Basis
    from phoihop.registry.api import Grounds

    if not number:
        return Grounds()
    paper = Basis("paper", issuer, number, _day(dated).isoformat() if dated else None)
    return Grounds(basis=(paper,))


def _day(typed: str) -> date:
    from phoihop.node import cli

    period = parse_typed_date(typed)
    if period is None or period.start is None or period.start != period.last_day:
        raise cli.fail(f"chưa đọc được ngày “{typed}”.", remedy="ghi đủ, ví dụ 6-4-2018.", code=cli.MISUSE)
    return period.start


def _start() -> Hand:
    """Load the installation; the hand that the journal will name."""
    from phoihop.node import cli

    cli.start_django()
    from phoihop.access.api import Hand

    return Hand(system=getpass.getuser())


def _done(words: str, *, as_json: bool, **result: str) -> None:
    """Say that it is done: a sentence on standard error, or JSON on standard output."""
    from phoihop.node import cli

    if as_json:
        cli.write_line(msgspec.json.encode(result).decode())
    else:
        cli.say(words)
