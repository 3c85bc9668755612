"""Which licences go with Apache-2.0, as their packages state them."""

from __future__ import annotations

import pytest

from tools.check_licences import is_allowed, locked_names


@pytest.mark.parametrize(
    ("name", "stated", "allowed"),
    [
        ("msgspec", "BSD-3-Clause", True),
        ("cryptography", "Apache-2.0 OR BSD-3-Clause", True),
        ("both", "MIT AND Python-2.0", True),
        ("choice", "(GPL-3.0-only OR MIT)", True),
        ("exception", "Apache-2.0 WITH LLVM-exception", True),
        ("certifi", "Mozilla Public License 2.0 (MPL 2.0)", True),
        ("psycopg", "LGPL-3.0-only", True),
        ("other", "LGPL-3.0-only", False),
        ("gpl", "GPL-3.0-or-later", False),
        ("agpl", "AGPL-3.0-only", False),
        ("mixed", "MIT AND GPL-2.0-only", False),
        ("unknown", "Custom licence", False),
        ("silent", "", False),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_is_allowed(name: str, stated: str, allowed: bool) -> None:
    assert is_allowed(name, stated) is allowed


def test_names_of_a_lock_are_read_without_markers_hashes_and_remarks() -> None:
    first = "psycopg==3.3.9 \\\n    --hash=sha256:00\n    # via\n    #   -r base.in\n"
    second = "tzdata==2026.6 ; sys_platform == 'win32' \\\n"
    assert locked_names(first + second) == ("psycopg", "tzdata")
