"""Typing a programme in a grid: beginning, saving, pasting, copying last year's, drawing it up.

A grid is a working copy in the local database: no act is written for it. Each change names the version that
it was made on; of two people on one grid the second is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from django.utils import timezone

from phoihop.access import api as access
from phoihop.access.api import Ability, first_refusal, may
from phoihop.access.domain.types import Actor
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused, refuse
from phoihop.kernel.ids import is_ulid
from phoihop.ledger.api import Outcome
from phoihop.programme.commands.drafting import adopt_programme
from phoihop.programme.domain import grid as grids
from phoihop.programme.domain.adoption import ENTERED_HIMSELF, Grounds
from phoihop.programme.domain.grid import MOST_ROWS, Grid, decide_typed
from phoihop.programme.domain.grid_copy import copied
from phoihop.programme.domain.grid_paste import Pasted, Pasting, decide_paste
from phoihop.programme.domain.grid_plan import decide_plan
from phoihop.programme.models import GridDraft
from phoihop.programme.permissions import may_see
from phoihop.programme.queries.grid_source import words
from phoihop.programme.queries.grids import GridView, grid_of, plan_of
from phoihop.programme.queries.programmes import programme, programme_known
from phoihop.programme.queries.tasks import Wanted, tasks_of

FIRST: Final = 1


@dataclass(frozen=True, slots=True)
class Saved:
    """The grid was saved: its new version, and what a paste made of it."""

    version: int
    pasted: Pasted | None = None


Change = Saved | Refused
Step = Callable[[Grid], Decision[Grid]]

# --------------------------------------------------------------------------------------------- permissions


def may_type(actor: Actor | None, *, body: str) -> Refusal | None:
    """None for officers and clerks of the agency whose grid it is."""
    own = actor is not None and body in actor.acts_for
    other = Refusal("programme.grid_other_agency", (("own", actor.body_name if actor is not None else ""),))
    return first_refusal(may(actor, Ability.ENTER), None if own else other)


# --------------------------------------------------------------------------------------------- beginning


def begin_grid(actor: Actor, *, draft: str, grid: Grid | None = None) -> Change:
    """Begin a grid under an id that the form brings along; one that is there already stays as it is.

    Refused: `programme.id_malformed`, `programme.grid_other_agency`, as `decide_typed`, and by `access.*`.
    """
    refusal = may_type(actor, body=actor.body)
    if refusal is not None:
        return Refused((refusal,))
    if not is_ulid(draft):
        return refuse("programme.id_malformed")
    typed = decide_typed(grid or Grid(), words=words())
    if isinstance(typed, Refused):
        return typed
    row, _ = GridDraft.objects.get_or_create(
        draft=draft, defaults={"body": actor.body, "version": FIRST, **_columns(actor, typed.value)}
    )
    other = may_type(actor, body=row.body)
    return Refused((other,)) if other is not None else Saved(row.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """Which programme is copied, for which day; `years`: how far its times move."""

    source: str
    years: int
    title: str
    day: str


def copy_programme(actor: Actor, copying: Copying, *, draft: str) -> Change:
    """Begin a grid with the tasks of a programme; names are looked up on the new day.

    Refused: as `begin_grid`; `programme.grid_no_source`, `programme.grid_source_too_long`.
    """
    found = programme(copying.source) if is_ulid(copying.source) else None
    if found is None or may_see(actor, found) is not None:
        return refuse("programme.grid_no_source")
    page = tasks_of(copying.source, Wanted(), on=access.today(), after=None, limit=MOST_ROWS)
    if page.after is not None:
        return refuse("programme.grid_source_too_long", most=MOST_ROWS)
    kinds = {(kind.kind, kind.rhythm): kind.words for kind in words().kinds.values()}
    new = copied(found, page.tasks, years=copying.years, title=copying.title, day=copying.day, words=kinds)
    return begin_grid(actor, draft=draft, grid=new)


# ------------------------------------------------------------------------------------------------- changing


def save_grid(actor: Actor, typed: Grid, *, draft: str, version: int) -> Change:
    """Keep the grid as typed. Refused: as `_change`."""
    return _change(actor, typed, None, draft=draft, version=version)


def paste_table(actor: Actor, typed: Grid, pasting: Pasting, *, draft: str, version: int) -> Change:
    """Keep the grid as typed, with a table in it. Refused: as `_change` and `decide_paste`."""
    found: list[Pasted] = []

    def step(grid: Grid) -> Decision[Grid]:
        pasted = decide_paste(grid, pasting, words=words())
        if isinstance(pasted, Refused):
            return pasted
        found.append(pasted.value)
        return Accepted(pasted.value.grid)

    change = _change(actor, typed, step, draft=draft, version=version)
    return change if isinstance(change, Refused) else Saved(change.version, found[0])


def drop_row(actor: Actor, typed: Grid, *, row: int, draft: str, version: int) -> Change:
    """Take a row out. Refused: as `_change`."""
    return _change(
        actor, typed, lambda grid: Accepted(grids.without_row(grid, row)), draft=draft, version=version
    )


def insert_row(actor: Actor, typed: Grid, *, row: int, draft: str, version: int) -> Change:
    """Put an empty row in front of a row. Refused: as `_change`."""
    return _change(
        actor, typed, lambda grid: Accepted(grids.with_row_above(grid, row)), draft=draft, version=version
    )


def choose_bodies(
    actor: Actor, typed: Grid, *, mention: str, bodies: tuple[str, ...], draft: str, version: int
) -> Change:
    """Say whom a mention means, for the whole grid. Refused: as `_change`."""
    return _change(
        actor,
        typed,
        lambda grid: Accepted(grids.chosen_bodies(grid, mention, bodies)),
        draft=draft,
        version=version,
    )


def choose_instrument(
    actor: Actor, typed: Grid, *, label: str, instrument: str, draft: str, version: int
) -> Change:
    """Say which instrument a label means, for the whole grid. Refused: as `_change`."""
    return _change(
        actor,
        typed,
        lambda grid: Accepted(grids.chosen_instrument(grid, label, instrument)),
        draft=draft,
        version=version,
    )


def take_back(actor: Actor, *, draft: str, version: int) -> Change:
    """Take the last paste or dropped row back. Refused: as `_change`; `programme.grid_nothing_to_undo`."""
    found = _opened(actor, draft, version)
    if isinstance(found, Refused):
        return found
    if found.before is None:
        return refuse("programme.grid_nothing_to_undo")
    return _stored(actor, found, found.before, before=None)


def discard_grid(actor: Actor, *, draft: str, version: int) -> Change:
    """Delete a grid that nobody needs. Refused: as `_change`."""
    found = _opened(actor, draft, version)
    if isinstance(found, Refused):
        return found
    deleted, _ = GridDraft.objects.filter(draft=draft, version=version).delete()
    return Saved(version) if deleted else _stale(found)


def _change(actor: Actor, typed: Grid, step: Step | None, *, draft: str, version: int) -> Change:
    """One change of a grid that is still at `version`: first what was typed, then the step, if there is one.

    Refused: `programme.grid_no_such`, `programme.grid_other_agency`, `programme.grid_adopted`,
    `programme.grid_changed`, as `decide_typed`, and by `access.*`.
    """
    found = _opened(actor, draft, version)
    if isinstance(found, Refused):
        return found
    head = {"title": typed.title, "day": typed.day, "year": typed.year, "rows": typed.rows}
    kept = decide_typed(msgspec.structs.replace(found.content, **head), words=words())
    if isinstance(kept, Refused):
        return kept
    if step is None:
        return _stored(actor, found, kept.value, before=None)
    stepped = step(kept.value)
    if isinstance(stepped, Refused):
        return stepped
    new = decide_typed(stepped.value, words=words())
    return new if isinstance(new, Refused) else _stored(actor, found, new.value, before=kept.value)


def _opened(actor: Actor, draft: str, version: int) -> GridView | Refused:
    """The grid at this version, for somebody who may change it, while no programme was drawn up from it."""
    found = grid_of(draft)
    if found is None:
        return refuse("programme.grid_no_such")
    refusal = may_type(actor, body=found.body)
    if refusal is not None:
        return Refused((refusal,))
    if programme_known(draft):
        return refuse("programme.grid_adopted")
    return found if found.version == version else _stale(found)


def _stored(actor: Actor, found: GridView, content: Grid, *, before: Grid | None) -> Change:
    """Write the grid if nobody has since it was read: the database compares the version."""
    if content == found.content and before is None:
        return Saved(found.version)
    rows = GridDraft.objects.filter(draft=found.id, version=found.version)
    written = rows.update(version=found.version + 1, **_columns(actor, content, before))
    return Saved(found.version + 1) if written else _stale(grid_of(found.id) or found)


def _columns(actor: Actor, content: Grid, before: Grid | None = None) -> dict[str, object]:
    return {
        "title": content.title,
        "rows": content.filled,
        "content": _json(content),
        "planned": _json(plan_of(content)),
        "before": _json(before) if before is not None else "",
        "changed_by": actor.person,
        "changed_by_name": actor.person_name,
        "changed_at": access.now(),
    }


def _stale(found: GridView) -> Refused:
    at = timezone.localtime(found.changed_at)
    day = show_date(at.date())
    return refuse("programme.grid_changed", person=found.changed_by_name, time=f"{at:%H:%M}", day=day)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


# ------------------------------------------------------------------------------------------------ programme


def adopt_grid(actor: Actor, *, draft: str, version: int, grounds: Grounds = ENTERED_HIMSELF) -> Outcome:
    """Draw up the programme of a grid, under the id of the grid. Names are looked up once more.

    Refused: as `_change`, by `decide_plan` and by adopt_programme.
    """
    found = _opened(actor, draft, version)
    if isinstance(found, Refused):
        return found
    plan = decide_plan(found.content, plan_of(found.content))
    if isinstance(plan, Refused):
        return plan
    return adopt_programme(actor, plan.value, programme=draft, grounds=grounds)
