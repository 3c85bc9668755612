"""Kiểm tra bản xuất Nhật ký hồ sơ / checks an exported ledger. Needs Python 3.11 and `cryptography`, nothing else.

    python3 verify_ledger.py FOLDER-OR-ZIP [--key KEY-LINE]... [--lang vi|en]

Each act is one line of `envelopes.jsonl`; its leaf is SHA-256(0x00 ‖ line). The leaves form a tree (RFC 6962) whose
root is signed in `checkpoint`, a C2SP signed note, with the key of that ledger epoch. So a line that was changed,
deleted, added or moved gives another root. Content stands apart in `payloads.jsonl`; the act holds
SHA-256(salt ‖ content). Nothing here trusts the program that wrote the export. Exit code: 0 nothing wrong,
1 faults found, 2 could not be read. The format: docs/spec/ledger.md section 8.
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
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ACT_KEYS = """audience basis batch decided_by entered_by epoch height id index kind kind_version ledger payload
    recorded_at refs subjects v valid""".split()
FILE = re.compile(
    r"(?:.*/)?([a-z0-9.-]+/[a-z0-9-]+/[1-9]\d*)/(envelopes\.jsonl|payloads\.jsonl|checkpoint|key|checkpoints/\d+)"
)
# Whatever a hostile file can make Python say while it is taken apart.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, InvalidSignature)
SAY = {  # Vietnamese | English
    "absent": "thiếu tệp này | this file is missing",
    "cut": "tệp bị cắt: dòng cuối không có xuống dòng | cut off: the last line has no end",
    "act": "dòng này không phải hồ sơ dạng chuẩn | this line is not an act in canonical form",
    "place": "hồ sơ tự ghi chỗ đứng khác: {} | the act itself names another place: {}",
    "height": "độ cao {} sai, phải là {} | height {} is wrong, it must be {}",
    "later": "dẫn chiếu tới {}, chỗ không được phép | refers to {}, which it may not",
    "ref": "ở {} là hồ sơ khác với hồ sơ được dẫn chiếu | at {} stands another act than the one referred to",
    "content": "nội dung không khớp hồ sơ | the content is not that of the act",
    "kept": "nội dung đã có lệnh xóa mà vẫn còn | redacted content is still there",
    "count": "{} hồ sơ nhưng {} dòng nội dung | {} acts but {} lines of content",
    "note": "niêm phong không hợp lệ ({}) | the checkpoint is not valid ({})",
    "size": "niêm phong cho {} hồ sơ, ở đây có {} | the checkpoint is over {} acts, here are {}",
    "root": "giá trị băm gốc khác với niêm phong | the root is not that of the checkpoint",
    "key": "khóa không hợp lệ ({}) | the key is not valid ({})",
    "other": "khóa kèm theo khác với khóa tin cậy | the enclosed key is not the trusted one",
    "enclosed": "khóa đi kèm bản xuất, hãy đối chiếu | the key came with the export itself: compare it",
    "stranger": "không có nhật ký nào mang tên khóa này | no ledger here has the name of this key",
    "opening": "hồ sơ mở đầu sai loại hoặc ghi khóa khác | the first act is of a wrong kind or states another key",
    "cites": "kỳ này dẫn sai về kỳ trước {} | this epoch does not cite what epoch {} was",
    "epoch": "{}: {} hồ sơ; nội dung: {} khớp, {} đã xóa theo lệnh, {} vắng; {} niêm phong đúng"
    " | {}: {} acts; content: {} match, {} redacted, {} absent; {} checkpoints good",
    "refs": "Dẫn chiếu: {} khớp, {} ra ngoài bản xuất | Refs: {} match, {} lead outside the export",
    "done": "Đã kiểm tra: giá trị băm, chỗ đứng, độ cao, dẫn chiếu, nội dung, cây băm, chữ ký, mở đầu kỳ."
    " | Checked: leaves, places, heights, refs, contents, trees, signatures, openings.",
    "good": "KẾT LUẬN: không thấy sai. | RESULT: nothing wrong.",
    "bad": "KẾT LUẬN: {} chỗ sai, chỗ đầu tiên: {} | RESULT: {} faults, the first one: {}",
    "unread": "Không đọc được bản xuất: {} | The export cannot be read: {}",
}


@dataclass
class Epoch:
    """One folder `<agency>/<ledger>/<epoch>`. An act is None when only its leaf is known, or it is broken."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    leaves: list[bytes] = field(default_factory=list)
    acts: list[dict | None] = field(default_factory=list)
    contents: list[dict | None] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    matching: int = 0
    redacted: int = 0
    notes: int = 0


class Check:
    """Checks all epochs of one export and collects the faults, each with its place."""

    def __init__(self, epochs: dict[str, Epoch], trusted: dict[str, str]) -> None:
        self.epochs, self.trusted = epochs, trusted
        self.faults: list[tuple] = []
        self.warnings: list[tuple] = [(name, "stranger") for name in trusted if name not in epochs]
        self.cleared: set[str] = set()
        self.inside = self.outside = 0
        for epoch in epochs.values():
            self.read(epoch)
        for epoch in epochs.values():
            for number in range(len(epoch.acts)):
                place = f"{epoch.name}#{number}"
                self.guarded(place, "act", self.check_act, epoch, number, place)
            self.check_seals(epoch)

    def fault(self, place: str, code: str, *about: object) -> None:
        self.faults.append((place, code, *about))

    def guarded(self, place: str, code: str, check: Callable, *about: object) -> object:
        """What `check` gives; a fault when it cannot go on because the data is broken."""
        try:
            return check(*about)
        except BROKEN as reason:
            return self.fault(place, code, str(reason) or "chữ ký sai / bad signature")

    def read(self, epoch: Epoch) -> None:
        """Take the lines apart; a line that is no act is still a leaf."""
        for number, line in enumerate(self.lines(epoch, "envelopes.jsonl")):
            place, bare = f"{epoch.name}#{number}", re.fullmatch(rb"leaf:([0-9a-f]{64})", line)
            epoch.leaves.append(bytes.fromhex(bare[1].decode()) if bare else sha256(b"\x00" + line))
            epoch.acts.append(None if bare else self.guarded(place, "act", parsed, line, ACT_KEYS))
            self.guarded(place, "act", self.note_redactions, epoch.acts[-1])
        for number, line in enumerate(self.lines(epoch, "payloads.jsonl")):
            place, keys = f"{epoch.name}#{number}", ["body", "salt"]
            epoch.contents.append(None if line == b"null" else self.guarded(place, "content", parsed, line, keys))
        epoch.roots = roots_of(epoch.leaves)
        if len(epoch.contents) != len(epoch.acts):
            self.fault(epoch.name, "count", len(epoch.acts), len(epoch.contents))
            epoch.contents += [None] * len(epoch.acts)

    def lines(self, epoch: Epoch, name: str) -> list[bytes]:
        *lines, rest = epoch.files.get(name, b"").split(b"\n")
        if rest or name not in epoch.files:
            self.fault(f"{epoch.name}/{name}", "cut" if rest else "absent")
        return [*lines, rest] if rest else lines

    def note_redactions(self, act: dict | None) -> None:
        """A redaction clears acts of its own ledger only."""
        if act is not None and act["kind"] == "ledger.redacted":
            mine = [ref for ref in act["refs"] if ref["ledger"] == act["ledger"]]
            self.cleared.update(f"{ref['ledger']}/{ref['epoch']}#{ref['index']}" for ref in mine)

    def check_act(self, epoch: Epoch, number: int, place: str) -> None:
        act, content = epoch.acts[number], epoch.contents[number]
        epoch.redacted += content is None and place in self.cleared
        if content is not None:
            good = act is not None and content_matches(act, content)
            epoch.matching += good
            if not good:
                self.fault(place, "content")
            elif place in self.cleared:
                self.fault(place, "kept")
        if act is None:
            return
        stated = f"{act['ledger']}/{act['epoch']}#{act['index']}"
        if stated != place:
            self.fault(place, "place", stated)
        for ref in act["refs"]:
            self.check_ref(place, act, ref)
        # The height is one more than all before it: the act before in this epoch, and what it refers to.
        before = epoch.acts[number - 1] if number else {"height": 0}
        wanted = 1 + max([ref["height"] for ref in act["refs"]] + [before["height"] if before else 0])
        if act["height"] < wanted or (before and act["height"] > wanted):
            self.fault(place, "height", act["height"], wanted)

    def check_ref(self, place: str, act: dict, ref: dict) -> None:
        name, number = f"{ref['ledger']}/{ref['epoch']}", ref["index"]
        target, there = f"{name}#{number}", self.epochs.get(name)
        foreign, same_epoch = ref["ledger"] != act["ledger"], place.startswith(f"{name}#")
        if (ref["role"] != "on" and foreign) or (same_epoch and number >= act["index"]):
            self.fault(place, "later", target)
        elif there is None or number >= len(there.leaves):
            self.outside += 1
        elif there.leaves[number].hex() != ref["leaf"] or (there.acts[number] or ref)["height"] != ref["height"]:
            self.fault(place, "ref", target)
        else:
            self.inside += 1

    def check_seals(self, epoch: Epoch) -> None:
        """Every checkpoint is signed for this epoch and has the root of that many leaves."""
        key = self.key_of(epoch)
        for name in ["checkpoint", *sorted(name for name in epoch.files if name.startswith("checkpoints/"))]:
            place, text = f"{epoch.name}/{name}", epoch.files.get(name)
            expected = len(epoch.leaves) if name == "checkpoint" else int(name.partition("/")[2])
            opened = self.guarded(place, "note", open_checkpoint, text, epoch.name, key) if key and text else None
            if text is None:
                self.fault(place, "absent")
            elif opened and opened[0] != expected:
                self.fault(place, "size", opened[0], expected)
            elif opened and epoch.roots.get(expected) != opened[1]:
                self.fault(place, "root")
            epoch.notes += opened == (expected, epoch.roots.get(expected))

    def key_of(self, epoch: Epoch) -> bytes | None:
        """The trusted key; without one the key in the export, with a warning. None when it is not valid."""
        enclosed, place = epoch.files.get("key", b"").decode(errors="replace").strip(), f"{epoch.name}/key"
        line = self.trusted.get(epoch.name, enclosed)
        if epoch.name not in self.trusted:
            self.warnings.append((place, "enclosed"))
        elif enclosed not in ("", line):
            self.fault(place, "other")
        self.guarded(f"{epoch.name}#0", "opening", self.check_opening, epoch, line)
        return self.guarded(place, "key", parse_key, line, epoch.name)

    def check_opening(self, epoch: Epoch, key: str) -> None:
        """The first act states the key; in a later epoch also size and root of the epoch that it follows."""
        act, content = (epoch.acts[0], epoch.contents[0]) if epoch.acts else (None, None)
        if act is None or content is None or not content_matches(act, content):
            return  # withheld, or reported already
        said, cited = json.loads(content["body"]), [ref for ref in act["refs"] if ref["role"] == "epoch"]
        if act["kind"] != ("ledger.epoch_opened" if cited else "ledger.opened") or said["verifier_key"] != key:
            self.fault(f"{epoch.name}#0", "opening")
        for ref in cited:
            name, size = f"{ref['ledger']}/{ref['epoch']}", ref["index"] + 1
            there = self.epochs.get(name)
            root = there.roots.get(size, b"").hex() if there else said["previous_root"]
            if [said[f"previous_{what}"] for what in ("origin", "size", "root")] != [name, size, root]:
                self.fault(f"{epoch.name}#0", "cites", name)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def parsed(line: bytes, keys: list[str]) -> dict:
    """The object on a line that is its only spelling (RFC 8785; without floats, Python's own JSON will do)."""
    found = json.loads(line)
    spelt = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if sorted(found) != keys or spelt.encode() != line or found.get("v", 1) != 1:
        raise ValueError("not canonical")
    return found


def content_matches(act: dict, content: dict) -> bool:
    salt = bytes.fromhex(content["salt"])
    return len(salt) == 32 and sha256(salt + content["body"].encode()).hex() == act["payload"]


def roots_of(leaves: list[bytes]) -> dict[int, bytes]:
    """The root after each leaf: an inner node is SHA-256(0x01 ‖ left ‖ right)."""
    peaks: list[bytes] = []  # the roots of the full subtrees, largest first: one for each 1 bit of the size
    roots = {0: sha256(b"")}
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
    """The Ed25519 key in `name+hex(first 4 bytes of SHA-256(name ‖ newline ‖ type ‖ key))+base64(type ‖ key)`."""
    stated, key_id, text = line.split("+", 2)
    blob = base64.b64decode(text, validate=True)
    if stated != name or key_id != sha256(name.encode() + b"\n" + blob)[:4].hex() or (len(blob), blob[0]) != (33, 1):
        raise ValueError(line)
    return blob[1:]


def open_checkpoint(note: bytes, name: str, key: bytes) -> tuple[int, bytes]:
    """Size and root in a note `origin, size, base64(root), empty line, — name base64(key id ‖ signature)`."""
    text, signatures = note.decode().rsplit("\n\n", 1)
    origin, size, root, *_ = text.split("\n")
    key_id = sha256(name.encode() + b"\n\x01" + key)[:4]
    blobs = [base64.b64decode(line.split(" ")[2]) for line in signatures.split("\n") if line.startswith(f"— {name} ")]
    mine = [blob[4:] for blob in blobs if blob[:4] == key_id]
    if origin != name or not mine:
        raise ValueError(f"{origin}: không do khóa này niêm phong / not sealed by this key")
    Ed25519PublicKey.from_public_bytes(key).verify(mine[0], f"{text}\n".encode())
    return int(size), base64.b64decode(root, validate=True)


def load(path: Path) -> dict[str, Epoch]:
    """The epochs in a folder or a ZIP file, by name."""
    if path.is_dir():
        files = [(file.as_posix(), file.read_bytes) for file in sorted(path.resolve().rglob("*")) if file.is_file()]
    else:
        with zipfile.ZipFile(path) as pack:
            files = [(info.filename, partial(bytes, pack.read(info))) for info in pack.infolist()]
    epochs: dict[str, Epoch] = {}
    for file, read in files:
        if found := FILE.fullmatch(file):
            epoch = epochs.setdefault(found[1], Epoch(found[1]))
            if found[2] in epoch.files:
                raise ValueError(file)
            epoch.files[found[2]] = read()
    if not epochs:
        raise ValueError(f"{path}: <agency>/<ledger>/<epoch>/envelopes.jsonl ?")
    return dict(sorted(epochs.items()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--key", action="append", default=[], help="NAME+ID+BASE64")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    wanted = parser.parse_args()

    def say(code: str, *about: object) -> str:
        return SAY[code].split(" | ")[wanted.lang == "en"].format(*about)

    try:
        trusted = {line.split("+")[0]: line.strip() for line in wanted.key}
        for name, line in trusted.items():
            parse_key(line, name)
        check = Check(load(wanted.path), trusted)
    except (*BROKEN, OSError, zipfile.BadZipFile) as reason:
        print(say("unread", reason), file=sys.stderr)
        return 2
    for e in check.epochs.values():
        absent = len(e.acts) - e.matching - e.redacted
        print(say("epoch", e.name, len(e.acts), e.matching, e.redacted, absent, e.notes))
    print(say("refs", check.inside, check.outside), say("done"), sep="\n")
    for mark, found in (("?", check.warnings), ("!", check.faults)):
        for place, code, *about in found:
            print(f"{mark} {place}: {say(code, *about)}")
    print(say("bad", len(check.faults), check.faults[0][0]) if check.faults else say("good"))
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
