"""Forms of access."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from phoihop.access.domain.logins import LOGIN_LENGTH, login_key
from phoihop.access.models import Account
from phoihop.access.read_log import ReadFilter
from phoihop.kernel.dates import parse_typed_date
from phoihop.kernel.period import Period

PASSWORD_LENGTH = 256
"""Long enough for any sentence (OWASP ASVS 5.0, 6.2.9 asks for 64), short enough that hashing stays quick."""


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
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=_secret("current-password"),
    )

    def clean_login(self) -> str:
        """The one spelling of the name."""
        return login_key(str(self.cleaned_data["login"]))


class PasswordForm(forms.Form):
    """The password so far and a new one, twice."""

    old = forms.CharField(
        label=gettext_lazy("Mật khẩu đang dùng"),
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=_secret("current-password"),
    )
    new = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=_secret("new-password"),
    )
    again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu mới"),
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=_secret("new-password"),
    )

    def __init__(self, data: QueryDict | None = None, *, account: Account) -> None:
        super().__init__(data)
        self._account = account
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_old(self) -> str:
        """The password so far."""
        old = str(self.cleaned_data["old"])
        if not self._account.check_password(old):
            raise ValidationError(gettext_lazy("Mật khẩu đang dùng không đúng."))
        return old

    def clean_new(self) -> str:
        """A password that is neither weak nor the same again."""
        new = str(self.cleaned_data["new"])
        validate_password(new, self._account)
        if new == self.cleaned_data.get("old"):
            raise ValidationError(gettext_lazy("Mật khẩu mới phải khác mật khẩu đang dùng."))
        return new

    def clean_again(self) -> str:
        """The new password once more."""
        again = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError(gettext_lazy("Hai lần nhập mật khẩu mới không giống nhau."))
        return again


class ReadFilterForm(forms.Form):
    """What to look for in the read log; stands in the address, so that a search can be handed on."""

    when = forms.CharField(
        label=gettext_lazy("Thời gian"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Ví dụ: 6-4-2018, tháng 4/2018, quý II/2018."),
    )
    account = forms.CharField(label=gettext_lazy("Tài khoản"), required=False, max_length=60)
    page = forms.CharField(label=gettext_lazy("Trang"), required=False, max_length=80)
    subject = forms.CharField(label=gettext_lazy("Về việc"), required=False, max_length=200)

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
