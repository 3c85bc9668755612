"""Writing ledgers to a folder that a stranger can check with one script: docs/spec/ledger.md section 8."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from phoihop.kernel.canonical import canonical
from phoihop.ledger.envelope import origin
from phoihop.ledger.models import Act, Checkpoint
from phoihop.ledger.ports import ports

BATCH = 1000
README = """Bản xuất Nhật ký hồ sơ (Phối hợp)

Mỗi thư mục con chứa một quyển nhật ký: <cơ quan>/<nhật ký>/<kỳ>/
  envelopes.jsonl   mỗi dòng là đúng chuỗi byte của một hồ sơ đã băm
  payloads.jsonl    nội dung từng hồ sơ (null: không có ở đây hoặc đã xóa theo quy định)
  checkpoint        số lượng và giá trị băm gốc đã niêm phong
  checkpoints.jsonl mọi lần niêm phong, để chỉ đúng chỗ khi có sai lệch
  key               khóa kiểm tra; cần đối chiếu với khóa nhận bằng đường khác

Kiểm tra, không cần cài đặt hệ thống (Python 3.11 và thư viện cryptography):
  python3 verify_ledger.py .
  python3 verify_ledger.py . --key "<dòng khóa nhận từ cơ quan>"
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """One ledger epoch written out: its origin and number of acts."""

    origin: str
    size: int


def export(
    folder: Path, *, verifier_script: Path, ledgers: tuple[str, ...] = (), reader: str = ""
) -> tuple[Exported, ...]:
    """Write all ledgers of this node (or the named ones) below `folder`, which must not exist yet.

    `reader`: the ledger of the agency for which it is done; the content of what others keep inside is left
    out, all proofs still hold. Empty: everything, for who keeps the node. The folder appears whole or not at
    all: everything is written beside it first. FileExistsError.
    """
    if folder.exists():
        raise FileExistsError(folder)
    draft = folder.with_name(folder.name + ".partial")
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(parents=True)
    epochs = Act.objects.values_list("ledger", "epoch").distinct().order_by("ledger", "epoch")
    done = [
        _export_epoch(draft, ledger, epoch, whole=reader in {"", ledger})
        for ledger, epoch in epochs
        if not ledgers or ledger in ledgers
    ]
    (draft / "README.txt").write_text(README, encoding="utf-8")
    shutil.copyfile(verifier_script, draft / "verify_ledger.py")
    draft.rename(folder)
    return tuple(done)


def _export_epoch(folder: Path, ledger: str, epoch: int, *, whole: bool) -> Exported:
    target = folder / ledger / str(epoch)
    target.mkdir(parents=True)
    rows = Act.objects.filter(ledger=ledger, epoch=epoch).order_by("index")
    columns = rows.values_list("leaf", "envelope", "kind", "vault__salt", "vault__body")
    inside = frozenset() if whole else frozenset(k.name for k in ports().kinds if k.audience == "agency")
    size = 0
    with (target / "envelopes.jsonl").open("wb") as acts, (target / "payloads.jsonl").open("wb") as contents:
        for leaf, envelope, kind, salt, body in columns.iterator(BATCH):
            acts.write((envelope or f"leaf:{leaf}").encode() + b"\n")
            content = canonical({"body": body, "salt": salt}) if salt and kind not in inside else b"null"
            contents.write(content + b"\n")
            size += 1
    _export_seal(target, ledger, epoch)
    return Exported(origin(ledger, epoch), size)


def _export_seal(target: Path, ledger: str, epoch: int) -> None:
    latest = Checkpoint.objects.filter(ledger=ledger, epoch=epoch).order_by("-size").first()
    if latest is not None:
        (target / "checkpoint").write_text(latest.note, encoding="utf-8")
        notes = Checkpoint.objects.filter(ledger=ledger, epoch=epoch).order_by("size")
        with (target / "checkpoints.jsonl").open("wb") as lines:
            lines.writelines(
                canonical(note) + b"\n" for note in notes.values_list("note", flat=True).iterator(BATCH)
            )
    key = ports().keys.verifier(ledger, epoch)
    if key is not None:
        (target / "key").write_text(key.text() + "\n", encoding="utf-8")
