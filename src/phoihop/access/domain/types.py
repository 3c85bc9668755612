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


class ActorSource(Protocol):
    """Port, plugged in by node/wiring: access asks who holds which post."""

    def holdings(self, person: str, on: date) -> tuple[Holding, ...]:
        """The posts that a person holds on a day, in protocol order; empty when none."""
        ...

    def acts_for(self, body: str, on: date) -> frozenset[str]:
        """The body itself and the ended bodies whose work passed to it."""
        ...
