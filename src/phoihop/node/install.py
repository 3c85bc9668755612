"""Setting an installation up: folder, keys, databases, ledgers. Every step can be repeated after a crash."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.conf import settings
from django.core.management import call_command

from phoihop.ledger.api import Recorded, ledgers_here, open_ledger
from phoihop.node.configuration import Agency, Configuration, Profile
from phoihop.node.keys import FileKeyRing, write_secret
from phoihop.norms import api as norms
from phoihop.registry import api as registry

REGISTRY_TITLE = "Sổ đăng ký tổ chức"
WORK_TITLE = "Nhật ký hồ sơ"


def blank_configuration(name: str, profile: Profile, body: str, others: tuple[str, ...]) -> Configuration:
    """The configuration of a new installation: each agency writes the ledger `<body>/work`."""
    agencies = tuple(Agency(code, f"{code.lower()}/work") for code in dict.fromkeys((body, *others)))
    return Configuration(name, profile, body, f"{body.lower()}/registry", agencies)


def load_content() -> Iterator[tuple[str, int]]:
    """Load registry and norms as acts: what was loaded and how many acts; nothing when it is there already."""
    loads = (
        ("danh mục tổ chức", lambda: registry.load_edition(settings.CONTENT / "registry")),
        ("danh mục văn bản chỉ đạo", lambda: norms.load_edition(settings.CONTENT / "norms")),
    )
    for what, load in loads:
        outcome = load()
        if isinstance(outcome, Recorded) and outcome.acts:
            yield what, len(outcome.acts)


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
        lines += [
            f"{k} = {msgspec.json.encode(v).decode()}" for k, v in msgspec.structs.asdict(agency).items()
        ]
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
