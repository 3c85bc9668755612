"""C2SP signed notes and checkpoints: the specification's own example, every byte mangled, every bad form."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from phoihop.ledger.note import (
    Checkpoint,
    NoteFault,
    VerifierKey,
    open_checkpoint,
    parse_checkpoint,
    parse_verifier_key,
    sign,
    verify,
)

# The example of c2sp.org/signed-note, the only text here that is not ours.
SPEC_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SPEC_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
SPEC_NOTE = (
    f"{SPEC_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

ORIGIN = "m-qk3-ct/work/1"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey(ORIGIN, PRIVATE.public_key().public_bytes_raw())
ROOT = bytes(range(100, 132))
CHECKPOINT = Checkpoint(ORIGIN, 42, ROOT)
NOTE = sign(CHECKPOINT.text(), name=ORIGIN, key=PRIVATE)


def test_the_example_of_the_specification_verifies() -> None:
    key = parse_verifier_key(SPEC_KEY)
    assert (verify(SPEC_NOTE, key), key.text()) == (SPEC_TEXT, SPEC_KEY)


def test_what_we_sign_we_verify_and_its_bytes_are_these() -> None:
    assert verify(NOTE, KEY) == CHECKPOINT.text()
    assert NOTE == (
        "m-qk3-ct/work/1\n42\nZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=\n\n"
        "— m-qk3-ct/work/1 "
        "VbsRWWNJEcKRsFcgQwA5eJSJN1ATQpbadxOcRaFPUA+H8tvTxhnii45uH1bzsY8CHfKhFmW8vd8Nt+p4SHV+/pTaogs=\n"
    )


@pytest.mark.parametrize("flip", [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80])
def test_a_note_with_one_bit_of_any_byte_changed_does_not_verify(flip: int) -> None:
    data = NOTE.encode()
    for place, byte in enumerate(data):
        spoilt = data[:place] + bytes([byte ^ flip]) + data[place + 1 :]
        with pytest.raises((NoteFault, UnicodeDecodeError)):
            verify(spoilt.decode(), KEY)


def test_a_note_with_any_letter_missing_does_not_verify() -> None:
    for place in range(len(NOTE)):
        with pytest.raises(NoteFault):
            verify(NOTE[:place] + NOTE[place + 1 :], KEY)


OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
BY_OTHER = sign(CHECKPOINT.text(), name="witness.example", key=OTHER).rpartition("\n\n")[2]
TEXT, _, SIGNATURE = NOTE.rpartition("\n\n")


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(TEXT + "\n\n" + SIGNATURE + BY_OTHER, id="a signature of an unknown key after ours"),
        pytest.param(TEXT + "\n\n" + BY_OTHER + SIGNATURE, id="a signature of an unknown key before ours"),
        pytest.param(TEXT + "\n\n" + SIGNATURE * 2, id="our signature twice"),
    ],
)
def test_unknown_signatures_beside_ours_do_no_harm(note: str) -> None:
    assert verify(note, KEY) == CHECKPOINT.text()


def spelt_otherwise(signature: str) -> str:
    """The same bytes in base64, with a bit set that means nothing."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = signature.rstrip("\n=")[-1]
    return signature.replace(f"{last}=\n", f"{letters[letters.index(last) ^ 1]}=\n")


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("", "a signed note has"),
        ("text\n", "a signed note has"),
        (TEXT + "\n\n", "a signed note has"),
        (TEXT + "\n\n" + SIGNATURE[:-1], "a signed note has"),
        (TEXT + "\n\n" + SIGNATURE.replace("—", "-"), "a signature line is"),
        (TEXT + "\n\n" + SIGNATURE + "\n", "a signed note has|a signature line is"),
        (TEXT + "\n\n— m-qk3-ct/work/1 ????\n", "not base64"),
        (TEXT + "\n\n— m-qk3-ct/work/1 é===\n", "not base64"),
        (TEXT + "\n\n— m-qk3-ct/work/1 AAAA\n", "longer than its key id"),
        (TEXT + "\n\n— a+b AAAAAAAA\n", "a signature line is"),
        (TEXT + "\n\n" + spelt_otherwise(SIGNATURE), "one spelling"),
        (TEXT + "\n\n" + BY_OTHER, "no signature of m-qk3-ct/work/1"),
        (TEXT.replace("42", "43") + "\n\n" + SIGNATURE, "does not verify"),
        (TEXT.replace("\n", "\r\n") + "\n\n" + SIGNATURE, "control characters"),
    ],
)
def test_a_bad_note_is_refused_with_its_reason(note: str, why: str) -> None:
    with pytest.raises(NoteFault, match=why):
        verify(note, KEY)


@pytest.mark.parametrize("text", ["no newline", "", "bell\a\n", "tab\t\n", "half \ud800 of a pair\n"])
def test_only_plain_text_is_signed(text: str) -> None:
    with pytest.raises(NoteFault):
        sign(text, name=ORIGIN, key=PRIVATE)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\u2003b", "a\nb"])
def test_a_signer_has_a_name_without_space_and_plus(name: str) -> None:
    with pytest.raises(NoteFault):
        sign("text\n", name=name, key=PRIVATE)


plain = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


@given(plain, st.binary(min_size=32, max_size=32))
def test_whatever_is_signed_verifies_with_its_key_and_no_other(text: str, seed: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    note = sign(text + "\n", name="a", key=key)
    public = key.public_key().public_bytes_raw()
    assert verify(note, VerifierKey("a", public)) == text + "\n"
    with pytest.raises(NoteFault):
        verify(note, VerifierKey("b", public))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("PeterNeumann", "three parts"),
        ("PeterNeumann+c74f20a3", "three parts"),
        ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "does not belong"),
        ("PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "does not belong"),
        ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "does not belong"),
        ("PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "only Ed25519"),
        ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", "not base64"),
        ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy", "only Ed25519"),
    ],
)
def test_a_bad_key_line_is_refused_with_its_reason(line: str, why: str) -> None:
    with pytest.raises(NoteFault, match=why):
        parse_verifier_key(line)


def test_a_key_line_may_come_with_a_newline_from_a_file() -> None:
    assert parse_verifier_key(KEY.text() + "\n") == KEY


def test_a_checkpoint_is_read_back_with_extension_lines_ignored() -> None:
    assert parse_checkpoint(CHECKPOINT.text()) == CHECKPOINT
    assert parse_checkpoint(CHECKPOINT.text() + "an extension\n") == CHECKPOINT


ROOT64 = base64.b64encode(ROOT).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        f"origin\n42\n{ROOT64}",
        f"\n42\n{ROOT64}\n",
        f"origin\n042\n{ROOT64}\n",
        f"origin\n-1\n{ROOT64}\n",
        f"origin\n+1\n{ROOT64}\n",
        f"origin\n4²\n{ROOT64}\n",
        f"origin\n٤٢\n{ROOT64}\n",
        f"origin\n{'9' * 5000}\n{ROOT64}\n",
        f"origin\n\n{ROOT64}\n",
        "origin\n42\nAAAA\n",
        "origin\n42\n????\n",
        f"origin\n42\n{ROOT64[:-2]}N=\n",
        f"origin\n42\n{ROOT64}\n\n",
    ],
)
def test_a_bad_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteFault):
        parse_checkpoint(text)


def test_a_good_signature_under_the_checkpoint_of_another_epoch_is_refused() -> None:
    other = Checkpoint("m-qk3-ct/work/2", 42, ROOT).text()
    with pytest.raises(NoteFault, match="checkpoint of m-qk3-ct/work/2, not of m-qk3-ct/work/1"):
        open_checkpoint(sign(other, name=ORIGIN, key=PRIVATE), KEY)
    assert open_checkpoint(NOTE, KEY) == CHECKPOINT
