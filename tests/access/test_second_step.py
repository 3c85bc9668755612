from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.access.domain.second_step import (
    CARD_DIGITS,
    CardState,
    Factors,
    enrolment_uri,
    matching_step,
    shown_code,
    steps_at,
    typed_code,
)

AT = datetime(2026, 11, 23, 1, 0, 10, tzinfo=UTC)
CODES = {9: "111111", 10: "222222", 11: "333333"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("4821 9037", "48219037", id="as printed"),
        pytest.param(" 4821-9037 ", "48219037", id="with a hyphen"),
        pytest.param("４８２１", "4821", id="full-width figures of an input method"),
        pytest.param("4821\u00a09037", "48219037", id="a space that does not break"),
        pytest.param("48l1 9037", "", id="a letter"),
        pytest.param("", "", id="nothing"),
        pytest.param("٤٨٢١", "", id="figures of another script"),
        pytest.param("²²²²²²", "222222", id="raised figures are figures"),
    ],
)
def test_what_is_typed_counts_by_its_figures(typed: str, code: str):
    assert typed_code(typed) == code


@given(st.from_regex(rf"[0-9]{{{CARD_DIGITS}}}", fullmatch=True))
def test_a_printed_code_is_read_again(code: str):
    assert typed_code(shown_code(code)) == code


@pytest.mark.parametrize(
    ("code", "last", "step"),
    [
        pytest.param("222222", -1, 10, id="the code of this step"),
        pytest.param("111111", -1, 9, id="the code of the step before"),
        pytest.param("333333", -1, 11, id="the code of the next step"),
        pytest.param("444444", -1, None, id="no code at all"),
        pytest.param("222222", 10, None, id="the same code again"),
        pytest.param("111111", 10, None, id="an earlier code after a later one"),
        pytest.param("333333", 10, 11, id="a later code"),
        pytest.param("22222", -1, None, id="a part of a code"),
    ],
)
def test_a_code_is_right_once_and_in_order(code: str, last: int, step: int | None):
    assert matching_step(code, expected=CODES, last=last) == step


def test_of_two_steps_with_the_same_code_the_unused_one_counts():
    assert matching_step("1", expected={1: "1", 2: "1"}, last=1) == 2


def test_three_steps_of_half_a_minute_are_right_at_a_moment():
    middle = int(AT.timestamp()) // 30
    assert list(steps_at(AT)) == [middle - 1, middle, middle + 1]
    assert steps_at(AT + timedelta(seconds=19)) == steps_at(AT)
    assert steps_at(AT + timedelta(seconds=20)) != steps_at(AT)


@pytest.mark.parametrize(("left", "few"), [(6, False), (5, True), (0, True)])
def test_at_five_codes_it_is_time_for_a_new_card(left: int, few: bool):
    assert CardState(1, AT, None, left).few is few


def test_a_card_that_is_used_up_still_asks_for_a_code():
    assert Factors(CardState(1, AT, None, 0), authenticator=False).any
    assert not Factors(None, authenticator=False).any


def test_the_address_for_an_authenticator():
    assert enrolment_uri("ABCD", login="lan.nguyen") == (
        "otpauth://totp/Phoihop:lan.nguyen?secret=ABCD&issuer=Phoihop"
    )
