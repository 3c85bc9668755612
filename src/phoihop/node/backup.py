"""Making a backup: copy the databases, check the copy, write one file, read it back, rename it, thin out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from django.conf import settings
from django.db import connections

from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.node.backup_file import (
    FORMAT,
    Checked,
    EpochHeld,
    Manifest,
    backups_in,
    damaged,
    file_name,
    files_below,
    write_manifest,
    write_members,
)
from phoihop.node.configuration import HOME_VARIABLE, LEDGER_FILE_VARIABLE
from phoihop.node.database_copy import ALIASES, close_into_one_file, copy_sqlite, dump_postgresql
from phoihop.node.kept_copies import KeepRule, kept
from phoihop.node.upkeep import Upkeep, apart, note_upkeep

DRAFT: Final = ".phoihop-"
STALE: Final = timedelta(days=1)
VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")


class _Verified(msgspec.Struct, frozen=True):
    """What `phoihop verify --json` prints, as far as it is used here."""

    epochs: tuple[EpochHeld, ...]


@dataclass(frozen=True, slots=True)
class BackupDone:
    """A backup that stands under its final name, and the older ones that were removed."""

    path: Path
    manifest: Manifest
    removed: tuple[Path, ...] = ()


def make_backup(
    to: Path, *, keep: KeepRule | None = None, with_keys: bool = False, quick: bool = False
) -> Decision[BackupDone]:
    """Write a backup of this installation into the folder `to`, then remove those that `keep` gives up.

    `quick`: the acts in the copy are not verified (before an upgrade, whose program may know newer tables).
    Refused, with nothing left behind: `node.backup_folder`, `node.copy_unsound`, `node.copy_unverified`,
    `node.no_pg_tool`, `node.backup_damaged`, `node.disk_full`.
    """
    begun, made_at = time.monotonic(), datetime.now(UTC).replace(microsecond=0)
    try:
        with _draft_folder(to) as draft:
            written = _write(draft, to, made_at=made_at, with_keys=with_keys, quick=quick)
    except OSError as fault:
        return refuse("node.backup_folder", folder=str(to), reason=fault.strerror or str(fault))
    if isinstance(written, Refused):
        return written
    done = written.value
    seconds = round(time.monotonic() - begun, 1)
    note_upkeep(
        settings.HOME,
        "backup",
        Upkeep(done.manifest.made_at, done.path.name, seconds, apart(settings.HOME, done.path)),
    )
    removed = _thin_out(to, done.manifest.home_body, keep) if keep is not None else ()
    return Accepted(BackupDone(done.path, done.manifest, removed))


@contextmanager
def _draft_folder(to: Path) -> Iterator[Path]:
    """A folder beside the backups, so that the finished file is only renamed; those of crashed runs go."""
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in to.glob(f"{DRAFT}*"):
        if time.time() - old.stat().st_mtime > STALE.total_seconds():
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=DRAFT, dir=to) as name:
        yield Path(name)


def _write(draft: Path, to: Path, *, made_at: datetime, with_keys: bool, quick: bool) -> Decision[BackupDone]:
    copies = _copy_databases(draft)
    if isinstance(copies, Refused):
        return copies
    checked = _verified(copies.value.get("ledger.sqlite3"), quick=quick)
    if isinstance(checked, Refused):
        return checked
    verdict, epochs = checked.value
    path = draft / file_name(settings.NODE.home_body, made_at)
    files = copies.value | _other_files(settings.HOME, with_keys=with_keys)
    manifest = Manifest(
        format=FORMAT,
        made_at=made_at,
        program=version("phoihop"),
        node=settings.NODE.name,
        home_body=settings.NODE.home_body,
        database="sqlite" if "ledger.sqlite3" in files else "postgresql",
        with_keys=with_keys,
        checked=verdict,
        epochs=epochs,
        members=write_members(path, files, made_at=made_at),
    )
    write_manifest(path, manifest)
    if faults := damaged(path, manifest):
        return refuse("node.backup_damaged", file=path.name, members=", ".join(faults))
    return Accepted(BackupDone(_put_in_place(path, to), manifest))


def _copy_databases(draft: Path) -> Decision[dict[str, Path]]:
    """Copies of both databases in `draft`, by the name that they get in the backup."""
    copies: dict[str, Path] = {}
    for alias, name in ALIASES:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            target = draft / f"{name}.sqlite3"
            outcome = copy_sqlite(Path(str(connection.settings_dict["NAME"])), target)
        else:
            target = draft / f"{name}.pgdump"
            outcome = dump_postgresql(connection.settings_dict, target)
        if isinstance(outcome, Refused):
            return outcome
        copies[target.name] = target
    return Accepted(copies)


def _verified(copy: Path | None, *, quick: bool) -> Decision[tuple[Checked, tuple[EpochHeld, ...]]]:
    """Every act in the copy checked by `phoihop verify`, in a process of its own that opens the copy."""
    if copy is None or quick:
        return Accepted(("copied", ()))
    done = subprocess.run(  # our own program with our own arguments
        [sys.executable, "-m", "phoihop.node", "verify", "--json"],
        env=os.environ | {LEDGER_FILE_VARIABLE: str(copy), HOME_VARIABLE: str(settings.HOME)},
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        return refuse("node.copy_unverified")
    close_into_one_file(copy)
    return Accepted(("verified", msgspec.json.decode(done.stdout, type=_Verified).epochs))


def _other_files(home: Path, *, with_keys: bool) -> dict[str, Path]:
    """After the databases: what they point to, the configuration, and public (or all) keys."""
    files = files_below(home / "attachments", "attachments")
    files["node.toml"] = home / "node.toml"
    return files | files_below(home / "keys", "keys", endings=() if with_keys else (".vkey",))


def _put_in_place(path: Path, to: Path) -> Path:
    final = to / path.name
    path.rename(final)
    descriptor = os.open(to, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return final


def _thin_out(folder: Path, home_body: str, rule: KeepRule) -> tuple[Path, ...]:
    """Remove this node's backups that the rule gives up; another node's in the same folder are left alone."""
    mine = [b for b in backups_in(folder) if file_name(home_body, b.made_at) == b.path.name]
    stays = kept((backup.made_at.astimezone(VIETNAM) for backup in mine), rule)
    gone = [backup.path for backup in mine if backup.made_at not in stays]
    for path in gone:
        path.unlink()
    return tuple(gone)
