from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import pytest

from phoihop.ledger.domain.types import Coordinate, Proposal, Valid
from phoihop.registry.acts import EditionLoaded, RowWithdrawn
from phoihop.registry.domain.content import EditionContent
from phoihop.registry.domain.edition import Statement, Stored, decide_load, statements
from tests.registry.registers import shipped

LEDGER = "m-qk3-ct/registry"


def recorded(content: EditionContent) -> dict[str, Stored]:
    """The edition as it would stand after loading, each statement at the place of its act."""
    wanted = statements(content, ledger=LEDGER)
    return {
        subject: Stored(statement, Coordinate(LEDGER, 1, index))
        for index, (subject, statement) in enumerate(wanted.items(), start=2)
    }


def proposals(
    content: EditionContent, known: Mapping[str, Stored], sha256: str | None = None
) -> Sequence[Proposal]:
    return decide_load(content, ledger=LEDGER, recorded=known, sha256=sha256).value


def test_the_first_load_states_every_row_once() -> None:
    found = proposals(shipped(), {})
    assert Counter(p.kind.name for p in found) == {
        "registry.edition_loaded": 1,
        "registry.rules_recorded": 1,
        "registry.body_recorded": 544,
        "registry.line_recorded": 723,
        "registry.lineage_recorded": 482,
    }
    assert len({p.subjects for p in found}) == len(found)
    assert not any(p.supersedes for p in found)


def test_the_period_of_a_fact_stands_in_the_envelope() -> None:
    found = {p.subjects[0]: p for p in proposals(shipped(), {})}
    assert found["body:P-31-BTC"].valid == Valid(None, "2025-07-01")
    assert found["body_line:P-31-BTC.v2/M-QK3-CT/coordination"].valid == Valid("2025-07-01", None)
    assert found["lineage:P-31-BTC/P-31-BTC.v2/merge"].valid == Valid("2025-07-01", None)
    assert found["lineage:M-148/-/abolish"].valid == Valid("2025-07-01", None)


def test_the_same_edition_again_does_nothing() -> None:
    content = shipped()
    assert proposals(content, recorded(content), content.edition.sha256) == ()


def later(content: EditionContent, **changes: object) -> EditionContent:
    """The content of a later edition: other rows, another hash."""
    fields = {name: getattr(content, name) for name in content.__slots__}
    edition = msgspec.structs.replace(content.edition, name="bản 2", sha256="0" * 64)
    return EditionContent(**{**fields, "edition": edition, **changes})


def test_a_later_edition_without_a_change_only_says_that_it_was_loaded() -> None:
    content = shipped()
    found = proposals(later(content), recorded(content), content.edition.sha256)
    assert [(p.kind.name, p.payload.name) for p in found if isinstance(p.payload, EditionLoaded)] == [
        ("registry.edition_loaded", "bản 2")
    ]
    assert len(found) == 1


def test_a_changed_row_supersedes_its_act() -> None:
    content = shipped()
    known = recorded(content)
    first = msgspec.structs.replace(content.bodies[0], note="đã đối chiếu")
    found = proposals(later(content, bodies=(first, *content.bodies[1:])), known)[1:]
    subject = f"body:{first.code}"
    assert [(p.subjects, p.supersedes, p.payload.note) for p in found] == [
        ((subject,), (known[subject].place,), "đã đối chiếu")
    ]


def test_a_changed_day_is_a_changed_row() -> None:
    content = shipped()
    known = recorded(content)
    at = next(i for i, row in enumerate(content.lines) if row.child == "P-17-BTC" and row.valid_to)
    rows = list(content.lines)
    rows[at] = msgspec.structs.replace(rows[at], valid_to=None)
    found = proposals(later(content, lines=tuple(rows)), known)[1:]
    assert [p.valid for p in found] == [Valid()]
    assert all(p.supersedes for p in found)


def test_a_row_that_is_gone_is_withdrawn_and_a_new_one_recorded() -> None:
    content = shipped()
    known = recorded(content)
    gone, new = content.bodies[-1], msgspec.structs.replace(content.bodies[-1], code="Z-1")
    found = proposals(later(content, bodies=(*content.bodies[:-1], new)), known)[1:]
    assert [(p.kind.name, p.subjects, p.supersedes) for p in found] == [
        ("registry.body_recorded", ("body:Z-1",), ()),
        ("registry.row_withdrawn", (f"body:{gone.code}",), (known[f"body:{gone.code}"].place,)),
    ]
    assert found[1].payload == RowWithdrawn("bản 2")


def test_a_changed_rule_supersedes_the_rules() -> None:
    content = shipped()
    known = recorded(content)
    rules = msgspec.structs.replace(content.rules, scopes=())
    found = proposals(later(content, rules=rules), known)[1:]
    assert [(p.kind.name, p.supersedes) for p in found] == [
        ("registry.rules_recorded", (known[f"registry_rules:{LEDGER}"].place,))
    ]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_same_line_in_several_periods_has_a_subject_for_each(count: int) -> None:
    content = shipped()
    row = content.lines[0]
    rows = tuple(msgspec.structs.replace(row, note=str(n)) for n in range(count))
    name = f"body_line:{row.child}/{row.parent}/{row.line}"
    found = [s for s in statements(later(content, lines=rows), ledger=LEDGER) if s.startswith("body_line")]
    assert found == [name, f"{name}/2", f"{name}/3"][:count]


def test_a_statement_is_equal_when_payload_and_period_are() -> None:
    payload = RowWithdrawn("x")
    assert Statement(payload, Valid()) == Statement(RowWithdrawn("x"), Valid())
    assert Statement(payload, Valid()) != Statement(payload, Valid("2020-01-01"))
