"""Forms on the way of a programme from draft to issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from phoihop.programme.domain.types import (
    Asking,
    AttachmentStated,
    Issuing,
    Opinion,
    SigningAsked,
    TaskOpinion,
    Verdict,
)
from phoihop.programme.web.forms import PaperForm, PaperNeed
from phoihop.programme.web.words import VERDICTS
from phoihop.ui.fields import DayField

_SHORT: Final = 100
_NAME: Final = 200
_WORDS: Final = 4000


def _typed(attrs: Mapping[str, str] | None = None) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **(attrs or {})})


def _day(label: object, *, required: bool = True, help_text: object = "") -> DayField:
    return DayField(label=cast("str", label), required=required, help_text=cast("str", help_text))


class AskForm(forms.Form):
    """To whom a draft goes for opinion, and until when."""

    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Gửi đến"), widget=forms.CheckboxSelectMultiple, required=True
    )
    until = _day(
        gettext_lazy("Đề nghị trả lời trước hoặc trong ngày"),
        required=False,
        help_text=gettext_lazy("Để trống khi không nêu hạn trả lời."),
    )
    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu công văn gửi"), required=False, max_length=_SHORT, widget=_typed()
    )
    day = _day(gettext_lazy("Ngày công văn"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offered: Sequence[tuple[str, str]],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        bodies = cast("forms.MultipleChoiceField", self.fields["bodies"])
        bodies.choices = list(offered)

    def asking(self) -> Asking:
        """As typed; only for a valid form."""
        data = self.cleaned_data
        return Asking(
            bodies=tuple(data["bodies"]), until=data["until"], number=data["number"], day=data["day"]
        )


@dataclass(frozen=True, slots=True)
class TaskFields:
    """The two fields of one task in the form of an opinion."""

    task: str
    number: int
    text: str
    verdict: BoundField
    words: BoundField


class OpinionForm(PaperForm):
    """A body's answer: on the whole, and on single tasks where it has something to say."""

    opinion = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    body = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=gettext_lazy("Ý kiến chung"),
        choices=[(verdict.value, words) for verdict, words in VERDICTS.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Nội dung ý kiến"),
        required=False,
        max_length=_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        tasks: Sequence[tuple[str, int, str]],
        paper: PaperNeed,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, paper=paper, initial=dict(initial or {}))
        self._tasks = tuple(tasks)
        blank = [("", "—"), *((verdict.value, words) for verdict, words in VERDICTS.items())]
        for task, number, _ in self._tasks:
            self.fields[f"v-{task}"] = forms.ChoiceField(
                label=gettext_lazy("Ý kiến về nhiệm vụ"), choices=blank, required=False
            )
            self.fields[f"w-{task}"] = forms.CharField(
                label=f"{number}", required=False, max_length=_WORDS, widget=forms.Textarea(attrs={"rows": 1})
            )

    def rows(self) -> Iterator[TaskFields]:
        """The fields of each task, in the order of the programme."""
        for task, number, text in self._tasks:
            yield TaskFields(task, number, text, self[f"v-{task}"], self[f"w-{task}"])

    def stated(self) -> Opinion:
        """As typed; only for a valid form. Words on a task without a verdict are remarks."""
        data = self.cleaned_data
        return Opinion(
            id=data["opinion"],
            body=data["body"],
            verdict=Verdict(data["verdict"]),
            words=data["words"],
            tasks=tuple(self._on_tasks()),
            signer=data.get("signer", ""),
        )

    def _on_tasks(self) -> Iterator[TaskOpinion]:
        for task, _, _ in self._tasks:
            verdict, words = self.cleaned_data[f"v-{task}"], self.cleaned_data[f"w-{task}"].strip()
            if verdict or words:
                yield TaskOpinion(task, Verdict(verdict or Verdict.AGREED_WITH_REMARKS.value), words)


class SignerForm(forms.Form):
    """Who is to sign: somebody of the own agency, or a name and title typed in."""

    person = forms.ChoiceField(
        label=gettext_lazy("Người ký"),
        required=False,
        help_text=gettext_lazy("Chọn trong danh sách, hoặc ghi họ tên và chức vụ ở dưới."),
    )
    signer = forms.CharField(
        label=gettext_lazy("Họ tên người ký"), required=False, max_length=_NAME, widget=_typed()
    )
    signer_title = forms.CharField(
        label=gettext_lazy("Chức vụ người ký"), required=False, max_length=_NAME, widget=_typed()
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        people: Mapping[str, tuple[str, str]],
        initial: Mapping[str, object] | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}))
        self._people = people
        chosen = cast("forms.ChoiceField", self.fields["person"])
        chosen.choices = [("", "—"), *((id_, f"{name}, {title}") for id_, (name, title) in people.items())]

    def signer_named(self) -> SigningAsked:
        """Who was chosen or typed; only for a valid form."""
        data = self.cleaned_data
        if data["person"]:
            name, title = self._people[data["person"]]
            return SigningAsked(signer=name, signer_title=title, person=data["person"])
        return SigningAsked(signer=data["signer"], signer_title=data["signer_title"])


class ReturnForm(forms.Form):
    """Why a programme goes back to its drafter."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do trả lại"), max_length=_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class IssueForm(SignerForm):
    """Number, day, signer, and the signed paper as a scan."""

    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản ban hành"), max_length=_SHORT, widget=_typed()
    )
    day = _day(gettext_lazy("Ngày ban hành"))
    scan = forms.FileField(
        label=gettext_lazy("Bản chụp có chữ ký, dấu"),
        required=False,
        help_text=gettext_lazy("Tệp PDF hoặc ảnh, không quá 20 MB."),
    )

    @property
    def scanned(self) -> UploadedFile[bytes] | None:
        """The scan, None without one; only for a valid form."""
        return cast("UploadedFile[bytes] | None", self.cleaned_data["scan"])

    def issuing(self, scan: AttachmentStated | None) -> Issuing:
        """As typed; only for a valid form."""
        signer, data = self.signer_named(), self.cleaned_data
        return Issuing(
            number=data["number"],
            day=data["day"],
            signer=signer.signer,
            signer_title=signer.signer_title,
            person=signer.person,
            scan=scan,
        )
