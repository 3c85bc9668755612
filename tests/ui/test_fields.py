from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from phoihop.kernel.period import Period
from phoihop.ui.fields import DayField, PeriodField


@pytest.mark.parametrize("typed", ["6/4/2018", "06-4-2018", " 6.4.2018 ", "2018-04-06"])
def test_a_day_is_read_as_typed(typed: str) -> None:
    assert DayField().clean(typed) == date(2018, 4, 6)


@pytest.mark.parametrize("typed", ["31/2/2018", "tháng 4/2018", "năm 2018", "mai", "từ 6/4/2018"])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError) as caught:
        DayField().clean(typed)
    assert caught.value.messages == [
        f"Chưa đọc được ngày “{typed}”. Đề nghị ghi đủ ngày, tháng, năm, ví dụ 6-4-2018."
    ]


PERIODS = {
    "6/4/2018": Period.day(date(2018, 4, 6)),
    "tháng 4/2018": Period.month(2018, 4),
    "quý II/2018": Period.quarter(2018, 2),
    "năm 2018": Period.year(2018),
}


@pytest.mark.parametrize(("typed", "period"), PERIODS.items(), ids=PERIODS.keys())
def test_a_period_is_read_as_typed(typed: str, period: Period) -> None:
    assert PeriodField().clean(typed) == period


def test_what_is_no_period_is_refused_with_examples() -> None:
    with pytest.raises(ValidationError) as caught:
        PeriodField().clean("sau Tết")
    assert caught.value.messages == [
        "Chưa đọc được thời gian “sau Tết”. Đề nghị ghi như 6-4-2018, tháng 4/2018, quý II/2018, năm 2018."
    ]


@pytest.mark.parametrize("field", [DayField(required=False), PeriodField(required=False)])
def test_an_empty_field_is_not_known_yet(field: forms.Field) -> None:
    assert field.clean("  ") is None


@pytest.mark.parametrize("field", [DayField(), PeriodField()])
def test_a_required_field_cannot_be_empty(field: forms.Field) -> None:
    with pytest.raises(ValidationError):
        field.clean("")


def test_values_are_shown_as_people_type_them_and_faults_as_they_were_typed() -> None:
    class Both(forms.Form):
        due = DayField(initial=date(2018, 4, 6))
        when = PeriodField(initial=Period.quarter(2018, 2))

    assert [field.value() for field in Both()] == ["06-4-2018", "quý II/2018"]
    assert [field.value() for field in Both({"due": "31/2", "when": "?"})] == ["31/2", "?"]
