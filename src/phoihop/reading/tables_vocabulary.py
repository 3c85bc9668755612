"""The words of assignment tables, as content/vocab/table-words.yaml holds them."""

from __future__ import annotations

import msgspec


class TableWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that a column is told by, and what cells say instead of a name.

    ``actors``: whole heads that name who acts. ``results``: columns of a report on what was done. ``ditto``:
    "as above". ``vague``: phrases that name nobody.
    """

    actors: tuple[str, ...]
    basis: tuple[str, ...]
    coordinating: tuple[str, ...]
    deadline: tuple[str, ...]
    ditto: tuple[str, ...]
    lead: tuple[str, ...]
    notes: tuple[str, ...]
    numbers: tuple[str, ...]
    period: tuple[str, ...]
    product: tuple[str, ...]
    results: tuple[str, ...]
    tasks: tuple[str, ...]
    vague: tuple[str, ...]
