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
    """A programme. `body`: who drew it up; `stage`: how far it is now, `stages`: since when each (JSON).

    `meeting`, `signing`, `issuing`: as stated, canonical JSON, empty without; `drafters`: the persons (JSON).
    """

    programme = models.CharField(max_length=ULID, primary_key=True)
    title = models.TextField()
    folded = models.TextField()
    stage = models.CharField(max_length=20)
    stages = models.TextField()
    document_date = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    text = models.CharField(max_length=ULID, db_index=True)
    sha256 = models.CharField(max_length=64)
    meeting = models.TextField(blank=True)
    signing = models.TextField(blank=True)
    issuing = models.TextField(blank=True)
    body = models.CharField(max_length=BODY)
    drafters = models.TextField()

    class Meta:
        """Listed by the day of the document, the latest first."""

        indexes: ClassVar = [
            models.Index(fields=["-document_date", "-programme"], name="programme_latest"),
            models.Index(fields=["-recorded_at"], name="programme_recorded"),
        ]


class Asked(Recorded):
    """A body that was asked for its opinion on a draft (`asked_on` empty: it answered unasked).

    The opinion, as far as there is one: `tasks` is its list as stated (JSON); `on_paper`: typed from its
    letter by another body. Origin: the opinion, else the last question.
    """

    programme = models.CharField(max_length=ULID)
    body = models.CharField(max_length=BODY)
    asked_on = models.DateField(null=True)
    until = models.DateField(null=True)
    number = models.TextField(blank=True)
    opinion = models.CharField(max_length=ULID, blank=True)
    verdict = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    tasks = models.TextField(blank=True)
    signer = models.TextField(blank=True)
    given_on = models.DateField(null=True)
    paper_number = models.TextField(blank=True)
    paper_date = models.DateField(null=True)
    on_paper = models.BooleanField(default=False)

    class Meta:
        """One row per body; found by programme and by body."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "body"], name="asked_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "programme"], name="asked_of_body")]


class Task(Recorded):
    """A task: what never changes, and its wording as it stands in the end. `original_ends`: when issued."""

    task = models.CharField(max_length=ULID, primary_key=True)
    programme = models.CharField(max_length=ULID, db_index=True)
    number = models.PositiveIntegerField()
    text = models.TextField()
    assigned_on = models.DateField(null=True)
    original_ends = models.DateField(null=True)
    body = models.CharField(max_length=BODY)


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


class Version(OfTask):
    """What a task says over some days. `duties`, `basis`, `evidence`: as stated, canonical JSON.

    `version`: task and number; `folded` is what is searched; `ends`: what counts as its end.
    """

    version = models.CharField(max_length=ULID + 10, primary_key=True)
    text = models.TextField()
    folded = models.TextField()
    duties = models.TextField()
    basis = models.TextField()
    evidence = models.TextField(blank=True)
    product = models.TextField(blank=True)
    level = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    rhythm = models.CharField(max_length=20, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    original_ends = models.DateField(null=True)
    suspended = models.BooleanField(default=False)
    dropped = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    body = models.CharField(max_length=BODY)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)


class Standing(OfTask):
    """How a task stood over some days, with what a programme's table sorts and filters by.

    `state`: all who do it together; `states`, `covered_each`: duty by duty (domain.timeline.written);
    `course`: what time means for it (domain.status.Course); `covered`, `since`: as in TaskView.
    """

    version = models.ForeignKey(
        Version, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False
    )
    programme = models.CharField(max_length=ULID)
    number = models.PositiveIntegerField()
    course = models.CharField(max_length=12)
    ends = models.DateField(null=True)
    state = models.CharField(max_length=10)
    covered = models.DateField(null=True)
    states = models.TextField(blank=True)
    covered_each = models.TextField(blank=True)
    since = models.DateField(null=True)
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
                fields=["programme", "course", "state", "ends", "covered", "valid_from", "valid_to"],
                name="standing_counted",
            ),
        ]


class Duty(OfTask):
    """The part of one body in a task and how it stood over some days; `position`: of the stated duty.

    `ends`: its own, else that of the task; `course`, `covered`: as of a standing.
    """

    programme = models.CharField(max_length=ULID)
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=20)
    body = models.CharField(max_length=BODY)
    course = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    ends = models.DateField(null=True)
    covered = models.DateField(null=True)
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


class Amended(Recorded):
    """A change of a task. `order`: its place among the changes, from 1; `before`, `after`: see AmendmentView.

    `body`: who approved it.
    """

    task = models.ForeignKey(Task, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    order = models.PositiveIntegerField()
    amendment = models.CharField(max_length=ULID, db_index=True)
    change = models.CharField(max_length=20)
    reason = models.TextField()
    on = models.DateField(null=True)
    drafting = models.BooleanField(default=False)
    body = models.CharField(max_length=BODY)
    signer = models.TextField(blank=True)
    paper_number = models.TextField(blank=True)
    paper_date = models.DateField(null=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    duties_before = models.TextField(blank=True)
    duties_after = models.TextField(blank=True)

    class Meta:
        """Read in their order."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "order"], name="amended_once"),
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
    `attachments`, `judges`: as stated, canonical JSON. `result*`, `judgement`: what was said of it last.
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
    difficulties = models.TextField(blank=True)
    proposals = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    attachments = models.TextField()
    way = models.CharField(max_length=10)
    judges = models.TextField()
    judgement = models.CharField(max_length=ULID, blank=True)
    result = models.CharField(max_length=10, blank=True)
    result_by = models.CharField(max_length=BODY, blank=True)
    result_words = models.TextField(blank=True)
    result_on = models.DateField(null=True)

    class Meta:
        """Read lately first."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "order"], name="progress_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["-recorded_at"], name="progress_lately")]


class Work(Recorded):
    """A part of a task in the hands of somebody inside an agency, over some days.

    `order`: its place among the handings of the part, from 1; `handing`: its id. `agency`: the body inside
    which it happens. `seat`: post and person as one word, empty for the tray; `ends`: the internal end,
    half-open.
    """

    task = models.ForeignKey(Task, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    order = models.PositiveIntegerField()
    body = models.CharField(max_length=BODY)
    agency = models.CharField(max_length=BODY)
    handing = models.CharField(max_length=ULID)
    post = models.CharField(max_length=BODY, blank=True)
    person = models.CharField(max_length=BODY, blank=True)
    seat = models.CharField(max_length=2 * BODY + 1, blank=True)
    ends = models.DateField(null=True)
    note = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        """Found by desk and by part."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "order"], name="work_once")]
        indexes: ClassVar = [
            models.Index(fields=["seat", "valid_to"], name="work_of_seat"),
            models.Index(fields=["task", "body", "valid_to"], name="work_of_part"),
        ]


class GridDraft(models.Model):
    """A programme being typed in a grid. `draft` is the id of the programme to be; `body`: whose it is.

    `content`: JSON of domain.grid.Grid, `planned`: of what it means (domain.grid_plan.Planned), `before`: of
    the grid before the last step that can be taken back, empty without one. `version` grows with every
    change, so that of two people on one draft the second is told.
    """

    keep: ClassVar[Keep] = Keep.LOCAL
    draft = models.CharField(max_length=ULID, primary_key=True)
    body = models.CharField(max_length=BODY)
    version = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    rows = models.PositiveIntegerField()
    content = models.TextField()
    planned = models.TextField()
    before = models.TextField(blank=True)
    changed_by = models.CharField(max_length=BODY)
    changed_by_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        """Listed by agency, the latest begun first."""

        indexes: ClassVar = [models.Index(fields=["body", "-draft"], name="grid_latest")]
