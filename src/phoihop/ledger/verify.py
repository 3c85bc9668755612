"""Checking everything that can be checked without trusting this database: `phoihop verify`.

Every finding names its place. What a good result proves, and what it does not: docs/spec/ledger.md §9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phoihop.kernel.decision import Refusal
from phoihop.ledger.act import Coordinate, payload_digest, target_of
from phoihop.ledger.acts import EPOCH_OPENED, OPENED, EpochOpened, LedgerOpened
from phoihop.ledger.append_only import missing
from phoihop.ledger.envelope import Envelope, EnvelopeFault, decode_envelope, leaf_of, origin
from phoihop.ledger.fold import cleared_places
from phoihop.ledger.models import Act, Checkpoint, Clearance, TileRow, TreeHead
from phoihop.ledger.note import NoteFault, VerifierKey, parse_checkpoint, parse_verifier_key, verify
from phoihop.ledger.ports import ports
from phoihop.ledger.projecting import read_payload
from phoihop.ledger.tree import Frontier, tiles_over
from phoihop.ledger.write import database

BATCH = 1000
Row = tuple[int, str, str | None, str | None, str | None, int | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class EpochReport:
    """One ledger epoch: how many acts, how many of them under a good signature, how many without content."""

    ledger: str
    epoch: int
    size: int
    signed_size: int
    without_content: int


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a verification; good when there are no findings."""

    epochs: tuple[EpochReport, ...]
    findings: tuple[Refusal, ...]


def finding(code: str, place: object, **params: object) -> Refusal:
    """A fault and its place, in the form of a refusal so that it has a sentence and a remedy."""
    shown = {"place": str(place)} | {name: str(value) for name, value in params.items()}
    return Refusal(f"ledger.{code}", tuple(sorted(shown.items())))


def verify_node() -> Report:
    """Verify every ledger epoch on this node, the clearances and the append-only triggers."""
    epochs: list[EpochReport] = []
    findings: list[Refusal] = []
    roots: dict[tuple[str, int], dict[int, bytes]] = {}
    known = Act.objects.values_list("ledger", "epoch").distinct().order_by("ledger", "epoch")
    for ledger, epoch in known:
        check = EpochCheck(ledger, epoch)
        epochs.append(check.run())
        findings += check.findings
        roots[ledger, epoch] = check.roots
        findings += _epoch_link(check, roots)
    findings += _lost_epochs(epochs)
    findings += _unfounded_clearances()
    findings += [finding("trigger_missing", t.table, trigger=t.name) for t in missing(database())]
    return Report(tuple(epochs), tuple(findings))


class EpochCheck:
    """Walks one ledger epoch leaf by leaf."""

    def __init__(self, ledger: str, epoch: int) -> None:
        self.ledger, self.epoch = ledger, epoch
        self.findings: list[Refusal] = []
        self.roots: dict[int, bytes] = {}
        self.opening: LedgerOpened | EpochOpened | None = None
        self._leaves: list[bytes] = []
        self._height = 0
        self._gap = False  # an act before this one is not here, so its height is not known
        self._without_content = 0
        self._own = ports().keys.signer(ledger, epoch) is not None

    def run(self) -> EpochReport:
        """Check leaves, content, tree, tiles and checkpoints."""
        notes = dict(self._checkpoints())
        frontier = Frontier()
        for row in self._rows():
            self._check_row(row)
            frontier = frontier.append(bytes.fromhex(row[1]))
            if frontier.size in notes:
                self.roots[frontier.size] = frontier.root()
        self.roots[frontier.size] = frontier.root()
        signed = self._check_notes(notes)
        if self._own and signed < frontier.size:
            self._find("tail_unsigned", frontier.size - 1, signed=signed)
        self._check_tree(frontier)
        return EpochReport(self.ledger, self.epoch, frontier.size, signed, self._without_content)

    def _find(self, code: str, index: int, **params: object) -> None:
        self.findings.append(finding(code, Coordinate(self.ledger, self.epoch, index), **params))

    def _checkpoints(self) -> Iterator[tuple[int, str]]:
        rows = Checkpoint.objects.filter(ledger=self.ledger, epoch=self.epoch).order_by("size")
        yield from rows.values_list("size", "note").iterator(BATCH)

    def _rows(self) -> Iterator[Row]:
        acts = Act.objects.filter(ledger=self.ledger, epoch=self.epoch).order_by("index")
        yield from acts.values_list(
            "index", "leaf", "envelope", "act_id", "kind", "height", "batch", "vault__salt", "vault__body"
        ).iterator(BATCH)

    def _check_row(self, row: Row) -> None:
        index, leaf, text = row[0], row[1], row[2]
        if index != len(self._leaves):
            self._find("act_missing", len(self._leaves), next=index)
            self._leaves.extend([b""] * (index - len(self._leaves)))
        self._leaves.append(bytes.fromhex(leaf))
        if text is None:
            self._without_content += 1
            self._gap = True
            return
        if leaf_of(text.encode()) != leaf:
            self._find("leaf_changed", index)
        try:
            envelope = decode_envelope(text.encode())
        except EnvelopeFault as fault:
            self._find("envelope_unreadable", index, reason=fault)
            return
        self._check_columns(row, envelope)
        self._check_content(index, envelope, row[7], row[8])

    def _check_columns(self, row: Row, envelope: Envelope) -> None:
        index = row[0]
        if (envelope.ledger, envelope.epoch, envelope.index) != (self.ledger, self.epoch, index):
            self._find("place_changed", index, written=origin(envelope.ledger, envelope.epoch))
        columns = (envelope.id, envelope.kind, envelope.height, envelope.batch)
        if columns != row[3:7]:
            self._find("column_changed", index)
        least = 1 + max([self._height, *(ref.height for ref in envelope.refs)])
        if envelope.height < least or (envelope.height > least and not self._gap):
            self._find("height_wrong", index)
        self._height, self._gap = envelope.height, False
        self._check_refs(index, envelope)

    def _check_refs(self, index: int, envelope: Envelope) -> None:
        for ref in envelope.refs:
            if (ref.ledger, ref.epoch) != (self.ledger, self.epoch):
                continue
            if ref.index >= index or self._leaves[ref.index].hex() != ref.leaf:
                self._find("ref_wrong", index, target=target_of(ref))

    def _check_content(self, index: int, envelope: Envelope, salt: str | None, body: str | None) -> None:
        if salt is None or body is None:
            self._without_content += 1
            place = Coordinate(self.ledger, self.epoch, index)
            cleared = Clearance.objects.filter(ledger=place.ledger, epoch=place.epoch, index=place.index)
            if self._own and not cleared.exists():
                self._find("content_missing", index)
            return
        if payload_digest(bytes.fromhex(salt), body.encode()) != envelope.payload:
            self._find("content_changed", index)
        elif not self._is_of_its_kind(envelope, body):
            self._find("content_unreadable", index, kind=envelope.kind)
        elif index == 0:
            self._read_opening(envelope, body)

    @staticmethod
    def _is_of_its_kind(envelope: Envelope, body: str) -> bool:
        kinds = ports().kinds
        if not kinds.knows(envelope):
            return True  # nobody here can tell
        return read_payload(kinds, envelope.kind, envelope.kind_version, body) is not None

    def _read_opening(self, envelope: Envelope, body: str) -> None:
        if envelope.kind == OPENED.name:
            self.opening = OPENED.read(body.encode())
        elif envelope.kind == EPOCH_OPENED.name:
            self.opening = EPOCH_OPENED.read(body.encode())
        else:
            self._find("opening_missing", 0)

    def _check_notes(self, notes: dict[int, str]) -> int:
        """Check the signed notes; the size of the latest one that is good."""
        key, signed = self._key(), 0
        if key is None:
            if notes or self._own:
                self._find("key_unknown", 0)
            return 0
        for size, note in notes.items():
            code = self._judge_note(size, note, key)
            if code:
                self._find(code, size - 1, size=size)
            else:
                signed = size
        return signed

    def _key(self) -> VerifierKey | None:
        trusted = ports().keys.verifier(self.ledger, self.epoch)
        if trusted is not None or self.opening is None:
            return trusted
        try:
            return parse_verifier_key(self.opening.verifier_key)
        except NoteFault:
            return None

    def _judge_note(self, size: int, note: str, key: VerifierKey) -> str | None:
        try:
            text = note.rpartition("\n\n")[0] + "\n"
            stated = parse_checkpoint(text)
            if stated.origin != origin(self.ledger, self.epoch):
                return "checkpoint_foreign"
            verify(note, key)
        except NoteFault:
            return "checkpoint_unsigned"
        if stated.size != size or stated.root != self.roots.get(size):
            return "checkpoint_wrong"
        return None

    def _check_tree(self, frontier: Frontier) -> None:
        head = TreeHead.objects.filter(ledger=self.ledger, epoch=self.epoch).first()
        peaks = " ".join(peak.hex() for peak in frontier.peaks)
        if head is None or (head.size, head.frontier, head.last_height) != (
            frontier.size,
            peaks,
            self._height,
        ):
            self._find("head_wrong", max(frontier.size - 1, 0))
        rows = TileRow.objects.filter(ledger=self.ledger, epoch=self.epoch)
        there = {(r.level, r.number): r.hashes for r in rows.iterator(BATCH)}
        wanted = {(t.level, t.number): t.hashes.hex() for t in tiles_over(self._leaves)}
        for level, number in sorted(there.keys() | wanted.keys()):
            if there.get((level, number)) != wanted.get((level, number)):
                self._find("tile_wrong", number, level=level)


def _epoch_link(check: EpochCheck, roots: dict[tuple[str, int], dict[int, bytes]]) -> Sequence[Refusal]:
    """The opening act of a later epoch must cite what the epoch before it really was."""
    cited = check.opening
    if not isinstance(cited, EpochOpened):
        first = min(epoch for ledger, epoch in roots if ledger == check.ledger)
        lone = check.epoch == first or cited is None
        return () if lone else (finding("epoch_wrong", Coordinate(check.ledger, check.epoch, 0)),)
    ledger, _, epoch = cited.previous_origin.rpartition("/")
    known = ledger == check.ledger and epoch.isdigit() and int(epoch) < check.epoch
    root = _root_at(ledger, int(epoch), cited.previous_size, roots) if known else None
    if root is None or root.hex() != cited.previous_root:
        return (finding("epoch_wrong", Coordinate(check.ledger, check.epoch, 0)),)
    return ()


def _root_at(
    ledger: str, epoch: int, size: int, roots: dict[tuple[str, int], dict[int, bytes]]
) -> bytes | None:
    known = roots.get((ledger, epoch), {})
    if size in known:
        return known[size]
    leaves = Act.objects.filter(ledger=ledger, epoch=epoch, index__lt=size).order_by("index")
    frontier = Frontier()
    for leaf in leaves.values_list("leaf", flat=True).iterator(BATCH):
        frontier = frontier.append(bytes.fromhex(leaf))
    return frontier.root() if frontier.size == size else None


def _lost_epochs(epochs: Sequence[EpochReport]) -> Iterator[Refusal]:
    """Heads, checkpoints or keys of an epoch of which no act is left."""
    there = {(e.ledger, e.epoch) for e in epochs}
    claimed = set(TreeHead.objects.values_list("ledger", "epoch"))
    claimed |= set(Checkpoint.objects.values_list("ledger", "epoch"))
    for ledger, epoch in sorted(claimed - there):
        yield finding("act_missing", Coordinate(ledger, epoch, 0), next=0)


def _unfounded_clearances() -> Iterator[Refusal]:
    """Clearances that no redaction act of the same ledger stands behind."""
    for row in Clearance.objects.select_related("by_act").iterator(BATCH):
        place = Coordinate(row.ledger, row.epoch, row.index)
        text = row.by_act.envelope
        if text is None or place not in _cleared_by(text):
            yield finding("clearance_unfounded", place)


def _cleared_by(text: str) -> tuple[Coordinate, ...]:
    try:
        return cleared_places(decode_envelope(text.encode()))
    except EnvelopeFault:
        return ()
