"""Setting a second factor up and taking it away. Every change ends the other sessions of the account."""

from __future__ import annotations

from django.db import router, transaction

from phoihop.access.account_log import note_change
from phoihop.access.domain.account_changes import PROGRAM, Change, Hand
from phoihop.access.domain.logins import login_key
from phoihop.access.domain.second_step import Factors, typed_code
from phoihop.access.domain.types import SecondFactor
from phoihop.access.factors import factors_of, step_of_code, use_next, waiting_card
from phoihop.access.models import Account, Authenticator, CardCode, CodeCard
from phoihop.access.ports import now, ports, today
from phoihop.kernel.decision import Accepted, Decision, refuse


def take_card(account: Account, typed: str) -> Decision[int]:
    """Take the printed card into use with its first code; the card so far is void from now on.

    The proof that it was printed and is at hand: without it a jammed printer would lock its owner out.
    """
    card = waiting_card(account)
    if card is None:
        return refuse("access.card_not_waiting")
    with transaction.atomic(using=router.db_for_write(CodeCard)):
        if not use_next(card, typed_code(typed)):
            return refuse("access.card_first_code", number=card.number)
        card.taken_at = now()
        card.save(update_fields=["taken_at"])
        CardCode.objects.filter(card__account=account).exclude(card=card).delete()
        _changed(account, Change.CARD_TAKEN, by=Hand(account.login), note=str(card.number))
    return Accepted(card.number)


def add_authenticator(account: Account, sealed: bytes, typed: str) -> Decision[None]:
    """Take an authenticator into use that shows the right code for the secret; another one so far is void."""
    step = step_of_code(sealed, account, typed)
    if step is None:
        return refuse("access.authenticator_code")
    with transaction.atomic(using=router.db_for_write(Authenticator)):
        Authenticator.objects.update_or_create(
            account=account, defaults={"sealed": sealed, "last_step": step, "added_at": now()}
        )
        _changed(account, Change.AUTHENTICATOR_ADDED, by=Hand(account.login))
    return Accepted(None)


def remove_factor(account: Account, what: Change) -> Decision[None]:
    """Give up the card (`CARD_REMOVED`) or the authenticator (`AUTHENTICATOR_REMOVED`) of the account.

    Refused for the last one where the policy asks for one.
    """
    found = factors_of(account)
    left = Factors(
        None if what is Change.CARD_REMOVED else found.card,
        found.authenticator and what is not Change.AUTHENTICATOR_REMOVED,
    )
    if not left.any and factor_policy(account) is SecondFactor.REQUIRED:
        return refuse("access.factor_required")
    with transaction.atomic(using=router.db_for_write(CodeCard)):
        if what is Change.CARD_REMOVED:
            CardCode.objects.filter(card__account=account).delete()
        else:
            Authenticator.objects.filter(account=account).delete()
        _changed(account, what, by=Hand(account.login))
    return Accepted(None)


def reset_factors(login: str, *, by: Hand = PROGRAM) -> Decision[str]:
    """Void card and authenticator of an account, as when both are lost; all its sessions end."""
    account = Account.objects.filter(login=login_key(login)).first()
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    with transaction.atomic(using=router.db_for_write(CodeCard)):
        CardCode.objects.filter(card__account=account).delete()
        Authenticator.objects.filter(account=account).delete()
        _changed(account, Change.FACTORS_RESET, by=by)
    return Accepted(account.login)


def factor_policy(account: Account) -> SecondFactor:
    """What the policy asks of the account in the posts that its person holds today. One query."""
    holdings = ports().source.holdings(account.person, today())
    return ports().policy.factor_for([holding.role for holding in holdings])


def _changed(account: Account, change: Change, *, by: Hand, note: str = "") -> None:
    account.stamp += 1
    account.save(update_fields=["stamp"])
    note_change(account, change, by=by, note=note)
