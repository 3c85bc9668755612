"""The part of a restore that opens the restored databases: present form, check, new epochs."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections

from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.ledger.acts import EPOCH_OPENED
from phoihop.ledger.api import ledgers_here, next_epoch, open_epoch, verify_node
from phoihop.node.install import migrate, refuse_newer_data
from phoihop.node.keys import FileKeyRing
from phoihop.node.restore import NewEpoch, epoch_reason


def open_restored(made_at: datetime) -> Decision[tuple[NewEpoch, ...]]:
    """Bring restored databases to the present form, check every act, open new epochs, end all sessions.

    Refused: `node.data_newer` (written by a later version), `node.restore_unsound`.
    """
    if newer := refuse_newer_data():
        return newer
    migrate()
    findings = verify_node().findings
    if findings:
        return refuse("node.restore_unsound", faults=len(findings))
    opened = _open_epochs(epoch_reason(made_at))
    Session.objects.all().delete()
    connections.close_all()
    return Accepted(opened)


def _open_epochs(reason: str) -> tuple[NewEpoch, ...]:
    ring, node = FileKeyRing(settings.HOME / "keys"), settings.NODE
    agencies = {node.registry_ledger: node.home_body} | {a.ledger: a.body for a in node.agency}
    present = {ledger for ledger, _ in ledgers_here()}
    opened: list[NewEpoch] = []
    for ledger in sorted(agencies.keys() & present):
        epoch = next_epoch(ledger)
        key = ring.create(ledger, epoch)
        acts = open_epoch(ledger, epoch=epoch, agency=agencies[ledger], key=key, reason=reason).acts
        stated = EPOCH_OPENED.read(acts[0].body)
        opened.append(NewEpoch(ledger, epoch, stated.previous_origin, stated.previous_size, key.text()))
    return tuple(opened)
