"""The second step of signing in: what a code looks like and when one is right. Figures only.

Letters would meet the Vietnamese input methods, which turn "aa" into "â" in a password field as well.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

CARD_CODES: Final = 20
FEW_CODES: Final = 5
CARD_DIGITS: Final = 8
"""26 bits; OWASP ASVS 5.0, 6.5.1 asks for 20 where failures are counted."""
SECRET_BYTES: Final = 20
"""RFC 4226, section 4, R6: 160 bits."""
STEP_SECONDS: Final = 30
STEP_DIGITS: Final = 6
STEPS_AROUND: Final = 1
"""RFC 6238, section 5.2: one step for the time of typing and for clocks that differ."""
ISSUER: Final = "Phoihop"
"""What an authenticator shows above the code; plain letters, because some devices know no others."""


@dataclass(frozen=True, slots=True)
class CardState:
    """The card in force: its number, the place of the code asked for next, how many codes are left.

    `position` None: all codes are used up.
    """

    number: int
    made_at: datetime
    position: int | None
    left: int

    @property
    def few(self) -> bool:
        """Whether it is time to print the next one."""
        return self.left <= FEW_CODES


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has set up besides its password."""

    card: CardState | None
    authenticator: bool

    @property
    def any(self) -> bool:
        """Whether a code is asked for after the password. A card without codes left still asks."""
        return self.card is not None or self.authenticator


def typed_code(typed: str) -> str:
    """The figures of what was typed: "4821 9037" → "48219037"; "" when anything else is in it."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split()).replace("-", "")
    return plain if plain.isascii() and plain.isdigit() else ""


def shown_code(code: str) -> str:
    """A code as it is printed: "48219037" → "4821 9037"."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def steps_at(moment: datetime) -> range:
    """The time steps whose codes are right at a moment."""
    step = int(moment.timestamp()) // STEP_SECONDS
    return range(step - STEPS_AROUND, step + STEPS_AROUND + 1)


def matching_step(code: str, *, expected: Mapping[int, str], last: int) -> int | None:
    """The step whose code was typed, None when none is or that step (or a later one) was used already.

    Compares with every step in the same time, whichever is right.
    """
    matches = [step for step, right in expected.items() if hmac.compare_digest(right, code)]
    return next((step for step in sorted(matches) if step > last), None)


def enrolment_uri(secret: str, *, login: str) -> str:
    """What a QR code says to an authenticator (key URI format); `secret` in base 32."""
    return f"otpauth://totp/{ISSUER}:{login}?secret={secret}&issuer={ISSUER}"
