"""What an installation says about itself: `node.toml` in its home folder.

name = "Máy chủ Cục Chính trị"
profile = "independent-lan"
home_body = "M-QK3-CT"
[[agency]]
body = "M-QK3-CT"
ledger = "m-qk3-ct/work"
"""

from __future__ import annotations

import os
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

import msgspec

from phoihop.access.domain.types import Role, SecondFactor

HOME_VARIABLE = "PHOIHOP_HOME"
CONTENT_VARIABLE = "PHOIHOP_CONTENT"
LEDGER_FILE_VARIABLE = "PHOIHOP_LEDGER_FILE"
READ_ONLY_VARIABLE = "PHOIHOP_READ_ONLY"
HTTPS_VARIABLE = "PHOIHOP_HTTPS"
DEFAULT_HOME = "var/node"


class Profile(StrEnum):
    """How the machine is connected; it stands in every footer and gates record kinds."""

    NETWORKED = "networked"
    INDEPENDENT_LAN = "independent-lan"
    OFFLINE = "offline"


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency that this node serves: its body and the ledger it writes."""

    body: str
    ledger: str


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Table [sign_in]: what is asked of people who sign in; `…_of` holds what differs for a role."""

    second_factor: SecondFactor = SecondFactor.OFFERED
    second_factor_of: dict[Role, SecondFactor] = {}
    idle_minutes: Annotated[int, msgspec.Meta(ge=1, le=480)] = 15
    idle_minutes_of: dict[Role, Annotated[int, msgspec.Meta(ge=1, le=480)]] = msgspec.field(
        default_factory=lambda: {Role.OPERATOR: 5}
    )


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of node.toml. `database`: a postgresql:// address, or nothing for SQLite files.

    `behind_https_proxy`: another server on this machine speaks HTTPS and states so in X-Forwarded-Proto.
    """

    name: str
    profile: Profile
    home_body: str
    registry_ledger: str
    agency: tuple[Agency, ...]
    database: str | None = None
    local_database: str | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    sign_in: SignIn | None = None
    behind_https_proxy: bool = False

    def ledger_of(self, body: str) -> str | None:
        """The ledger that acts of this body are written into, None when the node does not serve it."""
        return next((agency.ledger for agency in self.agency if agency.body == body), None)


class ConfigurationFault(ValueError):
    """node.toml cannot be read; the message names the file and the field."""


def home() -> Path:
    """The folder with the data of this installation."""
    return Path(os.environ.get(HOME_VARIABLE, DEFAULT_HOME)).resolve()


def content() -> Path:
    """The folder with the knowledge that ships with the program (`content/`)."""
    named = os.environ.get(CONTENT_VARIABLE)
    if named:
        return Path(named).resolve()
    packaged = Path(__file__).resolve().parent.parent / "_content"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "content"


def verifier_script() -> Path:
    """The stand-alone verifier that goes with every export."""
    packaged = Path(__file__).resolve().parent.parent / "_content" / "verify_ledger.py"
    return (
        packaged if packaged.exists() else Path(__file__).resolve().parents[3] / "tools" / "verify_ledger.py"
    )


def read_configuration(folder: Path) -> Configuration:
    """The configuration of an installation. ConfigurationFault when it is missing or wrong."""
    path = folder / "node.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type=Configuration)
    except FileNotFoundError as fault:
        raise ConfigurationFault(f"{path}: not found; run `phoihop init` first") from fault
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ConfigurationFault(f"{path}: {fault}") from fault


DatabaseSettings = dict[str, object]

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA busy_timeout=30000"
)


def sqlite_database(path: Path | str) -> DatabaseSettings:
    """Django settings of an SQLite file: WAL, every transaction takes the write lock at its beginning."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": SQLITE_PRAGMAS},
    }


def postgresql_database(address: str) -> DatabaseSettings:
    """Django settings of `postgresql://user:password@host:port/name` (a socket folder as ?host=)."""
    parts = urlsplit(address)
    socket = re.search(r"(?:^|&)host=([^&]+)", parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(socket.group(1)) if socket else (parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
