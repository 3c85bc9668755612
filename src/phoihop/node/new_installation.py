"""The files that must stand before Django can start: node.toml and the secret of the web sessions."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec

from phoihop.node.configuration import Agency, Configuration, Profile

OWNER_ONLY = 0o600
WORK, REGISTRY = "work", "registry"


def blank_configuration(name: str, profile: Profile, body: str, others: tuple[str, ...]) -> Configuration:
    """The configuration of a new installation: each agency writes a ledger named after its body."""
    agencies = tuple(Agency(code, f"{code.lower()}/{WORK}") for code in dict.fromkeys((body, *others)))
    return Configuration(name, profile, body, f"{body.lower()}/{REGISTRY}", agencies)


def write_configuration(folder: Path, configuration: Configuration) -> None:
    """Write node.toml and the secret of the web sessions. An existing file is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def write_secret(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, on disk before this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
