"""Putting what registry and norms answer into a draft. What a person has chosen is not touched again."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from phoihop.intake.domain.types import BodyDoubt, Cited, Draft, Duty, Ground, Item, Why
from phoihop.norms.domain import types as norms
from phoihop.registry.domain import types as registry

Bodies = Mapping[str, registry.Resolution]
Instruments = Mapping[Cited, norms.Resolution]


def open_mentions(draft: Draft) -> tuple[str, ...]:
    """The mentions that no person has decided about, each once."""
    duties = (duty for item in draft.items for duty in item.duties)
    return tuple(dict.fromkeys(duty.mention for duty in duties if not duty.chosen))


def open_citations(draft: Draft) -> tuple[Cited, ...]:
    """The citations that no person has decided about, each once."""
    grounds = (ground for item in draft.items for ground in item.grounds)
    return tuple(dict.fromkeys(g.cited for g in grounds if g.cited is not None and not g.chosen))


def resolved(draft: Draft, *, bodies: Bodies | None, instruments: Instruments) -> Draft:
    """The draft with these answers. `bodies` None: the register holds nothing."""
    items = tuple(_item(item, draft, bodies, instruments) for item in draft.items)
    return msgspec.structs.replace(draft, items=items)


def _item(item: Item, draft: Draft, bodies: Bodies | None, instruments: Instruments) -> Item:
    return msgspec.structs.replace(
        item,
        duties=tuple(d if d.chosen else _duty(d, draft, bodies) for d in item.duties),
        grounds=tuple(g if g.chosen else _ground(g, instruments) for g in item.grounds),
    )


# -------------------------------------------------------------------------------------------------- bodies


def _duty(duty: Duty, draft: Draft, bodies: Bodies | None) -> Duty:
    bare = Duty(role=duty.role, mention=duty.mention)
    if draft.day is None:
        return msgspec.structs.replace(bare, doubt=BodyDoubt.NO_DAY)
    if bodies is None:
        return msgspec.structs.replace(bare, doubt=BodyDoubt.NO_REGISTER)
    return _answered(bare, bodies[duty.mention])


def _answered(duty: Duty, answer: registry.Resolution) -> Duty:
    replace = msgspec.structs.replace
    match answer:
        case registry.Resolved(found):
            return replace(duty, bodies=_codes(found))
        case registry.ClassOf(members=()):
            return replace(duty, doubt=BodyDoubt.UNKNOWN, rule=answer.rule)
        case registry.ClassOf():
            doubt = None if answer.agrees else BodyDoubt.FIGURE
            members = _codes(answer.members)
            offered = () if answer.agrees else members
            return replace(
                duty, bodies=members, rule=answer.rule, doubt=doubt, candidates=offered, stated=answer.stated
            )
        case registry.Ambiguous(candidates):
            return replace(duty, doubt=BodyDoubt.SEVERAL, candidates=_codes(candidates))
        case registry.Ended(body, successors):
            return replace(duty, doubt=BodyDoubt.ENDED, candidates=_codes((*successors, body)))
        case registry.Unknown(later):
            doubt = BodyDoubt.LATER if later else BodyDoubt.UNKNOWN
            return replace(duty, doubt=doubt, candidates=_codes(later))


def _codes(bodies: tuple[registry.BodyView, ...]) -> tuple[str, ...]:
    return tuple(body.code for body in bodies)


# --------------------------------------------------------------------------------------------- instruments


def _ground(ground: Ground, instruments: Instruments) -> Ground:
    if ground.cited is None:
        return Ground(label=ground.label, doubt=Why.NOT_LISTED)
    bare = Ground(label=ground.label, cited=ground.cited)
    replace = msgspec.structs.replace
    match instruments[ground.cited]:
        case norms.Found(instrument):
            return replace(bare, instrument=instrument.id)
        case norms.Ambiguous(candidates, why):
            return replace(bare, doubt=why, candidates=_ids(candidates))
        case norms.Unknown(why, later):
            return replace(bare, doubt=why, candidates=_ids(later))


def _ids(instruments: tuple[norms.InstrumentView, ...]) -> tuple[str, ...]:
    return tuple(instrument.id for instrument in instruments)
