"""The filter of the list of bodies."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from phoihop.registry.queries.listing import Wanted
from phoihop.registry.web.words import Words


class BodyFilter(forms.Form):
    """Text, kind, side, ended or not; the names of the fields stand in addresses."""

    q = forms.CharField(label=gettext_lazy("Tên"), required=False, max_length=200)
    loai = forms.ChoiceField(label=gettext_lazy("Loại"), required=False)
    khoi = forms.ChoiceField(label=gettext_lazy("Khối"), required=False)
    ket_thuc = forms.BooleanField(label=gettext_lazy("Tổ chức không hoạt động vào ngày này"), required=False)

    def __init__(self, data: QueryDict, *, words: Words) -> None:
        super().__init__(data)
        self._offer("loai", words.kinds)
        self._offer("khoi", words.sides)

    def _offer(self, name: str, labels: Mapping[str, str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("tất cả")), *labels.items()]

    def wanted(self) -> Wanted:
        """What to list; a filter that cannot be read lists everything, and says why."""
        if not self.is_valid():
            return Wanted()
        found = self.cleaned_data
        return Wanted(text=found["q"], kind=found["loai"], side=found["khoi"], ended=found["ket_thuc"])
