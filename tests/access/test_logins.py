from __future__ import annotations

import pytest

from phoihop.access.domain.logins import is_login, login_key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        pytest.param("lan.nguyen", "lan.nguyen", id="as it is"),
        pytest.param("  Lan.Nguyen ", "lan.nguyen", id="capitals and spaces around"),
        pytest.param("ｌａｎ", "lan", id="wide letters of an input method"),
    ],
)
def test_a_name_has_one_spelling(typed: str, key: str):
    assert login_key(typed) == key


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("lan", True),
        ("lan.nguyen-2_x", True),
        ("2lan", True),
        ("a" * 60, True),
        ("a" * 61, False),
        ("la", False),
        (".lan", False),
        ("Lan", False),
        ("lan nguyen", False),
        ("lân", False),
        ("lan\n", False),
        ("", False),
    ],
)
def test_a_name_is_3_to_60_plain_letters_figures_and_marks(name: str, allowed: bool):
    assert is_login(name) is allowed
