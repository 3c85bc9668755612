"""Setting a second factor up: the card that is printed, the authenticator, giving one of them up."""

from __future__ import annotations

from typing import Final, cast

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from phoihop.access.account_log import own_changes
from phoihop.access.domain.account_changes import Change
from phoihop.access.domain.second_step import CARD_CODES, enrolment_uri, shown_code
from phoihop.access.domain.types import SecondFactor
from phoihop.access.factor_commands import add_authenticator, factor_policy, remove_factor, take_card
from phoihop.access.factors import (
    factors_of,
    new_secret,
    print_card,
    readable_secret,
    secret_for_session,
    secret_from_session,
    waiting_card,
)
from phoihop.access.gate import account_required
from phoihop.access.models import Account
from phoihop.access.ports import today
from phoihop.access.session import keep_after_change, without_factor
from phoihop.access.web.changes import shown_changes
from phoihop.access.web.forms import CodeForm, PasswordAgainForm
from phoihop.access.web.qr_picture import qr_picture
from phoihop.kernel.decision import Accepted, Refusal

OWN_CHANGES: Final = 8
NOT_ACCEPTED: Final = 422
_SECRET: Final = "access.new_secret"  # noqa: S105  # the name under which a session keeps it
_REMOVABLE: Final = {"the": Change.CARD_REMOVED, "ung-dung": Change.AUTHENTICATOR_REMOVED}
_ASKED: Final = {
    Change.CARD_REMOVED: gettext_lazy("Bỏ thẻ mã đang dùng?"),
    Change.AUTHENTICATOR_REMOVED: gettext_lazy("Bỏ ứng dụng xác thực đang dùng?"),
}


@account_required
@require_safe
def factors(request: HttpRequest) -> HttpResponse:
    """What the account has set up, and what was done to it lately."""
    account = _account(request)
    context = {
        "factors": factors_of(account),
        "waiting": waiting_card(account),
        "codes": CARD_CODES,
        "offered": factor_policy(account) is not SecondFactor.OFF,
        "needed": without_factor(request),
        "changes": shown_changes(own_changes(account, limit=OWN_CHANGES)),
    }
    return render(request, "access/factors.html", context)


# ------------------------------------------------------------------------------------------------- the card


@account_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def new_card(request: HttpRequest) -> HttpResponse:
    """Print a card: its codes stand on the answer to this POST and nowhere else."""
    account = _account(request)
    form = _password_form(request, account)
    if not form.is_valid():
        context = {"form": form, "codes": CARD_CODES, "factors": factors_of(account)}
        return render(request, "access/new_card.html", context, status=_status(form.is_bound))
    card = print_card(account)
    context = {
        "number": card.number,
        "codes": [shown_code(code) for code in card.codes],
        "day": today(),
        "form": CodeForm(),
    }
    return render(request, "access/card.html", context)


@account_required
@sensitive_post_parameters("secret_code")
@require_http_methods(["GET", "HEAD", "POST"])
def first_code(request: HttpRequest) -> HttpResponse:
    """Take the printed card into use with its first code."""
    account = _account(request)
    waiting = waiting_card(account)
    if waiting is None:
        return redirect("access:factors")
    form = CodeForm(request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if form.is_valid():
        outcome = take_card(account, form.cleaned_data["secret_code"])
        if isinstance(outcome, Accepted):
            return _set_up(request, account, gettext("Từ nay đăng nhập bằng mật khẩu và mã trên thẻ."))
        refusals = outcome.refusals
    context = {"form": form, "number": waiting.number, "refusals": refusals}
    return render(request, "access/first_code.html", context, status=_status(bool(refusals)))


# ------------------------------------------------------------------------------------------ the authenticator


@account_required
@sensitive_post_parameters("password", "secret_code")
@require_http_methods(["GET", "HEAD", "POST"])
def new_authenticator(request: HttpRequest) -> HttpResponse:
    """First the password, then a secret to be taken over and the code that shows that it was."""
    account = _account(request)
    if request.method == "POST" and "secret_code" in request.POST:
        return _authenticator_code(request, account)
    request.session.pop(_SECRET, None)
    form = _password_form(request, account)
    if not form.is_valid():
        context = {"form": form, "factors": factors_of(account)}
        return render(request, "access/new_authenticator.html", context, status=_status(form.is_bound))
    sealed = new_secret(account)
    request.session[_SECRET] = secret_for_session(sealed)
    return _secret_page(request, account, sealed, CodeForm())


def _authenticator_code(request: HttpRequest, account: Account) -> HttpResponse:
    sealed = secret_from_session(str(request.session.get(_SECRET, "")))
    form = CodeForm(request.POST)
    if readable_secret(sealed, account) is None:
        return redirect("access:new-authenticator")
    if not form.is_valid():
        return _secret_page(request, account, sealed, form)
    outcome = add_authenticator(account, sealed, form.cleaned_data["secret_code"])
    if not isinstance(outcome, Accepted):
        return _secret_page(request, account, sealed, form, outcome.refusals)
    request.session.pop(_SECRET, None)
    return _set_up(request, account, gettext("Từ nay đăng nhập bằng mật khẩu và mã của ứng dụng xác thực."))


@sensitive_variables("secret", "sealed")
def _secret_page(
    request: HttpRequest,
    account: Account,
    sealed: bytes,
    form: CodeForm,
    refusals: tuple[Refusal, ...] = (),
) -> HttpResponse:
    secret = readable_secret(sealed, account) or ""
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    context = {
        "form": form,
        "secret": " ".join(groups),
        "picture": qr_picture(enrolment_uri(secret, login=account.login)),
        "refusals": refusals,
    }
    status = _status(bool(refusals) or bool(form.errors))
    return render(request, "access/authenticator_code.html", context, status=status)


# -------------------------------------------------------------------------------------------------- giving up


@account_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, what: str) -> HttpResponse:
    """Give the card or the authenticator up."""
    if what not in _REMOVABLE:
        raise Http404
    account = _account(request)
    form = _password_form(request, account)
    refusals: tuple[Refusal, ...] = ()
    if form.is_valid():
        outcome = remove_factor(account, _REMOVABLE[what])
        if isinstance(outcome, Accepted):
            return _set_up(request, account, gettext("Đã bỏ."))
        refusals = outcome.refusals
    context = {"form": form, "question": _ASKED[_REMOVABLE[what]], "refusals": refusals}
    status = _status(bool(refusals) or bool(form.errors))
    return render(request, "access/give_up.html", context, status=status)


def _account(request: HttpRequest) -> Account:
    return cast("Account", request.user)  # account_required: somebody is logged in


def _password_form(request: HttpRequest, account: Account) -> PasswordAgainForm:
    """The password once more; wrong ones count toward the lock of the name, as at the login page."""
    form = PasswordAgainForm(request.POST or None)
    if form.is_valid():
        password = form.cleaned_data["password"]
        if authenticate(request, login=account.login, password=password) is None:
            form.add_error("password", gettext("Mật khẩu không đúng."))
    return form


def _set_up(request: HttpRequest, account: Account, words: str) -> HttpResponse:
    """After every change: this session goes on, the others are over."""
    keep_after_change(request, account, factor=factors_of(account).any)
    messages.success(request, words)
    return redirect("access:factors")


def _status(refused: bool) -> int:  # noqa: FBT001  # one fact, read as a sentence at each call
    return NOT_ACCEPTED if refused else 200
