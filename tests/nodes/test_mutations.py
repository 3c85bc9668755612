"""The simulation would notice: each decision of the core, taken out of its real source, makes it fail.

The list is the one of docs/spec/ledger.md section 11.
"""

from __future__ import annotations

import types
from collections.abc import Mapping

import pytest

from phoihop.ledger import admission, fold, seal
from tests.nodes.cores import mutant
from tests.nodes.oracle import SEEN
from tests.nodes.simulation import World

SEEDS = 60

MUTATIONS: dict[str, tuple[types.ModuleType, Mapping[str, str]]] = {
    "the order ignores the height": (
        fold,
        {
            "return (envelope.height, envelope.ledger, envelope.epoch, envelope.index)": (
                "return (0, envelope.ledger, envelope.epoch, envelope.index)"
            )
        },
    ),
    "acts of one height stand in the order of arrival": (
        fold,
        {
            "return (envelope.height, envelope.ledger, envelope.epoch, envelope.index)": (
                "return (envelope.height, '', 0, 0)"
            )
        },
    ),
    "acts stand in the order of arrival": (
        fold,
        {
            "known = sorted(acts, key=lambda act: own_key(act.envelope))": "known = list(acts)",
            "standing.sort(key=lambda act: (fold_key(act.envelope), own_key(act.envelope)))": "",
        },
    ),
    "acts stand in the order of the clock": (
        fold,
        {
            "return (envelope.height, envelope.ledger, envelope.epoch, envelope.index)": (
                "return (envelope.recorded_at, envelope.ledger, envelope.epoch, envelope.index)"
            )
        },
    ),
    "a correction stands at its own place": (
        fold,
        {"return min(replaced, default=own_key(envelope))": "return own_key(envelope)"},
    ),
    "what was corrected goes on counting": (
        fold,
        {"gone = outdone.union(latest)": "gone = outdone"},
    ),
    "two corrections of one act both count": (
        fold,
        {"gone = outdone.union(latest)": "gone = set(latest)"},
    ),
    "a redaction clears nothing": (
        fold,
        {
            'return tuple(target_of(r) for r in envelope.refs if r.role == "redacts"': (
                'return tuple(target_of(r) for r in envelope.refs if r.role == "nothing"'
            )
        },
    ),
    "nothing waits for what it builds on": (
        admission,
        {"if missing or not kinds.knows(envelope):": "if not kinds.knows(envelope):"},
    ),
    "an act of an unknown kind does not wait": (
        admission,
        {"if missing or not kinds.knows(envelope):": "if missing:"},
    ),
    "redacted content is taken in again": (
        admission,
        {"return not cleared and len(salt)": "return len(salt)"},
    ),
    "another leaf at a known place is not noticed": (
        admission,
        {"if known[offset] != leaves[offset]:": "if False:"},
    ),
    "a gap is not noticed": (admission, {"if first.index > size:": "if False:"}),
    "the height does not count what the act builds on": (
        seal,
        {"max([slot.last_height, *(ref.height for ref in refs)])": "slot.last_height"},
    ),
    "the height does not count the act before it": (
        seal,
        {
            "max([slot.last_height, *(ref.height for ref in refs)])": (
                "max([0, *(ref.height for ref in refs)])"
            )
        },
    ),
    "an act does not refer to what its author saw": (
        seal,
        {"for subject in named if subject in heads)": "for subject in ())"},
    ),
    "a correction names only the act it corrects": (
        seal,
        {"refs.update(targets[place].replaced)": "pass"},
    ),
    "a redaction waits like any other act": (
        seal,
        {"if not proposal.redacts:": "if True:"},
    ),
    "two restores of one backup take the same epoch": (
        seal,
        {"return latest + 1 + int.from_bytes(entropy[:3]) % EPOCH_STEP": "return latest + 1"},
    ),
}


@pytest.mark.parametrize("broken", MUTATIONS)
def test_the_simulation_fails_when(broken: str) -> None:
    core = mutant(*MUTATIONS[broken])
    for seed in range(SEEDS):
        try:
            World(seed, 2 + seed % 3, core=core).run(80)
        except SEEN:
            return
    pytest.fail(f"{SEEDS} seeds passed although {broken}")


def test_a_mutation_that_no_longer_applies_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 times"):
        mutant(fold, {"a passage that is not there": ""})
