"""What the ledger must be given from above: kinds, projectors, keys, the clock. Plugged in by node/wiring.

A context declares its kinds in `acts.py` and its projector in `projections.py`; nothing registers itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import models

from phoihop.kernel.decision import Refused
from phoihop.ledger.act import FoldedAct, KindBook
from phoihop.ledger.note import VerifierKey


class Projector(Protocol):
    """The pure fold of one type of subject into rows.

    Every table named has a column `subject`; the rows of a subject are replaced as a whole.
    """

    subject_type: ClassVar[str]
    tables: ClassVar[tuple[type[models.Model], ...]]

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """The rows that stand for `subject` after `acts` (those that count, in order). No query, no clock.

        `act.payload` is None when it is redacted, withheld or not here yet: a projector leaves such an
        act out or shows the gap, it never fails.
        """
        ...


class KeyRing(Protocol):
    """The signing keys that this node holds."""

    def signer(self, ledger: str, epoch: int) -> Ed25519PrivateKey | None:
        """The private key of a ledger epoch that this node writes, None for a foreign ledger."""
        ...

    def verifier(self, ledger: str, epoch: int) -> VerifierKey | None:
        """The public key that the node trusts for a ledger epoch, from outside the database."""
        ...


class NameSource(Protocol):
    """Words for the codes in envelopes, so that the ledger's pages can be read."""

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """The names of bodies, persons and posts by code; unknown codes are left out."""
        ...


@dataclass(frozen=True, slots=True)
class KindTitle:
    """What a kind of act is called on a page."""

    vi: str
    en: str


Hindrance = Callable[[datetime, datetime], Refused | None]
"""Why this machine may write nothing at `now`, after an act that it took in at `last`; None where it may."""


def unhindered(_now: datetime, _last: datetime) -> None:
    """Nothing in the way."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything the ledger needs from above. `read_only`: a replayed file is shown, nothing is written."""

    kinds: KindBook
    projectors: Mapping[str, Projector]
    keys: KeyRing
    clock: Callable[[], datetime]
    names: NameSource
    titles: Mapping[str, KindTitle]
    read_only: bool = False
    hindrance: Hindrance = unhindered


class NotWired(RuntimeError):
    """The ledger was used before node/wiring plugged its ports in."""


_plugged: list[Ports] = []


def plug(ports: Ports) -> None:
    """Plug the ports in; called once at start by node/wiring (and by tests with their own)."""
    _plugged[:] = [ports]


def ports() -> Ports:
    """The ports in force. NotWired before `plug`."""
    if not _plugged:
        raise NotWired
    return _plugged[0]
