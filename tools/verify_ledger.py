"""Kiểm tra bản xuất Nhật ký hồ sơ / checks an exported ledger. Needs Python 3.11 and `cryptography` only.

    python3 verify_ledger.py FOLDER-OR-ZIP [--key KEY-LINE]... [--lang vi|en]

Each act is one line of `envelopes.jsonl`; its leaf is SHA-256(0x00 ‖ line). The leaves form a tree (RFC 6962)
whose root is signed in `checkpoint` with the key of that ledger epoch. So a line that was changed, deleted,
added or moved gives another root. Content stands apart in `payloads.jsonl`; the act holds SHA-256(salt ‖
content). Nothing here trusts the program that wrote the export. The format: docs/spec/ledger.md section 8.
Exit code: 0 nothing wrong · 1 faults found · 2 could not be read.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NAMES = r"envelopes\.jsonl|payloads\.jsonl|checkpoint|checkpoints\.jsonl|key"
FILE = re.compile(rf"(?:.*/)?([^/]+/[^/]+/[1-9]\d*)/({NAMES})")
FIELDS = (
    "audience basis batch decided_by entered_by epoch height id index kind kind_version ledger payload "
    "recorded_at refs subjects v valid"
)
Json = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")
# Whatever a hostile file can make Python say while it is taken apart.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, InvalidSignature)
SAY = {  # Vietnamese | English
    "absent": "thiếu tệp này | this file is missing",
    "cut": "tệp bị cắt: dòng cuối không có xuống dòng | cut off: the last line has no end",
    "act": "dòng này không phải hồ sơ dạng chuẩn | this line is not an act in canonical form",
    "place": "hồ sơ tự ghi chỗ đứng khác: {} | the act itself names another place: {}",
    "height": "độ cao {} sai, phải là {} | height {} is wrong, it must be {}",
    "ref": "ở {} là hồ sơ khác với hồ sơ được dẫn chiếu | at {} stands another act than the one referred to",
    "content": "nội dung không khớp hồ sơ | the content is not that of the act",
    "kept": "nội dung đã có lệnh xóa mà vẫn còn | redacted content is still there",
    "count": "{} hồ sơ nhưng {} dòng nội dung | {} acts but {} lines of content",
    "note": "không do khóa này niêm phong cho kỳ này | not sealed by this key for this epoch",
    "changed": "đã bị sửa, xóa, thêm hoặc đổi chỗ (niêm phong cho {} hồ sơ không khớp)"
    " | changed, deleted, added or moved (the checkpoint over {} acts has another root)",
    "missing": "đã niêm phong {} hồ sơ, ở đây chỉ có {} | {} acts are sealed, only {} are here",
    "unsealed": "từ đây chưa niêm phong | not sealed from here on",
    "fork": "hai niêm phong khác nhau cho {} hồ sơ | two checkpoints over {} acts differ",
    "enclosed": "khóa đi kèm bản xuất, hãy đối chiếu | the key came with the export itself: compare it",
    "opening": "hồ sơ mở đầu sai loại hoặc ghi khóa khác | the first act is of another kind or key",
    "cites": "kỳ này dẫn sai về kỳ trước {} | this epoch does not cite what epoch {} was",
    "acts": "{}: {} hồ sơ; nội dung: {} khớp, {} đã xóa theo lệnh, {} vắng; {} niêm phong đúng"
    " | {}: {} acts; content: {} match, {} redacted, {} absent; {} checkpoints good",
    "refs": "Dẫn chiếu: {} khớp, {} ra ngoài bản xuất | Refs: {} match, {} lead outside the export",
    "done": "Đã kiểm tra: giá trị băm, chỗ đứng, độ cao, dẫn chiếu, nội dung, cây băm, chữ ký, mở đầu kỳ."
    " | Checked: leaves, places, heights, refs, contents, trees, signatures, openings.",
    "good": "KẾT LUẬN: không thấy sai. | RESULT: nothing wrong.",
    "bad": "KẾT LUẬN: {} chỗ sai. Chỗ đầu tiên: {} | RESULT: {} faults. The first one: {}",
    "unread": "Không đọc được bản xuất: {} | The export cannot be read: {}",
}


@dataclass
class Epoch:
    """One folder `<agency>/<ledger>/<epoch>`. An act is None when only its leaf is known, or it is broken."""

    files: dict[str, bytes] = field(default_factory=dict)
    leaves: list[bytes] = field(default_factory=list)
    acts: list[Json | None] = field(default_factory=list)
    contents: list[Json | None] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    good_seals: int = 0


class Check:
    """Checks all epochs of one export; what it finds stands in `warnings` and `faults`."""

    def __init__(self, epochs: dict[str, Epoch], trusted: dict[str, str], *, english: bool) -> None:
        self.epochs, self.trusted, self.english = epochs, trusted, english
        self.warnings: list[str] = []
        self.faults: list[str] = []
        self.cleared: set[str] = set()  # places whose content a redaction act has cleared
        self.inside = self.outside = 0
        for name, epoch in epochs.items():
            self.read(name, epoch)
        for name, epoch in epochs.items():
            self.check_seals(name, epoch)
        for name, epoch in epochs.items():
            for number in range(len(epoch.acts)):
                self.attempt(f"{name}#{number}", "act", self.check_act, f"{name}#{number}", epoch, number)
            self.attempt(f"{name}#0", "opening", self.check_opening, name, epoch)

    def say(self, code: str, *about: object) -> str:
        return SAY[code].split(" | ")[self.english].format(*about)

    def fault(self, place: str, code: str, *about: object) -> None:
        self.faults.append(f"{place}: {self.say(code, *about)}")

    def attempt(self, place: str, code: str, step: Callable[P, T], *a: P.args, **k: P.kwargs) -> T | None:
        """What `step` gives; a fault when the data is too broken for it."""
        try:
            return step(*a, **k)
        except BROKEN:
            self.fault(place, code)
            return None

    def lines(self, name: str, epoch: Epoch, file: str) -> list[bytes]:
        *lines, rest = epoch.files.get(file, b"").split(b"\n")
        if rest or file not in epoch.files:
            self.fault(f"{name}/{file}", "cut" if rest else "absent")
        return [*lines, rest] if rest else lines

    def read(self, name: str, epoch: Epoch) -> None:
        """Takes the lines apart. A line that is no act is a leaf all the same."""
        for number, line in enumerate(self.lines(name, epoch, "envelopes.jsonl")):
            bare, place = re.fullmatch(rb"leaf:([0-9a-f]{64})", line), f"{name}#{number}"
            epoch.leaves.append(bytes.fromhex(bare[1].decode()) if bare else sha256(b"\x00" + line))
            epoch.acts.append(None if bare else self.attempt(place, "act", canonical, line, FIELDS))
            self.attempt(place, "act", self.note_redaction, epoch.acts[number])
        epoch.roots = roots_of(epoch.leaves)
        contents = self.lines(name, epoch, "payloads.jsonl")
        if len(contents) != len(epoch.acts):
            self.fault(f"{name}/payloads.jsonl", "count", len(epoch.acts), len(contents))
        epoch.contents = [None] * len(epoch.acts)
        for number, (act, line) in enumerate(zip(epoch.acts, contents, strict=False)):
            if line != b"null":
                epoch.contents[number] = self.attempt(f"{name}#{number}", "content", content_of, line, act)

    def note_redaction(self, act: Json | None) -> None:
        if act is not None and act["kind"] == "ledger.redacted":
            own = [ref for ref in act["refs"] if ref["ledger"] == act["ledger"]]  # others it cannot clear
            self.cleared.update(place_of(ref) for ref in own)

    def check_act(self, place: str, epoch: Epoch, number: int) -> None:
        """Place, height and refs of one act, and that redacted content is gone."""
        act, before = epoch.acts[number], epoch.acts[number - 1] if number else {"height": 0}
        if epoch.contents[number] is not None and place in self.cleared:
            self.fault(place, "kept")
        if act is None:
            return
        if place_of(act) != place:
            self.fault(place, "place", place_of(act))
        # The height is one more than all before it: what it refers to, and the act before in this epoch.
        wanted = 1 + max([ref["height"] for ref in act["refs"]] + [before["height"] if before else 0])
        if act["height"] < wanted or (before and act["height"] > wanted):
            self.fault(place, "height", act["height"], wanted)
        for ref in act["refs"]:
            there = self.epochs.get(f"{ref['ledger']}/{ref['epoch']}", Epoch())
            if not 0 <= ref["index"] < len(there.leaves):
                self.outside += 1
                continue
            leaf, known = there.leaves[ref["index"]].hex(), there.acts[ref["index"]] or ref
            if (leaf, known["height"]) == (ref["leaf"], ref["height"]):
                self.inside += 1
            else:
                self.fault(place, "ref", place_of(ref))

    def key_of(self, name: str, epoch: Epoch) -> str:
        """The key that the caller trusts for this epoch, else the one that came with the export."""
        return self.trusted.get(name, epoch.files.get("key", b"").decode(errors="replace").strip())

    def check_opening(self, name: str, epoch: Epoch) -> None:
        """The first act states the key; in a later epoch also size and root of the epoch that it follows."""
        act, content = (epoch.acts[0], epoch.contents[0]) if epoch.acts else (None, None)
        if act is None or content is None:
            return  # withheld, or reported already
        said, cited = json.loads(content["body"]), [ref for ref in act["refs"] if ref["role"] == "epoch"]
        kind = "ledger.epoch_opened" if cited else "ledger.opened"
        if (act["kind"], said["verifier_key"]) != (kind, self.key_of(name, epoch)):
            self.fault(f"{name}#0", "opening")
        for ref in cited:
            before, size = f"{ref['ledger']}/{ref['epoch']}", ref["index"] + 1
            there = self.epochs.get(before)
            root = there.roots.get(size, b"").hex() if there else said["previous_root"]
            if [said[f"previous_{what}"] for what in ("origin", "size", "root")] != [before, size, root]:
                self.fault(f"{name}#0", "cites", before)

    def check_seals(self, name: str, epoch: Epoch) -> None:
        """Every checkpoint is signed for this epoch, and is over exactly that many of these leaves."""
        if name not in self.trusted:
            self.warnings.append(f"{name}/key: {self.say('enclosed')}")
        notes = {f"{name}/checkpoint": epoch.files.get("checkpoint")}
        for number, line in enumerate(epoch.files.get("checkpoints.jsonl", b"").splitlines(), start=1):
            notes[f"{name}/checkpoints.jsonl:{number}"] = line
        key = self.key_of(name, epoch)
        opened = [
            self.attempt(place, "absent" if note is None else "note", open_checkpoint, note, name, key)
            for place, note in notes.items()
        ]
        self.check_roots(name, epoch, [seal for seal in opened if seal is not None])

    def check_roots(self, name: str, epoch: Epoch, seals: list[tuple[int, bytes]]) -> None:
        """The first checkpoint that does not fit, and the last that does, tell where a change lies."""
        bad = sorted(size for size, root in seals if epoch.roots.get(size) != root)
        good = {size for size, root in seals if epoch.roots.get(size) == root}
        size, last, epoch.good_seals = len(epoch.leaves), max(good, default=0), len(good)
        if bad and bad[0] <= last:
            self.fault(f"{name}#{bad[0] - 1}", "fork", bad[0])
        elif bad and bad[0] <= size:
            end = f"…{bad[0] - 1}" if bad[0] - 1 > last else ""
            self.fault(f"{name}#{last}{end}", "changed", bad[0])
        if bad and bad[-1] > size:
            self.fault(f"{name}#{size}", "missing", bad[-1], size)
        if max([last, *bad]) < size:
            self.fault(f"{name}#{max([last, *bad])}", "unsealed")


def sha256(data: bytes) -> bytes:
    """SHA-256, raw."""
    return hashlib.sha256(data).digest()


def place_of(part: Json) -> str:
    """Where an act stands, or a ref leads: `agency/ledger/epoch#index`."""
    return f"{part['ledger']}/{part['epoch']}#{part['index']}"


def canonical(line: bytes, keys: str) -> Json:
    """The object with these keys of which the line is the only spelling: RFC 8785, here without floats."""
    found: Json = json.loads(line, parse_float=int, parse_constant=int)  # int("1.5") is a ValueError
    spelt = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if " ".join(sorted(found)) != keys or spelt.encode() != line or found.get("v", 1) != 1:
        raise ValueError(line)
    return found


def content_of(line: bytes, act: Json | None) -> Json:
    """The content on a line, when it is the one whose salted digest stands in the act."""
    found = canonical(line, "body salt")
    salt = bytes.fromhex(found["salt"])
    if act is None or len(salt) != 32 or sha256(salt + found["body"].encode()).hex() != act["payload"]:
        raise ValueError(line)
    return found


def roots_of(leaves: list[bytes]) -> dict[int, bytes]:
    """The root over the first n leaves, for every n; an inner node is SHA-256(0x01 ‖ left ‖ right)."""
    roots, peaks = {0: sha256(b"")}, list[bytes]()  # peaks: the full subtrees, one for each 1 bit of the size
    for size, leaf in enumerate(leaves, start=1):
        peaks.append(leaf)
        for _ in range((size & -size).bit_length() - 1):
            right, left = peaks.pop(), peaks.pop()
            peaks.append(sha256(b"\x01" + left + right))
        root = peaks[-1]
        for peak in peaks[-2::-1]:
            root = sha256(b"\x01" + peak + root)
        roots[size] = root
    return roots


def parse_key(line: str, name: str) -> bytes:
    """The Ed25519 key in `name+id+base64(0x01 ‖ key)`; id begins SHA-256(name ‖ newline ‖ 0x01 ‖ key)."""
    owner, key_id, text = line.split("+", 2)
    blob = base64.b64decode(text, validate=True)
    wanted = sha256(name.encode() + b"\n" + blob)[:4].hex()
    if (owner, key_id, len(blob), blob[0]) != (name, wanted, 33, 1):
        raise ValueError(line)
    return blob[1:]


def open_checkpoint(note: bytes | None, name: str, key_line: str) -> tuple[int, bytes]:
    """Size and root in a C2SP note: origin, size, root, empty line, `— name base64(key id ‖ signature)`.

    In `checkpoints.jsonl` each note stands on one line, as a JSON string.
    """
    whole = (note or b"").decode()
    text, signatures = (json.loads(whole) if whole.startswith('"') else whole).rsplit("\n\n", 1)
    origin, size, root, *_ = text.split("\n")
    lines = [line.split(" ") for line in signatures.split("\n")]
    blobs = [base64.b64decode(line[2], validate=True) for line in lines if line[:2] == ["—", name]]
    mine = [blob[4:] for blob in blobs if blob[:4].hex() == key_line.split("+")[1]]
    key = Ed25519PublicKey.from_public_bytes(parse_key(key_line, name))
    key.verify(mine[0], f"{text}\n".encode())
    if origin != name:
        raise ValueError(origin)
    return int(size), base64.b64decode(root, validate=True)


def load(path: Path) -> dict[str, Epoch]:
    """The epochs in a folder or a ZIP file, by name."""
    files: list[tuple[str, bytes]] = []
    if path.is_dir():
        found = [file for file in path.resolve().rglob("*") if FILE.fullmatch(file.as_posix())]
        files = [(file.as_posix(), file.read_bytes()) for file in found]
    else:
        with zipfile.ZipFile(path) as pack:
            files = [(name, pack.read(name)) for name in pack.namelist() if FILE.fullmatch(name)]
    epochs: dict[str, Epoch] = {}
    for file, data in files:
        name, part = FILE.sub(r"\1 \2", file).split(" ")
        epoch = epochs.setdefault(name, Epoch())
        if part in epoch.files:
            raise ValueError(f"{name}/{part}: 2 ×")
        epoch.files[part] = data
    if not epochs:
        raise ValueError(f"{path}: <agency>/<ledger>/<epoch>/envelopes.jsonl ?")
    return dict(sorted(epochs.items()))


def main() -> int:
    """Check an export and print what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--key", action="append", default=[], help="name+id+base64")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    asked = parser.parse_args()
    try:
        epochs = load(asked.path)
        trusted = {line.split("+")[0]: line.strip() for line in asked.key}
        for name, line in trusted.items():
            parse_key(line, name)
            if name not in epochs:
                raise ValueError(f"--key {name}")
        check = Check(epochs, trusted, english=asked.lang == "en")
    except (*BROKEN, OSError, zipfile.BadZipFile) as reason:
        print(SAY["unread"].split(" | ")[asked.lang == "en"].format(reason), file=sys.stderr)
        return 2
    for name, epoch in epochs.items():
        absent = [f"{name}#{number}" for number, content in enumerate(epoch.contents) if content is None]
        gone = len(check.cleared.intersection(absent))
        counts = (len(epoch.acts), len(epoch.acts) - len(absent), gone, len(absent) - gone, epoch.good_seals)
        print(check.say("acts", name, *counts))
    print(check.say("refs", check.inside, check.outside))
    print(check.say("done"))
    for line in [*(f"? {line}" for line in check.warnings), *(f"! {line}" for line in check.faults)]:
        print(line)
    print(check.say("bad", len(check.faults), check.faults[0]) if check.faults else check.say("good"))
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
