"""Tables of the registry: projections of its acts. No behaviour, no keys between subjects.

Empty `valid_from`/`valid_to`: unbounded. `ledger`, `epoch`, `place`: the act that made the row. Every ledger
has rows of its own; queries read those of the registry ledger of the node.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from phoihop.kernel.keep import Keep


def _not_empty(name: str) -> models.CheckConstraint:
    """A period has at least one day."""
    open_end = Q(valid_from__isnull=True) | Q(valid_to__isnull=True)
    return models.CheckConstraint(condition=open_end | Q(valid_from__lt=F("valid_to")), name=name)


def _once(column: str, name: str) -> models.UniqueConstraint:
    """One row per ledger."""
    return models.UniqueConstraint(fields=[column, "ledger"], name=name)


class Stated(models.Model):
    """What every row of the registry says about its origin."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    subject = models.CharField(max_length=200, db_index=True)
    state = models.CharField(max_length=12)
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    place = models.PositiveBigIntegerField()

    class Meta:
        """No table of its own."""

        abstract = True


class Body(Stated):
    """A body; `name` is the one it was recorded with, all names stand in BodyName."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=60)
    side = models.CharField(max_length=20)
    unit = models.PositiveIntegerField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """Listed by kind and locality."""

        constraints: ClassVar = [_not_empty("body_not_empty"), _once("code", "body_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "unit", "code"], name="body_protocol")]


class BodyName(Stated):
    """An official name of a body and when it is used; `folded` is searched, `key` is compared."""

    body = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField(blank=True)

    class Meta:
        """Names do not overlap: a later one ends the earlier."""

        constraints: ClassVar = [_not_empty("body_name_not_empty")]


class Line(Stated):
    """A line between two bodies."""

    child = models.CharField(max_length=60)
    parent = models.CharField(max_length=60)
    line = models.CharField(max_length=20)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """Read from both ends and as a whole tree."""

        constraints: ClassVar = [_not_empty("line_not_empty")]
        indexes: ClassVar = [
            models.Index(fields=["parent", "line"], name="line_below"),
            models.Index(fields=["child", "line"], name="line_above"),
            models.Index(fields=["line"], name="line_tree"),
        ]


class Lineage(Stated):
    """What became of a body on a day; `successor` NULL: nobody took its work over."""

    predecessor = models.CharField(max_length=60, db_index=True)
    successor = models.CharField(max_length=60, null=True, db_index=True)
    kind = models.CharField(max_length=20)
    day = models.DateField()
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)


class Person(Stated):
    """A person by name, nothing else."""

    person = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    sort_key = models.BinaryField()

    class Meta:
        """One name per person and ledger."""

        constraints: ClassVar = [_once("person", "person_once")]


class Post(Stated):
    """A post of a body; what it is for (`role`) gives its holder the rights."""

    post = models.CharField(max_length=60)
    body = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=300)
    role = models.CharField(max_length=20)
    order = models.PositiveIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        """In the order of the body's posts."""

        constraints: ClassVar = [_not_empty("post_not_empty"), _once("post", "post_once")]


class Tenure(Stated):
    """A person in a post; `left` is empty while the end is open or only foreseen."""

    tenure = models.CharField(max_length=60)
    person = models.CharField(max_length=60, db_index=True)
    post = models.CharField(max_length=60, db_index=True)
    how = models.CharField(max_length=20)
    left = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        """Overlaps are decided under the write lock, and shown when foreign acts bring them."""

        constraints: ClassVar = [_not_empty("tenure_not_empty"), _once("tenure", "tenure_once")]


class Edition(Stated):
    """An edition of the registry content that was loaded; the greatest number is in force."""

    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    day = models.DateField()
    known_from = models.DateField()
    known_until = models.DateField()
    sha256 = models.CharField(max_length=64)
    bodies = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()
    lineage = models.PositiveIntegerField()


class Rules(Stated):
    """Words, order of listing, class names and aliases of the edition in force, as canonical JSON."""

    home = models.CharField(max_length=60)
    body = models.TextField()
