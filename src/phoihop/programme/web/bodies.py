"""Names of bodies on a page: asked once, as of the day, in protocol order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from phoihop.registry import api as registry
from phoihop.registry.domain.types import BodyView


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a page in protocol order; a code that the register does not know is shown as it is."""

    known: Mapping[str, BodyView]

    def name(self, code: str) -> str:
        """The name on the day, the code when unknown."""
        body = self.known.get(code)
        return body.name if body is not None else code

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """Codes in protocol order, unknown ones last."""
        wanted = set(codes)
        return [code for code in self.known if code in wanted] + sorted(wanted - set(self.known))


def in_protocol_order(codes: Iterable[str], *, on: date) -> Bodies:
    """The bodies of a page with names and order. Three queries."""
    return Bodies({body.code: body for body in registry.protocol_order(set(codes), on=on)})


def by_name(codes: Iterable[str], *, on: date) -> Bodies:
    """The bodies of a page where their order does not matter. Two queries."""
    return Bodies(dict(registry.bodies(set(codes), on=on)))
