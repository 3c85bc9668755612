"""Where an action begins: verbs, adverbs before them, and role formulas ("Chủ trì, phối hợp với …")."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.reading.bodies_words import BREAK
from phoihop.reading.tasks_words import TaskReader

_SCAN = 120
_MARKS = frozenset({";", ":", ".", BREAK})


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
        after = _past_joiner(reader, end)
        index, end = end, reader.end_of("adverbs", after)
        end = end if end > after else index
    return index


def verb_end(reader: TaskReader, index: int) -> int:
    """After the verb that begins at `index`; `index` when there is none."""
    return reader.verbs.get(index, index)


def is_action(reader: TaskReader, index: int, *, initial: bool) -> bool:
    """Whether an action begins at `index`: a verb, with adverbs before it or not.

    A verb of one syllable counts only at the beginning of a clause (`initial`) or after an adverb; inside a
    clause a verb after a noun that takes one ("công tác chỉ đạo") or that tells agencies apart ("cơ quan quản
    lý") does not.
    """
    if index in reader.bodies or index in reader.citations or _is_head_of(reader, index):
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


def _is_head_of(reader: TaskReader, index: int) -> bool:
    """Whether "lãnh đạo" is the noun before an organisation: "Lãnh đạo Bộ Tài chính dự"."""
    end = reader.end_of("holders", index)
    return end > index and end in reader.bodies


def _attribute(reader: TaskReader, index: int) -> bool:
    """Whether a verb tells agencies apart: "cơ quan quản lý", but not "cơ quan phối hợp tổ chức"."""
    end = reader.end_of("ambiguous", index)
    return end > index and reader.ends("ambiguous_after", index) and verb_end(reader, end) == end


def next_action(reader: TaskReader, index: int, last: int) -> int:
    """The first place from `index` on where a modal, a role formula or an action begins; else `last`."""
    place, limit, after = index, min(last, index + _SCAN), -1
    while place < limit:
        over = past_name(reader, place)
        if over > place:
            place = after = over
        elif reader.begins("conditions", place) and (must := _must_after(reader, place, last)):
            return must
        elif _begins_action(reader, place, initial=place == after):
            return place
        else:
            place += 1
    return last


def _must_after(reader: TaskReader, index: int, last: int) -> int:
    """Where "phải" stands behind a condition, 0 when it does not: "X khi cấp phép cho …, phải căn cứ …"."""
    musts = reader.places("musts", index, min(last, index + _SCAN))
    return next((place for place in musts if not reader.ends("not_modal_after", place)), 0)


def past_name(reader: TaskReader, index: int) -> int:
    """After a body, person, citation, time, bracket or an aside like "có liên quan"; else `index`."""
    over = reader.over(index)
    return over if over > index else reader.end_of("asides", index)


def _begins_action(reader: TaskReader, place: int, *, initial: bool) -> bool:
    """Whether somebody begins to act; directly after a name (`initial`) even a short verb is one."""
    if reader.begins("modals", place) and not reader.ends("not_modal_after", place):
        return True
    return is_action(reader, place, initial=initial)


def role_at(reader: TaskReader, index: int, last: int) -> Role | None:
    """The role formula at `index`, with its adverbs: "Chủ động, phối hợp chặt chẽ với Công an tỉnh và …"."""
    place = adverbs_end(reader, index)
    lead_end = reader.end_of("role_lead", place)
    leading = lead_end > place
    if leading:
        with_end = reader.end_of("role_with", lead_end)
        if with_end > lead_end and not reader.begins("and_words", lead_end):  # "Chủ trì cùng Bộ Xây dựng"
            return _with_partners(reader, index, with_end, last, leading=True)
        place = adverbs_end(reader, _past_joiner(reader, lead_end))
        others = _others_with(reader, index, place, last)
        if others:
            return others
    verb = reader.end_of("role_verbs", place)
    if verb == place:
        return _role_without_partner(reader, index, place, leading=leading)
    partner = reader.end_of("role_with", verb)
    if partner == verb and partner not in reader.bodies and not _other_partner(reader, partner):
        return _role_without_partner(reader, index, place, leading=leading)
    return _with_partners(reader, index, partner, last, leading=leading)


def _others_with(reader: TaskReader, index: int, place: int, last: int) -> Role | None:
    """The formula "(A) chủ trì, B, C phối hợp" before a verb."""
    found: list[str] = []
    while place < last and place in reader.bodies:
        found.append(reader.bodies[place][1].canonical)
        end = reader.bodies[place][0]
        place = _past_joiner(reader, end)
    verb = reader.end_of("role_verbs", place) if found else place
    if verb == place or reader.begins("role_with", verb):
        return None
    return Role(index, verb, tuple(found), leading=True, bridged=False)


def _other_partner(reader: TaskReader, index: int) -> bool:
    return reader.begins("plural", index) and not reader.begins("asides", index)


def _past_joiner(reader: TaskReader, index: int) -> int:
    return index + 1 if reader.key(index) == "," or reader.begins("and_words", index) else index


def _role_without_partner(reader: TaskReader, index: int, place: int, *, leading: bool) -> Role | None:
    """The formula "Chủ trì" before another verb, also before "phối hợp" + verb, which belongs to the task."""
    if leading and (is_action(reader, place, initial=True) or reader.begins("role_verbs", place)):
        return Role(index, place, (), leading=True, bridged=False)
    return None


def _with_partners(reader: TaskReader, index: int, partner: int, last: int, *, leading: bool) -> Role:
    """The formula with the partners from `partner` on, up to the verb or the "để" that opens the action."""
    found, end = partners_from(reader, partner, last)
    bridge = reader.end_of("role_bridges", end)
    if bridge > end:
        action = is_action(reader, bridge, initial=True)
        return Role(index, bridge if action else end, found, leading=leading, bridged=True)
    return Role(index, _past_comma(reader, end), found, leading=leading, bridged=False)


def partners_from(reader: TaskReader, index: int, last: int) -> tuple[tuple[str, ...], int]:
    """The organisations named from `index` on, and where that ends: at a verb, a mark, "để" or "trong việc".

    An organisation that only says whose another one is ("các phòng của Sở Y tế") is left out.
    """
    place, after, limit = index, -1, min(last, index + _SCAN)
    found: list[str] = []
    while place < limit and not _ends_partners(reader, place):
        over = past_name(reader, place)
        if over > place:
            owner = found and reader.ends("of_parent", place)
            found += [reader.bodies[place][1].canonical] if place in reader.bodies and not owner else []
            place = after = over
        elif reader.begins("role_bridges", place) or is_action(reader, place, initial=place == after):
            break
        else:
            place += 1
    return tuple(found), place


def _ends_partners(reader: TaskReader, index: int) -> bool:
    """Whether a mark ends the list; the colon of "với các sở: Tài chính, Nội vụ" does not."""
    return reader.key(index) in _MARKS and not (reader.key(index) == ":" and index + 1 in reader.bodies)


def _past_comma(reader: TaskReader, index: int) -> int:
    return index + 1 if reader.key(index) == "," else index
