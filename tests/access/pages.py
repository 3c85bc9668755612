"""Addresses for the tests of access: its own pages, and pages as other rooms write them."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import URLPattern, URLResolver, include, path

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, public, roles_with


@actor_required(roles=roles_with(Ability.READ))
def record(request: ActorRequest) -> HttpResponse:
    """A page with content."""
    note_read(request, "tests.record", f"task:{request.GET.get('task', '1')}")
    return HttpResponse(f"{request.actor.post} for {request.actor.body} into {request.actor.ledger}")


@actor_required(roles=roles_with(Ability.ENTER))
def entry(request: ActorRequest) -> HttpResponse:
    """A form of officers and clerks."""
    return HttpResponse(f"entered in {request.actor.post}")


class NoteForm(forms.Form):
    """A form as other rooms write them."""

    id = forms.CharField(widget=forms.HiddenInput, initial="fresh")
    text = forms.CharField(widget=forms.Textarea)
    kinds = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)
    no_secret = forms.BooleanField(required=False)


NOTE = """{% load access %}{% typing_address as typing %}
<form method="post" {% autosave typing %}>{% csrf_token %}{% typed_before form %}{{ form }}</form>"""


@actor_required(roles=roles_with(Ability.ENTER))
def note(request: ActorRequest) -> HttpResponse:
    """A form that keeps what is typed."""
    form = NoteForm(request.POST or None)
    if form.is_valid():
        return redirect("/record/")
    page = engines["django"].from_string(NOTE).render({"form": form}, request)
    return HttpResponse(page, status=422 if form.is_bound else 200)


@public
def notice(request: HttpRequest) -> HttpResponse:
    """A page for everybody."""
    return HttpResponse("notice")


def forgotten(request: HttpRequest) -> HttpResponse:
    """A view whose author forgot to say who may open it."""
    return HttpResponse("content for everybody, by mistake")


class Pages:
    """Stands for a URL module."""

    urlpatterns: ClassVar[list[URLPattern | URLResolver]] = [
        path("", record),
        path("record/", record),
        path("entry/", entry),
        path("note/", note),
        path("notice/", notice),
        path("forgotten/", forgotten),
        path("", include("phoihop.access.web.urls")),
    ]
