"""Restoring a backup into a new home folder, with a new epoch of every ledger that is written here.

What was recorded after the backup may have left the machine; if the node went on in the old epoch, the same
places would hold other acts. So each ledger goes on in an epoch of its own that cites the last act restored.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.node.backup_file import Manifest, read_manifest, unpack
from phoihop.node.configuration import ConfigurationFault, postgresql_database, read_configuration
from phoihop.node.database_copy import ALIASES, load_postgresql
from phoihop.node.new_installation import write_configuration

_ADDRESSES = re.compile(r"^(?:local_)?database *=.*\n", re.MULTILINE)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Databases:
    """The two empty PostgreSQL databases that a restore fills."""

    ledger: str
    local: str


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """A ledger epoch opened by a restore: what it cites, and the key that checks it from now on."""

    ledger: str
    epoch: int
    cited_origin: str
    cited_size: int
    key: str


@contextmanager
def fresh_home(target: Path) -> Iterator[Path]:
    """A folder beside `target` that becomes `target` when the block ends well and calls `finish` on it.

    Whatever goes wrong inside, nothing is left behind.
    """
    draft = target.with_name(f".{target.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def refuse_target(target: Path) -> Refused | None:
    """A restore never writes into a folder that holds something: `node.restore_occupied`."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        return refuse("node.restore_occupied", folder=str(target))
    return None


def unpack_home(file: Path, draft: Path, *, databases: Databases | None) -> Decision[Manifest]:
    """Everything of a restore that needs no Django: files, configuration, secrets, PostgreSQL dumps.

    Refused: `node.backup_unreadable`, `node.backup_format`, `node.backup_damaged`, `node.restore_databases`,
    `node.no_pg_tool`, `node.copy_unsound`.
    """
    found = read_manifest(file)
    if isinstance(found, Refused):
        return found
    manifest = found.value
    if (manifest.database == "postgresql") != (databases is not None):
        return refuse("node.restore_databases", file=file.name, database=manifest.database)
    unpacked = unpack(file, manifest, draft)
    if isinstance(unpacked, Refused):
        return unpacked
    try:
        write_configuration(draft, read_configuration(draft))
    except ConfigurationFault as fault:
        return refuse("node.backup_unreadable", file=file.name, reason=str(fault))
    loaded = _load(draft, databases) if databases is not None else Accepted(None)
    return loaded if isinstance(loaded, Refused) else found


def _load(draft: Path, databases: Databases) -> Decision[None]:
    """Fill two empty PostgreSQL databases and name them in node.toml."""
    for address, (_, name) in zip((databases.ledger, databases.local), ALIASES, strict=True):
        dump = draft / f"{name}.pgdump"
        loaded = load_postgresql(postgresql_database(address), dump)
        if isinstance(loaded, Refused):
            return loaded
        dump.unlink()
    path = draft / "node.toml"
    path.write_text(_with_databases(path.read_text(encoding="utf-8"), databases), encoding="utf-8")
    return Accepted(None)


def _with_databases(configuration: str, databases: Databases) -> str:
    """node.toml with other addresses and everything else, remarks too, as the operator has written it."""
    kept = _ADDRESSES.sub("", configuration)
    named = (("database", databases.ledger), ("local_database", databases.local))
    return "".join(f"{name} = {msgspec.json.encode(address).decode()}\n" for name, address in named) + kept


def put_in_place(draft: Path, target: Path) -> None:
    """The finished folder under its final name; an empty folder of that name is replaced."""
    if target.exists():
        target.rmdir()
    draft.rename(target)


def epoch_reason(made_at: datetime) -> str:
    """Why the new epoch was opened, as it stands in its first act."""
    day = made_at.astimezone(VIETNAM)
    return f"Khôi phục từ bản sao lưu {day:%H:%M} ngày {show_date(day.date())}"
