"""Where an action begins: verbs, adverbs before them, and role formulas ("Chủ trì, phối hợp với …")."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.reading.bodies_words import BREAK
from phoihop.reading.tasks_words import TaskReader

_SCAN = 120
_MARKS = frozenset({";", BREAK})


@dataclass(frozen=True, slots=True)
class Role:
    """A role formula: where it begins, where what follows it begins, and the bodies that coordinate."""

    first: int
    last: int
    coordinating: tuple[str, ...]
    leading: bool
    bridged: bool


def adverbs_end(reader: TaskReader, index: int) -> int:
    """After "chủ động, tích cực", "kịp thời"."""
    end = reader.end_of("adverbs", index)
    while end > index:
        after = end + 1 if reader.key(end) in {",", "và", "va"} else end
        index, end = end, reader.end_of("adverbs", after)
        end = end if end > after else index
    return index


def verb_end(reader: TaskReader, index: int) -> int:
    """After the verb that begins at `index`; `index` when there is none."""
    return reader.lexicon.verbs.end_at(reader.words.keys, index)


def is_action(reader: TaskReader, index: int, *, initial: bool) -> bool:
    """Whether an action begins at `index`: a verb, with adverbs before it or not.

    A verb of one syllable counts only at the beginning of a clause (`initial`) or after an adverb; a verb after a
    noun that takes one ("công tác chỉ đạo") or inside the name of an agency ("cơ quan quản lý") never does.
    """
    if index in reader.bodies or index in reader.citations:
        return False
    verb = index
    end = verb_end(reader, verb)
    if end == verb:
        verb = adverbs_end(reader, index)
        end = verb_end(reader, verb)
    if end == verb:
        return bool(verb > index and role_at(reader, verb, verb + _SCAN))
    if initial:
        return True
    if reader.ends("nominal_before", index) or (verb == index and _attribute(reader, index)):
        return False
    return end - verb > 1 or verb > index


def _attribute(reader: TaskReader, index: int) -> bool:
    return reader.begins("ambiguous", index) and reader.ends("ambiguous_after", index)


def next_action(reader: TaskReader, index: int, last: int) -> int:
    """The first place from `index` on where a modal, a role formula or an action begins; `last` when there is none."""
    place, limit = index, min(last, index + _SCAN)
    while place < limit:
        over = reader.over(place)
        if over == place:
            over = reader.end_of("asides", place)
        if over > place:
            place = over
            continue
        if _begins_action(reader, place):
            return place
        place += 1
    return last


def _begins_action(reader: TaskReader, place: int) -> bool:
    if reader.begins("modals", place) and not reader.ends("nominal_before", place):
        return True
    return is_action(reader, place, initial=False)


def role_at(reader: TaskReader, index: int, last: int) -> Role | None:
    """The role formula at `index`, with its adverbs: "Chủ động, phối hợp chặt chẽ với Công an tỉnh và …"."""
    place = adverbs_end(reader, index)
    lead_end = reader.end_of("role_lead", place)
    leading = lead_end > place
    if leading:
        with_end = reader.end_of("role_with", lead_end)
        if with_end > lead_end and reader.key(lead_end) not in {"và", "va"}:  # "Chủ trì cùng Bộ Xây dựng"
            return _with_partners(reader, index, with_end, last, leading=True)
        place = adverbs_end(reader, _past_joiner(reader, lead_end))
    verb = reader.end_of("role_verbs", place)
    if verb == place:
        return _role_without_partner(reader, index, lead_end, place, leading=leading)
    partner = reader.end_of("role_with", verb)
    if partner == verb and partner not in reader.bodies and not _other_partner(reader, partner):
        return _role_without_partner(reader, index, lead_end, place, leading=leading)
    return _with_partners(reader, index, partner, last, leading=leading)


def _other_partner(reader: TaskReader, index: int) -> bool:
    return reader.begins("plural", index) and not reader.begins("asides", index)


def _past_joiner(reader: TaskReader, index: int) -> int:
    return index + 1 if reader.key(index) in {",", "và", "va"} else index


def _role_without_partner(
    reader: TaskReader, index: int, lead_end: int, place: int, *, leading: bool
) -> Role | None:
    """"Chủ trì" before another verb, "Chủ trì, phối hợp" + verb: only "chủ trì" is left out."""
    if leading and (is_action(reader, place, initial=True) or reader.begins("role_verbs", place)):
        return Role(index, place, (), leading=True, bridged=False)
    return None


def _with_partners(reader: TaskReader, index: int, partner: int, last: int, *, leading: bool) -> Role:
    place, found = partner, []
    limit = min(last, partner + _SCAN)
    while place < limit and reader.key(place) not in _MARKS:
        if place in reader.bodies:
            end, body = reader.bodies[place]
            found.append(body.canonical)
            place = end
            continue
        over = reader.over(place)
        over = over if over > place else reader.end_of("asides", place)
        if over > place:
            place = over
            continue
        if is_action(reader, place, initial=False) or reader.key(place) == ":":
            break
        bridge = reader.end_of("role_bridges", place)
        if bridge > place:
            action = is_action(reader, bridge, initial=True)
            return Role(index, bridge if action else place, tuple(found), leading=leading, bridged=True)
        place += 1
    return Role(index, _past_comma(reader, place), tuple(found), leading=leading, bridged=False)


def _past_comma(reader: TaskReader, index: int) -> int:
    return index + 1 if reader.key(index) == "," else index
