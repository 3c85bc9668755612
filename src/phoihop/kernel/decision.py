"""The answer of every decision: accepted with a value, or refused with reasons that carry no language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from phoihop.kernel.citation import Citation

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. ``code`` is ``<context>.<reason>`` and has its sentences in ``content/refusals``.

    ``params`` are sorted by name and hold text ready to be shown. ``remedy`` names another code whose remedy
    is to be shown; None means the remedy of ``code`` itself.
    """

    code: str
    params: tuple[tuple[str, str], ...] = ()
    basis: tuple[Citation, ...] = ()
    remedy: str | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a code that cannot stand in a catalogue."""
        for code in (self.code, self.remedy):
            if code is not None and _CODE.fullmatch(code) is None:
                raise ValueError(f"a refusal code reads <context>.<reason>, got {code!r}")


@dataclass(frozen=True, slots=True)
class Accepted(Generic[T_co]):
    """The decision was taken; ``value`` is what follows from it."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Refused:
    """The decision was not taken, for at least one reason."""

    refusals: tuple[Refusal, ...]

    def __post_init__(self) -> None:
        """Raises ValueError without a reason: a refusal must be explainable."""
        if not self.refusals:
            raise ValueError("a refusal needs at least one reason")


Decision: TypeAlias = Accepted[T] | Refused


def refuse(
    code: str, *, basis: tuple[Citation, ...] = (), remedy: str | None = None, **params: str | int
) -> Refused:
    """A refusal for one reason; dates and figures are put into words by the caller (`kernel.dates`)."""
    shown = tuple(sorted((name, str(value)) for name, value in params.items()))
    return Refused((Refusal(code, shown, basis, remedy),))
