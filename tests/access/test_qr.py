from __future__ import annotations

import hashlib

import pytest

from phoihop.access.domain.qr import TooLong, qr_modules

# Compared once, module by module, with the symbols of another encoder for all lengths from 1 to 213 bytes.
SMALLEST = """\
███████·██····███████
█·····█·██····█·····█
█·███·█·██·██·█·███·█
█·███·█··█·█··█·███·█
█·███·█·█·█·█·█·███·█
█·····█····██·█·····█
███████·█·█·█·███████
··········███········
█··██████···██··█·███
█·██·█····█·█········
··███·█·······█··████
···█·█·····█·██·█····
··█···█·█·█··█·███·██
········███·███·█·█·█
███████·█···█··████··
█·····█·█·█·█··██···█
█·███·█·█··███·██··█·
█·███·█·█·····█··█···
█·███·█··██·█···█··██
█·····█····█·█·█···██
███████·█···███████··"""
LARGER = {
    "otpauth://totp/Phoihop:lan.nguyen?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Phoihop": (
        "0a94c8ff59a64290cb918712a5a906e8606a94d926f789ae8f3e4b8af4ebda02"
    ),
    "a" * 213: "5f70da74e4ab26643db7fcce94b0e812f10ac9214d0f91d960072b64208b170c",
}


def drawn(text: str) -> str:
    return "\n".join("".join("█" if dark else "·" for dark in row) for row in qr_modules(text))


def test_a_short_text_becomes_the_smallest_symbol():
    assert drawn("Phối hợp") == SMALLEST


@pytest.mark.parametrize(("text", "digest"), LARGER.items(), ids=["an enrolment", "the longest text"])
def test_longer_texts_become_larger_symbols(text: str, digest: str):
    assert hashlib.sha256(drawn(text).encode()).hexdigest() == digest


@pytest.mark.parametrize(
    ("length", "side"),
    [(1, 21), (14, 21), (15, 25), (122, 45), (123, 49), (180, 53), (181, 57), (213, 57)],
)
def test_the_side_grows_with_the_text(length: int, side: int):
    rows = qr_modules("a" * length)
    assert (len(rows), {len(row) for row in rows}) == (side, {side})


def test_a_text_that_fits_into_no_symbol_is_refused():
    with pytest.raises(TooLong):
        qr_modules("a" * 214)
