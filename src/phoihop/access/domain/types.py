"""Who acts. An Actor is always an argument, never looked up behind a function's back, and fails closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What a post is for. Rights follow the post: when its holder leaves, they end."""

    OFFICER = "officer"
    CLERK = "clerk"
    LEADER = "leader"
    INSPECTOR = "inspector"
    OPERATOR = "operator"


class SecondFactor(StrEnum):
    """Whether a card or an authenticator is asked for besides the password.

    Whoever has set one up is always asked for it: a line in a file must not open an account.
    """

    OFF = "off"
    """Nobody is invited to set one up."""
    OFFERED = "offered"
    """Everybody may set one up."""
    REQUIRED = "required"
    """Nobody works without one."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One post held by a person on a day: the post, its body and what the post is for."""

    person: str
    person_name: str
    post: str
    post_title: str
    body: str
    body_name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one post for one body, writing into that agency's ledger.

    `acts_for`: the own body and the ended bodies whose work it has taken over (by lineage).
    """

    account: str
    person: str
    person_name: str
    post: str
    post_title: str
    body: str
    body_name: str
    role: Role
    ledger: str
    acts_for: frozenset[str]


@dataclass(frozen=True, slots=True)
class EndedPost:
    """A post that a person held; `day` is the first day without it."""

    post_title: str
    body_name: str
    day: date


class ActorSource(Protocol):
    """Port, plugged in by node/wiring: access asks who holds which post."""

    def holdings(self, person: str, on: date) -> tuple[Holding, ...]:
        """The posts that a person holds on a day, in protocol order; empty when none."""
        ...

    def acts_for(self, body: str, on: date) -> frozenset[str]:
        """The body itself and the ended bodies whose work passed to it."""
        ...

    def last_ended(self, person: str, on: date) -> EndedPost | None:
        """The post of a person that ended last, up to a day; None when none has ended."""
        ...
