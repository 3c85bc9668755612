"""One command against one bare insert with its own commit; a rebuild against decoding and inserting."""

from __future__ import annotations

import msgspec

from bench.installation import open_toy_ledger, start
from bench.table import line, seconds

COMMANDS = 200
ACTS = 20_000
PER_COMMAND = 1_000


def main() -> None:
    """Print the two ledger rows of HOUSE section 11."""
    open_toy_ledger(start())
    _one_command()
    _rebuild()


def _one_command() -> None:
    from django.db import transaction

    from tests.ledger.conftest import put
    from tests.toy_room.models import BoardNote

    def insert() -> None:
        for number in range(COMMANDS):
            with transaction.atomic():
                BoardNote.objects.create(subject="bare:1", number=number, text="Một", by="M-TOY")

    def command() -> None:
        for number in range(COMMANDS):
            put("Một", board=f"board:{number}")

    base = seconds(insert)
    ours = seconds(command)
    BoardNote.objects.filter(subject="bare:1").delete()
    line(
        "one command / one insert with its own commit",
        ours=ours / COMMANDS,
        base=base / COMMANDS,
        budget="≤ 4x",
    )


def _rebuild() -> None:
    from django.db import transaction

    from phoihop.ledger.api import rebuild, verify_node
    from phoihop.ledger.domain.types import Envelope
    from phoihop.ledger.models import Act
    from tests.ledger.conftest import put_many
    from tests.toy_room.board import NOTE_PUT
    from tests.toy_room.models import BoardNote

    for start_at in range(0, ACTS, PER_COMMAND):
        put_many(range(start_at, start_at + PER_COMMAND))

    decoder = msgspec.json.Decoder(Envelope)

    def decode_and_insert() -> None:
        with transaction.atomic():
            acts = Act.objects.filter(kind=NOTE_PUT.name).values_list("envelope", "vault__body")
            rows = []
            for envelope, body in acts.iterator(PER_COMMAND):
                act = decoder.decode(envelope.encode())
                note = NOTE_PUT.read(body.encode())
                rows.append(
                    BoardNote(subject=act.subjects[0], number=1, text=note.text, by=act.decided_by.body)
                )
            BoardNote.objects.bulk_create(rows, batch_size=PER_COMMAND)
            transaction.set_rollback(True)

    base = seconds(decode_and_insert, rounds=3)
    ours = seconds(rebuild, rounds=3)
    line(f"rebuild of {Act.objects.count()} acts / decode and insert", ours=ours, base=base, budget="≤ 8x")
    line("verify of the same / decode and insert", ours=seconds(verify_node, rounds=3), base=base, budget="–")


if __name__ == "__main__":
    main()
