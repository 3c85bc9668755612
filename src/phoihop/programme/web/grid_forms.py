"""What is typed on the pages of the grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from phoihop.access.domain.types import Role
from phoihop.kernel.dates import show_date
from phoihop.ledger.domain.types import Party
from phoihop.programme.commands.grids import Copying
from phoihop.programme.domain.grid import LONGEST_TITLE, MOST_ROWS, Column, Grid, Row
from phoihop.programme.domain.grid_paste import Pasting
from phoihop.programme.web.forms import PaperForm
from phoihop.registry.domain.types import PostView
from phoihop.ui.fields import DayField

_CELL: Final = re.compile(r"o-(\d{1,3})-([a-z]+)")
_SHORT: Final = 100
_YEARS: Final = 9
_BY_NAME: Final = {column.value: column for column in Column}
HIMSELF: Final = "self"
REPEAT, LEAVE = "repeat", "leave"


def typed_grid(posted: QueryDict) -> Grid:
    """The grid as the form holds it; fields of rows beyond the last one are left out."""
    rows: dict[int, Row] = {}
    for name, words in posted.items():
        match = _CELL.fullmatch(name)
        if match is None or match[2] not in _BY_NAME or not 1 <= int(match[1]) <= MOST_ROWS:
            continue
        row = int(match[1])
        rows[row] = rows.get(row, Row()).with_cell(_BY_NAME[match[2]], str(words).replace("\r\n", "\n"))
    last = max((row for row, cells in rows.items() if cells), default=0)
    return Grid(
        title=posted.get("title", ""),
        day=posted.get("day", ""),
        year=posted.get("year", ""),
        rows=tuple(rows.get(row, Row()) for row in range(1, last + 1)),
    )


def typed_pasting(posted: QueryDict) -> Pasting:
    """The table that is to be pasted, and where."""
    row = posted.get("paste_row", "")
    answers = {column: posted.get(f"empty-{column.value}", "") for column in Column}
    return Pasting(
        text=posted.get("paste", ""),
        row=min(max(int(row), 1), MOST_ROWS) if row.isdecimal() and len(row) < 4 else 1,
        column=_BY_NAME.get(posted.get("paste_column", "")),
        merged_known=posted.get("merged_known") == "1",
        repeat=frozenset(column for column, said in answers.items() if said == REPEAT),
        leave=frozenset(column for column, said in answers.items() if said == LEAVE),
    )


def typed_version(posted: QueryDict) -> int:
    """The version in the form; one that cannot be read is older than every grid."""
    typed = posted.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


class CopyForm(forms.Form):
    """Which programme is copied. `draft` is the id that the new one will have."""

    draft = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    source = forms.ChoiceField(label=gettext_lazy("Chương trình được chép"))
    title = forms.CharField(
        label=gettext_lazy("Tên chương trình mới"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = DayField(
        label=cast("str", gettext_lazy("Ngày của văn bản mới")),
        help_text=cast("str", gettext_lazy("Tổ chức được tra lại theo ngày này.")),
    )
    years = forms.IntegerField(
        label=gettext_lazy("Chuyển thời gian về sau (số năm)"), min_value=0, max_value=_YEARS, initial=1
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        sources: Sequence[tuple[str, str]],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        cast("forms.ChoiceField", self.fields["source"]).choices = list(sources)

    def copying(self) -> Copying:
        """As typed; only for a valid form."""
        data = self.cleaned_data
        day: date = data["day"]
        return Copying(source=data["source"], years=data["years"], title=data["title"], day=show_date(day))


class GridAdoptForm(PaperForm):
    """Who decided, on which paper. `deciders`: the posts of the agency with their holders of today."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decider = forms.ChoiceField(label=gettext_lazy("Người quyết định"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        deciders: Mapping[str, str],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, paper="optional", initial=dict(initial or {}))
        del self.fields["signer"]
        cast("forms.ChoiceField", self.fields["decider"]).choices = list(deciders.items())

    def decided_by(self, body: str) -> Party | None:
        """Who decided, None when it is who enters it; only for a valid form."""
        post, _, person = self.cleaned_data["decider"].partition(" ")
        return None if post == HIMSELF else Party(body=body, person=person, post=post)


def deciders(posts: Iterable[PostView], *, on: date) -> dict[str, str]:
    """Who may have decided for the agency on the day: leaders and officers in their posts, by form value."""
    return {
        f"{post.id} {tenure.person}": f"{tenure.person_name}, {post.title}"
        for post in posts
        if post.role in {Role.LEADER, Role.OFFICER}
        for tenure in post.holders
        if tenure.period.contains(on)
    }
