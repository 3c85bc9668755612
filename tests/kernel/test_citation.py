from __future__ import annotations

from datetime import date

import msgspec
import pytest

from phoihop.kernel.canonical import canonical
from phoihop.kernel.citation import Citation, Knowledge


def test_two_instruments_of_one_number_are_two() -> None:
    old = Citation("BCT", "35-CT/TW", date(1998, 5, 26), state=Knowledge.SECONDARY)
    new = Citation("BCT", "35-CT/TW", date(2019, 5, 30), state=Knowledge.SECONDARY)
    assert len({old, new}) == 2


def test_a_citation_cannot_be_changed() -> None:
    citation = Citation("BCT", "35-CT/TW", None, state=Knowledge.VERIFIED)
    with pytest.raises(AttributeError):
        citation.number = "36-CT/TW"  # type: ignore[misc]  # that is the point


def test_the_state_of_knowledge_must_be_said() -> None:
    with pytest.raises(TypeError):
        Citation("BCT", "35-CT/TW", None)  # type: ignore[call-arg]  # that is the point


def test_a_citation_is_read_back_from_its_canonical_bytes() -> None:
    citation = Citation(
        "QH", "45/2019/QH14", date(2019, 11, 20), "Điều 112", "Bộ luật", state=Knowledge.VERIFIED
    )
    assert msgspec.json.decode(canonical(citation), type=Citation) == citation


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `clouse`"):
        msgspec.convert(
            {"issuer": "QH", "number": "1", "date": None, "state": "verified", "clouse": "Điều 1"}, Citation
        )
