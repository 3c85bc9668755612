"""Certificates of an office network: an authority of its own, and the server's certificate under it.

The authority is installed once on every machine of the office. It may sign for the named hosts only (RFC
5280, 4.2.1.10), so that its key, should it be stolen with the server, opens no other site to the thief.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from phoihop.kernel.decision import Accepted, Decision, refuse

AUTHORITY_LIFE: Final = timedelta(days=3650)
SERVER_LIFE: Final = timedelta(days=825)  # the longest that browsers accept from an authority of one's own
GRACE: Final = timedelta(days=1)  # clocks in an office differ
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DNS_NAME = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*")
_NOBODY: Final = "invalid"  # RFC 2606: no machine has this name
Host = x509.DNSName | x509.IPAddress


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where the certificates and keys stand."""

    authority: Path
    authority_key: Path
    server: Path
    server_key: Path


def tls_files(home: Path) -> TlsFiles:
    """The files below the home folder; they need not be there."""
    folder = home / "keys" / "tls"
    return TlsFiles(
        folder / "office-ca.crt", folder / "office-ca.key", folder / "server.crt", folder / "server.key"
    )


def certificate_end(home: Path) -> datetime | None:
    """Until when the server's certificate holds; None when there is none."""
    path = tls_files(home).server
    return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc if path.exists() else None


def make_certificate(
    home: Path, hosts: Sequence[str], *, name: str, at: datetime, new_authority: bool = False
) -> Decision[TlsFiles]:
    """Write a new server certificate; the authority is made the first time, or when it shall be a new one.

    Refused: `node.host_malformed`, `node.host_outside` (the authority may not sign for that host).
    """
    files = tls_files(home)
    named = [host for host in map(_host, hosts) if host is not None]
    if len(named) != len(hosts) or not named:
        return refuse("node.host_malformed", hosts=", ".join(hosts))
    files.authority.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if new_authority or not files.authority.exists():
        _make_authority(files, named, name=name, at=at)
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    if outside := _outside(authority, named):
        return refuse("node.host_outside", hosts=", ".join(outside))
    _make_server(files, authority, named, at=at)
    return Accepted(files)


def _host(text: str) -> Host | None:
    """A host as it stands in a certificate: a name in small ASCII letters, or an address."""
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text) if _DNS_NAME.fullmatch(text) else None


def _make_authority(files: TlsFiles, hosts: Sequence[Host], *, name: str, at: datetime) -> None:
    key = generate_private_key(SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Phối hợp - {name}"[:64])])
    certificate = (
        _builder(subject, key, at=at, life=AUTHORITY_LIFE)
        .issuer_name(subject)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(_constraints(hosts), critical=True)
        .sign(key, SHA256())
    )
    _write(files.authority_key, _pem(key), private=True)
    _write(files.authority, certificate.public_bytes(Encoding.PEM))


def _constraints(hosts: Sequence[Host]) -> x509.NameConstraints:
    """Only the named hosts; a kind of host that is not named at all is shut out as a whole."""
    permitted: list[x509.GeneralName] = [h for h in hosts if isinstance(h, x509.DNSName)]
    permitted = permitted or [x509.DNSName(_NOBODY)]
    addresses = [ipaddress.ip_network(h.value) for h in hosts if isinstance(h, x509.IPAddress)]
    permitted += [x509.IPAddress(network) for network in addresses]
    everywhere = [x509.IPAddress(ipaddress.ip_network(net)) for net in ("0.0.0.0/0", "::/0")]
    return x509.NameConstraints(permitted, None if addresses else everywhere)


def _outside(authority: x509.Certificate, hosts: Sequence[Host]) -> list[str]:
    """The hosts that the authority may not sign for."""
    constraints = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    permitted = constraints.permitted_subtrees or []
    names = {p.value for p in permitted if isinstance(p, x509.DNSName)}
    networks = {str(p.value) for p in permitted if isinstance(p, x509.IPAddress)}
    allowed = names | networks
    return [str(h.value) for h in hosts if _permitted_name(h) not in allowed]


def _permitted_name(host: Host) -> str:
    return host.value if isinstance(host, x509.DNSName) else str(ipaddress.ip_network(host.value))


def _make_server(
    files: TlsFiles, authority: x509.Certificate, hosts: Sequence[Host], *, at: datetime
) -> None:
    key, signer = generate_private_key(SECP256R1()), _read_key(files.authority_key)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, str(hosts[0].value)[:64])])
    certificate = (
        _builder(subject, key, at=at, life=SERVER_LIFE)
        .issuer_name(authority.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .sign(signer, SHA256())
    )
    _write(files.server_key, _pem(key), private=True)
    _write(files.server, certificate.public_bytes(Encoding.PEM))


def _builder(
    subject: x509.Name, key: EllipticCurvePrivateKey, *, at: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - GRACE)
        .not_valid_after(at - GRACE + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read_key(path: Path) -> EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError(f"{path} is not a key of the kind that `phoihop certificate` writes")
    return key


def _write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace a file as a whole, so that a server that starts now reads the old one or the new one."""
    draft = path.with_suffix(".partial")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600 if private else 0o644)
    draft.write_bytes(data)
    draft.replace(path)
