"""Signing keys as files in the home folder: one Ed25519 key per ledger epoch, readable by the owner only."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from phoihop.ledger.api import VerifierKey, origin, parse_verifier_key
from phoihop.node.new_installation import write_secret


class KeyFault(ValueError):
    """A key file is not an Ed25519 key."""


class FileKeyRing:
    """Keys under `keys/`: `<agency>_<ledger>_<epoch>.pem` (private) and `.vkey` (public, to hand out)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, ledger: str, epoch: int, ending: str) -> Path:
        return self._folder / f"{ledger.replace('/', '_')}_{epoch}.{ending}"

    def signer(self, ledger: str, epoch: int) -> Ed25519PrivateKey | None:
        """The private key, None when this node does not write the ledger epoch."""
        path = self._path(ledger, epoch, "pem")
        return _read_private(path) if path.exists() else None

    def verifier(self, ledger: str, epoch: int) -> VerifierKey | None:
        """The public key from its file, None when there is none."""
        path = self._path(ledger, epoch, "vkey")
        return parse_verifier_key(path.read_text(encoding="ascii")) if path.exists() else None

    def create(self, ledger: str, epoch: int) -> VerifierKey:
        """Make and store the key of a ledger epoch; an existing key is kept."""
        path = self._path(ledger, epoch, "pem")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            pem = Ed25519PrivateKey.generate().private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            )
            write_secret(path, pem)
        key = VerifierKey(origin(ledger, epoch), _read_private(path).public_key().public_bytes_raw())
        self._path(ledger, epoch, "vkey").write_text(key.text() + "\n", encoding="ascii")
        return key


@lru_cache(maxsize=64)
def _read_private(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFault(f"{path} is not an Ed25519 key")
    return key
