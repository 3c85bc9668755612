"""Who may report for another body: by a rule of content/acting.yaml and a line of the register."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from phoihop.kernel.citation import Knowledge
from phoihop.registry.acts import LineKind


class ActingRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body of `kind` may report for a body of `for_kind` that it has a `line` to (it is the child).

    `source`: the instrument and clause that say so, empty as long as they are to be confirmed.
    """

    id: str
    kind: str
    for_kind: str
    line: LineKind
    state: Knowledge
    source: str
    note: str


def applied(rules: Iterable[ActingRule]) -> tuple[ActingRule, ...]:
    """The rules that give a right: a guess gives none."""
    return tuple(rule for rule in rules if rule.state is not Knowledge.TO_CONFIRM)
