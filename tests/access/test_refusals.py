from __future__ import annotations

import re
from pathlib import Path

from phoihop.kernel.refusal_catalogue import load_catalogue

CODE = re.compile(r'"(access\.[a-z_]+)"')
PAGES = {"access.read_log"}  # names of pages in the read log, spelt alike
SESSION = {"access.began", "access.post"}


def codes(folder: Path) -> set[str]:
    """The codes written in the Python files of a folder."""
    found = {code for path in folder.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    return found - PAGES - SESSION


def test_every_refusal_has_its_sentences_and_every_sentence_its_refusal(project_root: Path):
    entries = load_catalogue(project_root / "content" / "refusals").entries
    written = {code for code in entries if code.startswith("access.")}
    assert codes(project_root / "src" / "phoihop" / "access") == written


def test_every_refusal_has_a_test(project_root: Path):
    tests = project_root / "tests" / "access"
    assert codes(project_root / "src" / "phoihop" / "access") - codes(tests) == set()
