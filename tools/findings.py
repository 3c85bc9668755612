"""What the project's own checks have in common: one finding, the files they look at, how they end."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Without git (an unpacked archive) these are left out by name.
UNTRACKED_FOLDERS = frozenset(
    {".git", ".venv", "var", "wheelhouse", "__pycache__", "dist", "build", "node_modules"}
)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place and a sentence that says what is wrong there and why it matters. Line 0: the whole file."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.sentence}"


def project_files(root: Path) -> tuple[Path, ...]:
    """Files of the project below `root`: those that git tracks or would track, sorted.

    Without git or outside a repository: every file outside the folders that .gitignore names.
    """
    listed = _listed_by_git(root)
    found = listed if listed is not None else _walked(root)
    return tuple(sorted(path for path in found if path.is_file()))


def _listed_by_git(root: Path) -> list[Path] | None:
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return None
    answer = subprocess.run(  # noqa: S603 - a fixed command without a shell
        [git, "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
    )
    return [root / name.decode() for name in answer.stdout.split(b"\0") if name]


def _walked(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        if UNTRACKED_FOLDERS.isdisjoint(path.relative_to(root).parts):
            yield path


def report(findings: Iterable[Finding], *, subject: str) -> int:
    """Print the findings on stderr, or one line that all is well; the exit code for the shell."""
    found = sorted(findings)
    for finding in found:
        print(finding, file=sys.stderr)
    if found:
        print(f"{subject}: {len(found)} found.", file=sys.stderr)
        return 1
    print(f"{subject}: none found.")
    return 0
