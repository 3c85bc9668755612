"""A draft in the words of a page. Names of bodies and instruments are asked once for the whole page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from phoihop.access.api import today
from phoihop.intake.domain.types import BodyDoubt, BodyHow, Draft, Duty, DutyRole, Ground, Item, Mark
from phoihop.intake.web.words import body_doubt, body_how, instrument_doubt
from phoihop.kernel.text import sentence_case
from phoihop.norms import api as norms
from phoihop.norms.domain.types import InstrumentView
from phoihop.registry import api as registry
from phoihop.registry.domain.types import BodyView
from phoihop.ui.markup import Span
from phoihop.ui.refusals import shown_citation


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A mention with a part: `words` to show, its `members` when they are several, why it is unsure.

    `candidates`: who may be meant, or (`heirs`) who carries on for a body that had ended; `how` it is known
    whom it means, and whether that is `sure`.
    """

    words: str
    members: tuple[str, ...]
    doubt: str
    candidates: tuple[str, ...]
    heirs: bool
    how: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRow:
    """What a task rests on: the label, the instrument that it means, why it is unsure."""

    label: str
    instrument: str
    words: str
    doubt: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item in the list. `number`: its place among those that become tasks, None when it is left out."""

    item: Item
    number: int | None
    title: str
    lead: tuple[PartRow, ...]
    coordinating: tuple[PartRow, ...]
    grounds: tuple[GroundRow, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Names by code, as of the day of the document."""

    bodies: Mapping[str, BodyView]
    instruments: Mapping[str, InstrumentView]

    def body(self, code: str) -> str:
        """The name of a body, its code when the register does not know it."""
        found = self.bodies.get(code)
        return found.name if found is not None else code

    def instrument(self, id_: str) -> str:
        """An instrument in words, its id when the catalogue does not know it."""
        found = self.instruments.get(id_)
        return shown_citation(found.citation()).words if found is not None else id_

    def part(self, duty: Duty) -> PartRow:
        """A duty in words: the body's name, or the mention with its members."""
        one = duty.bodies[0] if len(duty.bodies) == 1 and duty.rule is None else None
        return PartRow(
            words=self.body(one) if one else duty.mention,
            members=() if one else tuple(map(self.body, duty.bodies)),
            doubt=body_doubt(duty),
            candidates=self._candidates(duty),
            heirs=duty.doubt is BodyDoubt.ENDED,
            how=body_how(duty),
            sure=duty.how in {None, BodyHow.NAME, BodyHow.RULE},
        )

    def _candidates(self, duty: Duty) -> tuple[str, ...]:
        """Who else may be meant; of a body that had ended (the last one) only its heirs."""
        if duty.doubt is None or duty.bodies:
            return ()
        ended = duty.doubt is BodyDoubt.ENDED
        return tuple(map(self.body, duty.candidates[:-1] if ended else duty.candidates))

    def ground(self, ground: Ground) -> GroundRow:
        """A ground in words."""
        return GroundRow(
            label=ground.label,
            instrument=ground.instrument or "",
            words=self.instrument(ground.instrument) if ground.instrument else "",
            doubt=instrument_doubt(ground.doubt),
            candidates=tuple(map(self.instrument, ground.candidates)) if ground.doubt else (),
        )


def known_in(items: Iterable[Item], *, on: date | None) -> Known:
    """The names that these items need. At most three queries."""
    bodies: set[str] = set()
    instruments: set[str] = set()
    for item in items:
        for duty in item.duties:
            bodies.update(duty.bodies, duty.candidates)
        for ground in item.grounds:
            instruments.update(ground.candidates, [ground.instrument] if ground.instrument else [])
    return Known(
        registry.bodies(bodies, on=on or today()) if bodies else {},
        norms.named(instruments) if instruments else {},
    )


def item_rows(draft: Draft, items: Sequence[Item], known: Known) -> Iterator[ItemRow]:
    """Rows of some items of the draft."""
    numbers = numbered(draft)
    for item in items:
        yield ItemRow(
            item=item,
            number=numbers.get(item.id),
            title=sentence_case(item.text),
            lead=tuple(map(known.part, item.of(DutyRole.LEAD))),
            coordinating=tuple(map(known.part, item.of(DutyRole.COORDINATING))),
            grounds=tuple(map(known.ground, item.grounds)),
        )


def numbered(draft: Draft) -> dict[str, int]:
    """The numbers that the kept items will have as tasks, by id."""
    return {item.id: number for number, item in enumerate(draft.kept, start=1)}


def spans(draft: Draft | None, marks: Iterable[Mark]) -> Iterator[Span]:
    """What is marked in the text: what was read, and the evidence of the kept items."""
    for place, mark in enumerate(marks):
        yield Span(start=mark.start, end=mark.end, layer=mark.layer, id=f"{mark.layer}-{place}")
    numbers = numbered(draft) if draft is not None else {}
    for item in draft.kept if draft is not None else ():
        note = gettext("Nhiệm vụ %(number)s") % {"number": numbers[item.id]}
        yield Span(start=item.start, end=item.end, layer="task", id=item.id, note=note)
