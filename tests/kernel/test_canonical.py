"""Canonical bytes: equal to RFC 8785 within our limits, refused outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.canonical import MAX_INT, NotCanonicalError, canonical, digest

ASCII_KEYS = st.text(st.characters(min_codepoint=0, max_codepoint=127), max_size=8)
# Every character but lone surrogates: control characters, astral characters and marks included.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-MAX_INT, MAX_INT) | TEXTS
OBJECTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ASCII_KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(OBJECTS)
def test_the_bytes_are_those_of_rfc_8785(obj: object) -> None:
    assert canonical(obj) == rfc8785.dumps(obj)  # type: ignore[arg-type]  # any JSON value, as generated


@pytest.mark.parametrize(
    ("obj", "expected"),
    [
        pytest.param({"b": 1, "a": 2}, b'{"a":2,"b":1}', id="keys are sorted"),
        pytest.param({"t": "Đ\u1ebf"}, '{"t":"Đế"}'.encode(), id="letters stand as UTF-8"),
        pytest.param(
            "\x00\b\t\n\f\r\x1f\x7f", b'"\\u0000\\b\\t\\n\\f\\r\\u001f\x7f"', id="control characters"
        ),
        pytest.param('"\\/', b'"\\"\\\\/"', id="quotes and slashes"),
        pytest.param("\U0001f600", '"\U0001f600"'.encode(), id="an astral character stands as itself"),
        pytest.param([MAX_INT, -MAX_INT], b"[9007199254740991,-9007199254740991]", id="the largest integers"),
        pytest.param((True, None), b"[true,null]", id="a tuple is a list"),
        pytest.param({"d": date(2018, 4, 6)}, b'{"d":"2018-04-06"}', id="a date"),
        pytest.param(Decimal("66.70"), b'"66.70"', id="a decimal keeps its zeros"),
        pytest.param(frozenset({"b", "a"}), b'["a","b"]', id="a set is sorted"),
    ],
)
def test_bytes(obj: object, expected: bytes) -> None:
    assert canonical(obj) == expected


class Kind(StrEnum):
    TASK = "task"


class Payload(msgspec.Struct, frozen=True):
    title: str
    kind: Kind
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    kind: Kind
    day: date | None = None


@pytest.mark.parametrize("make", [Payload, Row])
def test_structs_and_dataclasses_give_the_bytes_of_their_mapping(make: type[Payload | Row]) -> None:
    assert canonical(make("Việc", Kind.TASK)) == '{"day":null,"kind":"task","title":"Việc"}'.encode()


@pytest.mark.parametrize(
    ("obj", "message"),
    [
        pytest.param({"a": [1, 1.0]}, r"float .* at \$\.a\[1\]", id="a float, even a whole one"),
        pytest.param([float("nan")], r"float .* at \$\[0\]", id="not a number"),
        pytest.param({"Đ": 1}, r"key .* at \$", id="a key with a Vietnamese letter"),
        pytest.param({"a": {1: 2}}, r"key .* at \$\.a", id="a key that is a number"),
        pytest.param({"a": MAX_INT + 1}, r"2\^53-1 .* at \$\.a", id="an integer beyond 2^53-1"),
        pytest.param([-MAX_INT - 1], r"2\^53-1 .* at \$\[0\]", id="an integer below -(2^53-1)"),
        pytest.param({"a": "\ud800"}, r"surrogate .* at \$\.a", id="a lone surrogate"),
        pytest.param(
            Row("\udfff", Kind.TASK), r"surrogate .* at \$\.title", id="a lone surrogate in a dataclass"
        ),
    ],
)
def test_outside_the_limits_it_is_refused(obj: object, message: str) -> None:
    with pytest.raises(NotCanonicalError, match=message):
        canonical(obj)


def test_what_json_has_no_form_for_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        canonical({"a": object()})


def test_the_digest_covers_salt_and_payload() -> None:
    # FIPS 180-2, B.1: SHA-256 of "abc".
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest(b"a", b"bc") == digest(b"", b"abc") == expected
