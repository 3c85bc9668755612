"""The verifier that needs nothing of the project: it names every spoilt place, and cries for nothing else.

It is run as a stranger runs it: as a script of its own, outside the project.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from phoihop.kernel.canonical import canonical
from phoihop.ledger.api import export as export_node
from phoihop.ledger.api import redact
from phoihop.ledger.domain.types import Coordinate
from phoihop.ledger.note import Checkpoint, VerifierKey, sign
from phoihop.ledger.tree import leaf_hash, root_of
from phoihop.node.keys import FileKeyRing
from tests.ledger.conftest import LEDGER, put, toy_actor
from tests.vectors.ledger import story

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "verify_ledger.py"
FIRST, LATER, OTHER = "tinh-a/work/1", "tinh-a/work/258", "tinh-b/work/1"
STORY = story.tell()
KEYS = [epoch.verifier().text() for epoch in STORY.epochs.values()]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the script said."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        return [line.removeprefix("! ") for line in self.out.splitlines() if line.startswith("! ")]

    @property
    def places(self) -> list[str]:
        return [line.partition(": ")[0] for line in self.faults]


def verify(path: Path, *keys: str, lang: str = "en") -> Answer:
    options = [word for key in keys for word in ("--key", key)]
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}  # no PYTHONPATH: nothing of ours
    run = subprocess.run(
        [sys.executable, str(SCRIPT), str(path), "--lang", lang, *options],
        capture_output=True, text=True, encoding="utf-8", env=environment, cwd=path.parent, check=False,
    )  # fmt: skip
    return Answer(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "xuat"
    story.write(folder)
    return folder


def test_the_script_uses_the_standard_library_and_cryptography_only() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) == {"cryptography"}


def test_the_script_is_short_enough_to_be_read() -> None:
    lines = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= 300


def test_a_sound_export_is_sound_and_says_what_was_checked(export: Path) -> None:
    answer = verify(export, *KEYS)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "tinh-a/work/1: 5 acts; content: 3 match, 1 redacted, 1 absent; 5 checkpoints good\n"
        "tinh-a/work/258: 2 acts; content: 2 match, 0 redacted, 0 absent; 2 checkpoints good\n"
        "tinh-b/work/1: 2 acts; content: 2 match, 0 redacted, 0 absent; 2 checkpoints good\n"
        "Refs: 7 match, 0 lead outside the export\n"
        "Checked: leaves, places, heights, refs, contents, trees, signatures, openings.\n"
        "RESULT: nothing wrong.\n"
    )


def test_it_speaks_vietnamese_unless_asked_otherwise(export: Path) -> None:
    answer = verify(export, *KEYS, lang="vi")
    assert answer.out.splitlines()[0] == (
        "tinh-a/work/1: 5 hồ sơ; nội dung: 3 khớp, 1 đã xóa theo lệnh, 1 vắng; 5 niêm phong đúng"
    )
    assert answer.out.splitlines()[-1] == "KẾT LUẬN: không thấy sai."


def test_the_frozen_vectors_are_sound() -> None:
    assert verify(story.EXPORT, *KEYS).code == 0


def test_without_a_trusted_key_it_warns_that_the_key_came_along(export: Path) -> None:
    answer = verify(export, KEYS[0])
    warnings = [line for line in answer.out.splitlines() if line.startswith("? ")]
    assert (answer.code, warnings) == (
        0,
        [f"? {name}/key: the key came with the export itself: compare it" for name in (LATER, OTHER)],
    )


def test_a_zip_file_is_read_like_a_folder(export: Path, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "xuat-nen"), "zip", export)
    assert verify(Path(packed), *KEYS) == verify(export, *KEYS)


def test_one_epoch_alone_can_be_checked(export: Path) -> None:
    answer = verify(export / OTHER)
    assert (answer.code, "1 lead outside the export" in answer.out) == (0, True)


@pytest.mark.django_db(databases=["default", "local"])
def test_what_a_node_exports_is_sound(opened: FileKeyRing, tmp_path: Path) -> None:
    put("Một", "Hai")
    redact(toy_actor(), [Coordinate(LEDGER, 1, 2)], reason="Ghi nhầm")
    export_node(tmp_path / "xuat", verifier_script=SCRIPT)
    key = opened.verifier(LEDGER, 1)
    assert key is not None
    answer = verify(tmp_path / "xuat", key.text())
    assert (answer.code, answer.faults, "3 match, 1 redacted, 0 absent" in answer.out) == (0, [], True)


# ---- spoilt exports

Spoil = Callable[[Path], object]


def rewrite(path: str, change: Callable[[bytes], bytes]) -> Spoil:
    """Change the bytes of one file."""

    def spoil(export: Path) -> None:
        data = (export / path).read_bytes()
        changed = change(data)
        assert changed != data
        (export / path).write_bytes(changed)

    return spoil


def on_lines(path: str, change: Callable[[list[bytes]], object]) -> Spoil:
    """Change the list of lines of one file."""

    def with_lines(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        change(lines)
        return b"".join(lines)

    return rewrite(path, with_lines)


def swap(lines: list[bytes]) -> None:
    lines[1], lines[2] = lines[2], lines[1]


def both(*spoils: Spoil) -> Spoil:
    return lambda export: [spoil(export) for spoil in spoils]


def delete(file: str) -> Spoil:
    return lambda export: (export / file).unlink()


def copy(source: str, target: str) -> Spoil:
    return lambda export: shutil.copyfile(export / source, export / target)


ACTS, CONTENTS = f"{FIRST}/envelopes.jsonl", f"{FIRST}/payloads.jsonl"
NOT_SEALED = "not sealed by this key for this epoch"


CHANGED = "changed, deleted, added or moved (the checkpoint over {} acts has another root)"
CONTENT = "the content is not that of the act"
SPOILT: dict[str, tuple[Spoil, list[str]]] = {
    "one letter of an act changed": (
        rewrite(ACTS, lambda data: data.replace(b"12-CV/TU", b"13-CV/TU")),
        [
            f"{FIRST}#2: {CHANGED.format(3)}",
            f"{LATER}#0: at {FIRST}#2 stands another act than the one referred to",
            f"{LATER}#0: this epoch does not cite what epoch {FIRST} was",
            f"{OTHER}#1: at {FIRST}#2 stands another act than the one referred to",
        ],
    ),
    "one letter changed where only the latest checkpoint is known": (
        both(
            delete(f"{FIRST}/checkpoints.jsonl"),
            rewrite(ACTS, lambda data: data.replace(b"08:06", b"08:07")),
        ),
        [f"{FIRST}#0…4: {CHANGED.format(5)}"],
    ),
    "one act deleted": (
        both(on_lines(ACTS, lambda lines: lines.pop(3)), on_lines(CONTENTS, lambda lines: lines.pop(3))),
        [
            f"{FIRST}#3: {CHANGED.format(4)}",
            f"{FIRST}#4: 5 acts are sealed, only 4 are here",
        ],
    ),
    "the last act deleted": (
        both(on_lines(ACTS, lambda lines: lines.pop()), on_lines(CONTENTS, lambda lines: lines.pop())),
        [f"{FIRST}#4: 5 acts are sealed, only 4 are here"],
    ),
    "one act added": (
        both(
            on_lines(ACTS, lambda lines: lines.append(b"leaf:" + b"0" * 64 + b"\n")),
            on_lines(CONTENTS, lambda lines: lines.append(b"null\n")),
        ),
        [f"{FIRST}#5: not sealed from here on"],
    ),
    "two acts exchanged": (
        both(on_lines(ACTS, swap), on_lines(CONTENTS, swap)),
        [
            f"{FIRST}#1: {CHANGED.format(2)}",
            f"{FIRST}#1: redacted content is still there",
            f"{FIRST}#1: the act itself names another place: {FIRST}#2",
        ],
    ),
    "an act hidden behind another leaf": (
        on_lines(ACTS, lambda lines: lines.__setitem__(2, b"leaf:" + b"0" * 64 + b"\n")),
        [f"{FIRST}#2: {CONTENT}", f"{FIRST}#2: {CHANGED.format(3)}"],
    ),
    "an act spelt otherwise": (
        rewrite(ACTS, lambda data: data.replace(b'"v":1', b'"v": 1', 1)),
        [
            f"{FIRST}#0: this line is not an act in canonical form",
            f"{FIRST}#0: {CONTENT}",
            f"{FIRST}#0: {CHANGED.format(1)}",
        ],
    ),
    "a line that is no act": (
        on_lines(ACTS, lambda lines: lines.__setitem__(2, b"[]\n")),
        [f"{FIRST}#2: this line is not an act in canonical form"],
    ),
    "bytes that are no text": (
        on_lines(ACTS, lambda lines: lines.__setitem__(2, b"\xff\xfe\n")),
        [f"{FIRST}#2: this line is not an act in canonical form"],
    ),
    "content changed": (
        rewrite(CONTENTS, lambda data: data.replace("đội 1".encode(), "đội 3".encode())),
        [f"{FIRST}#2: {CONTENT}"],
    ),
    "a salt changed": (
        rewrite(CONTENTS, lambda data: data.replace(b'"0404', b'"0504')),
        [f"{FIRST}#2: {CONTENT}"],
    ),
    "the border between salt and content moved": (
        rewrite(CONTENTS, lambda data: data.replace(b'{\\"text', b'\\"text').replace(b'0404"', b'04047b"')),
        [f"{FIRST}#0: {CONTENT}", f"{FIRST}#2: {CONTENT}", f"{FIRST}#3: {CONTENT}"][1:2],
    ),
    "content of an act that is withheld": (
        on_lines(CONTENTS, lambda lines: lines.__setitem__(4, lines[2])),
        [f"{FIRST}#4: {CONTENT}"],
    ),
    "redacted content put back": (
        on_lines(
            CONTENTS,
            lambda lines: lines.__setitem__(1, canonical(_redacted_content()) + b"\n"),
        ),
        [f"{FIRST}#1: redacted content is still there"],
    ),
    "a line of content missing": (
        on_lines(CONTENTS, lambda lines: lines.pop()),
        [f"{FIRST}/payloads.jsonl: 5 acts but 4 lines of content"],
    ),
    "the acts cut off": (
        rewrite(ACTS, lambda data: data[:-40]),
        [
            f"{FIRST}/envelopes.jsonl: cut off: the last line has no end",
            f"{FIRST}#4: this line is not an act in canonical form",
            f"{FIRST}#4: {CHANGED.format(5)}",
        ],
    ),
    "the contents cut off": (
        rewrite(CONTENTS, lambda data: data[:-3]),
        [f"{FIRST}/payloads.jsonl: cut off: the last line has no end", f"{FIRST}#4: {CONTENT}"],
    ),
    "no acts": (
        delete(ACTS),
        [
            f"{FIRST}/envelopes.jsonl: this file is missing",
            f"{FIRST}/payloads.jsonl: 0 acts but 5 lines of content",
            f"{FIRST}#0: 5 acts are sealed, only 0 are here",
        ],
    ),
    "no contents": (
        delete(CONTENTS),
        [
            f"{FIRST}/payloads.jsonl: this file is missing",
            f"{FIRST}/payloads.jsonl: 5 acts but 0 lines of content",
        ],
    ),
    "no checkpoint": (
        delete(f"{FIRST}/checkpoint"),
        [f"{FIRST}/checkpoint: this file is missing"],
    ),
    "the checkpoint of another epoch": (
        copy(f"{LATER}/checkpoint", f"{FIRST}/checkpoint"),
        [f"{FIRST}/checkpoint: {NOT_SEALED}"],
    ),
    "earlier checkpoints only": (
        both(
            on_lines(f"{FIRST}/checkpoints.jsonl", lambda lines: lines.pop()),
            lambda export: (export / FIRST / "checkpoint").write_text(
                STORY.epochs[FIRST].notes[3], encoding="utf-8"
            ),
        ),
        [f"{FIRST}#4: not sealed from here on"],
    ),
    "the root in the checkpoint changed": (
        rewrite(f"{FIRST}/checkpoint", lambda data: data.replace(b"IjRB", b"IjRC")),
        [f"{FIRST}/checkpoint: {NOT_SEALED}"],
    ),
    "an earlier checkpoint changed": (
        rewrite(f"{FIRST}/checkpoints.jsonl", lambda data: data.replace(b"work/1\\n3", b"work/1\\n4")),
        [f"{FIRST}/checkpoints.jsonl:3: {NOT_SEALED}"],
    ),
    "no note in the checkpoint": (
        rewrite(f"{FIRST}/checkpoint", lambda _: b"\xff\n\n\n"),
        [f"{FIRST}/checkpoint: {NOT_SEALED}"],
    ),
}


def _redacted_content() -> dict[str, str]:
    act = STORY.epochs[FIRST].acts[1]
    return {"body": act.body.decode(), "salt": act.salt.hex()}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_export_is_found_and_the_place_is_named(export: Path, spoilt: str) -> None:
    spoil, faults = SPOILT[spoilt]
    spoil(export)
    answer = verify(export, *KEYS)
    assert (answer.code, answer.err) == (1, "")
    assert answer.faults[: len(faults)] == faults
    last = answer.out.splitlines()[-1]
    assert last == f"RESULT: {len(answer.faults)} faults. The first one: {answer.faults[0]}"


def test_every_byte_of_the_acts_counts(export: Path) -> None:
    """Any changed byte is found; spread over the file, because each try starts a program."""
    path = export / ACTS
    sound = path.read_bytes()
    for place in range(7, len(sound), len(sound) // 12):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert verify(export, *KEYS).code == 1, place


# ---- exports that were made to deceive: sound in themselves, but not what was sealed


def resealed(export: Path, epoch: story.Epoch, key: Ed25519PrivateKey) -> None:
    """Seal what stands in the export with another key, and enclose that key."""
    lines = (export / epoch.origin / "envelopes.jsonl").read_bytes().splitlines()
    leaves = [bytes.fromhex(act.leaf) for act in epoch.acts][: len(lines)]
    text = Checkpoint(epoch.origin, len(leaves), root_of(leaves)).text()
    verifier = VerifierKey(epoch.origin, key.public_key().public_bytes_raw())
    (export / epoch.origin / "checkpoint").write_text(
        sign(text, name=epoch.origin, key=key), encoding="utf-8"
    )
    (export / epoch.origin / "key").write_text(verifier.text() + "\n", encoding="utf-8")
    (export / epoch.origin / "checkpoints.jsonl").unlink()


def test_an_export_sealed_anew_with_another_key_fails_against_the_trusted_key(export: Path) -> None:
    resealed(export, STORY.epochs[FIRST], Ed25519PrivateKey.from_private_bytes(bytes(32)))
    answer = verify(export, *KEYS)
    assert answer.faults == [f"{FIRST}/checkpoint: {NOT_SEALED}", f"{FIRST}#0: not sealed from here on"]


def test_an_export_sealed_anew_is_suspect_even_without_a_trusted_key(export: Path) -> None:
    resealed(export, STORY.epochs[FIRST], Ed25519PrivateKey.from_private_bytes(bytes(32)))
    answer = verify(export)
    assert answer.faults == [f"{FIRST}#0: the first act is of another kind or key"]


def test_the_key_of_another_ledger_opens_nothing(export: Path) -> None:
    shutil.copyfile(export / OTHER / "key", export / FIRST / "key")
    assert f"{FIRST}/checkpoint: {NOT_SEALED}" in verify(export).faults


def test_an_epoch_that_cites_another_past_is_found(export: Path) -> None:
    """The earlier epoch is exchanged for a shorter, properly sealed one: the later epoch does not fit it."""
    for file in ("envelopes.jsonl", "payloads.jsonl", "checkpoints.jsonl"):
        lines = (export / FIRST / file).read_bytes().splitlines(keepends=True)
        (export / FIRST / file).write_bytes(b"".join(lines[:2]))
    (export / FIRST / "checkpoint").write_text(STORY.epochs[FIRST].notes[1], encoding="utf-8")
    answer = verify(export, *KEYS)
    assert answer.faults == [f"{LATER}#0: this epoch does not cite what epoch {FIRST} was"]


def test_two_checkpoints_of_one_size_are_evidence_of_a_fork(export: Path) -> None:
    epoch = STORY.epochs[FIRST]
    text = Checkpoint(FIRST, 5, bytes(32)).text()
    note = json.dumps(sign(text, name=FIRST, key=epoch.key), ensure_ascii=False)
    with (export / FIRST / "checkpoints.jsonl").open("a", encoding="utf-8") as file:
        file.write(note + "\n")
    assert verify(export, *KEYS).faults == [f"{FIRST}#4: two checkpoints over 5 acts differ"]


# ---- lies inside properly sealed acts: the writer's own program was bent


def bent(export: Path, number: int, change: Callable[[dict[str, object]], object]) -> Answer:
    """Change act `number` of B's ledger and seal the ledger anew with B's own key."""
    path = export / OTHER / "envelopes.jsonl"
    lines = path.read_bytes().splitlines()
    act = json.loads(lines[number])
    change(act)
    lines[number] = json.dumps(act, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    path.write_bytes(b"\n".join(lines) + b"\n")
    epoch = STORY.epochs[OTHER]
    root = root_of([leaf_hash(line) for line in lines])
    text = Checkpoint(OTHER, len(lines), root).text()
    (export / OTHER / "checkpoint").write_text(sign(text, name=OTHER, key=epoch.key), encoding="utf-8")
    (export / OTHER / "checkpoints.jsonl").unlink()
    return verify(export, *KEYS)


def test_a_height_that_is_too_low_is_found(export: Path) -> None:
    answer = bent(export, 1, lambda act: act.update(height=2))
    assert answer.faults == [f"{OTHER}#1: height 2 is wrong, it must be 4"]


def test_a_height_that_is_too_high_is_found(export: Path) -> None:
    answer = bent(export, 1, lambda act: act.update(height=9))
    assert answer.faults == [f"{OTHER}#1: height 9 is wrong, it must be 4"]


def test_an_act_that_names_another_place_is_found(export: Path) -> None:
    answer = bent(export, 1, lambda act: act.update(index=2))
    assert answer.faults == [f"{OTHER}#1: the act itself names another place: {OTHER}#2"]


def test_a_ref_to_an_act_that_was_never_there_is_found(export: Path) -> None:
    answer = bent(export, 1, lambda act: act["refs"][0].update(leaf="0" * 64))
    assert answer.faults == [f"{OTHER}#1: at {FIRST}#2 stands another act than the one referred to"]


def test_a_foreign_redaction_excuses_no_missing_content(export: Path) -> None:
    def clear(act: dict[str, object]) -> None:
        act["kind"] = "ledger.redacted"

    assert "tinh-a/work/1: 5 acts; content: 3 match, 1 redacted" in bent(export, 1, clear).out


@pytest.mark.parametrize(
    "nonsense",
    [
        {"refs": None},
        {"refs": [1]},
        {"refs": [{}]},
        {"height": "4"},
        {"index": None},
        {"epoch": []},
        {"payload": 5},
        {"kind": "ledger.redacted", "refs": [{}]},
        {"v": 2},
        {"height": 1.5},
    ],
    ids=str,
)
def test_nonsense_in_a_sealed_act_is_a_fault_and_never_a_crash(
    export: Path, nonsense: dict[str, object]
) -> None:
    answer = bent(export, 1, lambda act: act.update(nonsense))
    assert (answer.code, answer.err, f"{OTHER}#1" in answer.places) == (1, "", True)


# ---- what cannot be read


def test_what_is_no_export_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    (tmp_path / "text.zip").write_text("not a zip file", encoding="utf-8")
    for path in (tmp_path / "leer", tmp_path / "text.zip", tmp_path / "missing"):
        answer = verify(path, lang="vi")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("Không đọc được bản xuất: ")


@pytest.mark.parametrize("key", ["nonsense", KEYS[0][:-4], KEYS[0].replace("tinh-a", "tinh-z")])
def test_a_trusted_key_that_is_no_key_here_stops_the_check(export: Path, key: str) -> None:
    answer = verify(export, key)
    assert (answer.code, answer.err.startswith("The export cannot be read: ")) == (2, True)


def test_a_ledger_that_stands_twice_in_a_zip_file_is_not_read(export: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as pack:
        for folder in ("a", "b"):
            pack.write(export / ACTS, f"{folder}/{ACTS}")
    assert verify(tmp_path / "x.zip").code == 2
