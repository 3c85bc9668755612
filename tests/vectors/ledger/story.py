"""The story of the vectors: two invented agencies, one restore. Built by the core from fixed keys and salts.

`python -m tests.vectors.ledger.story` writes it into `export/` beside this file. That folder is frozen: a
test compares it with what the core builds now, and other implementations are to read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from phoihop.kernel.canonical import canonical
from phoihop.ledger.act import ActKind, Coordinate, Payload, Proposal, SealedAct, place_of
from phoihop.ledger.acts import EPOCH_OPENED, OPENED, REDACTED, EpochOpened, LedgerOpened, Redacted
from phoihop.ledger.envelope import Basis, Party, Ref, Valid, origin
from phoihop.ledger.note import Checkpoint, VerifierKey, sign
from phoihop.ledger.seal import Head, Slot, Stamp, fresh_epoch, seal, target_at
from phoihop.ledger.tree import root_of

EXPORT = Path(__file__).parent / "export"
A, B = "tinh-a/work", "tinh-b/work"
TASK = "task:01J00000000000000000000TSK"
PAPER = Basis("paper", "Tỉnh ủy A", "12-CV/TU", "2026-11-20", clause="mục 2", for_body="TINH-A")
REGULATION = Basis("instrument", "Ban Bí thư", "999-QĐ/TW", "2026-01-05", clause="Điều 3, khoản 1")


class Noted(Payload, frozen=True):
    text: str


NOTED = ActKind("example.noted", 1, Noted, ("task",))
KEPT = ActKind("example.kept", 1, Noted, ("task",), "agency")


@dataclass(slots=True)
class Epoch:
    """One ledger epoch as it is written and then exported."""

    ledger: str
    number: int
    key: Ed25519PrivateKey
    acts: list[SealedAct] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    last_height: int = 0

    @property
    def origin(self) -> str:
        return origin(self.ledger, self.number)

    @property
    def leaves(self) -> list[bytes]:
        return [bytes.fromhex(act.leaf) for act in self.acts]

    def verifier(self) -> VerifierKey:
        return VerifierKey(self.origin, self.key.public_key().public_bytes_raw())


class Story:
    """Writes acts with a clock, ids and salts that only count."""

    def __init__(self) -> None:
        self.count = 0
        self.epochs: dict[str, Epoch] = {}
        self.heads: dict[str, Head] = {}

    def epoch(self, ledger: str, number: int, seed: int) -> Epoch:
        made = Epoch(ledger, number, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))
        self.epochs[made.origin] = made
        return made

    def write(self, epoch: Epoch, proposal: Proposal, extra_refs: tuple[Ref, ...] = ()) -> SealedAct:
        """One command: seal, grow, sign."""
        places = (*proposal.supersedes, *proposal.redacts)
        act = seal(
            proposal,
            slot=Slot(Coordinate(epoch.ledger, epoch.number, len(epoch.acts)), epoch.last_height),
            stamp=self._stamp(epoch.ledger),
            heads=self.heads,
            targets={place: target_at(self.at(place).envelope, self.at(place).leaf) for place in places},
            extra_refs=extra_refs,
        )
        epoch.acts.append(act)
        epoch.last_height = act.envelope.height
        head = Head(act.envelope.height, place_of(act.envelope), act.leaf)
        self.heads.update(dict.fromkeys(act.envelope.subjects, head))
        text = Checkpoint(epoch.origin, len(epoch.acts), root_of(epoch.leaves)).text()
        epoch.notes.append(sign(text, name=epoch.origin, key=epoch.key))
        return act

    def at(self, place: Coordinate) -> SealedAct:
        return self.epochs[origin(place.ledger, place.epoch)].acts[place.index]

    def _stamp(self, ledger: str) -> Stamp:
        self.count += 1
        body = ledger.partition("/")[0].upper()
        return Stamp(
            Party(body, "01J0000000000000000000PERS", "01J0000000000000000000CHUC"),
            f"01J{self.count:023d}",
            None,
            f"2026-11-23T08:{self.count:02d}:00Z",
            bytes([self.count]) * 32,
        )


def _opening(epoch: Epoch) -> Proposal:
    body = epoch.ledger.partition("/")[0].upper()
    opened = LedgerOpened(body, "Nhật ký công việc", epoch.verifier().text())
    return Proposal(OPENED, (f"ledger:{epoch.ledger}",), opened)


def tell() -> Story:
    """Province A notes, corrects and redacts, B answers; A is restored from a backup and goes on."""
    story = Story()
    first, other = story.epoch(A, 1, 1), story.epoch(B, 1, 2)
    story.write(first, _opening(first))
    story.write(other, _opening(other))
    january = Valid("2026-12-01", "2027-01-01")
    noted = story.write(
        first, Proposal(NOTED, (TASK,), Noted("Giao “Hải đội 2”\tchủ trì"), (REGULATION,), january)
    )
    leader = Party("TINH-A", "01J0000000000000000000LEAD", "01J0000000000000000000BTTU")
    story.write(
        first,
        Proposal(
            NOTED,
            (TASK,),
            Noted("Giao Hải đội 1 chủ trì"),
            (PAPER,),
            january,
            supersedes=(place_of(noted.envelope),),
            decided_by=leader,
        ),
    )
    story.write(other, Proposal(NOTED, (TASK,), Noted("Đã nhận"), audience_bodies=("TINH-A", "TINH-C")))
    place = place_of(noted.envelope)
    story.write(first, Proposal(REDACTED, (TASK,), Redacted("Ghi nhầm đơn vị"), redacts=(place,)))
    story.write(first, Proposal(KEPT, (TASK,), Noted("Chỉ lưu nội bộ")))
    _restore(story, first)
    return story


def _restore(story: Story, before: Epoch) -> None:
    """The machine of A is lost; its backup has three acts of the first epoch."""
    size = 3
    cited = before.acts[size - 1]
    after = story.epoch(A, fresh_epoch(before.number, entropy=b"\x00\x01\x00"), 3)
    opened = EpochOpened(
        agency="TINH-A",
        verifier_key=after.verifier().text(),
        previous_origin=before.origin,
        previous_size=size,
        previous_root=root_of(before.leaves[:size]).hex(),
        reason="Khôi phục từ bản sao lưu",
    )
    head = Head(cited.envelope.height, place_of(cited.envelope), cited.leaf)
    proposal = Proposal(EPOCH_OPENED, (f"ledger:{A}",), opened)
    story.write(after, proposal, (head.as_ref("epoch"),))
    story.write(after, Proposal(NOTED, (TASK,), Noted("Tiếp tục sau khi khôi phục")))


def files(story: Story) -> dict[str, bytes]:
    """The export of the story, by path: section 8 of the specification."""
    made: dict[str, bytes] = {}
    for epoch in story.epochs.values():
        made[f"{epoch.origin}/envelopes.jsonl"] = b"".join(_line(act) for act in epoch.acts)
        made[f"{epoch.origin}/payloads.jsonl"] = b"".join(_content(story, act) for act in epoch.acts)
        made[f"{epoch.origin}/checkpoint"] = epoch.notes[-1].encode()
        made[f"{epoch.origin}/key"] = epoch.verifier().text().encode() + b"\n"
        made[f"{epoch.origin}/checkpoints.jsonl"] = b"".join(canonical(note) + b"\n" for note in epoch.notes)
    made["README.txt"] = "Bản xuất mẫu để thử bộ kiểm tra; cơ quan và người đều hư cấu.\n".encode()
    return made


def _line(act: SealedAct) -> bytes:
    return (f"leaf:{act.leaf}".encode() if act.envelope.kind == KEPT.name else act.data) + b"\n"


def _content(story: Story, act: SealedAct) -> bytes:
    cleared = {
        (ref.ledger, ref.epoch, ref.index)
        for epoch in story.epochs.values()
        for other in epoch.acts
        for ref in other.envelope.refs
        if ref.role == "redacts"
    }
    here = (act.envelope.ledger, act.envelope.epoch, act.envelope.index)
    if act.envelope.kind == KEPT.name or here in cleared:
        return b"null\n"
    return canonical({"body": act.body.decode(), "salt": act.salt.hex()}) + b"\n"


def write(folder: Path) -> None:
    """Write the export below `folder`."""
    for path, data in files(tell()).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    write(EXPORT)
