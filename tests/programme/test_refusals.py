"""Every refusal has its sentences, every sentence its refusal, every refusal a test."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

from phoihop.kernel.refusal_catalogue import load_catalogue
from phoihop.programme import acts

CODE = re.compile(r'"(programme\.[a-z_]+)"')
PAGE = re.compile(r"^- page: (programme\.[a-z_]+)$", re.MULTILINE)
KINDS = {kind.name for kind in acts.KINDS}
TABLES = {f"programme.{model.__name__.lower()}" for model in apps.get_app_config("programme").get_models()}


def codes(folder: Path, project: Path) -> set[str]:
    """The codes written in the Python files of a folder, without names of pages, kinds and tables."""
    shown = set(PAGE.findall((project / "content" / "pages.yaml").read_text(encoding="utf-8")))
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        if "migrations" not in path.parts:
            found.update(CODE.findall(path.read_text(encoding="utf-8")))
    return found - shown - KINDS - TABLES


def test_every_refusal_has_its_sentences_and_every_sentence_its_refusal(project_root: Path) -> None:
    entries = load_catalogue(project_root / "content" / "refusals").entries
    written = {code for code in entries if code.startswith("programme.")}
    assert codes(project_root / "src" / "phoihop" / "programme", project_root) == written


def test_every_refusal_has_a_test(project_root: Path) -> None:
    refused = codes(project_root / "src" / "phoihop" / "programme", project_root)
    assert refused - codes(project_root / "tests" / "programme", project_root) == set()


def test_every_kind_of_act_has_a_title(project_root: Path) -> None:
    titles = (project_root / "content" / "act_kinds.yaml").read_text(encoding="utf-8")
    assert {kind for kind in KINDS if f"- kind: {kind}\n" in titles} == KINDS
