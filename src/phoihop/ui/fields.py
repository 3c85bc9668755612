"""Form fields for typed dates: text, not a date picker, because officers type 6/4/2018 or quý II/2018."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from phoihop.kernel.dates import parse_typed_date, show_date, show_period
from phoihop.kernel.period import Period


class _DateInput(forms.TextInput):
    """A short text field that browsers neither complete nor correct."""

    def __init__(self, *, size: int) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false", "size": str(size)})


class _TypedDateField(forms.Field):
    """Common ground: the typed words stay in the field when they could not be read."""

    input_size: ClassVar[int]

    def __init__(
        self,
        *,
        label: str | None = None,
        help_text: str = "",
        required: bool = True,
        initial: date | Period | None = None,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            initial=initial,
            widget=_DateInput(size=self.input_size),
        )

    def _read(self, value: object) -> Period | None:
        """The days typed, None for an empty field. ValidationError when they cannot be read."""
        typed = str(value or "").strip()
        if not typed:
            return None
        period = parse_typed_date(typed)
        if period is None:
            raise ValidationError(self.error_messages["unread"], code="unread", params={"typed": typed})
        return period


class DayField(_TypedDateField):
    """One day → `date`; None when empty and not required."""

    input_size = 12
    default_error_messages: ClassVar = {
        "unread": gettext_lazy(
            "Chưa đọc được ngày “%(typed)s”. Đề nghị ghi đủ ngày, tháng, năm, ví dụ 6-4-2018."
        ),
    }

    def to_python(self, value: object) -> date | None:
        """The day typed. ValidationError for a month, a year or something else."""
        period = self._read(value)
        if period is None:
            return None
        if period.start is None or period.start != period.last_day:
            params = {"typed": str(value).strip()}
            raise ValidationError(self.error_messages["unread"], code="unread", params=params)
        return period.start

    def prepare_value(self, value: object) -> object:
        """A date as people type it; typed text as it is."""
        return show_date(value) if isinstance(value, date) else value


class PeriodField(_TypedDateField):
    """A day, month, quarter, year or "từ … đến …" → `Period`; None when empty and not required."""

    input_size = 28
    default_error_messages: ClassVar = {
        "unread": gettext_lazy(
            "Chưa đọc được thời gian “%(typed)s”. "
            "Đề nghị ghi như 6-4-2018, tháng 4/2018, quý II/2018, năm 2018."
        ),
    }

    def to_python(self, value: object) -> Period | None:
        """The period typed. ValidationError when it cannot be read."""
        return self._read(value)

    def prepare_value(self, value: object) -> object:
        """A period as people type it; typed text as it is."""
        return show_period(value) if isinstance(value, Period) else value
