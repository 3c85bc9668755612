from __future__ import annotations

import re
from pathlib import Path

from phoihop.kernel.refusal_catalogue import load_catalogue

CODE = re.compile(r'"(access\.[a-z_]+)"')
PAGES = {"access.account_changes", "access.read_log"}  # names of pages in the read log, spelt alike
SESSION = {
    f"access.{name}"
    for name in (
        "began",
        "half",
        "half_at",
        "half_hash",
        "idle",
        "new_secret",
        "over",
        "post",
        "seen",
        "visit",
        "without_factor",
    )
}


def codes(folder: Path) -> set[str]:
    """The codes written in the Python files of a folder."""
    paths = [path for path in folder.rglob("*.py") if "migrations" not in path.parts]
    found = {code for path in paths for code in CODE.findall(path.read_text(encoding="utf-8"))}
    return found - PAGES - SESSION


def test_every_refusal_has_its_sentences_and_every_sentence_its_refusal(project_root: Path):
    entries = load_catalogue(project_root / "content" / "refusals").entries
    written = {code for code in entries if code.startswith("access.")}
    assert codes(project_root / "src" / "phoihop" / "access") == written


def test_every_refusal_has_a_test(project_root: Path):
    tests = project_root / "tests" / "access"
    assert codes(project_root / "src" / "phoihop" / "access") - codes(tests) == set()
