"""Loading an edition is a decision: what is new, changed or gone becomes acts."""

from __future__ import annotations

import msgspec

from phoihop.kernel.decision import Accepted
from phoihop.ledger.domain.types import Coordinate, Valid
from phoihop.norms.acts import EDITION_LOADED, INSTRUMENT_RECORDED, INSTRUMENT_WITHDRAWN, InstrumentWithdrawn
from phoihop.norms.domain.content import EditionContent
from phoihop.norms.domain.edition import Stored, decide_load
from tests.norms.catalogues import shipped

LEDGER = "m-qk3-ct/registry"
SOME = shipped().instruments[:3]
CONTENT = EditionContent(edition=shipped().edition, instruments=SOME)


def place(index: int) -> Coordinate:
    return Coordinate(LEDGER, 1, index)


def test_a_first_edition_records_everything() -> None:
    acts = decide_load(CONTENT, ledger=LEDGER, recorded={}, sha256=None).value
    assert [(act.kind, act.subjects) for act in acts] == [
        (EDITION_LOADED, (f"norms_edition:{LEDGER}",)),
        *((INSTRUMENT_RECORDED, (f"instrument:{id_}",)) for id_, _ in SOME),
    ]


def test_the_same_edition_again_is_nothing() -> None:
    sha256 = CONTENT.edition.sha256
    assert decide_load(CONTENT, ledger=LEDGER, recorded={}, sha256=sha256) == Accepted(())


def test_a_later_edition_supersedes_what_changed_and_withdraws_what_is_gone() -> None:
    (first, one), (second, two), (_, three) = SOME
    recorded = {
        first: Stored(one, place(1)),
        second: Stored(msgspec.structs.replace(two, title="khác"), place(2)),
        "gone-2001": Stored(three, place(3)),
    }
    content = EditionContent(edition=CONTENT.edition, instruments=SOME[:2])
    acts = decide_load(content, ledger=LEDGER, recorded=recorded, sha256="before").value
    assert [(act.kind.name, act.subjects, act.supersedes) for act in acts] == [
        (EDITION_LOADED.name, (f"norms_edition:{LEDGER}",), ()),
        (INSTRUMENT_RECORDED.name, (f"instrument:{second}",), (place(2),)),
        (INSTRUMENT_WITHDRAWN.name, ("instrument:gone-2001",), (place(3),)),
    ]
    assert acts[2].payload == InstrumentWithdrawn(CONTENT.edition.name)


def test_the_envelope_says_when_it_is_in_force_only_as_far_as_both_days_are_known() -> None:
    wanted = {"132-qd-tw-2018", "59-qd-tw-2016", "104-qd-qutw", "332-qd-tw-2025"}
    some = tuple(entry for entry in shipped().instruments if entry[0] in wanted)
    content = EditionContent(edition=CONTENT.edition, instruments=some)
    acts = decide_load(content, ledger=LEDGER, recorded={}, sha256=None).value
    assert {act.subjects[0]: act.valid for act in acts[1:]} == {
        "instrument:104-qd-qutw": Valid(None, None),
        "instrument:132-qd-tw-2018": Valid("2018-03-08", "2023-10-04"),
        "instrument:332-qd-tw-2025": Valid(None, None),
        "instrument:59-qd-tw-2016": Valid("2016-12-22", None),
    }
