"""What the read log calls the pages that were opened, from content/pages.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from django.utils.translation import get_language

from phoihop.access.api import NameSource
from phoihop.kernel.strict_yaml import load


class PageName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of content/pages.yaml."""

    page: str
    vi: str
    en: str


def page_names(folder: Path) -> dict[str, PageName]:
    """The name of each page by the code that it notes in the read log."""
    return {entry.page: entry for entry in load(folder / "pages.yaml", tuple[PageName, ...])}


@dataclass(frozen=True, slots=True)
class NamesWithPages:
    """Port `NameSource` of access: pages by their file, everything else by `others`."""

    pages: Mapping[str, PageName]
    others: NameSource

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """The names of persons, posts and pages by code; unknown codes are left out."""
        english = get_language() == "en"
        shown = {code: self.pages[code] for code in codes if code in self.pages}
        rest = [code for code in codes if code not in shown]
        titles = {code: name.en if english else name.vi for code, name in shown.items()}
        return {**self.others.names(rest), **titles}
