"""Forms of access."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from phoihop.access.domain.logins import LOGIN_LENGTH, login_key
from phoihop.access.domain.passwords import LONGEST, SHORTEST
from phoihop.access.domain.types import Holding
from phoihop.access.read_log import ReadFilter
from phoihop.kernel.dates import parse_typed_date
from phoihop.kernel.period import Period


def _secret(autocomplete: str) -> forms.PasswordInput:
    """A password input; `autocomplete` tells password managers which password is meant."""
    return forms.PasswordInput(attrs={"autocomplete": autocomplete})


class LoginForm(forms.Form):
    """Login name and password. Whether they are right is not the form's business."""

    login = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=LOGIN_LENGTH,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        max_length=LONGEST,
        strip=False,
        widget=_secret("current-password"),
    )

    def clean_login(self) -> str:
        """The one spelling of the name."""
        return login_key(str(self.cleaned_data["login"]))


class CodeInput(forms.TextInput):
    """An input that never shows again what was typed: a code is wrong or used up."""

    def format_value(self, value: object) -> None:  # Django's signature
        """Nothing."""


class CodeForm(forms.Form):
    """A code of figures. Whether it is right is not the form's business."""

    secret_code = forms.CharField(
        label=gettext_lazy("Mã"),
        max_length=20,
        widget=CodeInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "size": "12",
            }
        ),
    )


class PasswordAgainForm(forms.Form):
    """The password once more, before a change of how the account signs in."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu đang dùng"),
        max_length=LONGEST,
        strip=False,
        widget=_secret("current-password"),
    )


class PasswordForm(forms.Form):
    """The password so far and a new one, twice. Whether they will do is decided by the command."""

    old = forms.CharField(
        label=gettext_lazy("Mật khẩu đang dùng"),
        max_length=LONGEST,
        strip=False,
        widget=_secret("current-password"),
    )
    new = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        max_length=LONGEST,
        strip=False,
        widget=_secret("new-password"),
        help_text=format_lazy(
            gettext_lazy("Ít nhất {shortest} ký tự. Một câu dài dễ nhớ tốt hơn một từ khó nhớ."),
            shortest=SHORTEST,
        ),
    )
    again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu mới"),
        max_length=LONGEST,
        strip=False,
        widget=_secret("new-password"),
    )

    def clean_again(self) -> str:
        """The new password once more."""
        again = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError(gettext_lazy("Hai lần nhập mật khẩu mới không giống nhau."))
        return again


class PostForm(forms.Form):
    """One of the posts held today."""

    post = forms.ChoiceField(label=gettext_lazy("Làm việc với chức vụ nào?"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, holdings: Sequence[Holding], chosen: str | None) -> None:
        super().__init__(data, initial={"post": chosen})
        field = cast("forms.ChoiceField", self.fields["post"])
        field.choices = [(held.post, f"{held.post_title} · {held.body_name}") for held in holdings]


def _filter_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"})


class ReadFilterForm(forms.Form):
    """What to look for in the read log; stands in the address, so that a search can be handed on."""

    when = forms.CharField(
        label=gettext_lazy("Thời gian"), required=False, max_length=60, widget=_filter_input()
    )
    account = forms.CharField(
        label=gettext_lazy("Tài khoản"), required=False, max_length=60, widget=_filter_input()
    )
    page = forms.CharField(
        label=gettext_lazy("Trang đã mở"), required=False, max_length=80, widget=_filter_input()
    )
    subject = forms.CharField(
        label=gettext_lazy("Về việc"), required=False, max_length=200, widget=_filter_input()
    )

    def clean_when(self) -> Period | None:
        """The days typed, None for all."""
        typed = str(self.cleaned_data["when"]).strip()
        period = parse_typed_date(typed) if typed else None
        if typed and period is None:
            raise ValidationError(
                gettext_lazy("Chưa đọc được thời gian “%(typed)s”. Đề nghị ghi như 6-4-2018, tháng 4/2018."),
                params={"typed": typed},
            )
        return period

    def wanted(self) -> ReadFilter:
        """The filter as typed; only for a valid form."""
        data = self.cleaned_data
        return ReadFilter(
            account=login_key(data["account"]),
            page=data["page"].strip(),
            subject=data["subject"].strip(),
            when=data["when"],
        )
