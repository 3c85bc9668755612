from __future__ import annotations

from typing import ClassVar

from django.db import models

from phoihop.kernel.keep import Keep


class BoardNote(models.Model):
    """One note of a board; `number` counts the notes that can be read."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    subject = models.CharField(max_length=200, db_index=True)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=200)
    by = models.CharField(max_length=60)
