"""The standing of a request: which account, in which post, for which body.

Read anew with every request, so that a tenure that ends or an account that is disabled counts from the next
page on.
"""

from __future__ import annotations

from django.http import HttpRequest

from phoihop.access.domain.standing import Standing, acting, chosen_holding, no_post
from phoihop.access.domain.types import Actor, Holding
from phoihop.access.models import Account
from phoihop.access.ports import ports, today
from phoihop.access.session import chosen_post
from phoihop.kernel.decision import Refusal, Refused


class ActorRequest(HttpRequest):
    """A request inside a view under `actor_required`: somebody acts, in an entitled post."""

    actor: Actor


class ArrivingRequest(HttpRequest):
    """A request behind ActorMiddleware, before anything is known about the view.

    `kept`: the session was over, and what was typed was kept for its writer.
    """

    actor: Actor | None
    standing: Standing | None
    kept: bool


def standing_of(request: HttpRequest) -> Standing | None:
    """Where the account of this request stands, None when nobody is logged in."""
    standing = getattr(request, "standing", None)
    return standing if isinstance(standing, Standing) else None


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts in this request, None when nobody does."""
    standing = standing_of(request)
    return standing.actor if standing else None


def read_standing(request: HttpRequest) -> Standing | None:
    """Ask the registry of today in which posts the account of this session is, and take the chosen one."""
    if not isinstance(request.user, Account):
        return None
    return _standing(request.user, chosen_post(request))


def actor_of_login(login: str, *, post: str | None = None) -> Actor | None:
    """Who the account acts as, for programs of the operator.

    None when it acts in no post, not in `post`, or in several of which none is named.
    """
    account = Account.objects.filter(login=login, is_active=True).first()
    return _standing(account, post).actor if account is not None else None


def _standing(account: Account, chosen: str | None) -> Standing:
    holdings = ports().source.holdings(account.person, today())
    if not holdings:
        ended = ports().source.last_ended(account.person, today())
        return Standing(account.login, holdings, None, no_post(account.login, ended))
    decision = chosen_holding(account.login, holdings, chosen=chosen)
    if isinstance(decision, Refused):
        return Standing(account.login, holdings, None, decision.refusals[0])
    return _serving(account.login, holdings, decision.value)


def _serving(account: str, holdings: tuple[Holding, ...], holding: Holding) -> Standing:
    ledger = ports().ledgers(holding.body)
    if ledger is None:
        refusal = Refusal("access.body_not_served", (("body", holding.body_name),))
        return Standing(account, holdings, None, refusal)
    acts_for = ports().source.acts_for(holding.body, today())
    return Standing(account, holdings, acting(account, holding, ledger=ledger, acts_for=acts_for), None)
