"""The way in and out: password, second step, another person at the same computer."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.access.commands import note_locked
from phoihop.access.domain.second_step import CARD_CODES
from phoihop.access.factors import factors_of
from phoihop.access.gate import NEXT, public, roles_of
from phoihop.access.models import Account
from phoihop.access.session import begin, begin_half, end, halfway
from phoihop.access.standing import read_standing
from phoihop.access.web.forms import CodeForm, LoginForm

HOME: Final = "/"
SWITCHED: Final = "doi"
_FORGET: Final = '"cache", "storage"'


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The login page. One sentence for every failure: it does not tell which accounts exist."""
    if isinstance(request.user, Account):
        return redirect(onward(request))
    form = LoginForm(request.POST or None)
    if form.is_valid():
        login = form.cleaned_data["login"]
        account = authenticate(request, login=login, password=form.cleaned_data["password"])
        if isinstance(account, Account):
            return _password_was_right(request, account)
        _note_lock(request, login)
        form.add_error(None, gettext("Tên đăng nhập hoặc mật khẩu không đúng."))
    context = {
        "form": form,
        "next": onward(request),
        "limit": settings.AXES_FAILURE_LIMIT,
        "switched": _switched(request),
    }
    return render(request, "access/login.html", context)


def _password_was_right(request: HttpRequest, account: Account) -> HttpResponse:
    if not factors_of(account).any:
        return _entered(request, account, proved=False)
    begin_half(request, account)
    asked = {NEXT: onward(request), **({SWITCHED: "1"} if _switched(request) else {})}
    return redirect(f"{reverse('access:second-step')}?{urlencode(asked)}")


@public
@sensitive_post_parameters("secret_code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code after the password. Five minutes after the password it is asked for again."""
    account = halfway(request)
    if account is None:
        return redirect(f"{reverse('access:login')}?{urlencode({NEXT: onward(request)})}")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["secret_code"]
        if isinstance(authenticate(request, login=account.login, secret_code=code), Account):
            return _entered(request, account, proved=True)
        _note_lock(request, account.login)
        form.add_error(None, gettext("Mã không đúng, đã dùng rồi hoặc đã hết hạn."))
    form.fields["secret_code"].widget.attrs["autofocus"] = True
    context = {
        "form": form,
        "factors": factors_of(account),
        "codes": CARD_CODES,
        "next": onward(request),
        "switched": _switched(request),
        "limit": settings.AXES_FAILURE_LIMIT,
    }
    return render(request, "access/second_step.html", context)


def _entered(request: HttpRequest, account: Account, *, proved: bool) -> HttpResponse:
    """Begin the session; say when the card runs out; go on to the page asked for."""
    url, switched = onward(request), _switched(request)
    begin(request, account, proved=proved)
    card = factors_of(account).card if proved else None
    if card is not None and card.few:
        words = gettext("Thẻ mã chỉ còn %(left)s mã. Đề nghị in thẻ mới (mục Tài khoản, Xác thực hai bước).")
        messages.warning(request, words % {"left": card.left})
    if switched and not _may_open(request, url):
        messages.info(
            request, gettext("Trang mở trước khi đổi người dùng không thuộc quyền của chức vụ này.")
        )
        return redirect(HOME)
    return redirect(url)


def _may_open(request: HttpRequest, url: str) -> bool:
    """Whether the page is for the post of who has just come in; unknown yet, the page itself decides."""
    standing = read_standing(request)
    actor = standing.actor if standing is not None else None
    try:
        roles = roles_of(resolve(url.partition("?")[0]).func)
    except Resolver404:
        return False
    return actor is None or not roles or actor.role in roles


def _note_lock(request: HttpRequest, login: str) -> None:
    """The failure that locks the name goes into the journal; later ones change nothing."""
    locked = bool(getattr(request, "axes_locked_out", False))
    if locked and getattr(request, "axes_failures_since_start", None):
        note_locked(login)


@public
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session and let the browser forget the pages."""
    end(request)
    response = redirect("access:login")
    response["Clear-Site-Data"] = _FORGET
    return response


@public
@require_POST
def switch_user(request: HttpRequest) -> HttpResponse:
    """End the session at once and ask the next person to log in; the page stays, if it may be seen."""
    asked = {NEXT: onward(request), SWITCHED: "1"}
    end(request)
    response = redirect(f"{reverse('access:login')}?{urlencode(asked)}")
    response["Clear-Site-Data"] = _FORGET
    return response


def _switched(request: HttpRequest) -> bool:
    return (request.POST.get(SWITCHED) or request.GET.get(SWITCHED)) == "1"


def onward(request: HttpRequest) -> str:
    """Where to go afterwards: the page asked for, if it is one of this node; else home."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return resolve_url(wanted if own else HOME)
