"""Own password and choice of post."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from phoihop.access.commands import change_own_password
from phoihop.access.domain.standing import POST_ENDED, Standing
from phoihop.access.gate import account_required, no_post_page
from phoihop.access.models import Account
from phoihop.access.session import choose_post, chosen_post, keep_after_change
from phoihop.access.standing import standing_of
from phoihop.access.web.forms import PasswordForm, PostForm
from phoihop.access.web.signing_in import HOME, onward
from phoihop.kernel.decision import Accepted, Refusal


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
            keep_after_change(request, account, factor=False)
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
        return redirect(onward(request))
    ended = standing.refusal is not None and standing.refusal.code == POST_ENDED
    context = {"form": form, "refusals": [standing.refusal] if ended else [], "next": onward(request)}
    return render(request, "access/choose_post.html", context, status=400 if form.is_bound else 200)
