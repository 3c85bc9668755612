"""The order in which bodies are listed. It is data (content/registry/protocol.yaml) and ranks nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from phoihop.registry.acts import RulesRecorded
from phoihop.registry.domain.types import BodyView

# "P-31-BTC.v2" → 31, "M-QK3-CT" → none: letters of the line, then the official number of the locality.
_UNIT = re.compile(r"[A-Z]+-(?P<unit>[0-9]{2,3})(?![0-9])")

ProtocolKey = tuple[int, int, int, str]


def unit_of(code: str) -> int | None:
    """The administrative number in a code, None when the body belongs to no locality."""
    match = _UNIT.match(code)
    return int(match["unit"]) if match else None


def protocol_key(rules: RulesRecorded) -> Callable[[BodyView], ProtocolKey]:
    """Sort key: bodies named first, then the order of kinds, the administrative number, the code."""
    first = {code: place for place, code in enumerate(rules.first)}
    kinds = {kind: place for place, kind in enumerate(rules.order)}

    def key(body: BodyView) -> ProtocolKey:
        place = first.get(body.code, len(first))
        return (place, kinds.get(body.kind, len(kinds)), body.unit or 0, body.code)

    return key


def in_protocol_order(bodies: Iterable[BodyView], *, rules: RulesRecorded) -> tuple[BodyView, ...]:
    """The bodies as they are to be listed."""
    return tuple(sorted(bodies, key=protocol_key(rules)))
