"""What the names and citations of a draft mean on its day: registry, norms and the agency's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from phoihop.intake.domain.learning import key_of
from phoihop.intake.domain.proposing import ground_of
from phoihop.intake.domain.resolving import Bodies, Instruments, open_citations, open_mentions, resolved
from phoihop.intake.domain.types import Draft, Ground, Lesson, WordKind
from phoihop.intake.queries.learned import words_of
from phoihop.intake.queries.source import vocabulary_of
from phoihop.norms import api as norms
from phoihop.reading.api import read
from phoihop.registry import api as registry
from phoihop.registry.domain import types as facts


def with_meanings(draft: Draft, *, agency: str) -> Draft:
    """The draft with every open name and citation resolved. `agency`: whose learned words count.

    Nine queries; twelve more for words that mean bodies by their codes.
    """
    words = {
        key_of(word.lesson.written): word.lesson
        for word in words_of([agency])
        if word.lesson.kind is WordKind.BODY
    }
    learned = {m: words[key] for m in open_mentions(draft) if (key := key_of(m)) in words}
    return resolved(
        draft,
        bodies=_bodies(draft, learned),
        instruments=_instruments(draft),
        learned=frozenset(learned),
    )


def _bodies(draft: Draft, learned: Mapping[str, Lesson]) -> Bodies | None:
    mentions = open_mentions(draft)
    if draft.day is None or not mentions:
        return {}
    said = [learned[m].means or m if m in learned else m for m in mentions]
    try:
        found = dict(zip(mentions, registry.resolve_mentions(said, on=draft.day), strict=True))
    except registry.NoEdition:
        return None
    coded = {m: lesson.bodies for m, lesson in learned.items() if lesson.bodies}
    return found | _by_code(coded, on=draft.day)


def _by_code(coded: Mapping[str, Sequence[str]], *, on: date) -> dict[str, facts.Resolution]:
    """The bodies that words mean by their codes: those alive, else the one that ended, with its heirs."""
    known = registry.bodies({code for codes in coded.values() for code in codes}, on=on)
    found: dict[str, facts.Resolution] = {}
    for mention, codes in coded.items():
        bodies = [known[code] for code in codes if code in known]
        alive = tuple(body for body in bodies if body.alive(on))
        ended = [body for body in bodies if body.period.end is not None and body.period.end <= on]
        if alive:
            found[mention] = facts.Resolved(alive)
        elif ended:
            found[mention] = facts.Ended(ended[0], registry.heirs(ended[0].code, on=on))
        else:
            found[mention] = facts.Unknown(tuple(bodies))
    return found


def _instruments(draft: Draft) -> Instruments:
    cited = open_citations(draft)
    return dict(zip(cited, norms.resolve_all(cited, on=draft.day), strict=True)) if cited else {}


def read_label(label: str, *, agency: str) -> Ground:
    """What a typed label cites; without a citation in it, the label alone."""
    citations = read(label, vocabulary_of(agency)).citations
    return ground_of(citations[0], label=label) if citations else Ground(label=label)
