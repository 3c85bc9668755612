"""Persons, posts, tenures.

Rights are read here: only what the registry ledger states, on the day asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from phoihop.access.domain.types import EndedPost, Holding, Role
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.registry.acts import Appointment, Departure
from phoihop.registry.domain.types import PostView, TenureView
from phoihop.registry.models import Body, BodyName, Person, Post, Tenure
from phoihop.registry.queries.source import earliest_first, holds, ours


def person_names(ids: Iterable[str]) -> Mapping[str, str]:
    """Names of persons by id, unknown ids left out. One query."""
    return dict(ours(Person).filter(person__in=set(ids)).values_list("person", "name"))


def post_views(
    rows: Iterable[Post], *, holders: Mapping[str, tuple[TenureView, ...]]
) -> tuple[PostView, ...]:
    """Posts as values. The queries of `rows`."""
    return tuple(
        PostView(
            id=row.post,
            body=row.body,
            title=row.title,
            role=Role(row.role),
            order=row.order,
            period=Period(row.valid_from, row.valid_to),
            state=Knowledge(row.state),
            holders=holders.get(row.post, ()),
        )
        for row in rows
    )


def post(id_: str) -> PostView | None:
    """A post with all its tenures, None when unknown. Two queries."""
    rows = list(ours(Post).filter(post=id_))
    found = post_views(rows, holders=tenures_in([id_]))
    return found[0] if found else None


def posts_of(body: str) -> tuple[PostView, ...]:
    """The posts that a body ever had, in its order, each with all its tenures. Two queries."""
    rows = list(ours(Post).filter(body=body).order_by("order", "title", "post"))
    return post_views(rows, holders=tenures_in([row.post for row in rows]))


def held_posts(body: str) -> tuple[PostView, ...]:
    """The posts of a body that somebody ever held, in its order, each with all its tenures. One query.

    For pages that ask who sits where with every look; posts that were always vacant are left out.
    """
    posts = ours(Post).filter(body=body)
    post = posts.filter(post=OuterRef("post"))
    rows = (
        ours(Tenure)
        .filter(post__in=posts.values("post"))
        .annotate(
            post_title=Subquery(post.values("title")[:1]),
            post_role=Subquery(post.values("role")[:1]),
            post_order=Subquery(post.values("order")[:1]),
            post_state=Subquery(post.values("state")[:1]),
            post_from=Subquery(post.values("valid_from")[:1]),
            post_to=Subquery(post.values("valid_to")[:1]),
            person_name=Subquery(_name_of_person()),
        )
        .order_by("post_order", "post_title", "post", earliest_first(), "tenure")
    )
    found: dict[str, PostView] = {}
    for row in rows:
        known = found.get(row.post) or PostView(
            id=row.post,
            body=body,
            title=row.post_title,
            role=Role(row.post_role),
            order=row.post_order,
            period=Period(row.post_from, row.post_to),
            state=Knowledge(row.post_state),
        )
        tenure_of_row = _tenure_view(row, row.person_name)
        found[row.post] = replace(known, holders=(*known.holders, tenure_of_row))
    return tuple(found.values())


def all_posts() -> tuple[PostView, ...]:
    """All posts with all their tenures, for finding contradictions. Two queries."""
    rows = list(ours(Post).order_by("body", "order", "post"))
    return post_views(rows, holders=tenures_in([row.post for row in rows]))


def tenures_in(posts: Sequence[str]) -> Mapping[str, tuple[TenureView, ...]]:
    """All tenures of posts, by post, in the order of their first days. One query."""
    rows = ours(Tenure).filter(post__in=posts).order_by("post", earliest_first(), "tenure")
    found: dict[str, list[TenureView]] = {}
    for view in _tenure_views(rows):
        found.setdefault(view.post, []).append(view)
    return {post_id: tuple(tenures) for post_id, tenures in found.items()}


def tenure(id_: str) -> TenureView | None:
    """A tenure by id, None when unknown. One query."""
    return next(iter(_tenure_views(ours(Tenure).filter(tenure=id_))), None)


def _tenure_views(rows: QuerySet[Tenure]) -> tuple[TenureView, ...]:
    return tuple(
        _tenure_view(row, row.person_name) for row in rows.annotate(person_name=Subquery(_name_of_person()))
    )


def _name_of_person() -> QuerySet[Person, str]:
    return ours(Person).filter(person=OuterRef("person")).values_list("name", flat=True)[:1]


def _tenure_view(row: Tenure, person_name: str | None) -> TenureView:
    return TenureView(
        id=row.tenure,
        person=row.person,
        person_name=person_name or row.person,
        post=row.post,
        period=Period(row.valid_from, row.valid_to),
        how=Appointment(row.how),
        left=Departure(row.left) if row.left else None,
        state=Knowledge(row.state),
    )


def holdings(person: str, on: date) -> tuple[Holding, ...]:
    """The posts a person holds on a day: tenure, post and body must all hold then. One query."""
    body_alive = ours(Body).filter(holds(on), code=OuterRef("body"))
    body_name = ours(BodyName).filter(holds(on), body=OuterRef("body")).values("name")[:1]
    posts = ours(Post).filter(holds(on), post=OuterRef("post")).filter(Exists(body_alive))
    rows = (
        ours(Tenure)
        .filter(holds(on), person=person)
        .annotate(
            person_name=Subquery(ours(Person).filter(person=OuterRef("person")).values("name")[:1]),
            body=Subquery(posts.values("body")[:1]),
            title=Subquery(posts.values("title")[:1]),
            role=Subquery(posts.values("role")[:1]),
            order=Subquery(posts.values("order")[:1]),
            body_name=Subquery(posts.annotate(shown=Subquery(body_name)).values("shown")[:1]),
        )
        .filter(body__isnull=False, person_name__isnull=False)
        .order_by("body", "order", "post")
    )
    return tuple(
        Holding(
            person=row.person,
            person_name=row.person_name,
            post=row.post,
            post_title=row.title,
            body=row.body,
            body_name=row.body_name or row.body,
            role=Role(row.role),
        )
        for row in rows
    )


def tenures_of(person: str) -> tuple[TenureView, ...]:
    """All tenures of a person in the order of their first days. One query."""
    return _tenure_views(ours(Tenure).filter(person=person).order_by(earliest_first(), "tenure"))


def last_ended(person: str, on: date) -> EndedPost | None:
    """The post of a person that ended last up to the day, None when none has. One query."""
    post = ours(Post).filter(post=OuterRef("post"))
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    latest = F("valid_from").desc(nulls_last=True)
    name = ours(BodyName).filter(begun, body=OuterRef("body")).order_by(latest)
    last = (
        ours(Tenure)
        .filter(person=person, valid_to__lte=on)
        .annotate(body=Subquery(post.values("body")[:1]), title=Subquery(post.values("title")[:1]))
        .annotate(body_name=Subquery(name.values("name")[:1]))
        .order_by("-valid_to", "tenure")
        .first()
    )
    if last is None or last.valid_to is None:
        return None
    return EndedPost(last.title or last.post, last.body_name or last.body or "", last.valid_to)


def posts_exist() -> bool:
    """Whether anybody could act already. One query."""
    return ours(Post).exists()


def titles_and_names(codes: Sequence[str]) -> Mapping[str, str]:
    """Titles of posts and names of persons by id, unknown ids left out. One query."""
    titles = ours(Post).filter(post__in=codes).values_list("post", "title")
    return dict(titles.union(ours(Person).filter(person__in=codes).values_list("person", "name")))
