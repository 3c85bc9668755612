"""In which post does a logged-in person act today? Chosen once per session, checked with every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phoihop.access.domain.types import Actor, EndedPost, Holding
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, refuse

POST_NOT_CHOSEN = "access.post_not_chosen"
POST_ENDED = "access.post_ended"
# These are mended by choosing a post; every other reason needs somebody else.
TO_BE_CHOSEN = frozenset({POST_NOT_CHOSEN, POST_ENDED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stands today. Exactly one of `actor` and `refusal` is there."""

    account: str
    holdings: tuple[Holding, ...]
    actor: Actor | None
    refusal: Refusal | None


def chosen_holding(account: str, holdings: Sequence[Holding], *, chosen: str | None) -> Decision[Holding]:
    """The post in which the session acts.

    A chosen post that has ended is never replaced by another one without a word: what is typed next would be
    recorded in the name of a post that nobody chose.
    """
    if not holdings:
        return refuse("access.no_post", account=account)
    if chosen is None and len(holdings) == 1:
        return Accepted(holdings[0])
    if chosen is None:
        return refuse(POST_NOT_CHOSEN)
    held = next((holding for holding in holdings if holding.post == chosen), None)
    return Accepted(held) if held is not None else refuse(POST_ENDED)


def no_post(account: str, ended: EndedPost | None) -> Refusal:
    """Why an account without a post does nothing: which post has ended and when, or that it had none."""
    if ended is None:
        return Refusal("access.no_post", (("account", account),))
    params = {
        "account": account,
        "body": ended.body_name,
        "day": show_date(ended.day),
        "post": ended.post_title,
    }
    return Refusal("access.post_over", tuple(sorted(params.items())))


def acting(account: str, holding: Holding, *, ledger: str, acts_for: frozenset[str]) -> Actor:
    """The actor that an account is in a post."""
    return Actor(
        account=account,
        person=holding.person,
        person_name=holding.person_name,
        post=holding.post,
        post_title=holding.post_title,
        body=holding.body,
        body_name=holding.body_name,
        role=holding.role,
        ledger=ledger,
        acts_for=acts_for | {holding.body},
    )
