"""The form in which a body's progress is reported."""

from __future__ import annotations

from typing import Final, Literal, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from phoihop.ledger.domain.types import Basis
from phoihop.programme.acts import ProgressState
from phoihop.programme.domain.types import Report
from phoihop.ui.fields import DayField

PaperNeed = Literal["none", "optional", "required"]
PAPER: Final = ("paper_number", "paper_date", "signer")
# What a person writes; it is not shown again when it turns out to hold a state secret.
WRITTEN: Final = ("note", "difficulties", "proposals", "next_steps", "product_number", *PAPER)
_SHORT: Final = 100
_NAME: Final = 200
_NOTE: Final = 4000


class PaperForm(forms.Form):
    """A form that may ask for the paper in which somebody else decided: number, date, who signed."""

    paper_number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        max_length=_SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    paper_date = DayField(label=cast("str", gettext_lazy("Ngày văn bản")))
    signer = forms.CharField(
        label=gettext_lazy("Người ký"),
        required=False,
        max_length=_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        paper: PaperNeed,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        for name in PAPER:
            if paper == "none":
                del self.fields[name]
            elif paper == "optional":
                self.fields[name].required = False

    def paper(self, issuer: str) -> Basis | None:
        """The paper as typed, with the name of the body that issued it; None when none was named."""
        number, dated = self.cleaned_data.get("paper_number", ""), self.cleaned_data.get("paper_date")
        if not number and dated is None:
            return None
        return Basis(
            kind="paper", issuer=issuer, number=number, date=dated.isoformat() if dated is not None else None
        )


class ReportForm(PaperForm):
    """`report` is the id that the report will have: sent twice, it is recorded once."""

    report = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    body = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=gettext_lazy("Tình hình"),
        choices=[
            (ProgressState.DOING.value, gettext_lazy("Đang làm")),
            (ProgressState.DONE.value, gettext_lazy("Đã xong")),
        ],
        widget=forms.RadioSelect,
    )
    reported_on = DayField(
        label=cast("str", gettext_lazy("Tính đến ngày")),
        help_text=cast("str", gettext_lazy("Có thể ghi lùi ngày, ví dụ 6-4-2018.")),
    )
    note = forms.CharField(
        label=gettext_lazy("Kết quả"),
        required=False,
        max_length=_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    difficulties = forms.CharField(
        label=gettext_lazy("Khó khăn, vướng mắc"),
        required=False,
        max_length=_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proposals = forms.CharField(
        label=gettext_lazy("Kiến nghị, đề xuất"),
        required=False,
        max_length=_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_steps = forms.CharField(
        label=gettext_lazy("Việc làm tiếp"),
        required=False,
        max_length=_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    product_number = forms.CharField(
        label=gettext_lazy("Sản phẩm: số, ký hiệu văn bản"),
        required=False,
        max_length=_SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    product_date = DayField(label=cast("str", gettext_lazy("Ngày của sản phẩm")), required=False)

    def recorded(self) -> Report:
        """The report as typed; only for a valid form."""
        data = self.cleaned_data
        return Report(
            id=data["report"],
            body=data["body"],
            state=ProgressState(data["state"]),
            reported_on=data["reported_on"],
            note=data["note"],
            difficulties=data["difficulties"],
            proposals=data["proposals"],
            next_steps=data["next_steps"],
            product_number=data["product_number"],
            product_date=data["product_date"],
            signer=data.get("signer", ""),
        )
