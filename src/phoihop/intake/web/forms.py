"""Forms of intake. What people type in fields with several lines has one name per line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from phoihop.access.domain.types import Role
from phoihop.intake.domain.learning import LONGEST_MEANS, LONGEST_WRITTEN
from phoihop.intake.domain.types import (
    Draft,
    Duty,
    DutyRole,
    Ground,
    Handed,
    HeadTyped,
    How,
    Item,
    ItemTyped,
    Lesson,
    Quoted,
    WordKind,
)
from phoihop.intake.models import FILE_NAME
from phoihop.intake.web.rows import Known
from phoihop.intake.web.words import WORD_KINDS, body_doubt, instrument_doubt
from phoihop.kernel.period import Period
from phoihop.kernel.text import search_key
from phoihop.ledger.domain.types import Basis, Party
from phoihop.registry.domain.types import PostView
from phoihop.ui.fields import DayField, PeriodField

_SHORT: Final = 100
_TITLE: Final = 300
_TEXT: Final = 4000
HIMSELF: Final = "self"
CELL_EDGE: Final = "│"
"""Shown for the tab between two cells, which a browser would show as a blank; one letter for one letter."""
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")


def _label(words: object) -> str:
    return cast("str", words)


def _area(rows: int, css: str = "") -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": css} if css else {"rows": rows})


class WholeText(forms.Field):
    """A text as it comes: nothing is stripped or refused here, the command says what is wrong with it."""

    widget = forms.Textarea

    def validate(self, value: object) -> None:
        """Accept everything, also an empty text: there may be a file."""

    def to_python(self, value: object) -> str:
        """The text, empty when there is none."""
        return str(value or "")


class ReceiveForm(forms.Form):
    """`id` is the id that the text will have: sent twice, it is kept once."""

    use_required_attribute = False

    id = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    text = WholeText(
        label=gettext_lazy("Nội dung văn bản"),
        widget=_area(16, "big"),
    )
    file = forms.FileField(
        label=gettext_lazy("Hoặc chọn tệp"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(
            "Word (.docx), PDF có lớp chữ, Excel (.xlsx), trang web (.html) hoặc văn bản thuần (.txt, kể cả "
            "phông TCVN3, VNI). Chỉ phần chữ được lưu, tệp gốc thì không."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.xlsx,.html,.htm,.txt"}),
    )
    day = DayField(
        label=_label(gettext_lazy("Ngày của văn bản")),
        required=False,
        help_text=_label(
            gettext_lazy("Chỉ cần ghi khi văn bản không nêu đủ ngày, tháng, năm. Ví dụ 6-4-2018.")
        ),
    )
    no_secret = forms.BooleanField(
        label=gettext_lazy("Tôi xác nhận văn bản không chứa bí mật nhà nước."),
        required=False,
        widget=forms.CheckboxInput(attrs={"required": True}),
        help_text=gettext_lazy("Việc xác nhận được ghi vào Nhật ký hồ sơ cùng tên người nhập."),
    )

    def handed(self) -> Handed:
        """The text as handed in; the file when there is one. Only for a valid form."""
        data = self.cleaned_data
        file: UploadedFile[bytes] | None = data["file"]
        return Handed(
            id=data["id"],
            how=How.FILE if file is not None else How.PASTE,
            data=file.read() if file is not None else data["text"].encode(),
            file_name=(file.name or "")[-FILE_NAME:] if file is not None else "",
            no_secret=data["no_secret"],
            day=data["day"],
        )

    @property
    def both(self) -> bool:
        """Whether there is a file and a pasted text: nobody could say which is meant."""
        return self.cleaned_data["file"] is not None and bool(self.cleaned_data["text"].strip())


class HeadForm(forms.Form):
    """What the programme is about; `version` is that of the draft which was corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Tên chương trình"), max_length=_TITLE, widget=_area(2, "low"))
    day = DayField(
        label=_label(gettext_lazy("Ngày của văn bản")),
        required=False,
        help_text=_label(gettext_lazy("Tổ chức và căn cứ được tra theo ngày này; đổi ngày thì tra lại.")),
    )
    meeting_title = forms.CharField(
        label=gettext_lazy("Hội nghị"), required=False, max_length=_TEXT, widget=_area(2, "low")
    )
    meeting_date = DayField(label=_label(gettext_lazy("Ngày hội nghị")), required=False)
    meeting_place = forms.CharField(label=gettext_lazy("Địa điểm"), required=False, max_length=_TITLE)

    @classmethod
    def of(cls, draft: Draft, version: int) -> HeadForm:
        """The form with what the draft holds."""
        meeting = draft.meeting
        held = date.fromisoformat(meeting.date) if meeting is not None and meeting.date else None
        return cls(
            initial={
                "version": version,
                "title": draft.title,
                "day": draft.day,
                "meeting_title": meeting.title if meeting is not None else "",
                "meeting_date": held,
                "meeting_place": (meeting.place or "") if meeting is not None else "",
            }
        )

    def typed(self) -> HeadTyped:
        """As typed; only for a valid form."""
        return HeadTyped(**{name: self.cleaned_data[name] for name in self.fields if name != "version"})


class ItemForm(forms.Form):
    """One item. For what is not clear there is a field to choose in, made from the item as it is now."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Nhiệm vụ"), max_length=_TEXT, widget=_area(4))
    lead = forms.CharField(
        label=gettext_lazy("Chủ trì"),
        required=False,
        max_length=_TEXT,
        widget=_area(2, "low"),
        help_text=gettext_lazy(
            "Mỗi dòng một tổ chức, hoặc tên chung như “Ban Tổ chức các tỉnh ủy, thành ủy”."
        ),
    )
    coordinating = forms.CharField(
        label=gettext_lazy("Phối hợp"), required=False, max_length=_TEXT, widget=_area(2, "low")
    )
    starts = PeriodField(
        label=_label(gettext_lazy("Từ")),
        required=False,
        help_text=_label(gettext_lazy("Ngày, tháng, quý hoặc năm: 6-4-2018, quý II/2018, năm 2018.")),
    )
    ends = PeriodField(
        label=_label(gettext_lazy("Đến hết")),
        required=False,
        help_text=_label(gettext_lazy("Để trống khi văn bản không nêu: nhiệm vụ không bị tính quá hạn.")),
    )
    grounds = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        required=False,
        max_length=_TEXT,
        widget=_area(2, "low"),
        help_text=gettext_lazy("Mỗi dòng một văn bản: loại, số, cơ quan ban hành, ngày nếu có."),
    )

    remember = forms.BooleanField(
        label=gettext_lazy("Ghi nhớ cách viết này cho các văn bản sau"),
        required=False,
        help_text=gettext_lazy(
            "Khi đã chọn hoặc sửa lại tên tổ chức, cơ quan ban hành. Việc ghi nhớ được ghi vào Nhật ký hồ sơ "
            "và có thể thôi dùng."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        item: Item,
        known: Known,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self._duties = {_key(duty.role, duty.mention): duty for duty in item.duties if duty.candidates}
        self._grounds = {_key("ground", ground.label): ground for ground in item.grounds if ground.candidates}
        for name in ("lead", "coordinating", "grounds"):
            self.fields[name].widget.attrs["rows"] = max(2, str(self[name].value() or "").count("\n") + 1)
        for name, duty in self._duties.items():
            self.fields[name] = _bodies_field(duty, known)
        for name, ground in self._grounds.items():
            self.fields[name] = _instrument_field(ground, known)

    @classmethod
    def of(cls, item: Item, known: Known, *, version: int) -> ItemForm:
        """The form with what the item holds."""
        initial = {
            "version": version,
            "text": item.text,
            "lead": _lines(duty.mention for duty in item.of(DutyRole.LEAD)),
            "coordinating": _lines(duty.mention for duty in item.of(DutyRole.COORDINATING)),
            "starts": item.starts and Period.day(item.starts),
            "ends": item.ends and Period.day(item.ends - timedelta(days=1)),
            "grounds": _lines(ground.label for ground in item.grounds),
        }
        return cls(item=item, known=known, initial=initial)

    def choices_of(self, role: DutyRole | None) -> list[forms.BoundField]:
        """The fields to choose in that belong to a role, or (None) to the grounds."""
        if role is None:
            return [self[name] for name in self._grounds]
        return [self[name] for name, duty in self._duties.items() if duty.role is role]

    def typed(self) -> ItemTyped:
        """As typed; only for a valid form."""
        data = self.cleaned_data
        starts, ends = data["starts"], data["ends"]
        return ItemTyped(
            text=data["text"],
            lead=tuple(data["lead"].splitlines()),
            coordinating=tuple(data["coordinating"].splitlines()),
            starts=starts.start if starts else None,
            ends=ends.end if ends else None,
            grounds=tuple(data["grounds"].splitlines()),
            bodies={(duty.role, duty.mention): tuple(data[name]) for name, duty in self._duties.items()},
            instruments={ground.label: data[name] for name, ground in self._grounds.items()},
        )


def _key(of: str, words: str) -> str:
    """The name of a field to choose in: it stays the same as long as the words do."""
    return f"{of}-{_NOT_A_WORD.sub('-', search_key(words))}"


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)


def _bodies_field(duty: Duty, known: Known) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext("“%(mention)s” là") % {"mention": duty.mention},
        required=False,
        choices=[(code, known.body(code)) for code in duty.candidates],
        initial=duty.bodies if duty.chosen else (),
        widget=forms.CheckboxSelectMultiple,
        help_text=body_doubt(duty),
    )


def _instrument_field(ground: Ground, known: Known) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext("“%(label)s” là") % {"label": ground.label},
        required=False,
        choices=[
            *((id_, known.instrument(id_)) for id_ in ground.candidates),
            ("", gettext("để ngỏ, chưa xác định")),
        ],
        initial=ground.instrument if ground.chosen else "",
        widget=forms.RadioSelect,
        help_text=instrument_doubt(ground.doubt),
    )


class WordForm(forms.Form):
    """A way of writing to be remembered; `id` is the id that the word will have."""

    id = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=[(kind.value, words) for kind, words in WORD_KINDS.items()]
    )
    written = forms.CharField(
        label=gettext_lazy("Cách viết"),
        max_length=LONGEST_WRITTEN,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Đúng như văn bản viết, ví dụ “Ban Tuyên vận”, “BTL QK3”."),
    )
    means = forms.CharField(
        label=gettext_lazy("Nghĩa là"),
        required=False,
        max_length=LONGEST_MEANS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Tên đầy đủ như trong danh mục, hoặc tên chung; chức vụ thì để trống."),
    )

    def lesson(self) -> Lesson:
        """As typed; only for a valid form."""
        data = self.cleaned_data
        return Lesson(kind=WordKind(data["kind"]), written=data["written"], means=data["means"])


class QuoteForm(forms.Form):
    """Words of the text for a new item; `start`, `end` are filled in by select-span.js."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    quote = WholeText(
        label=gettext_lazy("Đoạn trích"),
        widget=_area(3, "low"),
        help_text=gettext_lazy("Chọn đoạn trong văn bản, hoặc chép nguyên văn đoạn giao việc vào đây."),
    )

    def quoted(self) -> Quoted:
        """As typed; only for a valid form."""
        data = self.cleaned_data
        return Quoted(quote=data["quote"].replace(CELL_EDGE, "\t"), start=data["start"], end=data["end"])


class AdoptForm(forms.Form):
    """Who decided, on which paper. `deciders`: the posts of the agency with their holders of today."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decider = forms.ChoiceField(label=gettext_lazy("Người quyết định"))
    paper_number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        required=False,
        max_length=_SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    paper_date = DayField(label=_label(gettext_lazy("Ngày văn bản")), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        deciders: Mapping[str, str],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        field = cast("forms.ChoiceField", self.fields["decider"])
        field.choices = list(deciders.items())

    def decided_by(self, body: str) -> Party | None:
        """Who decided, None when it is who enters it; only for a valid form."""
        post, _, person = self.cleaned_data["decider"].partition(" ")
        return None if post == HIMSELF else Party(body=body, person=person, post=post)

    def paper(self, issuer: str) -> Basis | None:
        """The paper as typed, None when none was named."""
        number, dated = self.cleaned_data["paper_number"], self.cleaned_data["paper_date"]
        if not number and dated is None:
            return None
        return Basis(
            kind="paper", issuer=issuer, number=number, date=dated.isoformat() if dated is not None else None
        )


def deciders(posts: Iterable[PostView], *, on: date) -> dict[str, str]:
    """Who may have decided for the agency on the day: leaders and officers in their posts, by form value."""
    return {
        f"{post.id} {tenure.person}": f"{tenure.person_name}, {post.title}"
        for post in posts
        if post.role in {Role.LEADER, Role.OFFICER}
        for tenure in post.holders
        if tenure.period.contains(on)
    }
