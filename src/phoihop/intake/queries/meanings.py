"""What the names and citations of a draft mean on its day, as registry and norms know it."""

from __future__ import annotations

from phoihop.intake.domain.proposing import ground_of
from phoihop.intake.domain.resolving import Bodies, Instruments, open_citations, open_mentions, resolved
from phoihop.intake.domain.types import Draft, Ground
from phoihop.intake.queries.source import vocabulary
from phoihop.norms import api as norms
from phoihop.reading.api import read
from phoihop.registry import api as registry


def with_meanings(draft: Draft) -> Draft:
    """The draft with every open name and citation resolved. Eight queries."""
    return resolved(draft, bodies=_bodies(draft), instruments=_instruments(draft))


def _bodies(draft: Draft) -> Bodies | None:
    mentions = open_mentions(draft)
    if draft.day is None or not mentions:
        return {}
    try:
        return dict(zip(mentions, registry.resolve_mentions(mentions, on=draft.day), strict=True))
    except registry.NoEdition:
        return None


def _instruments(draft: Draft) -> Instruments:
    cited = open_citations(draft)
    return dict(zip(cited, norms.resolve_all(cited, on=draft.day), strict=True)) if cited else {}


def read_label(label: str) -> Ground:
    """What a typed label cites; without a citation in it, the label alone."""
    citations = read(label, vocabulary()).citations
    return ground_of(citations[0], label=label) if citations else Ground(label=label)
