"""The history of a task as sentences: who decided what, who entered it, where it stands in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from phoihop.kernel.dates import show_date
from phoihop.ledger.domain.types import Basis, FoldedAct, Party
from phoihop.programme.acts import (
    PROGRESS_REPORTED,
    Change,
    ProgressReported,
    ProgressState,
    Result,
    ResultJudged,
    TaskAmended,
    TaskAssigned,
)
from phoihop.programme.domain.days import day
from phoihop.programme.web.bodies import Bodies
from phoihop.programme.web.words import CHANGES, STATES
from phoihop.ui.parts import Event

SHORT = 10
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LastReport:
    """The report of a body that counts on a day, as its row shows it. `paper`: what it was recorded from."""

    words: str
    day: date
    note: str
    product: str
    paper: str
    for_other: bool


def last_reports(acts: Sequence[FoldedAct], *, on: date) -> dict[str, LastReport]:
    """By body: of the reports up to the day the latest one; of several for one day the last recorded."""
    found: dict[str, LastReport] = {}
    for act in acts:
        said = act.payload
        if not isinstance(said, ProgressReported):
            continue
        reported, known = day(said.reported_on), found.get(said.body)
        if reported is not None and reported <= on and (known is None or known.day <= reported):
            found[said.body] = _last(act, said, reported)
    return found


def unjudged(acts: Sequence[FoldedAct]) -> list[ProgressReported]:
    """The last report of each body, as far as it says done and nobody has said anything to that."""
    last = {act.payload.body: act.payload for act in acts if isinstance(act.payload, ProgressReported)}
    judged = {act.payload.report for act in acts if isinstance(act.payload, ResultJudged)}
    return [said for said in last.values() if said.state is ProgressState.DONE and said.report not in judged]


def _last(act: FoldedAct, said: ProgressReported, reported: date) -> LastReport:
    paper = paper_of(act)
    return LastReport(
        words=str(STATES[said.state]),
        day=reported,
        note=said.note,
        product=_numbered(said.product_number or "", said.product_date),
        paper=paper_words(paper),
        for_other=paper is not None and paper.for_body is not None,
    )


def recorded_at(act: FoldedAct) -> datetime:
    """When the ledger took the act, in the node's time zone."""
    return timezone.localtime(datetime.fromisoformat(act.envelope.recorded_at))


def paper_of(act: FoldedAct) -> Basis | None:
    """The paper that an act was recorded from."""
    return next((basis for basis in act.envelope.basis if basis.kind == "paper"), None)


def paper_words(paper: Basis | None) -> str:
    """12-CV/BTCTU ngày 06-4-2018; empty without paper."""
    return "" if paper is None else _numbered(paper.number, paper.date)


def _numbered(number: str, iso: str | None) -> str:
    dated = day(iso)
    if dated is None:
        return number
    return gettext("%(number)s ngày %(day)s") % {"number": number, "day": show_date(dated)}


def codes_in(acts: Sequence[FoldedAct]) -> tuple[set[str], set[str]]:
    """The bodies, and the persons and posts, that decided or entered."""
    parties = [party for act in acts for party in (act.envelope.decided_by, act.envelope.entered_by)]
    people = {code for party in parties for code in (party.person, party.post) if code}
    return {party.body for party in parties}, people


@dataclass(frozen=True, slots=True)
class Narrator:
    """Tells acts in the names of a page. `people`: names of persons and titles of posts by code."""

    bodies: Bodies
    people: Mapping[str, str]

    def events(self, acts: Sequence[FoldedAct]) -> list[Event]:
        """One event per act, the latest first."""
        return [self._event(act) for act in reversed(acts)]

    def _event(self, act: FoldedAct) -> Event:
        place, paper, recorded = act.place, paper_of(act), recorded_at(act)
        agency, _, name = place.ledger.partition("/")
        return Event(
            when=recorded.date(),
            title=self._title(act),
            url=reverse("ledger:act", args=[agency, name, place.epoch, place.index]),
            note=self._note(act, recorded),
            kind="paper" if paper is not None and paper.for_body is not None else "past",
        )

    def _title(self, act: FoldedAct) -> str:
        said, decider = act.payload, self.bodies.name(act.envelope.decided_by.body)
        if isinstance(said, TaskAssigned):
            return gettext("%(body)s giao nhiệm vụ trong chương trình") % {"body": decider}
        if isinstance(said, ProgressReported):
            return self._reported(act, said)
        if isinstance(said, TaskAmended):
            return self._amended(said, decider)
        if isinstance(said, ResultJudged):
            return self._judged(said, decider)
        if act.kind == PROGRESS_REPORTED.name:
            return gettext("Báo cáo tiến độ, nội dung không còn ở đây")
        return gettext("Nội dung không còn ở đây")

    def _amended(self, said: TaskAmended, decider: str) -> str:
        """What was changed, to what, and why."""
        words = {"body": decider, "change": str(CHANGES[said.change]).lower(), "reason": said.reason}
        told = gettext("%(body)s: %(change)s") % words
        last = day(said.ends)
        if said.change is Change.DEADLINE:
            until = show_date(last - ONE_DAY) if last is not None else gettext("chưa có thời hạn")
            told = f"{told} ({until})"
        return f"{told}. {gettext('Lý do: %(reason)s') % words}" if said.reason else told

    def _judged(self, said: ResultJudged, decider: str) -> str:
        words = {"by": decider, "body": self.bodies.name(said.body), "words": said.words}
        if said.result is Result.CONFIRMED:
            told = gettext("%(by)s xác nhận %(body)s đã hoàn thành") % words
        else:
            told = gettext("%(by)s đề nghị %(body)s làm tiếp") % words
        return f"{told}: {said.words}" if said.words else told

    def _reported(self, act: FoldedAct, said: ProgressReported) -> str:
        paper, body = paper_of(act), self.bodies.name(said.body)
        words = {"body": body, "state": self._state(act, said), "paper": paper_words(paper)}
        if paper is not None and paper.for_body is not None:
            return gettext("%(body)s: %(state)s, ghi theo văn bản số %(paper)s") % words
        if paper is not None:
            return gettext("%(body)s báo cáo %(state)s, theo văn bản số %(paper)s") % words
        heir = self.bodies.name(act.envelope.decided_by.body)
        if heir != body:
            return gettext("%(heir)s, tiếp nhận việc của %(body)s, báo cáo %(state)s") % {
                **words,
                "heir": heir,
            }
        return gettext("%(body)s báo cáo %(state)s") % words

    def _state(self, act: FoldedAct, said: ProgressReported) -> str:
        """The state, with its day when it was not recorded on that day: back-dating is visible."""
        state, reported = str(STATES[said.state]), day(said.reported_on)
        if reported is None or reported == recorded_at(act).date():
            return state
        return gettext("%(state)s, tính đến %(day)s") % {"state": state, "day": show_date(reported)}

    def _note(self, act: FoldedAct, recorded: datetime) -> str:
        words = {
            "decided": self._party(act.envelope.decided_by),
            "entered": self._party(act.envelope.entered_by),
            "time": f"{recorded:%H:%M}",
            "leaf": act.leaf[:SHORT],
        }
        if act.envelope.decided_by == act.envelope.entered_by:
            return gettext("Quyết định và nhập: %(entered)s, lúc %(time)s. Mã băm %(leaf)s…") % words
        return gettext("Quyết định: %(decided)s. Nhập: %(entered)s, lúc %(time)s. Mã băm %(leaf)s…") % words

    def _party(self, party: Party) -> str:
        known = [self.people.get(code, code) for code in (party.person, party.post) if code]
        return ", ".join(dict.fromkeys([*known, self.bodies.name(party.body)]))
