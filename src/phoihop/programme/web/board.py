"""The board: each agency a section in protocol order, its parts by where they stand. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.programme.domain.types import DutyRole, Status, StatusKind, TaskView
from phoihop.programme.queries.tasks import Wanted, tasks_of
from phoihop.programme.web.bodies import Bodies, in_protocol_order
from phoihop.programme.web.contents import part_time_words
from phoihop.programme.web.day import AsOf, as_of
from phoihop.programme.web.listing import PRINTED
from phoihop.programme.web.matrix import bodies_of
from phoihop.programme.web.opening import eyebrow_of, programme_or_404
from phoihop.programme.web.standings import Part, parts_on
from phoihop.programme.web.words import ROLES, SIGNS, status_words
from phoihop.ui import signs

LANES: Final[tuple[tuple[Promise, frozenset[StatusKind]], ...]] = (
    (gettext_lazy("Chưa báo cáo"), frozenset({StatusKind.NONE, StatusKind.MISSING, StatusKind.DRAFT})),
    (gettext_lazy("Đang làm"), frozenset({StatusKind.DOING})),
    (gettext_lazy("Chờ xác nhận"), frozenset({StatusKind.REPORTED})),
    (gettext_lazy("Xong"), frozenset({StatusKind.DONE})),
    (gettext_lazy("Không tính"), frozenset({StatusKind.SUSPENDED, StatusKind.DROPPED})),
)
"""Where a part is by its own report; that its day is near or gone is said on the card, not by the place."""
WIDEST: Final = 3
"""A lane of so many parts, or more, is as wide as it gets."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The parts of an agency that stand alike; `cards`: an `<li>` for each."""

    words: str
    parts: int
    cards: SafeString

    @property
    def size(self) -> str:
        """How wide it is to be drawn, as a class."""
        return f"of-{min(self.parts, WIDEST)}" if self.parts else "is-empty"


@dataclass(frozen=True, slots=True)
class Section:
    """An agency with its lanes; empty lanes are kept, so that all sections look alike.

    `others`: the tasks that it follows or is informed of.
    """

    code: str
    name: str
    parts: int
    lanes: tuple[Lane, ...]
    others: SafeString


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def board(request: ActorRequest, programme: str) -> HttpResponse:
    """The board of a programme on the day; `body` in the address shows one agency."""
    found, at = programme_or_404(programme, request.actor), as_of(request)
    own = request.actor.acts_for if "mine" in request.GET else None
    page = tasks_of(programme, Wanted(bodies=own), on=at.day, after=None, limit=PRINTED)
    bodies = in_protocol_order({found.body, *bodies_of(page.tasks)}, on=at.day)
    codes = bodies.in_order(bodies_of(page.tasks))
    chosen = request.GET.get("body", "")
    shown = [code for code in codes if (own is None or code in own) and chosen in {"", code}]
    note_read(request, "programme.board", subject("programme", programme))
    context = {
        "programme": found,
        "eyebrow": eyebrow_of(found),
        "sections": list(sections(page.tasks, shown, bodies, at=at)),
        "offered": [(code, bodies.name(code), code == chosen) for code in codes],
        "mine": own is not None,
        "filtered": own is not None or bool(chosen),
        "most": PRINTED if page.after else 0,
        "looking": "board",
    }
    return render(request, "programme/board.html", context)


def sections(
    tasks: Sequence[TaskView], codes: Sequence[str], bodies: Bodies, *, at: AsOf
) -> Iterator[Section]:
    """The agencies in the order given, each with its parts in the order of the programme."""
    parts, cards = _by_body(tasks, at.day), _Cards(at)
    for code in codes:
        own = parts.get(code, [])
        reporting = [part for part in own if part.reports]
        others = cards.others(part for part in own if not part.reports)
        yield Section(code, bodies.name(code), len(reporting), tuple(_lanes(reporting, cards)), others)


def _by_body(tasks: Sequence[TaskView], on: date) -> Mapping[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for task in tasks:
        for part in parts_on(task, on):
            found.setdefault(part.body, []).append(part)
    return found


def _lanes(parts: Sequence[Part], cards: _Cards) -> Iterator[Lane]:
    for place, (words, kinds) in enumerate(LANES):
        here = [part for part in parts if _lane_of(part) in kinds]
        if here or place < len(LANES) - 1:
            yield Lane(str(words), len(here), cards.items(here))


def _lane_of(part: Part) -> StatusKind:
    """Late and near say nothing of how far a part is: its reported state does."""
    return part.stands if part.status.kind in {StatusKind.LATE, StatusKind.SOON} else part.status.kind


class _Cards:
    """Parts as joined strings: ten agencies with a hundred parts each are most of the page.

    Every value is escaped here; words that many cards share are made once.
    """

    def __init__(self, at: AsOf) -> None:
        self._url = escape(at.url("task", "*")).replace("%2A", "*").partition("*")
        self._roles = {role: signs.tag(str(words), _tag(role)) for role, words in ROLES.items()}
        self._signs: dict[Status, str] = {}
        self._links: dict[tuple[str, date | None], tuple[str, str, str]] = {}

    def items(self, parts: Iterable[Part]) -> SafeString:
        """One `<li>` for each."""
        return mark_safe("".join(map(self._item, parts)))  # noqa: S308 - every value is escaped

    def others(self, parts: Iterable[Part]) -> SafeString:
        """The tasks of which a body only hears, in one line."""
        said = (f"{escape(str(ROLES[part.role]))}: {self._link(part)}" for part in parts)
        return mark_safe("; ".join(said))  # noqa: S308 - every value is escaped

    def _item(self, part: Part) -> str:
        if part.status not in self._signs:
            self._signs[part.status] = signs.status(SIGNS[part.status.kind], status_words(part.status))
        return (
            f'<li class="part">{self._link(part)}<span class="part-facts">{self._roles[part.role]} '
            f'{self._signs[part.status]}</span><span class="sub">{self._known(part)[2]}</span></li>'
        )

    def _link(self, part: Part) -> str:
        """To the place of the body on the page of the task."""
        address, words, _ = self._known(part)
        return f'<a href="{address}#b-{escape(part.body)}">{words}</a>'

    def _known(self, part: Part) -> tuple[str, str, str]:
        """Address, words and time of a task: the same for all bodies but those with a day of their own."""
        key = (part.task.id, part.last_day)
        if key not in self._links:
            before, _, after = self._url
            words = f"{part.task.number}. {escape(sentence_case(part.task.text))}"
            self._links[key] = (f"{before}{part.task.id}{after}", words, escape(part_time_words(part)))
        return self._links[key]


def _tag(role: DutyRole) -> str:
    return "lead" if role is DutyRole.LEAD else ""
