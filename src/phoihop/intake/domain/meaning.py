"""What registry and norms answered, put into a draft. What a person has chosen is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import msgspec

from phoihop.intake.domain.drafts import Content, Ground, GroundMeaning, Item, Meaning, Named
from phoihop.norms.domain import types as norms
from phoihop.registry.domain import types as registry

Bodies = Mapping[str, registry.Resolution]
"""By mention."""
Instruments = Mapping[str, norms.Resolution]
"""By label of the ground."""


def meant(mention: str, resolution: registry.Resolution) -> Named:
    """A mention with its meaning on the day."""
    match resolution:
        case registry.Resolved(bodies=bodies):
            return Named(mention, Meaning.ONE, _codes(bodies))
        case registry.ClassOf(members=members, rule=rule, label=label, stated=stated):
            return Named(mention, Meaning.CLASS, _codes(members), rule=rule, label=label, stated=stated)
        case registry.Ambiguous(candidates=candidates):
            return Named(mention, Meaning.OPEN, candidates=_codes(candidates))
        case registry.Ended(successors=successors):
            return Named(mention, Meaning.ENDED, candidates=_codes(successors))
        case registry.Unknown(later=later):
            return Named(mention, Meaning.UNKNOWN, candidates=_codes(later))
    assert_never(resolution)


def _codes(bodies: tuple[registry.BodyView, ...]) -> tuple[str, ...]:
    return tuple(body.code for body in bodies)


def rests_on(ground: Ground, resolution: norms.Resolution) -> Ground:
    """A ground with the instrument that its words mean."""
    match resolution:
        case norms.Found(instrument=instrument):
            return Ground(ground.label, ground.cited, GroundMeaning.FOUND, instrument.id)
        case norms.Ambiguous(candidates=candidates, why=why):
            ids = tuple(candidate.id for candidate in candidates)
            return Ground(ground.label, ground.cited, GroundMeaning.OPEN, candidates=ids, why=why)
        case norms.Unknown(why=why, later=later):
            ids = tuple(candidate.id for candidate in later)
            return Ground(ground.label, ground.cited, GroundMeaning.UNKNOWN, candidates=ids, why=why)
    assert_never(resolution)


def mentions_of(content: Content) -> tuple[str, ...]:
    """All mentions whose meaning is asked for, once each."""
    named = (*content.known, *(one for item in content.items for one in item.named))
    return tuple(dict.fromkeys(one.mention for one in named))


def grounds_of(content: Content) -> tuple[Ground, ...]:
    """All grounds whose meaning is asked for, once each; words that are no citation mean nothing more."""
    every = (*content.cited, *(ground for item in content.items for ground in item.basis))
    return tuple({ground.label: ground for ground in every if ground.cited is not None}.values())


def with_meanings(content: Content, bodies: Bodies, instruments: Instruments) -> Content:
    """The draft with what its words mean; a mention that was not asked for keeps its meaning."""
    return msgspec.structs.replace(
        content,
        known=_all_named(content.known, bodies),
        cited=_all_grounds(content.cited, instruments),
        items=tuple(_item(item, bodies, instruments) for item in content.items),
    )


def _item(item: Item, bodies: Bodies, instruments: Instruments) -> Item:
    return msgspec.structs.replace(
        item,
        lead=_all_named(item.lead, bodies),
        coordinating=_all_named(item.coordinating, bodies),
        basis=_all_grounds(item.basis, instruments),
    )


def _all_named(named: tuple[Named, ...], bodies: Bodies) -> tuple[Named, ...]:
    return tuple(
        one
        if one.meaning is Meaning.CHOSEN or one.mention not in bodies
        else meant(one.mention, bodies[one.mention])
        for one in named
    )


def _all_grounds(grounds: tuple[Ground, ...], instruments: Instruments) -> tuple[Ground, ...]:
    return tuple(
        ground
        if ground.meaning is GroundMeaning.CHOSEN or ground.label not in instruments
        else rests_on(ground, instruments[ground.label])
        for ground in grounds
    )
