"""The ways of writing that the agency has learned: looked at, added by hand, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.access.api import (
    Ability,
    ActorRequest,
    actor_required,
    note_read,
    refused_page,
    roles_with,
    today,
)
from phoihop.intake.commands import learn_word, withdraw_word
from phoihop.intake.domain.types import Lesson, WordKind, WordView
from phoihop.intake.permissions import may_enter
from phoihop.intake.queries.learned import words_of
from phoihop.intake.web.forms import WordForm
from phoihop.intake.web.opening import NOT_ACCEPTED
from phoihop.intake.web.secrecy import secrets_typed
from phoihop.intake.web.words import WORD_KINDS
from phoihop.kernel.decision import Refusal, Refused
from phoihop.kernel.ids import is_ulid
from phoihop.ledger.api import new_id
from phoihop.registry import api as registry


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A learned word in the list."""

    word: WordView
    kind: str
    means: str
    person: str


@actor_required(roles=roles_with(Ability.ENTER))
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: ActorRequest) -> HttpResponse:
    """All words of the agency; a form for one more."""
    if request.method != "POST":
        note_read(request, "intake.words")
        return _page(request, _blank())
    secrets = secrets_typed(request)
    if secrets:
        return _page(request, _blank(), secrets)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    outcome = learn_word(request.actor, form.lesson(), id_=form.cleaned_data["id"])
    if isinstance(outcome, Refused):
        return _page(request, form, outcome.refusals)
    messages.success(request, gettext("Đã ghi nhớ cách viết và ghi vào Nhật ký hồ sơ."))
    return redirect("intake:words")


@actor_required(roles=roles_with(Ability.ENTER))
@require_POST
def withdraw(request: ActorRequest, word: str) -> HttpResponse:
    """Take a word no longer so."""
    outcome = withdraw_word(request.actor, word if is_ulid(word) else "")
    if isinstance(outcome, Refused):
        return refused_page(request, *outcome.refusals)
    messages.success(request, gettext("Đã thôi dùng cách viết này; việc đó được ghi vào Nhật ký hồ sơ."))
    return redirect("intake:words")


def learned_words(lessons: Iterable[Lesson]) -> str:
    """What was learned, for a message."""
    shown = ", ".join(f"“{lesson.written}”" for lesson in lessons)
    return gettext("Đã ghi nhớ cách viết %(words)s cho các văn bản sau.") % {"words": shown}


def _blank() -> WordForm:
    return WordForm(initial={"id": new_id(), "kind": WordKind.BODY.value})


def _page(request: ActorRequest, form: WordForm, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    rows = list(_rows(words_of(request.actor.acts_for, withdrawn=True)))
    context = {
        "rows": rows,
        "counting": sum(row.word.withdrawn_at is None for row in rows),
        "form": form,
        "refusals": refusals,
        "may_enter": may_enter(request.actor) is None,
    }
    return render(
        request, "intake/words.html", context, status=NOT_ACCEPTED if refusals or form.errors else 200
    )


def _rows(found: Iterable[WordView]) -> Iterator[WordRow]:
    """Rows with names of bodies and persons, asked for once."""
    listed = sorted(found, key=lambda word: word.withdrawn_at is not None)
    codes = {code for word in listed for code in word.lesson.bodies}
    bodies = registry.body_names(codes, on=today()) if codes else {}
    people = registry.Names().names(sorted({word.person for word in listed}))
    for word in listed:
        named = "; ".join(bodies.get(code, code) for code in word.lesson.bodies)
        yield WordRow(
            word=word,
            kind=str(WORD_KINDS[word.lesson.kind]),
            means=named or word.lesson.means,
            person=people.get(word.person, ""),
        )
