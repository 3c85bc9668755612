"""Forms of work inside an agency: one part handed on, a whole desk handed over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from phoihop.programme.domain.handing import Handover, Seat
from phoihop.programme.domain.types import Handing
from phoihop.ui.fields import DayField

_ID: Final = 200
_NOTE: Final = 1000
TRAY: Final = ""
"""The choice that stands for nobody: back to the agency's tray."""


def seat_choices(seats: Iterable[Seat]) -> list[tuple[str, str]]:
    """Who can be chosen, as people call them: name and post."""
    words = gettext("%(name)s, %(title)s")
    return [(seat.key, words % {"name": seat.name, "title": seat.title}) for seat in seats]


class HandForm(forms.Form):
    """`handing` is the id that the handing will have: sent twice, it is recorded once."""

    handing = forms.CharField(max_length=_ID, widget=forms.HiddenInput)
    body = forms.CharField(max_length=_ID, widget=forms.HiddenInput)
    seat = forms.ChoiceField(label=gettext_lazy("Người phụ trách"), required=False)
    last_day = DayField(
        label=cast("str", gettext_lazy("Hạn nội bộ")),
        help_text=cast("str", gettext_lazy("Ngày cuối cùng phải xong trong cơ quan, ví dụ 20-12-2026.")),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Ý kiến giao việc"),
        required=False,
        max_length=_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        seats: Iterable[Seat],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        nobody = (TRAY, gettext("chưa giao ai, để ở việc chung"))
        cast("forms.ChoiceField", self.fields["seat"]).choices = [nobody, *seat_choices(seats)]

    def read(self) -> Handing:
        """The handing as typed; only for a valid form."""
        data = self.cleaned_data
        post, _, person = data["seat"].partition("/")
        return Handing(
            id=data["handing"],
            body=data["body"],
            post=post or None,
            person=person or None,
            last_day=data["last_day"],
            note=data["note"],
        )


class HandoverForm(forms.Form):
    """Which parts of a desk go to whom."""

    to = forms.ChoiceField(label=gettext_lazy("Người nhận"))
    note = forms.CharField(
        label=gettext_lazy("Ghi chú bàn giao"),
        required=False,
        max_length=_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None, *, seats: Iterable[Seat]) -> None:
        super().__init__(data)
        nobody = (TRAY, gettext("chọn người nhận"))
        cast("forms.ChoiceField", self.fields["to"]).choices = [nobody, *seat_choices(seats)]

    def read(self, left: str, parts: Iterable[str]) -> Handover:
        """The handover as typed; only for a valid form. `parts`: those that were ticked."""
        data = self.cleaned_data
        return Handover(left=left, to=data["to"], parts=tuple(parts), note=data["note"])
