"""Writing into the registry ledger: loading an edition of the catalogue."""

from __future__ import annotations

from pathlib import Path

from phoihop.ledger.api import Outcome, writing
from phoihop.ledger.domain.types import Party
from phoihop.norms.domain.content import read_edition
from phoihop.norms.domain.edition import decide_load
from phoihop.norms.queries.catalogue import edition
from phoihop.norms.queries.recorded import stored
from phoihop.norms.queries.source import keeper, registry_ledger


def load_edition(folder: Path) -> Outcome:
    """Load the edition in `folder` into the registry ledger as one batch; loaded already: nothing happens.

    A later edition writes the difference. YamlFault, EditionFault for faulty files; NoLedger.
    """
    content = read_edition(folder)
    ledger = registry_ledger()
    with writing(ledger, Party(keeper())) as writer:
        known = edition()
        sha256 = known.sha256 if known is not None else None
        return writer.record(decide_load(content, ledger=ledger, recorded=stored(ledger), sha256=sha256))
