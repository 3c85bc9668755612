"""Faulty files of an edition are refused with file, line and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from phoihop.kernel.strict_yaml import YamlFault
from phoihop.norms.domain.content import EditionFault, read_edition, sha256_of
from tests.norms.catalogues import CONTENT, shipped

ENTRY = """\
- id: {id}
  kind: Quy định
  number: "{number}"
  issuer: Bộ Chính trị
  date: 2018-01-02
  title: trích yếu
  state: verified
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A faultless edition of two instruments."""
    shutil.copy(CONTENT / "issuers.yaml", tmp_path)
    write(tmp_path, ENTRY.format(id="a-2018", number="1-QĐ/TW") + ENTRY.format(id="b-2018", number="2-QĐ/TW"))
    return tmp_path


def write(folder: Path, instruments: str, *, count: int | None = None) -> None:
    """The files of an edition with these entries."""
    (folder / "instruments.yaml").write_text(instruments, encoding="utf-8")
    found = instruments.count("- id:") if count is None else count
    (folder / "edition.yaml").write_text(
        f"name: bản thử\ndate: 2026-11-23\nknown_until: 2026-07-31\ninstruments: {found}\nstate: secondary\n",
        encoding="utf-8",
    )


def test_the_shipped_edition_holds_what_the_catalogue_is_for() -> None:
    ids = {id_ for id_, _ in shipped().instruments}
    assert len(ids) == shipped().edition.instruments == 110
    assert {"59-qd-tw-2016", "366-qd-tw-2025", "28-nq-tw-2008", "35-ct-tw-2019", "35-ct-tw-2024"} <= ids


def test_four_numbers_of_the_shipped_edition_stand_there_twice() -> None:
    numbers = [said.number for _, said in shipped().instruments if said.number]
    assert sorted({number for number in numbers if numbers.count(number) > 1}) == [
        "04-HD/TW",
        "16-HD/BTCTW",
        "35-CT/TW",
        "50-QĐ/TW",
    ]


def test_what_is_to_be_confirmed_has_no_force(folder: Path) -> None:
    doubtful = [said for _, said in shipped().instruments if said.state == "to_confirm"]
    assert all(said.begins_earliest is None for said in doubtful)


def test_an_edition_is_known_by_its_files(folder: Path) -> None:
    before = read_edition(folder)
    assert before.edition.sha256 == sha256_of(folder)
    assert [id_ for id_, _ in before.instruments] == ["a-2018", "b-2018"]
    (folder / "issuers.yaml").write_bytes((folder / "issuers.yaml").read_bytes() + b"# more\n")
    assert read_edition(folder).edition.sha256 != before.edition.sha256


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("id: b_2018", "an id is made of"),
        ("number: ''", "without number it needs the session"),
        ("issuer: Bộ Chính Trị", "is not in issuers.yaml"),
        ("begins: 2017-12-31", "it begins before it is signed"),
        ("begins: 2019-01-01\n  ends: 2019-01-01", "it ends before it begins"),
        ("begins: 2019-01-01\n  begins_latest: 2019-01-02", "begins is given exactly and with bounds"),
        ("ends_earliest: 2019-01-02\n  ends_latest: 2019-01-01", "the bounds of ends leave no day"),
        ("date_to: 2019-01-02", "date is given exactly and with bounds"),
        ("to_confirm: [number, date]", "to_confirm is not sorted"),
        ("sources: [b, a]", "sources is not sorted"),
        ("relations: [{kind: replaces, to: c-2018, state: verified}]", "there is no other instrument c-2018"),
        ("relations: [{kind: replaces, to: b-2018, state: verified}]", "there is no other instrument b-2018"),
        ("state: certain", "Invalid enum value"),
        ("day: 2018-01-02", "unknown field"),
    ],
)
def test_a_faulty_entry_is_named(folder: Path, line: str, message: str) -> None:
    key = line.partition(":")[0]
    rows = ENTRY.format(id="b-2018", number="2-QĐ/TW").splitlines()
    kept = [row for row in rows if row.strip("- ").partition(":")[0] != key]
    last = "- " + line if key == "id" else "  " + line
    entry = "\n".join([last, *kept] if key == "id" else [*kept, last]) + "\n"
    write(folder, ENTRY.format(id="a-2018", number="1-QĐ/TW") + entry)
    with pytest.raises(YamlFault, match=message) as caught:
        read_edition(folder)
    assert caught.value.file.endswith("instruments.yaml")
    assert caught.value.line >= 8


def test_entries_are_sorted_by_id(folder: Path) -> None:
    write(folder, ENTRY.format(id="b-2018", number="1-QĐ/TW") + ENTRY.format(id="a-2018", number="2-QĐ/TW"))
    with pytest.raises(YamlFault, match="a-2018: entries are sorted by id"):
        read_edition(folder)


def test_two_entries_never_have_one_identity(folder: Path) -> None:
    write(folder, ENTRY.format(id="a-2018", number="1-QĐ/TW") + ENTRY.format(id="b-2018", number="1-QĐ/TW"))
    with pytest.raises(YamlFault, match="issuer, number and date are those of a-2018"):
        read_edition(folder)


def test_a_month_needs_both_ends(folder: Path) -> None:
    entry = ENTRY.format(id="a-2018", number="1-QĐ/TW").replace("date:", "date_from:")
    write(folder, entry)
    with pytest.raises(YamlFault, match="date_from and date_to stand together"):
        read_edition(folder)


def test_the_head_counts_the_entries(folder: Path) -> None:
    write(folder, ENTRY.format(id="a-2018", number="1-QĐ/TW"), count=2)
    with pytest.raises(EditionFault, match=r"instruments\.yaml holds 1 instruments"):
        read_edition(folder)


@pytest.mark.parametrize(
    ("issuers", "message"),
    [
        ("- {name: Bộ Chính trị, also: []}\n- {name: Ban Bí thư, also: []}\n", "not sorted"),
        ("- {name: Ban Bí thư, also: [B, A]}\n- {name: Bộ Chính trị, also: []}\n", "not sorted, or one"),
        ("- {name: Ban Bí thư, also: [bộ chính trị]}\n- {name: Bộ Chính trị, also: []}\n", "of two issuers"),
    ],
)
def test_names_of_issuers_have_one_meaning(folder: Path, issuers: str, message: str) -> None:
    (folder / "issuers.yaml").write_text(issuers, encoding="utf-8")
    with pytest.raises(EditionFault, match=message):
        read_edition(folder)


def test_a_missing_file_is_a_missing_file(folder: Path) -> None:
    (folder / "issuers.yaml").unlink()
    with pytest.raises(FileNotFoundError):
        read_edition(folder)
