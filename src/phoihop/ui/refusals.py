"""Refusals and citations in words. The catalogue of sentences is plugged in by node/wiring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_lazy

from phoihop.kernel.citation import Citation, Knowledge
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Refusal
from phoihop.kernel.refusal_catalogue import Catalogue, Language

_KNOWLEDGE: Final = {
    Knowledge.VERIFIED: gettext_lazy("đã đối chiếu văn bản gốc"),
    Knowledge.SECONDARY: gettext_lazy("theo nguồn thứ cấp"),
    Knowledge.DERIVED: gettext_lazy("suy ra từ quy định khác"),
    Knowledge.TO_CONFIRM: gettext_lazy("cần xác nhận"),
}


class NotWired(RuntimeError):
    """A refusal was to be shown before node/wiring plugged the catalogue in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCitation:
    """A citation in words and what we know about it; `sure` when read in the instrument itself."""

    words: str
    knowledge: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRefusal:
    """One refusal as a page shows it."""

    sentence: str
    remedy: str
    basis: tuple[ShownCitation, ...]


_plugged: list[Catalogue] = []


def plug(catalogue: Catalogue) -> None:
    """Plug the catalogue in; called once at start by node/wiring (and by tests with their own)."""
    _plugged[:] = [catalogue]


def shown_refusals(refusals: Iterable[Refusal], *, lang: Language) -> tuple[ShownRefusal, ...]:
    """The refusals in the words of `lang`. NotWired before `plug`."""
    if not _plugged:
        raise NotWired
    catalogue = _plugged[0]
    return tuple(
        ShownRefusal(
            sentence=catalogue.sentence(refusal, lang),
            remedy=catalogue.remedy(refusal, lang),
            basis=tuple(shown_citation(citation) for citation in refusal.basis),
        )
        for refusal in refusals
    )


def shown_citation(citation: Citation) -> ShownCitation:
    """Kind, number, date, issuer, clause: as far as known, in the order of official papers."""
    name = " ".join(part for part in (citation.kind, citation.number) if part)
    if citation.date:
        name += gettext(" ngày %(date)s") % {"date": show_date(citation.date)}
    name += gettext(" của %(issuer)s") % {"issuer": citation.issuer}
    words = ", ".join(part for part in (name, citation.clause) if part)
    known = _KNOWLEDGE[citation.state]
    return ShownCitation(words=words, knowledge=str(known), sure=citation.state is Knowledge.VERIFIED)
