"""What a rule, a value or a decision rests on: issuer + number + date, clause, and how well we know it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class Knowledge(StrEnum):
    """How a statement about an instrument came to us. Shown beside every answer that rests on it."""

    VERIFIED = "verified"
    """Read in the instrument itself."""
    SECONDARY = "secondary"
    """Read in a text about the instrument."""
    DERIVED = "derived"
    """Computed or concluded from verified statements."""
    TO_CONFIRM = "to_confirm"
    """Not read anywhere yet. Never the ground for a refusal."""


class _Instrument(msgspec.Struct, frozen=True):
    """The fields that may be given by position (a Struct cannot mix them with a keyword-only one)."""

    issuer: str
    number: str
    date: dt.date | None
    clause: str | None = None
    kind: str | None = None
    title: str | None = None


class Citation(_Instrument, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A place in an instrument. Identity is issuer + number + date: 35-CT/TW alone exists twice.

    ``clause`` is written as in papers ("Điều 112 khoản 1"), ``date`` is the day of signing. A Struct and not
    a dataclass because citations are typed by hand in content files, where a misspelt key must be refused.
    """

    state: Knowledge
