from __future__ import annotations

import pytest

from phoihop.registry.domain.protocol import in_protocol_order, unit_of
from tests.registry.registers import HOME, body, shipped_register


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("P-31-BTC.v2", 31),
        ("M-17", 17),
        ("S-318", 318),
        ("P-148-QS", 148),
        ("M-QK3-CT", None),
        ("MP-QK3", None),
        ("S-VN", None),
        ("S-1234", None),
    ],
)
def test_the_administrative_number_in_a_code(code: str, unit: int | None) -> None:
    assert unit_of(code) == unit


def test_the_home_agency_comes_first_then_kinds_then_localities_by_number() -> None:
    register = shipped_register()
    wanted = ["P-37-BTC", "P-17", "P-17-BTC", "S-17", "M-QK3", HOME, "P-TW"]
    listed = in_protocol_order((register.bodies[code] for code in wanted), rules=register.rules)
    assert [b.code for b in listed] == [HOME, "P-TW", "M-QK3", "P-17", "P-17-BTC", "P-37-BTC", "S-17"]


def test_a_kind_without_a_place_comes_last() -> None:
    rules = shipped_register().rules
    listed = in_protocol_order((body("X", kind="moi"), body("Y", kind="huyen")), rules=rules)
    assert [b.code for b in listed] == ["Y", "X"]
