"""Refuses a runtime dependency whose licence does not go with Apache-2.0.

Looks at the packages of requirements/base.lock as they are installed (importlib.metadata): first the SPDX
expression, then the trove classifiers, then the free text. A package without a readable licence is refused as
well: somebody must look, and write the result into CHECKED_BY_HAND with the place where it stands. Run it as
`python -m tools.check_licences`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from tools.findings import ROOT, Finding, report

# SPDX identifiers and the wordings of older metadata, in lower case.
ALLOWED = frozenset(
    {
        "0bsd",
        "apache 2.0",
        "apache license 2.0",
        "apache software license",
        "apache-2.0",
        "bsd",
        "bsd license",
        "bsd-2-clause",
        "bsd-3-clause",
        "cc0-1.0",
        "isc",
        "isc license (iscl)",
        "mit",
        "mit license",
        "mit-0",
        "mozilla public license 2.0 (mpl 2.0)",
        "mpl-2.0",
        "psf-2.0",
        "python software foundation license",
        "python-2.0",
        "the unlicense (unlicense)",
        "unlicense",
        "zlib",
    }
)
# Weak copyleft, allowed for these only: imported unchanged, never copied into the project.
LESSER_GPL = frozenset(
    {
        "gnu lesser general public license v3 (lgplv3)",
        "gnu library or lesser general public license (lgpl)",
        "lgpl-3.0-only",
        "lgpl-3.0-or-later",
    }
)
LESSER_GPL_PACKAGES = frozenset({"psycopg", "psycopg-binary"})
CHECKED_BY_HAND: dict[str, str] = {}

LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==")


def locked_names(lock: str) -> tuple[str, ...]:
    """Names of the packages in the text of a lock file, in its order."""
    return tuple(match["name"] for line in lock.splitlines() if (match := LOCKED.match(line)))


def stated_licences(package: Distribution) -> str:
    """What the metadata says: an SPDX expression, else classifiers joined by AND, else one line of text."""
    metadata = package.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classifiers = [value for value in metadata.get_all("Classifier") or () if value.startswith("License ::")]
    names = [value.rpartition(" :: ")[2] for value in classifiers]
    specific = [name for name in names if name != "OSI Approved"]
    if specific:
        return " AND ".join(f"({name})" if " AND " in name else name for name in specific)
    texts: list[str] = metadata.get_all("License") or [""]
    return texts[0].strip().partition("\n")[0]


def is_allowed(name: str, stated: str) -> bool:
    """Whether a stated licence is allowed for the package `name`: any side of OR, every side of AND."""
    allowed = ALLOWED | LESSER_GPL if name in LESSER_GPL_PACKAGES else ALLOWED
    alternatives = re.split(r"\s+OR\s+", _without_outer_brackets(stated))
    return any(
        all(_plain(part) in allowed for part in re.split(r"\s+AND\s+", alternative))
        for alternative in alternatives
    )


def _plain(licence: str) -> str:
    return _without_outer_brackets(re.sub(r"\s+WITH\s+\S+$", "", licence)).casefold()


def _without_outer_brackets(text: str) -> str:
    bare = text.strip()
    return bare[1:-1].strip() if re.fullmatch(r"\([^()]*\)", bare) else bare


def finding_for(name: str) -> Finding | None:
    """The finding about one locked package; None where its licence is allowed or it is not installed."""
    if name in CHECKED_BY_HAND:
        return None
    try:
        stated = stated_licences(distribution(name))
    except PackageNotFoundError:
        return None  # its marker leaves it out here, as colorama outside Windows
    if is_allowed(name, stated):
        return None
    words = f"“{stated}”" if stated else "no licence"
    return Finding(
        "requirements/base.lock",
        0,
        f"{name} states {words}, which is not on the list; see tools/check_licences.py",
    )


def check(lock: Path) -> Iterator[Finding]:
    """Findings about every package of the lock file."""
    for name in locked_names(lock.read_text(encoding="utf-8")):
        finding = finding_for(name)
        if finding is not None:
            yield finding


if __name__ == "__main__":
    sys.exit(
        report(
            check(ROOT / "requirements" / "base.lock"),
            subject="Licences of runtime packages that need a look",
        )
    )
