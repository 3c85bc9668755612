"""How far a programme has come from draft to issued, and what this actor may do about it next."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from django.urls import reverse
from django.utils.translation import gettext

from phoihop.access.api import Ability, Actor, may
from phoihop.programme.domain.types import ProgrammeView, Stage
from phoihop.programme.web.words import STAGES

ORDER: Final = tuple(STAGES)
Place = Literal["past", "now", "future"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the way."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Action:
    """A page on which something can be done; `main`: what is to be done next."""

    words: str
    url: str
    icon: str
    main: bool = False


def steps(stage: Stage) -> tuple[Step, ...]:
    """All stages, those behind, the one now, those to come."""
    here = ORDER.index(stage)
    places: dict[bool, Place] = {True: "past", False: "future"}
    return tuple(
        Step(str(STAGES[one]), "now" if at == here else places[at < here]) for at, one in enumerate(ORDER)
    )


def owns(actor: Actor, found: ProgrammeView) -> bool:
    """Whether the actor works on the programme for the body that draws it up."""
    entitled = may(actor, Ability.ENTER) is None or may(actor, Ability.DECIDE) is None
    return entitled and found.body in actor.acts_for


def actions(actor: Actor, found: ProgrammeView, *, asked: Collection[str]) -> list[Action]:
    """What the actor may do with the programme now; `asked`: who was asked for an opinion."""
    found_actions = list(_answering(actor, found, asked))
    if asked and found.stage not in {Stage.DRAFT, Stage.CONSULTING}:
        found_actions.append(Action(gettext("Ý kiến tham gia"), _at("opinions", found), "document"))
    if owns(actor, found):
        found_actions += _own(found)
    return found_actions


def _answering(actor: Actor, found: ProgrammeView, asked: Collection[str]) -> Iterator[Action]:
    own = [body for body in asked if body in actor.acts_for]
    if found.stage is Stage.CONSULTING and own and may(actor, Ability.READ) is None:
        url = f"{_at('opinion', found)}?body={own[0]}"
        yield Action(gettext("Tham gia ý kiến"), url, "edit", main=True)


def _own(found: ProgrammeView) -> Iterator[Action]:
    if found.stage in {Stage.DRAFT, Stage.CONSULTING}:
        yield Action(gettext("Xin ý kiến"), _at("opinions", found), "document")
        yield Action(gettext("Trình ký"), _at("sign", found), "check", main=True)
    if found.stage is Stage.SIGNING:
        yield Action(gettext("Trả lại"), _at("return", found), "cross")
        yield Action(gettext("Ban hành"), _at("issue", found), "check", main=True)
    yield Action(gettext("Thêm nhiệm vụ"), _at("add-task", found), "plus")


def _at(page: str, found: ProgrammeView) -> str:
    return reverse(f"programme:{page}", args=[found.id])
