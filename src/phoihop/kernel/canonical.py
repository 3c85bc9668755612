"""The one byte form of a value that gets hashed: RFC 8785, within ASCII keys and without floats.

Within these limits msgspec's sorted encoder gives the bytes of RFC 8785 and is many times faster than a
reference implementation, which therefore is only the oracle of the tests. Everything outside the limits is
refused before encoding, because the encoder would take it silently (NaN becomes null, keys sort otherwise).
"""

from __future__ import annotations

import hashlib

import msgspec

MAX_INT = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly (RFC 8785 appendix B, IEEE 754 double)."""

_ENCODER = msgspec.json.Encoder(order="sorted")


class NotCanonicalError(ValueError):
    """The value has no canonical bytes; ``place`` is the path to the offending part (``$.items[2]``)."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{message} at {place}")
        self.place = place


def canonical(obj: object) -> bytes:
    """Canonical JSON of a struct, dataclass, mapping, sequence or scalar.

    Dates, enums and decimals become their usual strings. Raises NotCanonicalError for floats, keys that are
    not ASCII strings, integers beyond 2^53-1 and lone surrogates; TypeError for a type JSON has no form for.
    """
    plain: object = msgspec.to_builtins(obj, order="sorted")
    _check(plain)
    return _ENCODER.encode(plain)


def digest(salt: bytes, payload: bytes) -> str:
    """Lower-case hexadecimal SHA-256 of ``salt ‖ payload``."""
    return hashlib.sha256(salt + payload).hexdigest()


def _check(root: object) -> None:
    stack: list[tuple[object, str]] = [(root, "$")]
    while stack:
        node, place = stack.pop()
        if isinstance(node, str):
            _check_text(node, place)
        elif isinstance(node, dict):
            stack.extend((value, f"{place}.{_checked_key(key, place)}") for key, value in node.items())
        elif isinstance(node, list | tuple):
            stack.extend((item, f"{place}[{i}]") for i, item in enumerate(node))
        elif isinstance(node, float):
            raise NotCanonicalError(place, "a float has no canonical form")
        elif isinstance(node, int) and not -MAX_INT <= node <= MAX_INT:
            raise NotCanonicalError(place, "an integer beyond 2^53-1 has no canonical form")


def _check_text(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonicalError(place, "a lone surrogate has no canonical form") from error


def _checked_key(key: object, place: str) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise NotCanonicalError(place, f"a key must be an ASCII string, got {key!r}")
    return key
