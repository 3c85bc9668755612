"""Words for acts: kinds, parties, papers, periods. Names come through the port, all of a page at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import get_language, gettext

from phoihop.kernel.dates import show_date
from phoihop.kernel.period import Period
from phoihop.ledger.envelope import Basis, Envelope, Party, Valid
from phoihop.ledger.ports import ports


def kind_title(kind: str) -> str:
    """The name of a kind in the language of the page; the kind itself when it has none."""
    title = ports().titles.get(kind)
    if title is None:
        return kind
    return title.en if get_language() == "en" else title.vi


def recorded_at(envelope: Envelope) -> datetime:
    """When the ledger took the act, with time zone."""
    return datetime.fromisoformat(envelope.recorded_at)


def names_of(envelopes: Iterable[Envelope]) -> Mapping[str, str]:
    """The names of all bodies, persons and posts that decided or entered."""
    codes: set[str] = set()
    for envelope in envelopes:
        for party in (envelope.decided_by, envelope.entered_by):
            codes |= {code for code in (party.body, party.person, party.post) if code}
    return ports().names.names(sorted(codes))


def party_words(party: Party, names: Mapping[str, str]) -> str:
    """`Họ tên, chức vụ, cơ quan`, as far as known."""
    parts = [names.get(code, code) for code in (party.person, party.post, party.body) if code]
    return ", ".join(dict.fromkeys(parts))


def paper_words(basis: Sequence[Basis]) -> str:
    """Number and date of the paper that an act was recorded from, empty when it was not."""
    return "; ".join(_paper(one) for one in basis if one.kind == "paper")


def _paper(basis: Basis) -> str:
    if basis.date is None:
        return basis.number
    shown = show_date(date.fromisoformat(basis.date))
    return gettext("%(number)s ngày %(day)s") % {"number": basis.number, "day": shown}


def period_of(valid: Valid) -> Period | None:
    """When the fact holds, None for always (and for days that do not follow each other)."""
    start, end = (date.fromisoformat(day) if day else None for day in (valid.start, valid.end))
    bounded = start is not None or end is not None
    in_order = start is None or end is None or start < end
    return Period(start, end) if bounded and in_order else None
