"""What can happen to an account, and by whose hand. Each change is one row of a journal that nobody edits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Change(StrEnum):
    """One kind of change; the words for people stand beside the page that shows them."""

    AUTHENTICATOR_ADDED = "authenticator_added"
    AUTHENTICATOR_REMOVED = "authenticator_removed"
    CARD_REMOVED = "card_removed"
    CARD_TAKEN = "card_taken"
    CREATED = "created"
    DISABLED = "disabled"
    FACTORS_RESET = "factors_reset"
    LOCKED = "locked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # the name of a change
    PASSWORD_RESET = "password_reset"  # noqa: S105  # the name of a change
    POST_MOVED = "post_moved"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did it: the account that was logged in, or the user of the machine at its command line.

    Both empty: the program itself, as when it locks a name after too many failures.
    """

    login: str = ""
    system: str = ""


PROGRAM: Final = Hand()
