"""Pages: list, body, tree of a line, partners, contradictions. Each is for one day and for who may read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.kernel.citation import Knowledge
from phoihop.registry import api
from phoihop.registry.domain.protocol import in_protocol_order
from phoihop.registry.domain.structure import Branch
from phoihop.registry.domain.types import LineKind
from phoihop.registry.queries import organisation
from phoihop.registry.web.body_page import BodyFacts, identity, sections, tabs
from phoihop.registry.web.day import AsOf, Tense, as_of
from phoihop.registry.web.forms import BodyFilter
from phoihop.registry.web.partner_page import partner_rows
from phoihop.registry.web.words import in_english, knowledge, when, words_of
from phoihop.ui.parts import Node, Tab
from phoihop.ui.refusals import shown_refusals

PAGE: Final = 50
OPEN_LEVELS: Final = 2
"""So many levels of a tree are unfolded at first: the centre and what is directly below."""

P = ParamSpec("P")
Page = Callable[Concatenate[ActorRequest, P], HttpResponse]


def _reader(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """A page for who may read; before the first edition it says what is missing."""

    @wraps(page)
    def shown(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return page(request, *args, **kwargs)
        except api.NoEdition:
            return render(request, "registry/no_edition.html")

    return actor_required(require_safe(shown), roles=roles_with(Ability.READ))


@_reader
def index(request: ActorRequest) -> HttpResponse:
    """The bodies of the day, filtered, in protocol order."""
    at, known = as_of(request), organisation.in_force()
    words = words_of(known.rules)
    form = BodyFilter(request.GET, words=words)
    typed = request.GET.get("after", "")
    after = int(typed) if typed.isdecimal() and len(typed) < 7 else 0
    page = api.listed(form.wanted(), on=at.day, rules=known.rules, after=after, limit=PAGE)
    note_read(request, "registry.index")
    rows = [
        {
            "body": body,
            "url": at.url("body", code=body.code),
            "kind": words.kinds.get(body.kind, body.kind),
            "side": words.sides.get(body.side, body.side),
            "when": when(body.period),
            "mark": knowledge(body.state),
        }
        for body in page.bodies
    ]
    context = {"form": form, "rows": rows, "after": page.after, "known": known, "links": _links(at, known)}
    return render(request, "registry/index.html", context)


def _links(at: AsOf, known: organisation.InForce, current: str = "") -> tuple[Tab, ...]:
    """The pages of the registry beside each other."""
    lines = words_of(known.rules).lines
    return (
        Tab(label=gettext("Danh mục"), url=at.url("index"), current=current == ""),
        *(
            Tab(label=label, url=at.url("tree", line=line.value), current=current == line.value)
            for line, label in lines.items()
        ),
        Tab(label=gettext("Cơ quan phối hợp"), url=at.url("partners"), current=current == "partners"),
        Tab(label=gettext("Mâu thuẫn"), url=at.url("contradictions"), current=current == "contradictions"),
    )


@_reader
def body(request: ActorRequest, code: str) -> HttpResponse:
    """One body: what it is, and its past, present or future as seen from the day."""
    at = as_of(request)
    facts = _facts_of(code, at)
    if facts is None:
        raise Http404
    words = words_of(facts.in_force.rules)
    found = sections(facts, at=at, words=words)
    asked = request.GET.get("thoi", "")
    chosen = Tense(asked) if asked in set(Tense) else Tense.NOW
    note_read(request, "registry.body", f"body:{code}")
    context = {
        "body": facts.body,
        "kind": words.kinds.get(facts.body.kind, facts.body.kind),
        "mark": knowledge(facts.body.state),
        "facts": identity(facts, words),
        "tabs": tabs(found, chosen=chosen, code=code, at=at),
        "section": found[chosen],
        "alive": facts.body.alive(at.day),
        "day": at.day,
        "heirs": _heirs(facts, at),
        "index_url": at.url("index"),
    }
    return render(request, "registry/body.html", context)


def _facts_of(code: str, at: AsOf) -> BodyFacts | None:
    known = organisation.in_force()
    lines, changes = organisation.lines_at(code), organisation.lineage_at(code)
    ends = {end for line in lines for end in (line.child, line.parent)}
    ends |= {end for fact in changes for end in (fact.predecessor, fact.successor) if end is not None}
    near = organisation.around(code, ends, at.day)
    if code not in near.bodies:
        return None
    ordered = in_protocol_order(near.bodies.values(), rules=known.rules)
    return BodyFacts(
        body=near.bodies[code],
        names=near.names,
        lines=lines,
        lineage=changes,
        posts=api.posts_of(code),
        others={other.code: other for other in ordered},
        elsewhere=near.elsewhere,
        in_force=known,
    )


def _heirs(facts: BodyFacts, at: AsOf) -> list[Tab]:
    """Links to those that directly took over from a body that is over on the day."""
    if facts.body.alive(at.day):
        return []
    took = [
        fact.successor for fact in facts.lineage if fact.predecessor == facts.body.code and fact.on <= at.day
    ]
    known = [facts.others[code] for code in took if code is not None and code in facts.others]
    return [Tab(label=heir.name, url=at.url("body", code=heir.code)) for heir in known]


@_reader
def tree(request: ActorRequest, line: str) -> HttpResponse:
    """All bodies of the day on one line, as a tree that folds."""
    if line not in set(LineKind):
        raise Http404
    at, known = as_of(request), organisation.in_force()
    branches = api.tree(LineKind(line), on=at.day, words=known.rules)
    note_read(request, "registry.tree", f"line:{line}")
    context = {
        "title": words_of(known.rules).lines.get(LineKind(line), line),
        "nodes": [_node(branch, at, level=0) for branch in branches],
        "links": _links(at, known, line),
        "known": known,
    }
    return render(request, "registry/tree.html", context)


def _node(branch: Branch, at: AsOf, *, level: int) -> Node:
    return Node(
        label=branch.body.name,
        url=at.url("body", code=branch.body.code),
        note=gettext("cần xác nhận") if _doubtful(branch) else "",
        children=tuple(_node(below, at, level=level + 1) for below in branch.below),
        open=level < OPEN_LEVELS,
    )


def _doubtful(branch: Branch) -> bool:
    states = (branch.body.state, branch.line.state if branch.line is not None else branch.body.state)
    return Knowledge.TO_CONFIRM in states


@_reader
def partners(request: ActorRequest) -> HttpResponse:
    """Who coordinates with the home agency on the day, since when, and whose work they carry on."""
    at, known = as_of(request), organisation.in_force()
    rows = partner_rows(known, at)
    note_read(request, "registry.partners")
    context = {"rows": rows, "day": at.day, "links": _links(at, known, "partners"), "known": known}
    return render(request, "registry/partners.html", context)


@_reader
def contradictions(request: ActorRequest) -> HttpResponse:
    """What in the register cannot all be true."""
    at, known = as_of(request), organisation.in_force()
    found = shown_refusals(api.contradictions(known.rules), lang="en" if in_english() else "vi")
    note_read(request, "registry.contradictions")
    context = {"found": found, "links": _links(at, known, "contradictions"), "known": known}
    return render(request, "registry/contradictions.html", context)
