"""Tables of intake: texts and learned words (projections of acts), drafts (local: working copies)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from phoihop.intake.domain.learning import LONGEST_MEANS, LONGEST_WRITTEN
from phoihop.kernel.keep import Keep

ULID = 26
BODY = 60
FILE_NAME = 255
OPENING = 200
WRITTEN = LONGEST_WRITTEN
MEANS = LONGEST_MEANS


class Text(models.Model):
    """A text of an agency. `body`: whose it is; `opening`: its first words, for lists.

    `ledger`, `epoch`, `place`, `leaf`: the act that made the row.
    """

    keep: ClassVar[Keep] = Keep.PROJECTION
    text = models.CharField(max_length=ULID, primary_key=True)
    subject = models.CharField(max_length=200, db_index=True)
    body = models.CharField(max_length=BODY)
    person = models.CharField(max_length=BODY, blank=True)
    file_name = models.CharField(max_length=FILE_NAME, blank=True)
    how = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    characters = models.PositiveIntegerField()
    opening = models.CharField(max_length=OPENING)
    content = models.TextField()
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    place = models.PositiveBigIntegerField()
    leaf = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        """Listed by agency, the latest first; found by content when the same text comes again."""

        indexes: ClassVar = [
            models.Index(fields=["body", "-text"], name="text_latest"),
            models.Index(fields=["body", "sha256"], name="text_content"),
        ]


class Word(models.Model):
    """A way of writing that an agency has learned. `bodies`: codes, blanks between; `key`: to compare by.

    `withdrawn_at` None: it counts. `ledger`, `epoch`, `place`, `leaf`: the act that it was learned by.
    """

    keep: ClassVar[Keep] = Keep.PROJECTION
    word = models.CharField(max_length=ULID, primary_key=True)
    subject = models.CharField(max_length=200, db_index=True)
    body = models.CharField(max_length=BODY)
    person = models.CharField(max_length=BODY, blank=True)
    kind = models.CharField(max_length=10)
    written = models.CharField(max_length=WRITTEN)
    key = models.CharField(max_length=WRITTEN)
    means = models.CharField(max_length=MEANS, blank=True)
    bodies = models.TextField(blank=True)
    text = models.CharField(max_length=ULID, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    place = models.PositiveBigIntegerField()
    leaf = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        """Asked for by agency with every text that is read; found by its key when it is learned again."""

        indexes: ClassVar = [models.Index(fields=["body", "kind", "key"], name="word_of_agency")]


class Draft(models.Model):
    """What was read in a text and what people made of it. `draft` is the id of the programme to be.

    `content`, `marks`: JSON of domain.types.Draft and of its marks. `version` grows with every change, so
    that of two people on one draft the second is told.
    """

    keep: ClassVar[Keep] = Keep.LOCAL
    draft = models.CharField(max_length=ULID, primary_key=True)
    text = models.CharField(max_length=ULID, unique=True)
    version = models.PositiveIntegerField()
    content = models.TextField()
    marks = models.TextField()
    changed_by = models.CharField(max_length=BODY)
    changed_by_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
