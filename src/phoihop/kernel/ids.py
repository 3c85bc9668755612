"""Names of things. Every id is a string; the types keep one kind from being handed over as another."""

from __future__ import annotations

import re
from typing import NewType

ActId = NewType("ActId", str)
BatchId = NewType("BatchId", str)
PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
BodyCode = NewType("BodyCode", str)
TaskId = NewType("TaskId", str)
ProgrammeId = NewType("ProgrammeId", str)
TextId = NewType("TextId", str)
DraftId = NewType("DraftId", str)
InstrumentId = NewType("InstrumentId", str)
LedgerName = NewType("LedgerName", str)
SubjectId = NewType("SubjectId", str)
"""What an act is about: ``<type>:<key>``, such as ``task:01JABCDEFGHJKMNPQRSTVWXYZ0``."""

# Crockford's base 32 (no I, L, O, U); the first letter holds 3 bits of a 48-bit time, hence 0-7.
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_SUBJECT_TYPE = re.compile(r"[a-z][a-z0-9_]*")
_SUBJECT_KEY = re.compile(r"\S+")


def is_ulid(s: str) -> bool:
    """Whether ``s`` is a ULID in its one canonical spelling (26 capitals and digits)."""
    return _ULID.fullmatch(s) is not None


def subject(type_: str, id_: str) -> SubjectId:
    """The subject of this type and key. Raises ValueError for a type or key that could not be read back."""
    if _SUBJECT_TYPE.fullmatch(type_) is None:
        raise ValueError(f"subject type must be lower-case ASCII, got {type_!r}")
    if _SUBJECT_KEY.fullmatch(id_) is None:
        raise ValueError(f"subject key must be non-empty and without white space, got {id_!r}")
    return SubjectId(f"{type_}:{id_}")


def subject_type(s: SubjectId) -> str:
    """The part before the first colon. Raises ValueError when ``s`` was not made by `subject`."""
    return _parts(s)[0]


def subject_key(s: SubjectId) -> str:
    """The part after the first colon; it may hold colons itself. Raises ValueError like `subject_type`."""
    return _parts(s)[1]


def _parts(s: SubjectId) -> tuple[str, str]:
    type_, _, key = s.partition(":")
    if _SUBJECT_TYPE.fullmatch(type_) is None or _SUBJECT_KEY.fullmatch(key) is None:
        raise ValueError(f"not a subject id: {s!r}")
    return type_, key
