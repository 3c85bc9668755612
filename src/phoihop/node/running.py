"""Whether a server runs on an installation: a lock that it holds as long as it lives, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from phoihop.kernel.decision import Accepted, Decision, refuse

LOCK: Final = "serve.lock"


def mark_running(home: Path) -> Decision[None]:
    """Hold the lock, as other servers may too, until this process or the program it turns into ends.

    Refused while somebody changes the installation: `node.being_upgraded`.
    """
    descriptor = _open(home)
    if not _lock(descriptor, fcntl.LOCK_SH):
        os.close(descriptor)
        return refuse("node.being_upgraded")
    os.set_inheritable(descriptor, True)  # noqa: FBT003  # the signature of the system call
    return Accepted(None)


@contextmanager
def stopped(home: Path) -> Iterator[Decision[None]]:
    """Keep servers away for the time of the block. Refused while one runs: `node.still_running`."""
    descriptor = _open(home)
    try:
        free = _lock(descriptor, fcntl.LOCK_EX)
        yield Accepted(None) if free else refuse("node.still_running", folder=str(home))
    finally:
        os.close(descriptor)


def _open(home: Path) -> int:
    return os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o600)


def _lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
