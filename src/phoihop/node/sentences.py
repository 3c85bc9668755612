"""Refusals as sentences, for the command line."""

from __future__ import annotations

from functools import lru_cache

from phoihop.kernel.decision import Refusal
from phoihop.kernel.refusal_catalogue import Catalogue, Language, load_catalogue
from phoihop.node.configuration import content


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """All sentences, loaded once."""
    return load_catalogue(content() / "refusals")


def sentence(refusal: Refusal, *, lang: Language = "vi") -> str:
    """Sentence and remedy of a refusal on one line."""
    return f"{catalogue().sentence(refusal, lang)} {catalogue().remedy(refusal, lang)}"
