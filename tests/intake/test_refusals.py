"""Every refusal has its sentences, every sentence its refusal, every refusal a test."""

from __future__ import annotations

import re
from pathlib import Path

from phoihop.kernel.refusal_catalogue import load_catalogue

CODE = re.compile(r'"(intake\.[a-z_]+)"')
PAGES = {"intake.index", "intake.text", "intake.words"}
KINDS = {"intake.text_received", "intake.word_learned", "intake.word_withdrawn"}


def codes(folder: Path) -> set[str]:
    """The codes written in the Python files of a folder, without names of pages and kinds."""
    found = {code for path in folder.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    return found - PAGES - KINDS


def test_every_refusal_has_its_sentences_and_every_sentence_its_refusal(project_root: Path) -> None:
    entries = load_catalogue(project_root / "content" / "refusals").entries
    written = {code for code in entries if code.startswith("intake.")}
    assert codes(project_root / "src" / "phoihop" / "intake") == written


def test_every_refusal_has_a_test(project_root: Path) -> None:
    tests = project_root / "tests" / "intake"
    assert codes(project_root / "src" / "phoihop" / "intake") - codes(tests) == set()


def test_every_kind_of_act_has_a_title(project_root: Path) -> None:
    titles = (project_root / "content" / "act_kinds.yaml").read_text(encoding="utf-8")
    assert {kind for kind in KINDS if f"- kind: {kind}\n" in titles} == KINDS
