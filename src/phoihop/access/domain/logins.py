"""Login names: one spelling each, so that a lock-out counts every attempt on the same name."""

from __future__ import annotations

import re
import unicodedata

LOGIN_LENGTH = 60
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def login_key(typed: str) -> str:
    """The one spelling of what was typed: "  Lan.NT " → "lan.nt". Not checked further."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def is_login(name: str) -> bool:
    """Whether an account may have this name: 3 to 60 of a-z, 0-9, point, hyphen, underscore."""
    return _LOGIN.fullmatch(name) is not None
