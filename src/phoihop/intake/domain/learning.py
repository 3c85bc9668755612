"""What a correction teaches: another way of writing for a body or an issuer. A person says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from phoihop.intake.acts import WORD_LEARNED, WORD_WITHDRAWN, WordLearned, WordWithdrawn
from phoihop.intake.domain.correcting import without_secrets
from phoihop.intake.domain.types import Duty, DutyRole, Ground, Item, Lesson, WordKind, WordView
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import collapse, nfc, search_key
from phoihop.ledger.domain.types import Proposal

LONGEST_WRITTEN: Final = 200
LONGEST_MEANS: Final = 400


def lessons(read: Item, corrected: Item) -> tuple[Lesson, ...]:
    """What can be learned from an item as it was read and as it is now, each way of writing once."""
    found = (*_chosen(read, corrected), *_renamed(read, corrected), *_issuers(read, corrected))
    return tuple({(lesson.kind, key_of(lesson.written)): lesson for lesson in found}.values())


def _chosen(read: Item, corrected: Item) -> Iterator[Lesson]:
    """A mention that was not clear and for which a person has picked bodies."""
    unclear = {duty.mention for duty in read.duties if duty.doubt is not None}
    for duty in corrected.duties:
        if duty.chosen and duty.bodies and duty.mention in unclear:
            yield Lesson(kind=WordKind.BODY, written=duty.mention, means="", bodies=duty.bodies)


def _renamed(read: Item, corrected: Item) -> Iterator[Lesson]:
    """The one mention of a role that was not clear and has given way to one that is."""
    for role in DutyRole:
        gone = _without(read.of(role), {duty.mention for duty in corrected.of(role)})
        come = _without(corrected.of(role), {duty.mention for duty in read.of(role)})
        if len(gone) == len(come) == 1 and gone[0].doubt is not None and come[0].doubt is None:
            chosen = come[0].bodies if come[0].chosen else ()
            yield Lesson(kind=WordKind.BODY, written=gone[0].mention, means=come[0].mention, bodies=chosen)


def _without(duties: Sequence[Duty], mentions: Collection[str]) -> list[Duty]:
    return [duty for duty in duties if duty.mention not in mentions]


def _issuers(read: Item, corrected: Item) -> Iterator[Lesson]:
    """The issuer of the one ground that was written anew and still cites the same document."""
    old, new = _labels(read), _labels(corrected)
    gone = [ground for label, ground in old.items() if label not in new]
    come = [ground for label, ground in new.items() if label not in old]
    if len(gone) != 1 or len(come) != 1:
        return
    before, after = gone[0].cited, come[0].cited
    if before is None or after is None or (before.kind, before.numbers) != (after.kind, after.numbers):
        return
    if len(before.issuers) == len(after.issuers) == 1 and before.issuers != after.issuers:
        yield Lesson(kind=WordKind.ISSUER, written=before.issuers[0], means=after.issuers[0])


def _labels(item: Item) -> dict[str, Ground]:
    return {ground.label: ground for ground in item.grounds}


def key_of(written: str) -> str:
    """What two ways of writing are compared by: letters without marks and case."""
    return search_key(written)


# -------------------------------------------------------------------------------------------------- deciding


def decide_learning(
    lesson: Lesson, *, id_: str, text: str, known: Collection[tuple[WordKind, str]]
) -> Decision[Sequence[Proposal]]:
    """One act. `known`: kinds and keys of the words that count now.

    Refused: `intake.id_malformed`, `word_empty`, `word_too_long`, `word_means_nothing`, `word_known`,
    `reading.secret`.
    """
    written, means = collapse(nfc(lesson.written)), collapse(nfc(lesson.means))
    if not is_ulid(id_):
        return refuse("intake.id_malformed")
    if not written:
        return refuse("intake.word_empty")
    if len(written) > LONGEST_WRITTEN or len(means) > LONGEST_MEANS:
        return refuse("intake.word_too_long", most=str(LONGEST_WRITTEN))
    if lesson.kind is not WordKind.POST and not lesson.bodies and not means:
        return refuse("intake.word_means_nothing")
    if (lesson.kind, key_of(written)) in known:
        return refuse("intake.word_known", written=written)
    secret = without_secrets(written, means)
    if isinstance(secret, Refused):
        return secret
    said = WordLearned(kind=lesson.kind, written=written, means=means, bodies=lesson.bodies, text=text)
    return Accepted([Proposal(WORD_LEARNED, (subject("word", id_),), said)])


def decide_withdrawal(word: WordView | None) -> Decision[Sequence[Proposal]]:
    """One act. Refused: `intake.no_such_word`, `intake.word_not_in_use`."""
    if word is None:
        return refuse("intake.no_such_word")
    if word.withdrawn_at is not None:
        return refuse("intake.word_not_in_use", written=word.lesson.written)
    said = WordWithdrawn(written=word.lesson.written)
    return Accepted([Proposal(WORD_WITHDRAWN, (subject("word", word.id),), said)])
