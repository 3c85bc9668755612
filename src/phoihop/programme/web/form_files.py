"""Report forms: sent out, handed in, looked at, and recorded when somebody has confirmed what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

import msgspec
from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy, ngettext
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
from phoihop.kernel.dates import show_number
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused, refuse
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import Recorded, new_id
from phoihop.ledger.attachments import open_attachment, put
from phoihop.ledger.domain.types import Basis
from phoihop.programme.commands.form_reports import FormRow, checked_form, report_form
from phoihop.programme.domain.types import AttachmentStated, ProgrammeView, Report, TaskView, Way
from phoihop.programme.permissions import may_report
from phoihop.programme.queries.tasks import Wanted, tasks_of
from phoihop.programme.report_forms.reading_back import Entry, entries
from phoihop.programme.report_forms.returned import Returned, returned
from phoihop.programme.web.bodies import by_name
from phoihop.programme.web.form_out import MOST, offered
from phoihop.programme.web.forms import PaperForm
from phoihop.programme.web.opening import eyebrow_of, programme_or_404
from phoihop.programme.web.standings import parts_on
from phoihop.programme.web.words import STATES
from phoihop.reading.api import open_tables, refuse_secret

REPORTERS: Final = roles_with(Ability.ADOPT) | roles_with(Ability.RECORD_PAPER)
NOT_ACCEPTED: Final = 422
SALT: Final = "phoihop.programme.form"
KEPT: Final = 24 * 60 * 60
"""Seconds in which a form that was handed in can be confirmed; after a day its file is swept."""


class HandInForm(PaperForm):
    """The file, and the letter it came with where it did not come from the own office."""

    file = forms.FileField(
        label=gettext_lazy("Phiếu đã ghi"),
        help_text=gettext_lazy("Tệp .xlsx hoặc .docx tải về từ trang này."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
    ) -> None:
        super().__init__(data, paper="optional")
        self.files = files or MultiValueDict()

    @property
    def handed_in(self) -> UploadedFile[bytes]:
        """Only for a valid form."""
        return cast("UploadedFile[bytes]", self.cleaned_data["file"])


class Held(msgspec.Struct, frozen=True):
    """What is confirmed: file, programme, paper, and the id that the report on each task will have."""

    programme: str
    file: AttachmentStated
    ids: dict[str, str]
    paper: Basis | None
    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row as it would be recorded; `refusals`: what stands against it."""

    number: int
    text: str
    state: str
    entry: Entry
    refusals: tuple[Refusal, ...]


# ------------------------------------------------------------------------------------------------- the pages


@actor_required(roles=roles_with(Ability.READ))
@require_http_methods(["GET", "HEAD", "POST"])
def report_forms(request: ActorRequest, programme: str) -> HttpResponse:
    """Forms to be sent out; a form handed in is shown as it would be recorded."""
    found = programme_or_404(programme, request.actor)
    if request.method == "POST":
        return _handed_in(request, found)
    note_read(request, "programme.report_forms", subject("programme", programme))
    return _page(request, found, HandInForm())


def _handed_in(request: ActorRequest, found: ProgrammeView) -> HttpResponse:
    """The preview of a form; the file is kept from here on, so that it can be read again when confirmed."""
    refusal = may_report(request.actor, body=request.actor.body, on_paper=True)
    if refusal is not None:
        return refused_page(request, refusal)
    form = HandInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form)
    data, name = form.handed_in.read(), form.handed_in.name or ""
    read = _read(data, name, found)
    if not isinstance(read, Accepted):
        return _page(request, found, form, refused=read)
    issuer = _name(read.value)
    kept = put(data, name=name)
    if isinstance(kept, Refused):
        return _page(request, found, form, refused=kept)
    held = Held(
        programme=found.id,
        file=AttachmentStated(kept.sha256, kept.name, kept.size),
        ids={entry.task: new_id() for entry in read.value.entries},
        paper=form.paper(issuer),
        signer=form.cleaned_data["signer"],
    )
    return _preview(request, found, read.value, held, issuer=issuer)


@actor_required(roles=REPORTERS)
@require_POST
def record_form(request: ActorRequest, programme: str) -> HttpResponse:
    """Record what was looked at."""
    found = programme_or_404(programme, request.actor)
    held = _held(request.POST.get("held", ""), found)
    if not isinstance(held, Accepted):
        return _page(request, found, HandInForm(), refused=held)
    read = _read_again(held.value.file, found)
    if not isinstance(read, Accepted):
        return _page(request, found, HandInForm(), refused=read)
    rows = _rows(read.value, held.value)
    outcome = report_form(request.actor, rows, paper=held.value.paper)
    if isinstance(outcome, Recorded) or _came_twice(outcome):
        words = ngettext("Đã ghi %(n)s báo cáo từ phiếu.", "Đã ghi %(n)s báo cáo từ phiếu.", len(rows))
        messages.success(request, words % {"n": show_number(len(rows))})
        return redirect("programme:programme", found.id)
    issuer = _name(read.value)
    return _preview(request, found, read.value, held.value, issuer=issuer, refused=outcome)


def _came_twice(refused: Refused) -> bool:
    return {refusal.code for refusal in refused.refusals} == {"programme.already_reported"}


def _page(
    request: ActorRequest, found: ProgrammeView, form: HandInForm, *, refused: Refused | None = None
) -> HttpResponse:
    context = {
        "programme": found,
        "eyebrow": eyebrow_of(found),
        "offered": offered(found.id, request.actor, on=today()),
        "form": form,
        "refusals": refused.refusals if refused is not None else (),
        "may_hand_in": may_report(request.actor, body=request.actor.body, on_paper=True) is None,
        "looking": "forms",
    }
    status = NOT_ACCEPTED if form.errors or refused is not None else 200
    return render(request, "programme/report_forms.html", context, status=status)


# --------------------------------------------------------------------------------- what a file would become


@dataclass(frozen=True, slots=True)
class Read:
    """A form that came back, with the tasks that it speaks of."""

    form: Returned
    entries: tuple[Entry, ...]
    tasks: Mapping[str, TaskView]


def _read(data: bytes, name: str, found: ProgrammeView) -> Decision[Read]:
    """The form in a file. A file that bears a mark of state secrecy is not even looked into."""
    opened = open_tables(data)
    if not isinstance(opened, Accepted):
        return opened
    checked = refuse_secret(opened.value.text, name)
    if not isinstance(checked, Accepted):
        return checked
    form = returned(opened.value, programme=found.id)
    if not isinstance(form, Accepted):
        return form
    tasks = _tasks(found.id, form.value.body)
    said = entries(form.value, tasks=frozenset(tasks))
    return Accepted(Read(form.value, said.value, tasks)) if isinstance(said, Accepted) else said


def _tasks(programme: str, body: str) -> Mapping[str, TaskView]:
    """The tasks in which the body has a part to report on. One query."""
    page = tasks_of(programme, Wanted(bodies=[body]), on=today(), after=None, limit=MOST)
    return {
        task.id: task
        for task in page.tasks
        if any(part.body == body and part.reports for part in parts_on(task, today()))
    }


def _name(read: Read) -> str:
    """Whose form it is. Two queries."""
    return by_name([read.form.body], on=today()).name(read.form.body)


def _rows(read: Read, held: Held) -> list[FormRow]:
    return [FormRow(entry.task, _report(entry, read.form.body, held)) for entry in read.entries]


def _report(entry: Entry, body: str, held: Held) -> Report:
    return Report(
        id=held.ids.get(entry.task, ""),
        body=body,
        state=entry.state,
        reported_on=entry.day,
        note=entry.result,
        product_number=entry.product_number,
        product_date=entry.product_date,
        signer=held.signer,
        difficulties=entry.difficulties,
        proposals=entry.proposals,
        next_steps=entry.next_steps,
        attachments=(held.file,),
        way=Way.FORM,
    )


def _preview(
    request: ActorRequest,
    found: ProgrammeView,
    read: Read,
    held: Held,
    *,
    issuer: str,
    refused: Refused | None = None,
) -> HttpResponse:
    """What would be recorded, row by row; nothing can be confirmed while anything stands against it."""
    tasks = [read.tasks[entry.task] for entry in read.entries]
    against = checked_form(request.actor, _rows(read, held), tasks=tasks, paper=held.paper, today=today())
    rows = [_shown(entry, read, one) for entry, one in zip(read.entries, against, strict=True)]
    shared = _shared(rows)
    rows = [replace(row, refusals=tuple(r for r in row.refusals if r not in shared)) for row in rows]
    refusals = (*(refused.refusals if refused is not None else ()), *shared)
    fault = bool(refusals) or any(row.refusals for row in rows)
    context = {
        "programme": found,
        "eyebrow": eyebrow_of(found),
        "body_name": issuer,
        "on_paper": held.paper,
        "signer": held.signer,
        "file": held.file,
        "rows": rows,
        "left_empty": read.form.left_empty,
        "refusals": tuple(dict.fromkeys(refusals)),
        "held": "" if fault else TimestampSigner(salt=SALT).sign(_packed(held)),
    }
    note_read(request, "programme.form_preview", subject("programme", found.id))
    return render(request, "programme/form_preview.html", context, status=NOT_ACCEPTED if fault else 200)


def _shown(entry: Entry, read: Read, against: Refused | None) -> ShownRow:
    task = read.tasks[entry.task]
    return ShownRow(
        number=task.number,
        text=sentence_case(task.text),
        state=str(STATES[entry.state]),
        entry=entry,
        refusals=against.refusals if against is not None else (),
    )


def _shared(rows: Sequence[ShownRow]) -> tuple[Refusal, ...]:
    """What stands against every row alike: it is said once, above."""
    first, *rest = rows
    return tuple(one for one in first.refusals if all(one in row.refusals for row in rest)) if rest else ()


# ---------------------------------------------------------------------------- between looking and confirming


def _packed(held: Held) -> str:
    return msgspec.json.encode(held).hex()


def _held(signed: str, found: ProgrammeView) -> Decision[Held]:
    """What was looked at, signed by this node a day ago at most."""
    try:
        packed = TimestampSigner(salt=SALT).unsign(signed, max_age=KEPT)
    except BadSignature:
        return refuse("programme.id_malformed")
    held = msgspec.json.decode(bytes.fromhex(packed), type=Held)
    return Accepted(held) if held.programme == found.id else refuse("programme.id_malformed")


def _read_again(file: AttachmentStated, found: ProgrammeView) -> Decision[Read]:
    """The file is read once more, so that what is recorded is what it says and not what a page sent back."""
    try:
        with open_attachment(file.sha256) as stream:
            return _read(stream.read(), file.name, found)
    except FileNotFoundError:
        return refuse("programme.attachment_missing", name=file.name)
