"""The files under content/registry: what they hold, and that a faulty file is refused with its place."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.strict_yaml import YamlFault
from phoihop.registry.acts import LineKind
from phoihop.registry.domain.content import FILES, EditionFault, read_edition, sha256_of
from phoihop.registry.domain.csv_table import TableFault
from tests.registry.registers import CONTENT, shipped


def test_the_shipped_edition_holds_544_bodies_723_lines_and_482_changes() -> None:
    content = shipped()
    assert (len(content.bodies), len(content.lines), len(content.lineage)) == (544, 723, 482)


def test_the_lines_by_kind() -> None:
    assert Counter(row.line for row in shipped().lines) == {
        LineKind.PARTY: 279,
        LineKind.GUIDANCE: 155,
        LineKind.COMMAND: 144,
        LineKind.STATE: 119,
        LineKind.ADVISES: 14,
        LineKind.COORDINATION: 12,
    }


def test_what_is_known_from_memory_is_to_be_confirmed_and_says_so() -> None:
    doubtful = [row for row in shipped().bodies if row.state is Knowledge.TO_CONFIRM]
    assert {row.code for row in doubtful} == {
        "M-QK3-CT-BVAN",
        "M-QK3-CT-CB",
        "M-QK3-CT-CS",
        "M-QK3-CT-DV",
        "M-QK3-CT-TC",
        "M-QK3-CT-TH",
        "MP-QK3-UBKT",
        "S-318",
        "S-350.v2",
    }
    assert all(row.note for row in doubtful)


def test_the_report_of_2018_does_not_verify_partners_of_2025() -> None:
    partners = {row.child: row.state for row in shipped().lines if row.line is LineKind.COORDINATION}
    assert {code for code, state in partners.items() if state is Knowledge.DERIVED} == {
        "P-31-BTC.v2",
        "P-33-BTC.v2",
        "P-37-BTC.v2",
    }


def test_every_statement_without_a_source_is_to_be_confirmed() -> None:
    content = shipped()
    rows = [(row.source, row.state) for row in content.bodies]
    rows += [(row.source, row.state) for row in content.lines]
    rows += [(row.source, row.state) for row in content.lineage]
    assert {state for source, state in rows if not source} == {Knowledge.TO_CONFIRM}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be spoilt."""
    for name in FILES:
        shutil.copy(CONTENT / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_hash_covers_every_file(folder: Path) -> None:
    hashes = [sha256_of(folder)]
    for name in FILES:
        (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
        hashes.append(sha256_of(folder))
    assert len(set(hashes)) == len(FILES) + 1


FAULTS = [
    (
        "a figure that is not the count",
        "edition.yaml",
        "bodies: 544",
        "bodies: 543",
        "edition.yaml: the files hold (544, 723, 482)",
    ),
    (
        "an unknown kind",
        "bodies.csv",
        ",ban-chqs-huyen,",
        ",ban-chqs,",
        "bodies.csv kind: ban-chqs is not there",
    ),
    ("an unknown side", "bodies.csv", ",military,", ",navy,", "bodies.csv side: navy is not there"),
    ("a line to nowhere", "edges.csv", "M-148,M-17,", "M-148,M-170,", "edges.csv: M-170 is not there"),
    (
        "a line that is over before it begins",
        "edges.csv",
        "M-148,M-17,command,,2025-07-01",
        "M-148,M-17,command,2025-07-01,2025-07-01",
        "a period from 2025-07-01 to 2025-07-01 has no day",
    ),
    (
        "a successor nobody knows",
        "lineage.csv",
        "M-151,M-148,",
        "M-151,M-148a,",
        "lineage.csv: M-148a is not there",
    ),
    (
        "an alias of nobody",
        "aliases.yaml",
        "body: M-QK3\n",
        "body: M-QK\n",
        "aliases.yaml: M-QK is not there",
    ),
    (
        "aliases out of order",
        "aliases.yaml",
        "body: M-QK3\n",
        "body: S-17\n",
        "aliases.yaml aliases: not sorted, or something stands there twice",
    ),
    (
        "another home",
        "aliases.yaml",
        "home: M-QK3-CT",
        "home: M-QK3",
        "aliases.yaml: home is M-QK3, in protocol.yaml it is M-QK3-CT",
    ),
    (
        "a class that starts nowhere",
        "classes.yaml",
        "start: MP-QK3",
        "start: MP-QK9",
        "classes.yaml: MP-QK9 is not there",
    ),
    (
        "a name of two classes",
        "classes.yaml",
        "    - các tỉnh ủy\n",
        "    - các huyện ủy\n",
        "classes.yaml: “cac huyen uy” means cap-uy-cap-huyen and tinh-thanh-uy",
    ),
    (
        "a name of two bodies",
        "aliases.yaml",
        "      - Đảng ủy Quân khu\n",
        "      - Cục chính trị\n",
        "aliases.yaml: “cuc chinh tri” means M-QK3-CT and MP-QK3",
    ),
    (
        "a kind without a place",
        "protocol.yaml",
        "  - huyen\n",
        "",
        "protocol.yaml: kinds must name every kind of vocabulary.yaml once",
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_files_that_do_not_fit_together_are_refused(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    change(folder / name, old, new)
    with pytest.raises(EditionFault) as fault:
        read_edition(folder)
    assert str(fault.value).startswith(message)


def test_a_key_nobody_knows_is_refused_with_its_line(folder: Path) -> None:
    change(folder / "protocol.yaml", "home:", "house: X\nhome:")
    with pytest.raises(YamlFault) as fault:
        read_edition(folder)
    assert fault.value.line == 4


def test_an_unknown_state_of_knowledge_is_refused_with_its_line(folder: Path) -> None:
    change(folder / "bodies.csv", ",derived,", ",perhaps,")
    with pytest.raises(TableFault) as fault:
        read_edition(folder)
    assert fault.value.line == 2
