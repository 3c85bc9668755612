"""Log in and out, own password, choice of post."""

from __future__ import annotations

from typing import Final, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.access.commands import change_own_password
from phoihop.access.domain.standing import POST_ENDED, Standing
from phoihop.access.gate import NEXT, account_required, no_post_page, public
from phoihop.access.models import Account
from phoihop.access.session import begin, choose_post, chosen_post, end
from phoihop.access.standing import standing_of
from phoihop.access.web.forms import LoginForm, PasswordForm, PostForm
from phoihop.kernel.decision import Accepted, Refusal

HOME: Final = "/"


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The login page. One sentence for every failure: it does not tell which accounts exist."""
    if isinstance(request.user, Account):
        return redirect(_onward(request))
    form = LoginForm(request.POST or None)
    if form.is_valid():
        account = authenticate(
            request, login=form.cleaned_data["login"], password=form.cleaned_data["password"]
        )
        if isinstance(account, Account):
            begin(request, account)
            return redirect(_onward(request))
        form.add_error(None, gettext("Tên đăng nhập hoặc mật khẩu không đúng."))
    context = {"form": form, "next": _onward(request), "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "access/login.html", context)


@public
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session and let the browser forget the pages."""
    end(request)
    response = redirect("access:login")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@account_required
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the own password; other sessions of the account end, this one goes on under a new key."""
    account = cast("Account", request.user)
    form = PasswordForm(request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if form.is_valid():
        data = form.cleaned_data
        outcome = change_own_password(account.login, old=data["old"], new=data["new"])
        if isinstance(outcome, Accepted):
            account.refresh_from_db(fields=["password"])
            update_session_auth_hash(request, account)
            messages.success(request, gettext("Đã đổi mật khẩu."))
            return redirect(HOME)
        refusals = outcome.refusals
    context = {"form": form, "refusals": refusals, "first": account.must_change_password}
    return render(request, "access/password.html", context)


@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the post in which this session acts, among those held today."""
    standing = cast("Standing", standing_of(request))  # account_required: somebody is logged in
    if not standing.holdings:
        return no_post_page(request, standing)
    form = PostForm(request.POST or None, holdings=standing.holdings, chosen=chosen_post(request))
    if form.is_valid():
        post = form.cleaned_data["post"]
        choose_post(request, next(held for held in standing.holdings if held.post == post))
        return redirect(_onward(request))
    ended = standing.refusal is not None and standing.refusal.code == POST_ENDED
    context = {"form": form, "refusals": [standing.refusal] if ended else [], "next": _onward(request)}
    return render(request, "access/choose_post.html", context, status=400 if form.is_bound else 200)


def _onward(request: HttpRequest) -> str:
    """Where to go afterwards: the page asked for, if it is one of this node; else home."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return resolve_url(wanted if own else HOME)
