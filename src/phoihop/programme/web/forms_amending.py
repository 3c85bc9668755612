"""Forms in which a task is changed, added, or a result is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from phoihop.kernel.period import Period
from phoihop.programme.domain.types import (
    Amendment,
    Change,
    DutyRole,
    DutyStated,
    Judgement,
    Result,
    Rhythm,
    TaskKind,
    TaskPlan,
    TaskView,
)
from phoihop.programme.web.forms import PaperForm, PaperNeed
from phoihop.programme.web.words import RHYTHMS, ROLES, TASK_KINDS
from phoihop.ui.fields import DayField

_SHORT: Final = 100
_TEXT: Final = 4000
_PRODUCT: Final = 200
_DAY: Final = timedelta(days=1)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day(label: object, *, required: bool = False, help_text: object = "") -> DayField:
    return DayField(label=cast("str", label), required=required, help_text=cast("str", help_text))


class AmendForm(PaperForm):
    """What every change says: its id, from which day, why, and on whose paper."""

    amendment = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Lý do"), required=False, max_length=_TEXT, widget=_area(2))
    on = _day(gettext_lazy("Có hiệu lực từ ngày"), required=True)

    def amended(self, change: Change) -> Amendment:
        """The change as typed, without what only some changes have; only for a valid form."""
        data = self.cleaned_data
        return Amendment(id=data["amendment"], change=change, reason=data["reason"], on=data["on"])


class DeadlineForm(AmendForm):
    """Another last day, or none."""

    last_day = _day(
        gettext_lazy("Thời hạn mới"),
        help_text=gettext_lazy("Để trống: chưa có thời hạn, không tính quá hạn."),
    )


class TaskFieldsForm(PaperForm):
    """What a task is: words, kind, product, who decides."""

    text = forms.CharField(label=gettext_lazy("Nhiệm vụ"), max_length=_TEXT, widget=_area(3))
    product = forms.CharField(
        label=gettext_lazy("Sản phẩm"),
        required=False,
        max_length=_PRODUCT,
        help_text=gettext_lazy("Loại văn bản, ví dụ: kế hoạch, hướng dẫn, báo cáo."),
    )
    level = forms.CharField(label=gettext_lazy("Cấp quyết định"), required=False, max_length=_PRODUCT)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại nhiệm vụ"),
        choices=[(kind.value, words) for kind, words in TASK_KINDS.items()],
        initial=TaskKind.DEADLINE.value,
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Nhịp báo cáo"),
        required=False,
        choices=[("", "—"), *((rhythm.value, words) for rhythm, words in RHYTHMS.items())],
        help_text=gettext_lazy("Với nhiệm vụ thường xuyên."),
    )

    @property
    def task_kind(self) -> TaskKind:
        """The kind chosen; only for a valid form."""
        return TaskKind(self.cleaned_data["kind"])

    @property
    def task_rhythm(self) -> Rhythm | None:
        """The rhythm chosen, for a continuing task only; only for a valid form."""
        chosen = self.cleaned_data["rhythm"]
        return Rhythm(chosen) if chosen and self.task_kind is TaskKind.CONTINUING else None


class WordingForm(AmendForm, TaskFieldsForm):
    """Another wording, product, level or kind."""


class NamesForm(PaperForm):
    """Who has which part: one field per role, one name on each line."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        paper: PaperNeed,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, paper=paper, initial=dict(initial or {}))
        for role, words in ROLES.items():
            self.fields[_field(role)] = forms.CharField(
                label=words, required=False, max_length=_TEXT, widget=_area(2)
            )
        self.fields[_field(DutyRole.LEAD)].help_text = gettext_lazy(
            "Mỗi dòng một tổ chức, hoặc tên chung như “Ban Tổ chức các tỉnh ủy, thành ủy”."
        )

    def typed(self) -> Mapping[DutyRole, str]:
        """The lines of each field; only for a valid form."""
        return {role: self.cleaned_data[_field(role)] for role in ROLES}

    def role_fields(self) -> Iterator[forms.BoundField]:
        """The fields of the roles, in their order."""
        for role in ROLES:
            yield self[_field(role)]


def _field(role: DutyRole) -> str:
    return f"duty_{role.value.replace('-', '_')}"


def names_of(task: TaskView) -> dict[str, object]:
    """What the fields of the roles hold at first: the mentions as they stand."""
    lines: dict[str, list[str]] = {}
    for group in task.groups:
        lines.setdefault(_field(group.role), []).append(group.mention)
    return {field: "\n".join(names) for field, names in lines.items()}


class DutiesForm(AmendForm, NamesForm):
    """Other bodies, or other parts."""


class AddTaskForm(TaskFieldsForm, NamesForm):
    """A task that is added to a programme by hand."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do bổ sung"), required=False, max_length=_TEXT, widget=_area(2)
    )
    starts = _day(gettext_lazy("Từ ngày"))
    last_day = _day(gettext_lazy("Thời hạn"))

    def plan(self, duties: tuple[DutyStated, ...]) -> TaskPlan:
        """The task as typed with its duties; only for a valid form."""
        data = self.cleaned_data
        starts, ends = data["starts"], half_open(data["last_day"])
        return TaskPlan(
            text=data["text"],
            duties=duties,
            period=Period(starts, ends) if starts or ends else None,
            kind=self.task_kind,
            rhythm=self.task_rhythm,
            product=data["product"],
            level=data["level"],
        )

    def clean(self) -> dict[str, object]:
        """The days in order."""
        data = super().clean() or self.cleaned_data
        starts, last_day = data.get("starts"), data.get("last_day")
        if starts and last_day and last_day < starts:
            self.add_error("last_day", gettext_lazy("Thời hạn ở trước ngày bắt đầu."))
        return data


def half_open(last_day: date | None) -> date | None:
    """The end of a period whose last day people type."""
    return last_day + _DAY if last_day is not None else None


class JudgeForm(PaperForm):
    """Whether a part that was reported as done is done."""

    judgement = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    report = forms.CharField(max_length=_SHORT, widget=forms.HiddenInput)
    result = forms.ChoiceField(
        label=gettext_lazy("Xác nhận"),
        choices=[
            (Result.CONFIRMED.value, gettext_lazy("Đã hoàn thành")),
            (Result.SENT_BACK.value, gettext_lazy("Đề nghị làm tiếp")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=gettext_lazy("Nhận xét"), required=False, max_length=_TEXT, widget=_area(2))

    def judged(self, by: str) -> Judgement:
        """As typed; only for a valid form."""
        data = self.cleaned_data
        return Judgement(
            id=data["judgement"],
            report=data["report"],
            by=by,
            result=Result(data["result"]),
            words=data["words"],
        )
