"""The filter of the list of instruments."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.text import vietnamese_sort_key
from phoihop.norms.domain.types import Catalogue, Force
from phoihop.norms.queries.listing import Wanted
from phoihop.norms.web.words import FORCES, KNOWLEDGE


class InstrumentFilter(forms.Form):
    """Text, kind, issuer, force, state of knowledge; the names of the fields stand in addresses."""

    q = forms.CharField(label=gettext_lazy("Số, ký hiệu, trích yếu"), required=False, max_length=200)
    loai = forms.ChoiceField(label=gettext_lazy("Loại"), required=False)
    co_quan = forms.ChoiceField(label=gettext_lazy("Cơ quan ban hành"), required=False)
    hieu_luc = forms.ChoiceField(label=gettext_lazy("Hiệu lực"), required=False)
    doi_chieu = forms.ChoiceField(label=gettext_lazy("Mức độ đối chiếu"), required=False)

    def __init__(self, data: QueryDict, *, catalogue: Catalogue) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"
        known = catalogue.instruments
        self._offer("loai", _same(instrument.kind for instrument in known))
        self._offer("co_quan", _same(instrument.issuer for instrument in known))
        self._offer("hieu_luc", [(force.value, str(FORCES[force])) for force in FORCES])
        self._offer("doi_chieu", [(state.value, str(KNOWLEDGE[state])) for state in KNOWLEDGE])

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("tất cả")), *choices]

    def wanted(self) -> Wanted:
        """What to list; a filter that cannot be read lists everything, and says why."""
        if not self.is_valid():
            return Wanted()
        found = self.cleaned_data
        force, state = found["hieu_luc"], found["doi_chieu"]
        return Wanted(
            text=found["q"],
            kind=found["loai"],
            issuer=found["co_quan"],
            forces=frozenset({Force(force)}) if force else frozenset(),
            state=Knowledge(state) if state else None,
        )


def _same(values: Iterable[str]) -> list[tuple[str, str]]:
    found = sorted({value for value in values if value}, key=vietnamese_sort_key)
    return [(value, value) for value in found]
