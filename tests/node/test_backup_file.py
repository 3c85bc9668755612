"""The file of a backup: complete, checked, and nowhere else than where it belongs."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.node.backup_file import (
    FORMAT,
    Manifest,
    Member,
    backups_in,
    file_name,
    read_manifest,
    unpack,
    write_manifest,
    write_members,
)

MADE = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
CONTENT = {"ledger.sqlite3": b"acts" * 50_000, "keys/m-qk3-ct_work_1.vkey": b"key", "node.toml": b"name"}


def manifest_of(members: tuple[Member, ...]) -> Manifest:
    return Manifest(FORMAT, MADE, "0.1.0", "Máy thử", "M-TOY", "sqlite", False, "copied", (), members)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    files: dict[str, Path] = {}
    for name, data in CONTENT.items():
        files[name] = tmp_path / "from" / name
        files[name].parent.mkdir(parents=True, exist_ok=True)
        files[name].write_bytes(data)
    path = tmp_path / file_name("M-TOY", MADE)
    write_manifest(path, manifest_of(write_members(path, files, made_at=MADE)))
    return path


def unpacked(path: Path, to: Path) -> Accepted[None] | Refused:
    manifest = read_manifest(path)
    assert isinstance(manifest, Accepted)
    return unpack(path, manifest.value, to)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_what_goes_in_comes_out_for_its_owner_only(archive: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    assert unpacked(archive, to) == Accepted(None)
    assert contents(to) == CONTENT
    assert {p.stat().st_mode & 0o777 for p in to.rglob("*") if p.is_file()} == {0o600}
    assert archive.stat().st_mode & 0o777 == 0o600


def rewritten(archive: Path, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes]) -> None:
    """The archive with each member changed, left out (None) or added, as somebody on the way could do it."""
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in (members | extra).items():
            changed = change(name, data)
            if changed is not None:
                new.writestr(name, changed)


CHANGES: dict[str, tuple[Callable[[str, bytes], bytes | None], dict[str, bytes], str]] = {
    "one byte is changed": (
        lambda name, data: b"Acts" + data[4:] if name == "ledger.sqlite3" else data,
        {},
        "ledger.sqlite3",
    ),
    "a member is left out": (lambda name, data: None if name == "node.toml" else data, {}, "node.toml"),
    "a member is added": (lambda _, data: data, {"keys/extra.pem": b"x"}, "keys/extra.pem"),
}


@pytest.mark.parametrize(("change", "extra", "named"), CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_backup_is_refused_by_name_and_nothing_is_written(
    archive: Path,
    tmp_path: Path,
    change: Callable[[str, bytes], bytes | None],
    extra: dict[str, bytes],
    named: str,
) -> None:
    rewritten(archive, change, extra)
    outcome = unpacked(archive, tmp_path / "to")
    assert isinstance(outcome, Refused)
    assert [(r.code, dict(r.params)["members"]) for r in outcome.refusals] == [("node.backup_damaged", named)]
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("name", ["../outside", "keys/../../outside", "/outside", "run.sh", "keys/a b"])
def test_a_member_with_a_name_that_is_not_ours_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text("x")
    path = tmp_path / file_name("M-TOY", MADE)
    write_manifest(path, manifest_of(write_members(path, {name: tmp_path / "x"}, made_at=MADE)))
    outcome = unpacked(path, tmp_path / "to")
    assert isinstance(outcome, Refused)
    assert dict(outcome.refusals[0].params)["members"] == name
    assert not (tmp_path / "to").exists()
    assert not (tmp_path / "outside").exists()


def test_a_truncated_file_is_no_backup(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-30])
    outcome = read_manifest(archive)
    assert isinstance(outcome, Refused)
    assert [r.code for r in outcome.refusals] == ["node.backup_unreadable"]


def test_a_later_format_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "later.zip"
    later = manifest_of(())
    write_members(path, {}, made_at=MADE)
    write_manifest(path, Manifest(2, *[getattr(later, f) for f in later.__struct_fields__[1:]]))
    outcome = read_manifest(path)
    assert isinstance(outcome, Refused)
    assert [(r.code, dict(r.params)["format"]) for r in outcome.refusals] == [("node.backup_format", "2")]


def test_backups_are_found_by_their_names_oldest_first(tmp_path: Path) -> None:
    for name in ("phoihop-m-toy-20261123T203000Z.zip", "phoihop-m-a-20260101T000000Z.zip", "other.zip"):
        (tmp_path / name).touch()
    (tmp_path / "phoihop-m-toy-20251123T203000Z.zip").mkdir()
    assert [(b.node, b.made_at) for b in backups_in(tmp_path)] == [
        ("m-a", datetime(2026, 1, 1, tzinfo=UTC)),
        ("m-toy", MADE),
    ]
    assert backups_in(tmp_path / "none") == ()
