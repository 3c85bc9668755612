"""The paper that shows what somebody decided: without number and date nobody can find it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Refusal
from phoihop.kernel.text import collapse
from phoihop.ledger.domain.types import Basis
from phoihop.programme.domain.days import day


def against_paper(paper: Basis, *, today: date) -> Iterator[Refusal]:
    """What stands against resting a decision on this paper. A date that is no day counts as none."""
    dated = day(paper.date)
    if not collapse(paper.number) or dated is None:
        yield Refusal("programme.paper_needs_number_and_date")
    elif dated > today:
        yield Refusal("programme.paper_in_future", (("day", show_date(dated)),))
