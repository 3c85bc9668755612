"""Tables of the ledger. Only constraints here; what they mean: docs/spec/ledger.md section 7."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from phoihop.kernel.keep import Keep


class Act(models.Model):
    """One leaf of one ledger epoch. Append-only. `envelope` is NULL when only the leaf was handed over.

    `arrival` counts what this node learned in which order, `sealed_here` says that this node wrote the act;
    neither is part of any proof.
    """

    keep: ClassVar[Keep] = Keep.LEDGER
    arrival = models.BigAutoField(primary_key=True)
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    index = models.PositiveBigIntegerField()
    leaf = models.CharField(max_length=64)
    act_id = models.CharField(max_length=26, null=True)
    kind = models.CharField(max_length=80, null=True)
    height = models.PositiveBigIntegerField(null=True)
    batch = models.CharField(max_length=26, null=True)
    envelope = models.TextField(null=True)
    received_at = models.DateTimeField()
    sealed_here = models.BooleanField(default=False)

    class Meta:
        """One leaf per place, one act per id of a ledger."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "epoch", "index"], name="act_place_once"),
            models.UniqueConstraint(fields=["ledger", "act_id"], name="act_id_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["height", "ledger", "epoch", "index"], name="act_replay_order"),
            models.Index(fields=["batch"], name="act_batch"),
            models.Index(
                fields=["ledger", "-arrival"], condition=models.Q(sealed_here=True), name="act_sealed_here"
            ),
        ]


class VaultEntry(models.Model):
    """Salt and content of an act. May be deleted only where a redaction act says so (trigger)."""

    keep: ClassVar[Keep] = Keep.LEDGER
    act = models.OneToOneField(Act, on_delete=models.DO_NOTHING, primary_key=True, related_name="vault")
    salt = models.CharField(max_length=64)
    body = models.TextField()


class Clearance(models.Model):
    """A place whose content a redaction act of its own ledger has cleared. Written with that act."""

    keep: ClassVar[Keep] = Keep.LEDGER
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    index = models.PositiveBigIntegerField()
    by_act = models.ForeignKey(Act, on_delete=models.DO_NOTHING, related_name="clearances")

    class Meta:
        """One clearance per place and act."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "epoch", "index", "by_act"], name="clearance_once"),
        ]


class Checkpoint(models.Model):
    """A signed note over size and root of one ledger epoch. Append-only."""

    keep: ClassVar[Keep] = Keep.LEDGER
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    note = models.TextField()

    class Meta:
        """One checkpoint per size."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "epoch", "size"], name="checkpoint_size_once"),
        ]


class TreeHead(models.Model):
    """How far one ledger epoch has grown: size, frontier, height of its last act."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    last_height = models.PositiveBigIntegerField()
    frontier = models.TextField()

    class Meta:
        """One head per ledger epoch."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "epoch"], name="tree_head_once"),
        ]


class TileRow(models.Model):
    """A full tile of 256 hashes (hex), for proofs over large ledgers."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    ledger = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    hashes = models.TextField()

    class Meta:
        """One tile per place."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "epoch", "level", "number"], name="tile_once"),
        ]


class SubjectAct(models.Model):
    """Which acts count for which subject: the input of every fold."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    subject = models.CharField(max_length=200)
    act = models.ForeignKey(Act, on_delete=models.DO_NOTHING, related_name="subjects")
    height = models.PositiveBigIntegerField()

    class Meta:
        """One row per subject and act."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "act"], name="subject_act_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "-height"], name="subject_latest")]


class WaitingAct(models.Model):
    """An act that is stored but takes part in no fold: what it waits for, or what is wrong with it."""

    keep: ClassVar[Keep] = Keep.PROJECTION
    act = models.ForeignKey(Act, on_delete=models.DO_NOTHING, related_name="waits")
    reason = models.CharField(max_length=20)
    on_ledger = models.CharField(max_length=80, blank=True)
    on_epoch = models.PositiveIntegerField(default=0)
    on_index = models.PositiveBigIntegerField(default=0)

    class Meta:
        """One row per act and missing place."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["act", "on_ledger", "on_epoch", "on_index"], name="waiting_act_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["on_ledger", "on_epoch", "on_index"], name="waiting_on")]
