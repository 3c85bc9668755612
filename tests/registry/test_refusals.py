"""Every code that the registry raises has its sentences, every sentence a code, every code a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from phoihop.kernel.refusal_catalogue import Entry, load_catalogue

ENTRIES = load_catalogue(Path(__file__).resolve().parents[2] / "content" / "refusals").entries
OURS = {code: entry for code, entry in ENTRIES.items() if code.startswith("registry.")}
RAISED = re.compile(r'(?:refuse|Refusal)\(\s*"(registry\.[a-z_]+)"|_told\(\s*"([a-z_]+)"')


def raised(root: Path) -> set[str]:
    found: set[str] = set()
    for path in (root / "src/phoihop/registry").rglob("*.py"):
        for whole, reason in RAISED.findall(path.read_text(encoding="utf-8")):
            found.add(whole or f"registry.{reason}")
    return found


def test_sentences_and_codes_are_the_same_set(project_root: Path) -> None:
    assert raised(project_root) == set(OURS)


def test_every_code_is_named_in_a_test(project_root: Path) -> None:
    tests = [p for p in (project_root / "tests/registry").glob("test_*.py") if p.name != Path(__file__).name]
    text = "\n".join(path.read_text(encoding="utf-8") for path in tests)
    reasons = {code: code.removeprefix("registry.").removeprefix("contradiction_") for code in OURS}
    assert {code for code, reason in reasons.items() if f'{reason}"' not in text} == set()


@pytest.mark.parametrize("entry", OURS.values(), ids=OURS)
def test_sentences_keep_the_tone_of_the_house(entry: Entry) -> None:
    vietnamese = f"{entry.vi} {entry.remedy_vi}".lower()
    assert not re.search(r"\bbạn\b", vietnamese)
    assert "đề nghị" in vietnamese
