"""Tables of norms: projections of its acts. No behaviour.

`ledger`, `epoch`, `place`: the act that made the row. Every ledger has rows of its own; queries read those of
the registry ledger of the node. Days: see acts.InstrumentRecorded; empty: not known.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from phoihop.kernel.keep import Keep


class Stated(models.Model):
    """What every row says about its origin."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    subject = models.CharField(max_length=200, db_index=True)
    state = models.CharField(max_length=12)
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    place = models.PositiveBigIntegerField()

    class Meta:
        """No table of its own."""

        abstract = True


class Instrument(Stated):
    """An instrument. `to_confirm`: fields between blanks; `sources`: one per line."""

    instrument = models.CharField(max_length=80)
    kind = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    session = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=300, blank=True)
    title = models.TextField(blank=True)
    date_from = models.DateField(null=True)
    date_to = models.DateField(null=True)
    begins_earliest = models.DateField(null=True)
    begins_latest = models.DateField(null=True)
    ends_earliest = models.DateField(null=True)
    ends_latest = models.DateField(null=True)
    to_confirm = models.CharField(max_length=200, blank=True)
    sources = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """One row per instrument and ledger."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "ledger"], name="instrument_once")
        ]


class Relation(Stated):
    """What an instrument does to another one (`target`), which need not be in the catalogue."""

    instrument = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=20)
    target = models.CharField(max_length=80, db_index=True)

    class Meta:
        """Said once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument", "kind", "target", "ledger"], name="norms_relation_once"
            )
        ]


class Edition(Stated):
    """An edition that was loaded; the greatest number is in force. `issuers`: canonical JSON."""

    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    day = models.DateField()
    known_until = models.DateField()
    sha256 = models.CharField(max_length=64)
    instruments = models.PositiveIntegerField()
    issuers = models.TextField()
