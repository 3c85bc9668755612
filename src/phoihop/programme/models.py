"""Tables of programmes: projections of their acts. No behaviour; keys only between rows of the same task.

`valid_from`, `valid_to`: half-open days in which the row holds, empty: unbounded. `ledger`, `epoch`, `place`,
`leaf`: the act that made the row.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from phoihop.kernel.keep import Keep

ULID = 26
BODY = 60


class Recorded(models.Model):
    """What every row says about its origin."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    subject = models.CharField(max_length=200, db_index=True)
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    place = models.PositiveBigIntegerField()
    leaf = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        """No table of its own."""

        abstract = True


class Programme(Recorded):
    """A programme. `meeting`: its statement as canonical JSON, empty without one; `body`: who drew it up."""

    programme = models.CharField(max_length=ULID, primary_key=True)
    title = models.TextField()
    folded = models.TextField()
    stage = models.CharField(max_length=20)
    document_date = models.DateField(null=True)
    text = models.CharField(max_length=ULID, db_index=True)
    sha256 = models.CharField(max_length=64)
    meeting = models.TextField(blank=True)
    body = models.CharField(max_length=BODY)

    class Meta:
        """Listed by the day of the document, the latest first."""

        indexes: ClassVar = [
            models.Index(fields=["-document_date", "-programme"], name="programme_latest"),
            models.Index(fields=["-recorded_at"], name="programme_recorded"),
        ]


class Task(Recorded):
    """A task. `duties`, `basis`, `evidence`: as stated, canonical JSON; `folded` is what is searched."""

    task = models.CharField(max_length=ULID, primary_key=True)
    programme = models.CharField(max_length=ULID, db_index=True)
    number = models.PositiveIntegerField()
    text = models.TextField()
    folded = models.TextField()
    duties = models.TextField()
    basis = models.TextField()
    evidence = models.TextField(blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    assigned_on = models.DateField(null=True)


class OfTask(models.Model):
    """A row that stands beside a task. The key is no constraint: a report may be here before its task."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    subject = models.CharField(max_length=200, db_index=True)
    task = models.ForeignKey(
        Task, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False
    )

    class Meta:
        """No table of its own."""

        abstract = True


class Standing(OfTask):
    """How a task stood over some days, with what a programme's table sorts and filters by.

    `state`: all duties together; `states`: each of them (domain.timeline.written).
    """

    programme = models.CharField(max_length=ULID)
    number = models.PositiveIntegerField()
    ends = models.DateField(null=True)
    state = models.CharField(max_length=10)
    states = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        """In the order of the text, in the order of the last days, and counted by state."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "valid_from"], name="standing_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "number", "task"], name="standing_in_text"),
            models.Index(fields=["programme", "ends", "number"], name="standing_by_end"),
            models.Index(
                fields=["programme", "state", "ends", "valid_from", "valid_to"], name="standing_counted"
            ),
        ]


class Duty(OfTask):
    """The part of one body in a task and how it stood over some days; `position`: of the stated duty."""

    programme = models.CharField(max_length=ULID)
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=20)
    body = models.CharField(max_length=BODY)
    state = models.CharField(max_length=10)
    ends = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        """One row per body, role and stretch of days."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "role", "body", "valid_from"], name="duty_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "role", "body", "valid_from", "valid_to"], name="duty_counted"),
            models.Index(fields=["body", "state", "ends"], name="duty_of_body"),
        ]


class Ground(OfTask):
    """An instrument that a task rests on; `key`: its id in the catalogue, else its label."""

    programme = models.CharField(max_length=ULID)
    position = models.PositiveIntegerField()
    key = models.TextField()
    label = models.TextField()

    class Meta:
        """Counted by instrument."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "position"], name="ground_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "key", "label"], name="ground_counted")]


class Progress(Recorded):
    """A report of a body. `order`: its place among the reports of the task, from 1.

    `paper_number`, `paper_date`: the paper it was recorded from; `for_other`: entered by another body.
    """

    task = models.ForeignKey(Task, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    order = models.PositiveIntegerField()
    report = models.CharField(max_length=ULID, db_index=True)
    body = models.CharField(max_length=BODY)
    state = models.CharField(max_length=10)
    reported_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    product_number = models.TextField(blank=True)
    product_date = models.DateField(null=True)
    signer = models.TextField(blank=True)
    paper_number = models.TextField(blank=True)
    paper_date = models.DateField(null=True)
    for_other = models.BooleanField(default=False)
    entered_body = models.CharField(max_length=BODY)

    class Meta:
        """Read lately first."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "order"], name="progress_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["-recorded_at"], name="progress_lately")]
