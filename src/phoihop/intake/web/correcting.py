"""Correcting a draft: its head, one item, dropped and quoted items. Plain forms, each with its version."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, Protocol

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.intake.commands import Changed, add_item, change_head, change_item, drop_item, learn_from_item
from phoihop.intake.domain.types import DraftView, DutyRole, Item, Lesson
from phoihop.intake.queries.source import shown
from phoihop.intake.web.forms import HeadForm, ItemForm, QuoteForm
from phoihop.intake.web.learning import learned_words
from phoihop.intake.web.opening import NOT_ACCEPTED, Opened, opened, status_of
from phoihop.intake.web.reading import text_page
from phoihop.intake.web.rows import item_rows, known_in
from phoihop.intake.web.secrecy import secrets_typed
from phoihop.kernel.decision import Refusal, Refused
from phoihop.kernel.ids import subject

AUTOSAVE: Final = "autosave"
SECRET: Final = "reading.secret"  # noqa: S105  # the code of a refusal
_EDITORS: Final = roles_with(Ability.ENTER)


class Page(Protocol):
    """A form page, filled with `data` or (None) with what the draft holds."""

    def __call__(
        self,
        request: ActorRequest,
        found: Opened,
        data: QueryDict | None,
        refusals: tuple[Refusal, ...] = (),
        /,
    ) -> HttpResponse:
        """The page."""
        ...


# ------------------------------------------------------------------------------------------------ the head


@actor_required(roles=_EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: ActorRequest, text: str) -> HttpResponse:
    """Title, day and meeting."""
    found = _editable(request, text)
    if isinstance(found, HttpResponse):
        return found
    if request.method != "POST":
        note_read(request, "intake.text", subject("text", text))
        return _head_page(request, found, None)
    secrets = secrets_typed(request)
    if secrets:
        return _refused(request, text, Refused(secrets), page=_head_page)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return _not_valid(request, _head_page(request, found, request.POST))
    outcome = change_head(request.actor, form.typed(), text=text, version=form.cleaned_data["version"])
    if isinstance(outcome, Refused):
        return _refused(request, text, outcome, page=_head_page)
    return _saved(request, outcome, f"{reverse('intake:text', args=[text])}#du-thao")


def _head_page(
    request: ActorRequest, found: Opened, data: QueryDict | None, refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    draft = _draft(found)
    form = HeadForm.of(draft.content, draft.version) if data is None else HeadForm(data)
    context = {"text": found.text.row, "form": form, "refusals": refusals, "content": draft.content}
    return render(request, "intake/head.html", context, status=_status(form, refusals))


# ------------------------------------------------------------------------------------------------- an item


@actor_required(roles=_EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: ActorRequest, text: str, item: str) -> HttpResponse:
    """All fields of one item."""
    found = _editable(request, text)
    if isinstance(found, HttpResponse):
        return found
    page = partial(_item_page, item)
    if request.method != "POST":
        note_read(request, "intake.text", subject("text", text))
        return page(request, found, None)
    secrets = secrets_typed(request)
    if secrets:
        return _refused(request, text, Refused(secrets), page=page)
    one = _item(found, item)
    form = ItemForm(request.POST, item=one, known=known_in([one], on=_draft(found).content.day))
    if not form.is_valid():
        return _not_valid(request, page(request, found, request.POST))
    version = form.cleaned_data["version"]
    outcome = change_item(request.actor, form.typed(), text=text, item=item, version=version)
    if isinstance(outcome, Refused):
        return _refused(request, text, outcome, page=page)
    if form.cleaned_data["remember"] and not _saves_itself(request):
        learned = learn_from_item(request.actor, text=text, item=item)
        if isinstance(learned, Refused):
            return _refused(request, text, learned, page=page)
        _say_learned(request, learned)
    return _saved(request, outcome, f"{reverse('intake:text', args=[text])}#muc-{item}")


def _say_learned(request: ActorRequest, learned: Sequence[Lesson]) -> None:
    if learned:
        messages.success(request, learned_words(learned))
    else:
        messages.info(request, gettext("Không có cách viết mới nào để ghi nhớ ở nhiệm vụ này."))


def _item_page(
    item: str,
    request: ActorRequest,
    found: Opened,
    data: QueryDict | None,
    refusals: tuple[Refusal, ...] = (),
) -> HttpResponse:
    draft, one = _draft(found), _item(found, item)
    known = known_in([one], on=draft.content.day)
    form = (
        ItemForm.of(one, known, version=draft.version)
        if data is None
        else ItemForm(data, item=one, known=known)
    )
    context = {
        "text": found.text.row,
        "row": next(item_rows(draft.content, [one], known)),
        "day": draft.content.day,
        "quote": shown(found.text.content).shown(one.start, one.end),
        "form": form,
        "lead_choices": form.choices_of(DutyRole.LEAD),
        "coordinating_choices": form.choices_of(DutyRole.COORDINATING),
        "ground_choices": form.choices_of(None),
        "refusals": refusals,
    }
    return render(request, "intake/item.html", context, status=_status(form, refusals))


def _item(found: Opened, item: str) -> Item:
    one = _draft(found).content.item(item)
    if one is None:
        raise Http404
    return one


# -------------------------------------------------------------------------------------------- other changes


@actor_required(roles=_EDITORS)
@require_POST
def drop(request: ActorRequest, text: str, item: str) -> HttpResponse:
    """Leave an item out of the programme."""
    return _dropped(request, text, item, dropped=True)


@actor_required(roles=_EDITORS)
@require_POST
def restore(request: ActorRequest, text: str, item: str) -> HttpResponse:
    """Take an item back in."""
    return _dropped(request, text, item, dropped=False)


def _dropped(request: ActorRequest, text: str, item: str, *, dropped: bool) -> HttpResponse:
    found = _editable(request, text)
    if isinstance(found, HttpResponse):
        return found
    outcome = drop_item(request.actor, text=text, item=item, version=_version(request), dropped=dropped)
    if isinstance(outcome, Refused):
        return _text_again(request, text, outcome)
    return redirect(f"{reverse('intake:text', args=[text])}#muc-{item}")


@actor_required(roles=_EDITORS)
@require_POST
def add(request: ActorRequest, text: str) -> HttpResponse:
    """Make an item of words of the text."""
    found = _editable(request, text)
    if isinstance(found, HttpResponse):
        return found
    secrets = secrets_typed(request)
    if secrets:
        return _text_again(request, text, Refused(secrets))
    form = QuoteForm(request.POST)
    if not form.is_valid():
        return text_page(request, found, quote=form, status=NOT_ACCEPTED)
    version = form.cleaned_data["version"]
    outcome = add_item(request.actor, form.quoted(), text=text, version=version)
    if isinstance(outcome, Refused):
        return _text_again(request, text, outcome, quote=form)
    messages.success(request, gettext("Đã thêm nhiệm vụ. Đề nghị ghi chủ trì, thời gian nếu văn bản có nêu."))
    return redirect(f"{reverse('intake:text', args=[text])}#muc-{outcome.item}")


# ----------------------------------------------------------------------------------- what all of them do


def _editable(request: ActorRequest, text: str) -> Opened | HttpResponse:
    """The text with its draft; where none can be corrected any more, a redirect to the page of the text."""
    found = opened(request, text)
    if isinstance(found, HttpResponse):
        return found
    if found.draft is None or found.programme is not None:
        return redirect("intake:text", text)
    return found


def _draft(found: Opened) -> DraftView:
    if found.draft is None:
        raise Http404
    return found.draft


def _version(request: ActorRequest) -> int:
    """The version in the form; one that cannot be read is older than every draft."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _status(form: Form, refusals: Sequence[Refusal]) -> int:
    if refusals:
        return status_of([refusal.code for refusal in refusals])
    return NOT_ACCEPTED if form.errors else 200


def _saved(request: ActorRequest, changed: Changed, url: str) -> HttpResponse:
    """Back to the draft; a form that saves itself learns its new version."""
    if _saves_itself(request):
        return JsonResponse({"version": str(changed.version)})
    return redirect(url)


def _not_valid(request: ActorRequest, page: HttpResponse) -> HttpResponse:
    return JsonResponse({}, status=NOT_ACCEPTED) if _saves_itself(request) else page


def _refused(request: ActorRequest, text: str, refused: Refused, *, page: Page) -> HttpResponse:
    """The form again with what was typed, on the draft as it is now; secret words are not sent back."""
    codes = [refusal.code for refusal in refused.refusals]
    if _saves_itself(request):
        return JsonResponse({}, status=status_of(codes))
    found = _editable(request, text)
    if isinstance(found, HttpResponse):
        return found
    if SECRET in codes:
        return page(request, found, None, refused.refusals)
    data = request.POST.copy()
    data["version"] = str(_draft(found).version)
    return page(request, found, data, refused.refusals)


def _text_again(
    request: ActorRequest, text: str, refused: Refused, *, quote: QuoteForm | None = None
) -> HttpResponse:
    """The page of the text as it is now, with the reason on top and the quote that was typed."""
    found = _editable(request, text)
    if isinstance(found, HttpResponse):
        return found
    if quote is not None:
        data = request.POST.copy()
        data["version"] = str(_draft(found).version)
        quote = QuoteForm(data)
    status = status_of([refusal.code for refusal in refused.refusals])
    return text_page(request, found, quote=quote, refusals=refused.refusals, status=status)


def _saves_itself(request: ActorRequest) -> bool:
    return request.headers.get("X-Requested-With") == AUTOSAVE
