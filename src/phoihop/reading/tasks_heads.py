"""The head of a clause: who must act, with whom and when, up to the verb where the action itself begins."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from phoihop.reading.bodies_words import BREAK
from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actions import adverbs_end, is_action, next_action, role_at
from phoihop.reading.tasks_actors import Actors, actors_at, begins_actor
from phoihop.reading.tasks_words import TaskReader

_COMMAS = 12
_PREAMBLE = 90


@dataclass(frozen=True, slots=True)
class Head:
    """A clause that assigns: the action begins at `start`; `actors` are the words naming who acts, if any."""

    start: int
    actors: Actors | None = None
    modal: bool = False
    coordinating: tuple[str, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    opened: bool = False
    purpose: bool = False
    leading: bool = False
    rule: str = "verb"


@dataclass(slots=True)
class Opening:
    """What stands before the actors: connectives, times, clauses of purpose."""

    end: int
    opened: bool = False
    purpose: bool = False
    times: list[TimeSpan] = field(default_factory=list)


def head_at(reader: TaskReader, index: int, last: int, *, lenient: bool = False) -> Head | None:
    """The head that begins at `index`, or None when the words assign nothing.

    `lenient` accepts any capitalised word that begins no noun phrase as a verb, as in a list of tasks.
    """
    opening = opening_of(reader, index, last)
    core = _core(reader, opening.end, last, lenient=lenient)
    if core is None and reader.begins("purpose", opening.end):
        core = _after_purpose(reader, opening, last)
    if core is None:
        return None
    times = (*opening.times, *core.times)
    return replace(core, times=times, opened=opening.opened, purpose=opening.purpose)


def opening_of(reader: TaskReader, index: int, last: int) -> Opening:
    """The connectives and times at the beginning of a clause."""
    opening = Opening(index)
    while opening.end < last:
        place = opening.end
        if reader.key(place) in {'"', ",", "-", ":", "'", "–"}:
            opening.end += 1
        elif _time_at(reader, place) is not None:
            end, time = _time_at(reader, place) or (place, None)
            opening.end = end
            opening.times += [time] if time else []
            opening.opened = True
        elif _rhythm_end(reader, place) > place:
            opening.end = _rhythm_end(reader, place)
        elif reader.begins("openers", place) and not is_action(reader, place, initial=True):
            opening.end = reader.end_of("openers", place)
            opening.opened = True
        else:
            break
    return opening


def _rhythm_end(reader: TaskReader, index: int) -> int:
    """After "định kỳ 6 tháng", "06 tháng một lần", which say how often."""
    start = reader.end_of("openers", index)
    if reader.key(start).isdigit() and reader.begins("rhythms", start + 1):
        end = reader.end_of("rhythms", start + 1)
        return end + 1 if reader.key(end) == "," else end
    return index


def _time_at(reader: TaskReader, index: int) -> tuple[int, TimeSpan] | None:
    start = index + 1 if reader.begins("time_prepositions", index) and index + 1 in reader.times else index
    return reader.times.get(start)


def _core(reader: TaskReader, index: int, last: int, *, lenient: bool) -> Head | None:
    actors = actors_at(reader, index, last) if not is_action(reader, index, initial=True) else None
    place = actors.last if actors else index
    after_modal = _modals_end(reader, place)
    found = _action(reader, after_modal, last)
    if found is None and actors and after_modal > place and _unknown_verb(reader, place, after_modal):
        found = Head(after_modal, rule="verb:unlisted")
    bare = actors is None and after_modal == index
    if found is None and lenient and bare and _unlisted_verb(reader, index):
        found = Head(index, rule="item")
    if found is None:
        return None
    return replace(found, actors=actors, modal=after_modal > place)


def _unknown_verb(reader: TaskReader, modal: int, index: int) -> bool:
    """Whether what follows "phải", "có trách nhiệm" is a verb that no list has."""
    plain = reader.key(index).isalpha() and not reader.words.capital(index)
    return plain and reader.begins("strict_musts", modal) and not reader.begins("no_verbs", index)


def _modals_end(reader: TaskReader, index: int) -> int:
    end = reader.end_of("modals", index)
    while end > index:
        index = end
        if reader.key(index) == "," and (reader.begins("openers", index + 1) or index + 1 in reader.times):
            index = opening_of(reader, index + 1, index + 12).end
        end = reader.end_of("modals", index)
    return index


def _action(reader: TaskReader, index: int, last: int) -> Head | None:
    """The head of an action without actors: a role formula with what it is about, or a verb."""
    if index >= last:
        return None
    role = role_at(reader, index, last)
    if role is None:
        return Head(index) if is_action(reader, index, initial=True) else None
    outside = role.last < last and is_action(reader, role.last, initial=True)
    outside = outside and (role.leading or not role.bridged)
    if role.bridged and not role.leading and _for_purpose(reader, role.last):
        outside = role.last < last
    start = role.last if outside else role.first
    return Head(start, coordinating=role.coordinating, leading=role.leading and outside, rule="role")


def _for_purpose(reader: TaskReader, index: int) -> bool:
    """Whether the word before is "để", after which the action follows: "phối hợp với X để chăm lo …"."""
    return reader.ends("in_order_to", index)


def _unlisted_verb(reader: TaskReader, index: int) -> bool:
    if not reader.words.capital(index) or reader.begins("noun_starts", index) or begins_actor(reader, index):
        return False
    return reader.over(index) == index and reader.key(index).isalpha()


def _after_purpose(reader: TaskReader, opening: Opening, last: int) -> Head | None:
    """The head after "Để hoàn thành …," or "Căn cứ chức năng": at a comma, else at the first action."""
    start = opening.end
    limit = min(last, start + _PREAMBLE)
    commas = _COMMAS if reader.begins("long_purpose", start) else 1
    for place in range(start, limit):
        if reader.key(place) in {BREAK, ";"} or reader.begins("done", place):
            return None
        if reader.key(place) != "," or commas == 0:
            continue
        commas -= 1
        core = _after_comma(reader, start, place, last)
        if core:
            opening.purpose = True
            opening.times += _times_between(reader, start, place)
            return core
    return _at_first_action(reader, opening, last)


def _after_comma(reader: TaskReader, start: int, place: int, last: int) -> Head | None:
    """The clause after a comma, unless the comma may only divide verbs of the purpose.

    In "Để nâng cao chất lượng, đẩy mạnh cải cách, Sở Y tế …" the first comma does.
    """
    inner = opening_of(reader, place + 1, last)
    core = _core(reader, inner.end, last, lenient=False)
    if core is None:
        return None
    core = replace(core, times=(*inner.times, *core.times))
    strong = core.modal or core.actors or core.rule == "role" or adverbs_end(reader, core.start) > core.start
    return core if strong or reader.begins("plain_purpose", start) else None


def _at_first_action(reader: TaskReader, opening: Opening, last: int) -> Head | None:
    if not reader.begins("short_purpose", opening.end):
        return None
    place = next_action(reader, opening.end + 1, last)
    if place >= last:
        return None
    after_modal = _modals_end(reader, place)
    found = _action(reader, after_modal, last)
    return replace(found, modal=after_modal > place) if found else None


def _times_between(reader: TaskReader, first: int, last: int) -> list[TimeSpan]:
    return [reader.times[index][1] for index in range(first, last) if index in reader.times]
