"""Who answers for a step at the command line: the officer types the own password, the operator runs it."""

from __future__ import annotations

from phoihop.access.backend import AccountBackend
from phoihop.access.domain.types import Actor
from phoihop.access.factors import factors_of, use_code
from phoihop.access.standing import actor_of_login
from phoihop.kernel.decision import Accepted, Decision, refuse


def proved_actor(login: str, *, password: str, code: str, post: str | None = None) -> Decision[Actor]:
    """The actor that the account is, after password and (where one is set up) second step.

    `post`: which of several posts. Refused: `access.proof_wrong`, `access.proof_first_password`,
    `access.proof_without_post`.
    """
    account = AccountBackend().authenticate(None, login=login, password=password)
    if account is None or (factors_of(account).any and not use_code(account, code)):
        return refuse("access.proof_wrong")
    if account.must_change_password:
        # Whoever has set it knows it: it proves nothing about its holder.
        return refuse("access.proof_first_password", account=account.login)
    actor = actor_of_login(account.login, post=post)
    return (
        Accepted(actor) if actor is not None else refuse("access.proof_without_post", account=account.login)
    )
