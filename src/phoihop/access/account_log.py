"""The journal of accounts: what was done to which account, when, by whose hand. Append-only, for inspectors.

Whoever runs the machine makes accounts and resets passwords; he must not be able to do it unseen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from phoihop.access.domain.account_changes import Change, Hand
from phoihop.access.models import Account, AccountEntry
from phoihop.access.ports import now, ports, today


def note_change(account: Account, change: Change, *, by: Hand, note: str = "") -> None:
    """Write that an account was changed: one row for each body in which its person holds a post today.

    Without a post the row goes to the body that it was noted for last; else to no body, which every inspector
    of the node sees: an account for nobody in particular is what must not stay unseen. Two or three queries.
    """
    entries = (
        AccountEntry(
            at=now(),
            account=account.login,
            person=account.person,
            body=body,
            what=change.value,
            by=by.login,
            system=by.system,
            note=note,
        )
        for body in _bodies(account)
    )
    AccountEntry.objects.bulk_create(entries)


def _bodies(account: Account) -> list[str]:
    held = sorted({holding.body for holding in ports().source.holdings(account.person, today())})
    if held:
        return held
    earlier = AccountEntry.objects.filter(account=account.login).exclude(body="").order_by("-at", "-id")
    return [earlier.values_list("body", flat=True).first() or ""]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change, with the person's name where the registry still knows it."""

    id: int
    at: datetime
    account: str
    person: str
    what: Change
    by: Hand
    note: str


@dataclass(frozen=True, slots=True)
class ChangeRows:
    """Some rows, newest first; `after` is the key of the next ones, None at the end."""

    rows: tuple[ChangeRow, ...]
    after: int | None


def change_rows(
    *, bodies: Collection[str], account: str = "", after: int | None = None, limit: int
) -> ChangeRows:
    """The changes of accounts of `bodies` and of accounts without a body, newest first. Two or three queries.

    `account`: only those of this login name.
    """
    entries = AccountEntry.objects.filter(body__in=[*bodies, ""])
    if account:
        entries = entries.filter(account=account)
    last = AccountEntry.objects.filter(id=after).values_list("at", flat=True).first() if after else None
    if last is not None:
        entries = entries.filter(Q(at__lt=last) | Q(at=last, id__lt=after))
    found = list(entries.order_by("-at", "-id")[: limit + 1])
    shown = found[:limit]
    return ChangeRows(_rows(shown), shown[-1].pk if len(found) > limit else None)


def own_changes(account: Account, *, limit: int) -> tuple[ChangeRow, ...]:
    """The last changes of one account, newest first, for its holder. Two queries."""
    entries = AccountEntry.objects.filter(account=account.login).order_by("-at", "-id")
    seen: dict[tuple[datetime, str, str], AccountEntry] = {}
    for entry in entries[: 2 * limit]:  # who holds posts in several bodies has a row for each
        seen.setdefault((entry.at, entry.what, entry.note), entry)
    return _rows(list(seen.values())[:limit])


def _rows(entries: Collection[AccountEntry]) -> tuple[ChangeRow, ...]:
    names = ports().names.names(sorted({entry.person for entry in entries})) if entries else {}
    return tuple(
        ChangeRow(
            id=entry.pk,
            at=entry.at,
            account=entry.account,
            person=names.get(entry.person, entry.person),
            what=Change(entry.what),
            by=Hand(entry.by, entry.system),
            note=entry.note,
        )
        for entry in entries
    )
