"""Every refusal has its sentences, every kind of act its name, every table its class."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from django.apps import apps
from django.conf import settings

from phoihop.kernel.keep import Keep
from phoihop.kernel.refusal_catalogue import load_catalogue
from phoihop.ledger.domain.types import ActKind, Payload
from phoihop.node.page_names import page_names
from phoihop.node.wiring import KINDS, PROJECTORS, kind_titles

# Codes stand as literals where they are raised: refuse("room.reason", …) or Refusal("room.reason", …).
RAISED = re.compile(r'\b(?:refuse|Refusal|refusal)\(\s*\n?\s*"([a-z]+\.[a-z_]+)"')
FOUND = re.compile(r'(?:finding|_find)\(\s*"([a-z_]+)"|return "((?:checkpoint)_[a-z]+)"')
# Items of the curriculum form 2C that are never stored, in the words that a field could be named by.
NEVER_STORED = re.compile(
    r"famil|relativ|spouse|parent_name|religio|ethnic|opinion|belief|loyal|polit|hous|income|health|"
    r"foreign_relat|biograph|hometown"
)


def raised_codes(root: Path) -> set[str]:
    codes: set[str] = set()
    for path in (root / "src/phoihop").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        codes |= set(RAISED.findall(text))
        if path.parts[-2] == "ledger":
            codes |= {f"ledger.{one or other}" for one, other in FOUND.findall(text)}
    return codes


def test_every_refusal_that_is_raised_has_its_sentences(project_root: Path) -> None:
    known = set(load_catalogue(settings.CONTENT / "refusals").entries)
    assert raised_codes(project_root) - known == set()


def test_every_kind_of_act_has_a_name_and_every_name_a_kind() -> None:
    assert {kind.name for kind in KINDS} == set(kind_titles(settings.CONTENT))


def noted_pages(root: Path) -> set[str]:
    """The codes that pages note in the read log; they stand as literals."""
    return {
        code
        for path in (root / "src/phoihop").rglob("*.py")
        for code in re.findall(r'\bnote_read\(request, "([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }


def test_every_page_that_notes_a_reader_has_a_name_and_every_name_a_page(project_root: Path) -> None:
    assert noted_pages(project_root) == set(page_names(settings.CONTENT))


def test_names_of_pages_are_sorted() -> None:
    names = list(page_names(settings.CONTENT))
    assert names == sorted(names)


def test_names_of_kinds_are_sorted() -> None:
    names = list(kind_titles(settings.CONTENT))
    assert names == sorted(names)


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_every_table_of_ours_declares_its_class(model: type) -> None:
    ours = model.__module__.startswith("phoihop.")
    assert isinstance(getattr(model, "keep", None), Keep) == ours or not ours


@pytest.mark.parametrize("projector", PROJECTORS, ids=lambda projector: projector.subject_type)
def test_tables_of_projectors_are_projections_with_a_subject(projector: object) -> None:
    for table in projector.tables:  # type: ignore[attr-defined]  # Projector, parametrised as object
        assert table.keep == Keep.PROJECTION
        assert "subject" in {field.name for field in table._meta.get_fields()}


def field_names(type_: type[msgspec.Struct]) -> set[str]:
    """The names of all fields of a payload, those of structs inside included."""
    names: set[str] = set()
    pending: list[type] = [type_]
    seen: set[type] = set()
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        for field in msgspec.structs.fields(current):
            names.add(field.name)
            pending += [
                t for t in _types_in(field.type) if isinstance(t, type) and issubclass(t, msgspec.Struct)
            ]
    return names


def _types_in(annotation: object) -> list[object]:
    inner = getattr(annotation, "__args__", ())
    return [annotation, *(found for part in inner for found in _types_in(part))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name} v{kind.version}")
def test_no_kind_of_act_has_a_field_about_private_life_or_belief(kind: ActKind[Payload]) -> None:
    assert [name for name in field_names(kind.payload) if NEVER_STORED.search(name)] == []


class Inner(Payload, frozen=True):
    """What must never be recorded."""

    family_background: str


class Outer(Payload, frozen=True):
    """It stands inside another struct."""

    parts: tuple[Inner, ...]


def test_the_search_for_such_fields_can_find_one() -> None:
    assert [name for name in field_names(Outer) if NEVER_STORED.search(name)] == ["family_background"]
