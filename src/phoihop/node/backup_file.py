"""The file of a backup: a ZIP whose manifest names every member with size and SHA-256.

phoihop-m-qk3-ct-20261123T203000Z.zip
    node.toml  ledger.sqlite3  local.sqlite3  keys/…  manifest.json

A file under its final name is complete: it is written under another name, read back, and renamed.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final, Literal

import msgspec

from phoihop.kernel.decision import Accepted, Decision, refuse

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
CHUNK: Final = 1 << 20
FAST: Final = 1  # of nine; a database of acts shrinks to a third with it, and hardly further with more
OWNER_ONLY: Final = 0o600
_NAME = re.compile(r"phoihop-(?P<node>[a-z0-9-]+)-(?P<moment>[0-9]{8}T[0-9]{6}Z)\.zip")
_MOMENT: Final = "%Y%m%dT%H%M%SZ"
_MEMBER = re.compile(r"(?:node\.toml|(?:ledger|local)\.(?:sqlite3|pgdump)|(?:keys|attachments)/[\w.@/-]+)")

Checked = Literal["copied", "verified"]


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a backup."""

    name: str
    size: int
    sha256: str


class EpochHeld(msgspec.Struct, frozen=True):
    """How many acts of a ledger epoch a backup holds, and how many of them a checkpoint covers."""

    ledger: str
    epoch: int
    size: int
    signed_size: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds. `checked`: `verified` when every act in the copy was checked, else `copied`."""

    format: int
    made_at: datetime
    program: str
    node: str
    home_body: str
    database: Literal["sqlite", "postgresql"]
    with_keys: bool
    checked: Checked
    epochs: tuple[EpochHeld, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a backup says: whose it is, and when it was made (UTC)."""

    path: Path
    node: str
    made_at: datetime


def file_name(home_body: str, made_at: datetime) -> str:
    """The name of a backup file."""
    node = re.sub(r"[^a-z0-9]+", "-", home_body.lower()).strip("-")
    return f"phoihop-{node}-{made_at.astimezone(UTC):{_MOMENT}}.zip"


def backups_in(folder: Path) -> tuple[Named, ...]:
    """The backups in a folder by their names, oldest first."""
    found: list[Named] = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match is not None and path.is_file():
            moment = datetime.strptime(match["moment"], _MOMENT).replace(tzinfo=UTC)
            found.append(Named(path, match["node"], moment))
    return tuple(sorted(found, key=lambda named: (named.made_at, named.node)))


def write_members(path: Path, files: Mapping[str, Path], *, made_at: datetime) -> tuple[Member, ...]:
    """Write a new archive of `files` by name: their sizes and digests. OSError when the disk is full."""
    with _create(path) as archive:
        return tuple(_write_member(archive, name, source, made_at) for name, source in files.items())


def _create(path: Path) -> zipfile.ZipFile:
    path.touch(mode=OWNER_ONLY, exist_ok=False)
    return zipfile.ZipFile(path, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=FAST)


def _entry(name: str, made_at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=made_at.astimezone(UTC).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = OWNER_ONLY << 16
    return entry


def _write_member(archive: zipfile.ZipFile, name: str, source: Path, made_at: datetime) -> Member:
    with source.open("rb") as file, archive.open(_entry(name, made_at), "w", force_zip64=True) as target:
        size, digest = _copy(file, target)
    return Member(name, size, digest)


def _copy(source: IO[bytes], target: IO[bytes] | None) -> tuple[int, str]:
    """Copy (or only read) to the end: number of bytes and SHA-256 (hex)."""
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(CHUNK):
        size += len(chunk)
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return size, digest.hexdigest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Close an archive with its manifest; on disk when this returns."""
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(_entry(MANIFEST, manifest.made_at), data)
    with path.open("rb") as file:
        os.fsync(file.fileno())


def read_manifest(path: Path) -> Decision[Manifest]:
    """The manifest of a backup. Refused: `node.backup_unreadable`, `node.backup_format`."""
    try:
        with zipfile.ZipFile(path) as archive:
            data = archive.read(MANIFEST)
            manifest = msgspec.json.decode(data, type=Manifest)
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.MsgspecError) as fault:
        return refuse("node.backup_unreadable", file=path.name, reason=str(fault))
    if manifest.format != FORMAT:
        return refuse("node.backup_format", file=path.name, format=manifest.format)
    return Accepted(manifest)


def damaged(path: Path, manifest: Manifest) -> tuple[str, ...]:
    """The members that are missing, changed or not named in the manifest. Reads the whole file."""
    with zipfile.ZipFile(path) as archive:
        there = set(archive.namelist()) - {MANIFEST}
        named = {member.name for member in manifest.members}
        changed = {m.name for m in manifest.members if m.name in there and not _is_whole(archive, m)}
    return tuple(sorted((there ^ named) | changed))


def _is_whole(archive: zipfile.ZipFile, member: Member) -> bool:
    try:
        with archive.open(member.name) as file:
            return _copy(file, None) == (member.size, member.sha256)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return False


def unpack(path: Path, manifest: Manifest, folder: Path) -> Decision[None]:
    """Write all members below `folder`, readable by the owner only. Refused: `node.backup_damaged`.

    Nothing is written unless every member has a name of ours and its digest: a file that was changed on its
    way could else place files elsewhere.
    """
    strange = [m.name for m in manifest.members if not _is_ours(m.name)]
    if faults := strange or damaged(path, manifest):
        return refuse("node.backup_damaged", file=path.name, members=", ".join(faults))
    with zipfile.ZipFile(path) as archive:
        for member in manifest.members:
            target = folder / member.name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.touch(mode=OWNER_ONLY)
            with archive.open(member.name) as source, target.open("wb") as file:
                _copy(source, file)
                os.fsync(file.fileno())
    return Accepted(None)


def _is_ours(name: str) -> bool:
    return _MEMBER.fullmatch(name) is not None and ".." not in PurePosixPath(name).parts


def files_below(folder: Path, prefix: str, *, endings: Iterable[str] = ()) -> dict[str, Path]:
    """The files below a folder by their names in a backup, sorted; of all endings when none is named."""
    wanted = tuple(endings)
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}": path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (not wanted or path.suffix in wanted)
    }
