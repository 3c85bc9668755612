"""A node for tests: ledger and registry plugged in with throw-away keys, a clock, a small edition."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from phoihop.access.domain.types import Actor, Role
from phoihop.ledger import acts as ledger_acts
from phoihop.ledger.api import Outcome, Ports, open_ledger, plug
from phoihop.ledger.domain.types import KindBook
from phoihop.node.keys import FileKeyRing
from phoihop.registry import acts
from phoihop.registry import api as registry
from tests.registry.registers import CONTENT, HOME

LEDGER = "m-qk3-ct/registry"
TODAY = date(2026, 11, 23)
# Enough of the shipped edition for every page: the home agency, bodies above it, boards of two provinces that
# merged and of one that did not, with the bodies they belong to.
SMALL = frozenset(
    f"P-{unit}{organ}{version}"
    for unit, version in (("22", ""), ("30", ""), ("31", ""), ("31", ".v2"))
    for organ in ("", "-BTV", "-BTC", "-QS")
) | {
    "M-BQP",
    "M-QK3",
    "M-QK3-CT",
    "M-QK3-CT-TC",
    "M-TCCT",
    "MP-QK3",
    "MP-QK3-TV",
    "MP-QUTW",
    "P-TW",
    "P-TW-BTC",
    "S-VN",
}


class Names:
    """NameSource: the codes themselves are enough here."""

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        return {}


@dataclass(slots=True)
class Node:
    """What is plugged in, and where its content lies."""

    ring: FileKeyRing
    folder: Path
    now: datetime = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def clock(self) -> datetime:
        return self.now

    def open(self, ledger: str, agency: str = HOME) -> None:
        """Open a ledger with a key of its own."""
        open_ledger(ledger, agency=agency, title="Nhật ký thử", key=self.ring.create(ledger, 1))

    def load(self) -> Outcome:
        """Load the small edition, as it stands in `folder`."""
        if not self.folder.exists():
            small_edition(self.folder)
        return registry.load_edition(self.folder)


def plug_node(keys: Path) -> Node:
    """Plug ledger and registry in."""
    node = Node(FileKeyRing(keys), keys.parent / "edition")
    projectors = {projector.subject_type: projector for projector in registry.PROJECTORS}
    kinds = KindBook((*ledger_acts.KINDS, *acts.KINDS))
    plug(Ports(kinds, projectors, node.ring, node.clock, Names(), {}))
    registry.plug(LEDGER, keeper=HOME)
    return node


def actor(role: Role = Role.OFFICER, *, body: str = HOME) -> Actor:
    """Somebody acting in a post with this role."""
    return Actor(
        account="mai.do",
        person="01J00000000000000000000001",
        person_name="Đỗ Thị Mai",
        post="01J00000000000000000000002",
        post_title="Trợ lý",
        body=body,
        body_name=body,
        role=role,
        ledger=f"{body.lower()}/nhat-ky",
        acts_for=frozenset({body}),
    )


def small_edition(folder: Path) -> None:
    """Write an edition with the bodies of SMALL only, one alias and one class name."""
    folder.mkdir()
    counts: dict[str, int] = {}
    for name, columns in (
        ("bodies", ("code",)),
        ("edges", ("child", "parent")),
        ("lineage", ("from_code", "to_code")),
    ):
        rows = rows_of(CONTENT / f"{name}.csv")
        kept = [row for row in rows if all(row[column] in SMALL for column in columns)]
        write_rows(folder / f"{name}.csv", kept)
        counts[name] = len(kept)
    for name in ("protocol.yaml", "vocabulary.yaml"):
        shutil.copy(CONTENT / name, folder / name)
    write_names(folder)
    write_head(folder, name="bản thử 1", counts=counts)


def write_names(folder: Path) -> None:
    """One alias and one class name."""
    (folder / "aliases.yaml").write_text(
        f"home: {HOME}\n"
        f"aliases:\n  - {{body: {HOME}, names: [Cục Chính trị]}}\n"
        "abbreviations:\n  - {short: CHQS, long: Chỉ huy quân sự}\n"
        "levels: [tỉnh]\nscopes: [trên địa bàn]\n",
        encoding="utf-8",
    )
    (folder / "classes.yaml").write_text(
        "- id: ban-to-chuc\n  label: Ban Tổ chức các tỉnh ủy, thành ủy\n"
        f"  start: {HOME}\n  steps:\n    - {{toward: children, line: coordination, kinds: [ban-to-chuc]}}\n"
        '  names: ["Ban Tổ chức các tỉnh ủy, thành ủy"]\n',
        encoding="utf-8",
    )


def write_head(folder: Path, *, name: str, counts: Mapping[str, int] | None = None) -> None:
    """edition.yaml for the files as they are."""
    if counts is None:
        counts = {file: len(rows_of(folder / f"{file}.csv")) for file in ("bodies", "edges", "lineage")}
    (folder / "edition.yaml").write_text(
        f"name: {name}\ndate: 2026-11-23\nknown_from: 2017-10-15\nknown_until: 2026-07-31\nstate: secondary\n"
        f"bodies: {counts['bodies']}\nlines: {counts['edges']}\nlineage: {counts['lineage']}\n",
        encoding="utf-8",
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def write_rows(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Rows sorted as the loader wants them."""
    text = io.StringIO()
    columns = list(rows[0])
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: [row[column] for column in columns]))
    path.write_text(text.getvalue(), encoding="utf-8")
