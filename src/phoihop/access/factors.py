"""Cards of one-time codes and authenticators: made, kept, asked. Changes of them: `factor_commands`."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import QuerySet
from django_otp.oath import hotp

from phoihop.access.domain.second_step import (
    CARD_CODES,
    CARD_DIGITS,
    SECRET_BYTES,
    STEP_DIGITS,
    CardState,
    Factors,
    matching_step,
    steps_at,
    typed_code,
)
from phoihop.access.models import Account, Authenticator, CardCode, CodeCard
from phoihop.access.ports import now

# OWASP's least cost of Argon2id: twenty codes are hashed at once, and each is right for one login only.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NONCE_BYTES: Final = 12
NOT_USED_YET: Final = -1


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card as it is printed, once; afterwards nobody can read its codes again."""

    number: int
    codes: tuple[str, ...]


def factors_of(account: Account) -> Factors:
    """What the account has set up. Two or three queries."""
    return Factors(card_of(account), Authenticator.objects.filter(account=account).exists())


def card_of(account: Account) -> CardState | None:
    """The card in force, None when there is none. One or two queries."""
    card = _card_in_force(account)
    if card is None:
        return None
    left = list(_unused(card).values_list("position", flat=True))
    return CardState(card.number, card.made_at, left[0] if left else None, len(left))


def waiting_card(account: Account) -> CodeCard | None:
    """The card that was printed and not taken into use yet. One query."""
    return CodeCard.objects.filter(account=account, taken_at=None).order_by("-number").first()


def use_code(account: Account, typed: str) -> bool:
    """Whether what was typed is the code of this moment or the next one of the card; it is used up."""
    code = typed_code(typed)
    if len(code) == STEP_DIGITS:
        return _use_authenticator(account, code)
    card = _card_in_force(account)
    return len(code) == CARD_DIGITS and card is not None and use_next(card, code)


def use_next(card: CodeCard, code: str) -> bool:
    """Use the next code of a card up, when `code` is it. Of two requests at the same time one succeeds."""
    following = _unused(card).first()
    if following is None or not _is_code(following.digest, code):
        return False
    return CardCode.objects.filter(pk=following.pk, used_at=None).update(used_at=now()) == 1


def print_card(account: Account) -> NewCard:
    """A new card for the account, waiting to be taken into use; one that waited before is void."""
    last = CodeCard.objects.filter(account=account).order_by("-number").first()
    number = last.number + 1 if last is not None else 1
    CardCode.objects.filter(card__account=account, card__taken_at=None).delete()
    CodeCard.objects.filter(account=account, taken_at=None).delete()
    card = CodeCard.objects.create(account=account, number=number, made_at=now())
    codes = tuple(f"{secrets.randbelow(10**CARD_DIGITS):0{CARD_DIGITS}d}" for _ in range(CARD_CODES))
    CardCode.objects.bulk_create(
        CardCode(card=card, position=place, digest=_HASHER.hash(code))
        for place, code in enumerate(codes, start=1)
    )
    return NewCard(number, codes)


def _card_in_force(account: Account) -> CodeCard | None:
    """The last card taken into use; a void one has no codes any more."""
    taken = CodeCard.objects.filter(account=account, taken_at__isnull=False, codes__isnull=False)
    return taken.order_by("-number").first()


def _unused(card: CodeCard) -> QuerySet[CardCode]:
    return CardCode.objects.filter(card=card, used_at=None).order_by("position")


def _is_code(digest: str, code: str) -> bool:
    try:
        return _HASHER.verify(digest, code)
    except VerifyMismatchError:
        return False


# -------------------------------------------------------------------------------------------- authenticator


def new_secret(account: Account) -> bytes:
    """A fresh secret for an authenticator of this account, sealed."""
    return _sealed(secrets.token_bytes(SECRET_BYTES), account)


def readable_secret(sealed: bytes, account: Account) -> str | None:
    """The secret as it is typed into an authenticator (base 32), None when the seal is not of this node."""
    secret = _opened(sealed, account)
    return None if secret is None else base64.b32encode(secret).decode("ascii").rstrip("=")


def step_of_code(sealed: bytes, account: Account, typed: str, *, last: int = NOT_USED_YET) -> int | None:
    """The time step of the code that was typed, None when it is not a code of this secret now.

    `last`: the step that was used last; its code is not taken again.
    """
    secret = _opened(sealed, account)
    code = typed_code(typed)
    if secret is None or len(code) != STEP_DIGITS:
        return None
    expected = {step: f"{hotp(secret, step, STEP_DIGITS):0{STEP_DIGITS}d}" for step in steps_at(now())}
    return matching_step(code, expected=expected, last=last)


def _use_authenticator(account: Account, code: str) -> bool:
    known = Authenticator.objects.filter(account=account).first()
    if known is None:
        return False
    step = step_of_code(bytes(known.sealed), account, code, last=known.last_step)
    if step is None:
        return False
    return Authenticator.objects.filter(pk=known.pk, last_step__lt=step).update(last_step=step) == 1


def _sealed(secret: bytes, account: Account) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, secret, account.login.encode())


def _opened(sealed: bytes, account: Account) -> bytes | None:
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(_key(settings.SECRET_KEY)).decrypt(nonce, rest, account.login.encode())
    except (InvalidTag, ValueError):
        return None


def secret_from_session(kept: str) -> bytes:
    """The sealed secret that waits in a session as text; empty bytes for anything else."""
    try:
        return base64.b64decode(kept, validate=True)
    except (binascii.Error, ValueError):
        return b""


def secret_for_session(sealed: bytes) -> str:
    """A sealed secret as text."""
    return base64.b64encode(sealed).decode("ascii")


@lru_cache(maxsize=2)
def _key(secret_key: str) -> bytes:
    """The key of the seals: from the secret of the node, which lies in the folder `keys`."""
    return HKDF(SHA256(), 32, salt=None, info=b"phoihop authenticator").derive(secret_key.encode())
