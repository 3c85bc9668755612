"""The filter of the list of acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from phoihop.ledger.web.listing import Wanted


class ActFilter(forms.Form):
    """Ledger, kind, subject; the names of the fields stand in addresses, also in those of other rooms."""

    ledger = forms.ChoiceField(label=gettext_lazy("Nhật ký"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại việc"), required=False)
    subject = forms.CharField(
        label=gettext_lazy("Nói về"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "size": "34"}),
    )

    def __init__(self, data: QueryDict, *, ledgers: Iterable[str], kinds: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"
        self._offer("ledger", ((ledger, ledger) for ledger in dict.fromkeys(ledgers)))
        self._offer("kind", kinds)

    def name_ledgers(self, agencies: Mapping[str, str]) -> None:
        """Put the names of the agencies beside the ledgers; they are asked for with those of the acts."""
        words = {ledger: f"{agency} · {ledger}" if agency else ledger for ledger, agency in agencies.items()}
        self._offer("ledger", words.items())

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("tất cả")), *choices]

    def wanted(self, *, before: int | None) -> Wanted:
        """What to list; a filter that cannot be read lists everything, and the form says why."""
        if not self.is_valid():
            return Wanted(before=before)
        found = self.cleaned_data
        return Wanted(
            ledger=found["ledger"], kind=found["kind"], subject=found["subject"].strip(), before=before
        )
