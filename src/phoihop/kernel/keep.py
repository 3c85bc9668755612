"""How the rows of a table are kept: the class that every model declares as ``keep: ClassVar[Keep]``."""

from __future__ import annotations

from enum import StrEnum


class Keep(StrEnum):
    """What a table is to the ledger, hence who may write it and how it comes back after a loss."""

    LEDGER = "ledger"
    """Acts, trees, checkpoints, payloads. Append-only, never rebuilt from anything else."""
    PROJECTION = "projection"
    """A fold of acts. ``rebuild --compare`` must find no difference, always."""
    LOCAL = "local"
    """Accounts, drafts, sessions, jobs of this node. Never the target of a projection's foreign key."""
    JOURNAL = "journal"
    """The read log of this node. Append-only."""
    INDEX = "index"
    """Search tables and counters. Rebuilt, never compared."""
