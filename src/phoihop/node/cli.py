"""The command line `phoihop`: everything that an operator does.

Exit codes: 0 done · 1 found faults, differences or a refusal · 2 wrong use · 3 the installation is missing.
Results go to standard output (`--json` for machines), everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from phoihop.kernel.decision import Refusal
from phoihop.node.configuration import HOME_VARIABLE

FAULTS, MISUSE, NO_INSTALLATION = 1, 2, 3

app = typer.Typer(
    name="phoihop",
    help="Phối hợp: sổ làm việc chung của các cơ quan có hệ thống chỉ huy riêng.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def main() -> None:
    """Entry point of the script."""
    sys.excepthook = say_last_words
    typer.main.get_command(app)()  # calling the app itself would put typer's own hook in the place of ours


def say_last_words(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """What is said at the end by a fault: a full disk, or data of another version, in a sentence."""
    from phoihop.node.hindrance import disk_full
    from phoihop.node.sentences import sentence

    refusal = disk_full(fault) or _other_data(fault)
    if refusal is None:
        sys.__excepthook__(kind, fault, trace)
    else:
        say(f"phoihop: {sentence(refusal)}")


def _other_data(fault: BaseException) -> Refusal | None:
    """Why a statement failed on data that an earlier or later version of the program has left."""
    from django.db import Error

    if not isinstance(fault, Error):
        return None
    from phoihop.node.install import refuse_newer_data, refuse_older_data

    refused = refuse_newer_data() or refuse_older_data()
    return refused.refusals[0] if refused else None


@app.callback()
def options(
    home: Annotated[
        Path | None, typer.Option(help="Thư mục dữ liệu của bản cài đặt (mặc định: $PHOIHOP_HOME).")
    ] = None,
) -> None:
    """Options that stand before the command."""
    if home is not None:
        os.environ[HOME_VARIABLE] = str(home)


def say(text: str) -> None:
    """A line for the operator, on standard error, so that standard output stays clean."""
    typer.echo(text, err=True)


def fail(text: str, *, remedy: str, code: int = FAULTS) -> typer.Exit:
    """The exit for a fault: the sentence and what to do, on standard error."""
    say(f"phoihop: {text}")
    say(f"Cách khắc phục: {remedy}")
    return typer.Exit(code)


def start_django(*, need_installation: bool = True) -> None:
    """Load settings and rooms. Exits with 3 when there is no installation in the home folder."""
    from phoihop.node.configuration import home

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.node.settings")
    if need_installation and not (home() / "node.toml").exists():
        raise fail(
            f"chưa có bản cài đặt nào trong {home()}.",
            remedy="chạy `phoihop init`, hoặc chỉ đúng thư mục bằng --home.",
            code=NO_INSTALLATION,
        )
    import django

    django.setup()


def write_line(text: str) -> None:
    """A line of result on standard output."""
    sys.stdout.write(text + "\n")


def _register() -> None:
    """Bring the commands in; each module adds its own to `app`."""
    from phoihop.node import (
        cli_backup,
        cli_install,
        cli_ledger,
        cli_machine,
        cli_reading,
        cli_serve,
        cli_user,
    )

    for module in (cli_backup, cli_install, cli_ledger, cli_machine, cli_reading, cli_serve, cli_user):
        module.add_to(app)


_register()
