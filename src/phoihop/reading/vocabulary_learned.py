"""The shipped vocabulary with the words that an agency has learned from its corrections.

Reading stays pure: who keeps the learned words hands them over. A learned word never takes the place of a
shipped one of the same spelling, because what may follow that would be lost.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, Protocol

import msgspec

from phoihop.kernel.text import collapse, normalise_tone
from phoihop.reading.bodies_vocabulary import BodyKind, BodyName, BodyVocabulary
from phoihop.reading.vocabulary import Abbreviation, Vocabulary

LearnedKind = Literal["body", "issuer", "post"]
LEARNED = "learned"
"""Begins the names of the body kinds of learned words, and so the rule that `--explain` shows for them."""

_BODY_KINDS = (
    BodyKind(name=LEARNED, parent=True),
    BodyKind(name=f"{LEARNED}-lower", alone="any", lower=True, parent=True),
)


class Learned(Protocol):
    """One learned word: ``written`` as texts print it, ``means`` what it stands for.

    A ``body`` means a body or class of the register, which is looked up by what is printed, so it stays as
    printed; an ``issuer`` and a ``post`` are written out as ``means`` where that is not empty.
    """

    @property
    def kind(self) -> LearnedKind: ...

    @property
    def written(self) -> str: ...

    @property
    def means(self) -> str: ...


def with_entries(vocabulary: Vocabulary, entries: Sequence[Learned]) -> Vocabulary:
    """``vocabulary`` with the learned ``entries``; the very same object when there are none.

    The same vocabulary and words give the same object, because all patterns are compiled anew for another.
    """
    words = tuple(sorted({(entry.kind, _clean(entry.written), _clean(entry.means)) for entry in entries}))
    return _with_words(vocabulary, tuple(word for word in words if word[1]))


@lru_cache(maxsize=4)
def _with_words(vocabulary: Vocabulary, words: tuple[tuple[LearnedKind, str, str], ...]) -> Vocabulary:
    if not words:
        return vocabulary
    bodies = tuple(written for kind, written, _ in words if kind in {"body", "issuer"})
    issuers = tuple(written for kind, written, _ in words if kind == "issuer")
    posts = tuple(written for kind, written, _ in words if kind == "post")
    short = tuple(
        Abbreviation(long=means, short=(written,))
        for kind, written, means in words
        if kind != "body" and means and means != written
    )
    return dataclasses.replace(
        vocabulary,
        abbreviations=(*vocabulary.abbreviations, *short),
        issuers=(*vocabulary.issuers, *issuers),
        posts=(*vocabulary.posts, *posts),
        bodies=_with_bodies(vocabulary.bodies, bodies, posts),
    )


def _with_bodies(
    vocabulary: BodyVocabulary, names: tuple[str, ...], titles: tuple[str, ...]
) -> BodyVocabulary:
    learned = tuple(BodyName(name=name, kind=_kind_of(name)) for name in names)
    frame = msgspec.structs.replace(vocabulary.frame, titles=(*vocabulary.frame.titles, *titles))
    return msgspec.structs.replace(
        vocabulary,
        kinds=(*vocabulary.kinds, *_BODY_KINDS),
        names=(*vocabulary.names, *learned),
        frame=frame,
    )


def _kind_of(name: str) -> str:
    return LEARNED if name != name.lower() else f"{LEARNED}-lower"


def _clean(words: str) -> str:
    return collapse(normalise_tone(words))
