"""Setting an installation up: folder, keys, databases, ledgers. Every step can be repeated after a crash."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec
from django.core.management import call_command

from phoihop.ledger.api import ledgers_here, open_ledger
from phoihop.node.configuration import Configuration
from phoihop.node.keys import FileKeyRing, write_secret

REGISTRY_TITLE = "Sổ đăng ký tổ chức"
WORK_TITLE = "Nhật ký hồ sơ"


def write_configuration(folder: Path, configuration: Configuration) -> None:
    """Write node.toml and the secret of the web sessions. An existing file is left as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keys").mkdir(mode=0o700, exist_ok=True)
    secret = folder / "keys" / "django.secret"
    if not secret.exists():
        write_secret(secret, secrets.token_urlsafe(48).encode())
    path = folder / "node.toml"
    if not path.exists():
        path.write_text(as_toml(configuration), encoding="utf-8")


def as_toml(configuration: Configuration) -> str:
    """The configuration as TOML text; msgspec's JSON strings are valid TOML basic strings."""
    lines: list[str] = []
    for name, value in msgspec.structs.asdict(configuration).items():
        if name != "agency" and value is not None:
            lines.append(f"{name} = {msgspec.json.encode(value).decode()}")
    for agency in configuration.agency:
        lines += ["", "[[agency]]"]
        lines += [f"{k} = {msgspec.json.encode(v).decode()}" for k, v in msgspec.structs.asdict(agency).items()]
    return "\n".join(lines) + "\n"


def migrate() -> None:
    """Bring both databases to the present form; triggers are made anew after it."""
    for alias in ("local", "default"):
        call_command("migrate", database=alias, interactive=False, verbosity=0)


def open_ledgers(folder: Path, configuration: Configuration) -> tuple[str, ...]:
    """Open the registry ledger and one ledger per agency served; those that are open already are skipped."""
    ring = FileKeyRing(folder / "keys")
    wanted = [(configuration.registry_ledger, configuration.home_body, REGISTRY_TITLE)]
    wanted += [(agency.ledger, agency.body, WORK_TITLE) for agency in configuration.agency]
    opened: list[str] = []
    present = {name for name, _ in ledgers_here()}
    for ledger, body, title in wanted:
        key = ring.create(ledger, 1)
        if ledger not in present:
            open_ledger(ledger, agency=body, title=title, key=key)
            opened.append(ledger)
    return tuple(opened)
