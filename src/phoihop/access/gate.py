"""The gate before every page.

A view says who may open it, or that everybody may. One that says nothing is refused by
ActorMiddleware, so that a forgotten line closes a page instead of opening it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec, cast, overload

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from phoihop.access.domain.standing import TO_BE_CHOSEN, Standing
from phoihop.access.domain.types import Role
from phoihop.access.models import Account
from phoihop.access.session import without_factor
from phoihop.access.standing import ActorRequest, standing_of
from phoihop.access.unsent import PARAMETER, fill_again, forget_typed, own_path
from phoihop.kernel.decision import Refusal

P = ParamSpec("P")
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ActorView = Callable[Concatenate[ActorRequest, P], HttpResponseBase]

_GATE: Final = "access_gate"
NEXT: Final = "next"


@overload
def actor_required(view: ActorView[P], *, roles: Collection[Role]) -> AnyView[P]: ...
@overload
def actor_required(*, roles: Collection[Role]) -> Callable[[ActorView[P]], AnyView[P]]: ...
def actor_required(
    view: ActorView[P] | None = None, *, roles: Collection[Role]
) -> AnyView[P] | Callable[[ActorView[P]], AnyView[P]]:
    """Let in only who acts in a post with one of `roles`; inside, `request.actor` is that Actor.

    `@actor_required(roles=roles_with(Ability.READ))` above a view, or `actor_required(view, roles=…)`.
    Others are led to what is missing (log in, first password, choice of post) or get 403 with the reason.
    """
    entitled = frozenset(roles)

    def guard(guarded: ActorView[P]) -> AnyView[P]:
        @wraps(guarded)
        def entrance(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            turned = turned_away(request, entitled)
            if turned is not None:
                return turned
            answer = guarded(cast("ActorRequest", request), *args, **kwargs)
            _forget_when_sent(request, answer)
            return answer

        setattr(entrance, _GATE, entitled)
        return entrance

    return guard if view is None else guard(view)


def public(view: AnyView[P]) -> AnyView[P]:
    """Declare that everybody may open the view, logged in or not: login, language, errors."""
    setattr(view, _GATE, frozenset())
    return view


def account_required(view: AnyView[P]) -> AnyView[P]:
    """Let in whoever is logged in, in a post or not: own password, choice of post."""

    @wraps(view)
    def entrance(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Account):
            return _sent(request, _login_address(request))
        return view(request, *args, **kwargs)

    setattr(entrance, _GATE, frozenset())
    return entrance


def declared(view: Callable[..., HttpResponseBase]) -> bool:
    """Whether a view says who may open it."""
    return hasattr(view, _GATE)


def roles_of(view: Callable[..., HttpResponseBase]) -> frozenset[Role]:
    """The roles that a view is for; empty for pages that ask for no post."""
    roles: frozenset[Role] = getattr(view, _GATE, frozenset())
    return roles


def works_with_content(view: Callable[..., HttpResponseBase]) -> bool:
    """Whether a view is one of people in posts, and not one of passwords, codes or the account."""
    return bool(roles_of(view))


def _forget_when_sent(request: HttpRequest, answer: HttpResponseBase) -> None:
    """What was kept while it was typed is dropped as soon as the form led on to another page."""
    led_on = HTTPStatus.MULTIPLE_CHOICES <= answer.status_code < HTTPStatus.BAD_REQUEST
    if request.method == "POST" and PARAMETER in {**request.GET, **request.POST} and led_on:
        forget_typed(cast("Account", request.user), own_path(request))


def turned_away(request: HttpRequest, roles: frozenset[Role]) -> HttpResponse | None:
    """The answer to somebody who may not go on, None for an actor in one of `roles`."""
    standing = standing_of(request)
    if standing is None or not isinstance(request.user, Account):
        return _sent(request, _login_address(request))
    if request.user.must_change_password:
        return _sent(request, reverse("access:password"))
    if without_factor(request):
        return _sent(request, reverse("access:factors"))
    if standing.refusal is not None and standing.refusal.code in TO_BE_CHOSEN:
        return _sent(request, redirect_to_login(request.get_full_path(), reverse("access:choose-post")).url)
    if standing.actor is None:
        return no_post_page(request, standing)
    if standing.actor.role not in roles:
        refusal = Refusal("access.role_not_entitled", (("post", standing.actor.post_title),))
        return refused_page(request, refusal)
    return None


def no_post_page(request: HttpRequest, standing: Standing) -> HttpResponse:
    """403 for an account that acts in no post: which account, why, and who can mend it."""
    refusals = () if standing.refusal is None else (standing.refusal,)
    return render(request, "access/no_post.html", {"refusals": refusals}, status=403)


def refused_page(request: HttpRequest, *refusals: Refusal) -> HttpResponse:
    """403 with the reasons and what can be done."""
    return render(request, "access/refused.html", {"refusals": refusals}, status=403)


def _login_address(request: HttpRequest) -> str:
    """The login page, and after it the page asked for; a form that came too late is filled again there."""
    kept = getattr(request, "kept", False)
    return redirect_to_login(fill_again(own_path(request)) if kept else request.get_full_path()).url


def _sent(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect of the whole page, also for a request that htmx made for a part of it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(url)
    return redirect(url)
