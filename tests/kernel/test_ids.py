from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from phoihop.kernel.ids import SubjectId, is_ulid, subject, subject_key, subject_type

KEYS = st.from_regex(r"\A\S+\Z")


@given(st.from_regex(r"\A[a-z][a-z0-9_]*\Z").map(str.strip), KEYS)
def test_a_subject_is_taken_apart_again(type_: str, key: str) -> None:
    made = subject(type_, key)
    assert (subject_type(made), subject_key(made)) == (type_, key)


def test_a_key_may_hold_colons_and_vietnamese() -> None:
    made = subject("instrument", "BCT:59-QĐ/TW:2016-12-22")
    assert made == "instrument:BCT:59-QĐ/TW:2016-12-22"
    assert subject_key(made) == "BCT:59-QĐ/TW:2016-12-22"


@pytest.mark.parametrize(
    ("type_", "key"),
    [
        pytest.param("", "x", id="no type"),
        pytest.param("Task", "x", id="a capital in the type"),
        pytest.param("a:b", "x", id="a colon in the type"),
        pytest.param("task", "", id="no key"),
        pytest.param("task", "a b", id="white space in the key"),
    ],
)
def test_what_could_not_be_read_back_is_not_made(type_: str, key: str) -> None:
    with pytest.raises(ValueError, match="subject"):
        subject(type_, key)


@pytest.mark.parametrize("text", ["", "task", "task:", ":x", "Task:x", "task:a b"])
def test_what_is_no_subject_is_not_taken_apart(text: str) -> None:
    for take in (subject_type, subject_key):
        with pytest.raises(ValueError, match="not a subject id"):
            take(SubjectId(text))


@given(st.binary(min_size=16, max_size=16))
def test_every_ulid_is_recognised(raw: bytes) -> None:
    assert is_ulid(str(ULID(raw)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("01JABCDEFGHJKMNPQRSTVWXYZ", id="too short"),
        pytest.param("01JABCDEFGHJKMNPQRSTVWXYZ00", id="too long"),
        pytest.param("81JABCDEFGHJKMNPQRSTVWXYZ0", id="beyond 128 bits"),
        pytest.param("01JABCDEFGHJKMNPQRSTVWXYZI", id="a letter outside the alphabet"),
        pytest.param("01jabcdefghjkmnpqrstvwxyz0", id="lower case"),
        pytest.param("01JABCDEFGHJKMNPQRSTVWXYZ0\n", id="a line break at the end"),
    ],
)
def test_what_is_no_ulid(text: str) -> None:
    assert not is_ulid(text)
