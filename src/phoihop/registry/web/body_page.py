"""What the page of one body says about one tense: names, lines, changes, posts. Pure: facts in, rows out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.dates import show_date
from phoihop.kernel.period import Period
from phoihop.registry.domain.types import (
    BodyView,
    LineageFact,
    LineFact,
    LineKind,
    NameFact,
    PostView,
    TenureView,
)
from phoihop.registry.queries.organisation import Elsewhere, InForce
from phoihop.registry.web.day import AsOf, Tense, tense_of
from phoihop.registry.web.words import CHANGES, ROLES, Words, knowledge, when
from phoihop.ui.parts import Event, Fact, Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """Everything the register holds about one body. `others`: the bodies at the other ends, by code."""

    body: BodyView
    names: tuple[NameFact, ...]
    lines: tuple[LineFact, ...]
    lineage: tuple[LineageFact, ...]
    posts: tuple[PostView, ...]
    others: Mapping[str, BodyView]
    elsewhere: tuple[Elsewhere, ...]
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact in a list: words with a link, what is said beside it, when it holds, how well it is known."""

    label: str
    url: str = ""
    note: str = ""
    when: str
    mark: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What a tense holds."""

    groups: tuple[Group, ...]
    events: tuple[Event, ...]

    @property
    def size(self) -> int:
        """How many facts there are."""
        return sum(len(group.rows) for group in self.groups) + len(self.events)


def sections(facts: BodyFacts, *, at: AsOf, words: Words) -> Mapping[Tense, Section]:
    """Past, present and future of a body as seen from the day of the page."""
    return {tense: _section(facts, tense, at=at, words=words) for tense in Tense}


def tabs(found: Mapping[Tense, Section], *, chosen: Tense, code: str, at: AsOf) -> tuple[Tab, ...]:
    """One tab per tense, with the number of its facts."""
    labels = {
        Tense.PAST: gettext("Quá khứ"),
        Tense.NOW: gettext("Hiện tại"),
        Tense.FUTURE: gettext("Tương lai"),
    }
    return tuple(
        Tab(
            label=label,
            url=at.url("body", code=code, query={"thoi": tense.value}),
            current=tense is chosen,
            count=found[tense].size,
        )
        for tense, label in labels.items()
    )


def identity(facts: BodyFacts, words: Words) -> tuple[Fact, ...]:
    """What the body is, since when, on which source."""
    body, known = facts.body, facts.in_force
    begun = show_date(body.period.start) if body.period.start else ""
    ended = show_date(body.period.end) if body.period.end else ""
    before = gettext("chưa rõ ngày; đã có trước %(day)s") % {"day": show_date(known.known_from)}
    still = gettext("còn hoạt động khi đối chiếu ngày %(day)s") % {"day": show_date(known.known_until)}
    return (
        Fact(term=gettext("Mã"), value=body.code),
        Fact(term=gettext("Loại"), value=words.kinds.get(body.kind, body.kind)),
        Fact(term=gettext("Khối"), value=words.sides.get(body.side, body.side)),
        Fact(term=gettext("Bắt đầu"), value=begun or before),
        Fact(term=gettext("Kết thúc"), value=ended or still),
        Fact(term=gettext("Nguồn"), value=body.source or gettext("chưa có"), note=body.note),
    )


# ------------------------------------------------------------------------------------------------- one tense


def _section(facts: BodyFacts, tense: Tense, *, at: AsOf, words: Words) -> Section:
    def here(period: Period) -> bool:
        return tense_of(period, at.day) is tense

    groups = (
        Group(gettext("Tên gọi"), tuple(_name(fact) for fact in facts.names if here(fact.period))),
        *_line_groups(facts, [fact for fact in facts.lines if here(fact.period)], at=at, words=words),
        Group(gettext("Chức vụ"), tuple(_post_rows(facts.posts, tense, at.day))),
        Group(
            gettext("Cơ quan khác ghi trong nhật ký của mình"),
            tuple(_elsewhere(said) for said in facts.elsewhere if here(said.period)),
        ),
    )
    events = tuple(_events(facts, tense, at=at))
    return Section(tuple(group for group in groups if group.rows), events)


def _name(fact: NameFact) -> Row:
    return Row(label=fact.name, when=when(fact.period), mark=knowledge(fact.state))


def _line_groups(facts: BodyFacts, lines: Sequence[LineFact], *, at: AsOf, words: Words) -> Iterator[Group]:
    """Lines upwards, then downwards, in the order of the kinds of lines."""
    code = facts.body.code
    order = {other: place for place, other in enumerate(facts.others)}
    for kind in LineKind:
        up = [(fact.parent, fact) for fact in lines if fact.line is kind and fact.child == code]
        down = [(fact.child, fact) for fact in lines if fact.line is kind and fact.parent == code]
        for title, ends in ((words.up.get(kind, kind), up), (words.down.get(kind, kind), down)):
            ends.sort(key=lambda end: order.get(end[0], len(order)))
            yield Group(title, tuple(_line(other, fact, facts, at) for other, fact in ends))


def _line(other: str, fact: LineFact, facts: BodyFacts, at: AsOf) -> Row:
    known = facts.others.get(other)
    return Row(
        label=known.name if known else other,
        url=at.url("body", code=other) if known else "",
        note=fact.note or fact.source,
        when=when(fact.period),
        mark=knowledge(fact.state),
    )


def _elsewhere(said: Elsewhere) -> Row:
    return Row(label=said.name, note=said.ledger, when=when(said.period), mark=knowledge(said.state))


def _post_rows(posts: Iterable[PostView], tense: Tense, on: date) -> Iterator[Row]:
    """A row per holder of the tense; a post of today that nobody holds is shown as vacant."""
    for post in posts:
        title = f"{post.title} ({ROLES[post.role]})"
        held = [tenure for tenure in post.holders if tense_of(tenure.period, on) is tense]
        yield from (_holder(title, tenure) for tenure in held)
        if not held and tense is tense_of(post.period, on):
            vacant = gettext("chưa có người giữ")
            yield Row(label=vacant, note=title, when=when(post.period), mark=knowledge(post.state))


def _holder(title: str, tenure: TenureView) -> Row:
    return Row(label=tenure.person_name, note=title, when=when(tenure.period), mark=knowledge(tenure.state))


def _events(facts: BodyFacts, tense: Tense, *, at: AsOf) -> Iterator[Event]:
    """Changes: those up to the day are past, those after it to come; the present has none."""
    for fact in facts.lineage:
        past = fact.on <= at.day
        if (tense is Tense.PAST and past) or (tense is Tense.FUTURE and not past):
            yield _event(fact, facts, past=past, at=at)


def _event(fact: LineageFact, facts: BodyFacts, *, past: bool, at: AsOf) -> Event:
    ours = fact.predecessor == facts.body.code
    other = fact.successor if ours else fact.predecessor
    known = facts.others.get(other) if other is not None else None
    shown = known.name if known else (other or "")
    template = gettext("%(change)s, thành %(body)s") if ours else gettext("%(change)s, từ %(body)s")
    change = str(CHANGES[fact.kind])
    title = template % {"change": change, "body": shown} if other else change
    url = at.url("body", code=other) if known is not None and other is not None else ""
    note = "; ".join(part for part in (fact.source, fact.note, _doubt(fact.state)) if part)
    return Event(when=fact.on, title=title, url=url, note=note, kind="past" if past else "future")


def _doubt(state: Knowledge) -> str:
    return gettext("cần xác nhận") if state is Knowledge.TO_CONFIRM else ""
