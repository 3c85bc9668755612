"""C2SP signed notes and checkpoints, Ed25519. Pure (keys are handed in).

Source: c2sp.org/signed-note, c2sp.org/tlog-checkpoint. A checkpoint reads

    m-qk3-ct/work/1
    42
    2x0…=            (base64 of the root hash)

    — m-qk3-ct/work/1 KeyIdAndSignature…=
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 1
KEY_ID_SIZE = 4
ROOT_SIZE = 32
SIZE_DIGITS = 16  # 2^53 - 1, the largest number an envelope can hold as index, has 16
DASH = "—"
NOT_IN_A_NOTE = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")  # controls but newline; lone surrogates


class NoteFault(ValueError):
    """A note, key or checkpoint is malformed, or its signature does not verify."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A named public key: `name+hex(key id)+base64(type ‖ key)`."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """First four bytes of SHA-256(name ‖ newline ‖ type ‖ key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([ED25519]) + self.public).digest()[
            :KEY_ID_SIZE
        ]

    def text(self) -> str:
        """The key as one line, to be handed over on paper or in a file."""
        blob = base64.b64encode(bytes([ED25519]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{blob}"


def parse_verifier_key(text: str) -> VerifierKey:
    """Read a verifier key line. NoteFault when it is malformed or its key id does not match."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        raise NoteFault("a verifier key has three parts joined by +")
    blob = _base64(parts[2], "the key part")
    if len(blob) != 33 or blob[0] != ED25519:
        raise NoteFault("only Ed25519 keys are read")
    key = VerifierKey(parts[0], blob[1:])
    if not _is_name(key.name) or key.key_id.hex() != parts[1]:
        raise NoteFault("the key id does not belong to this name and key")
    return key


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


def _base64(text: str, what: str) -> bytes:
    """The bytes of standard base64 in its one spelling: unused bits zero, so that no byte can be changed."""
    try:
        blob = base64.b64decode(text, validate=True)
    except ValueError as fault:  # binascii.Error, or letters outside ASCII
        raise NoteFault(f"{what} is not base64") from fault
    if base64.b64encode(blob).decode() != text:
        raise NoteFault(f"{what} is not base64 in its one spelling")
    return blob


def _is_text(text: str) -> bool:
    """Whether a note may hold this text: ends with a newline, has no other control character."""
    return text.endswith("\n") and NOT_IN_A_NOTE.search(text) is None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Size and root of one ledger epoch at one moment."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign(text: str, *, name: str, key: Ed25519PrivateKey) -> str:
    """The signed note over `text` (which ends with a newline)."""
    if not _is_text(text) or not _is_name(name):
        raise NoteFault("a note ends with a newline and its signer's name has no space and no +")
    verifier = VerifierKey(name, key.public_key().public_bytes_raw())
    blob = base64.b64encode(verifier.key_id + key.sign(text.encode())).decode()
    return f"{text}\n{DASH} {name} {blob}\n"


def verify(note: str, key: VerifierKey) -> str:
    """The text of a note that carries a good signature of `key`. NoteFault otherwise."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise NoteFault("a signed note has a text, an empty line and signature lines")
    text += "\n"
    if not _is_text(text):
        raise NoteFault("a note has no control characters but newlines")
    found = False
    for line in signatures[:-1].split("\n"):
        found = _check_line(line, text, key) or found
    if not found:
        raise NoteFault(f"no signature of {key.name} with key {key.key_id.hex()}")
    return text


def _check_line(line: str, text: str, key: VerifierKey) -> bool:
    """True when the line is `key`'s and good; False when it is another key's; NoteFault when bad."""
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH or not _is_name(parts[1]):
        raise NoteFault("a signature line is: dash, name, base64")
    blob = _base64(parts[2], "a signature")
    if len(blob) <= KEY_ID_SIZE:
        raise NoteFault("a signature is longer than its key id")
    if parts[1] != key.name or blob[:KEY_ID_SIZE] != key.key_id:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(blob[KEY_ID_SIZE:], text.encode())
    except InvalidSignature as fault:
        raise NoteFault(f"the signature of {key.name} does not verify") from fault
    return True


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the three lines of a checkpoint (extension lines are allowed and ignored)."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] != "" or "" in lines[:-1]:
        raise NoteFault("a checkpoint has an origin, a size and a root, and no empty line")
    if not _is_plain_number(lines[1]):
        raise NoteFault("the size is not a plain number")
    root = _base64(lines[2], "the root")
    if len(root) != ROOT_SIZE:
        raise NoteFault("the root is not 32 bytes")
    return Checkpoint(lines[0], int(lines[1]), root)


def _is_plain_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= SIZE_DIGITS and (text == "0" or text[0] != "0")


def open_checkpoint(note: str, key: VerifierKey) -> Checkpoint:
    """The checkpoint in a note signed by `key`. NoteFault also when it is the checkpoint of another origin.

    A ledger epoch signs under its own name, so a good signature over another origin proves nothing here.
    """
    checkpoint = parse_checkpoint(verify(note, key))
    if checkpoint.origin != key.name:
        raise NoteFault(f"this is the checkpoint of {checkpoint.origin}, not of {key.name}")
    return checkpoint
