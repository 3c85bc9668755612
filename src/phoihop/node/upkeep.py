"""Small files in the home folder: the last backup, the last restore drill, the operator's word on the clock.

They tell of this machine, not of anybody's work, so they are no acts; and a restored installation knows of no
backup of its own yet, therefore they are not part of a backup.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from phoihop.node.clock import Confirmed

Task = Literal["backup", "drill"]


class Upkeep(msgspec.Struct, frozen=True):
    """A piece of upkeep that went well: when it ended, on which file, how long it took.

    `apart`: whether the file lies on another disk than the data (for a drill: whether the backup did).
    """

    at: datetime
    file: str
    seconds: float
    apart: bool


def note_upkeep(home: Path, task: Task, done: Upkeep) -> None:
    """Note that a backup or a drill went well. The note is replaced as a whole."""
    _replace(_path(home, task), msgspec.json.encode(done))


def last_upkeep(home: Path, task: Task) -> Upkeep | None:
    """The last one that went well; None when there was none, or when its note cannot be read."""
    try:
        return msgspec.json.decode(_path(home, task).read_bytes(), type=Upkeep)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def confirm_clock(home: Path, word: Confirmed) -> None:
    """Note the operator's word that the clock is right."""
    _replace(_path(home, "clock"), msgspec.json.encode(word))


def confirmed_clock(home: Path) -> Confirmed | None:
    """The operator's last word on the clock; None when there is none, or when it cannot be read."""
    try:
        return msgspec.json.decode(_path(home, "clock").read_bytes(), type=Confirmed)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def apart(home: Path, file: Path) -> bool:
    """Whether a file lies on another disk (file system) than the data."""
    return home.stat().st_dev != file.stat().st_dev


def _path(home: Path, name: str) -> Path:
    return home / "upkeep" / f"{name}.json"


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_suffix(".partial")
    draft.write_bytes(data)
    draft.replace(path)
