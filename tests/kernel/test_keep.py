from __future__ import annotations

from phoihop.kernel.keep import Keep


def test_the_five_classes_of_tables() -> None:
    assert {keep.value for keep in Keep} == {"ledger", "projection", "local", "journal", "index"}
