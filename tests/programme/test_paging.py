"""Keys in addresses: what was written is read, everything else is the first page."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.programme.domain.paging import Key, read_key

ID = "01J000000000000000000PR0GR"


@pytest.mark.parametrize(
    "key",
    [Key(date(2018, 5, 16), 4, ID), Key(None, 0, ID)],
    ids=["with a day", "without one"],
)
def test_a_key_is_read_as_it_was_written(key: Key) -> None:
    assert read_key(str(key)) == key


@pytest.mark.parametrize(
    "text",
    ["", "4", f"2018-02-30.4.{ID}", f"-.4.{ID.lower()}", f"-.-4.{ID}", "-.4.01J", f"-.4.{'I' * 26}"],
    ids=["nothing", "a number", "no such day", "small letters", "a negative number", "a short id", "no ULID"],
)
def test_what_is_no_key_is_the_first_page(text: str) -> None:
    assert read_key(text) is None
