"""The wheels of a bundle: those that the lock asks for on this machine, chosen by their hashes."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

_LINE = re.compile(
    r"^(?P<requirement>[a-z0-9][^\\\n]*?) *\\\n(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}.*\n)+)",
    re.MULTILINE,
)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


class WheelMissing(RuntimeError):
    """The wheelhouse lacks a wheel that the lock asks for; the message names it."""


def wanted(lock: str) -> dict[str, frozenset[str]]:
    """The requirements of a lock that apply to this machine (`name==version`), each with its hashes."""
    found: dict[str, frozenset[str]] = {}
    for line in _LINE.finditer(lock):
        requirement = Requirement(line["requirement"])
        if requirement.marker is None or requirement.marker.evaluate():
            found[f"{requirement.name}{requirement.specifier}"] = frozenset(_HASH.findall(line["hashes"]))
    return found


def choose(wheelhouse: Path, lock: str) -> tuple[Path, ...]:
    """The wheels in a folder that the lock asks for; others may lie there. WheelMissing."""
    there = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in wheelhouse.glob("*.whl")}
    chosen: list[Path] = []
    for requirement, hashes in wanted(lock).items():
        matching = [there[digest] for digest in sorted(hashes & there.keys())]
        if not matching:
            raise WheelMissing(f"{requirement} is not in {wheelhouse}")
        chosen += matching
    return tuple(sorted(chosen))


def fetch(wheelhouse: Path, lock: Path) -> None:
    """Fill a folder with the wheels of a lock for this machine, from wherever pip is told to look.

    CalledProcessError without a network. What is there already is not fetched again.
    """
    wheelhouse.mkdir(parents=True, exist_ok=True)
    subprocess.run(  # noqa: S603  # pip with our own arguments
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"),
            *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--find-links", str(wheelhouse)),
            *("--dest", str(wheelhouse), "--requirement", str(lock)),
        ],
        check=True,
    )
