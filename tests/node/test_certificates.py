"""The office's own authority and the server's certificate: what browsers will ask of them."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from phoihop.kernel.decision import Accepted, Refused
from phoihop.node.certificates import TlsFiles, certificate_end, make_certificate
from tests.node.conftest import run

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NAME, ADDRESS = "phoihop.coquan.lan", "192.168.1.10"


def made(home: Path, *hosts: str, at: datetime = AT, new_authority: bool = False) -> TlsFiles:
    outcome = make_certificate(home, hosts, name="Máy chủ thử", at=at, new_authority=new_authority)
    assert isinstance(outcome, Accepted)
    return outcome.value


def refused(home: Path, *hosts: str) -> list[tuple[str, str]]:
    outcome = make_certificate(home, hosts, name="Máy chủ thử", at=AT)
    assert isinstance(outcome, Refused)
    return [(r.code, dict(r.params)["hosts"]) for r in outcome.refusals]


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def trusted(files: TlsFiles, host: str, *, at: datetime = AT) -> bool:
    """Whether a browser that trusts the authority opens `host` (an independent verifier of X.509 paths)."""
    store = Store([read(files.authority)])
    verifier = PolicyBuilder().store(store).time(at).build_server_verifier(x509.DNSName(host))
    try:
        verifier.verify(read(files.server), [])
    except VerificationError:
        return False
    return True


def test_the_named_host_is_trusted_and_no_other(tmp_path: Path) -> None:
    files = made(tmp_path, NAME, ADDRESS)
    assert (trusted(files, NAME), trusted(files, "example.vn")) == (True, False)
    assert not trusted(files, NAME, at=AT + timedelta(days=826))


def test_the_certificate_is_for_a_server_and_names_all_its_hosts(tmp_path: Path) -> None:
    certificate = read(made(tmp_path, NAME, ADDRESS).server)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [str(name.value) for name in names] == [NAME, ADDRESS]
    assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert certificate_end(tmp_path) == AT + timedelta(days=824)


CONSTRAINTS = {
    "a name and an address": ((NAME, ADDRESS), [NAME, f"{ADDRESS}/32"], None),
    "a name alone shuts every address out": ((NAME,), [NAME], ["0.0.0.0/0", "::/0"]),
    "an address alone shuts every name out": ((ADDRESS,), ["invalid", f"{ADDRESS}/32"], None),
    "an address of version 6": (("fd00::1",), ["invalid", "fd00::1/128"], None),
}


@pytest.mark.parametrize(("hosts", "permitted", "excluded"), CONSTRAINTS.values(), ids=CONSTRAINTS.keys())
def test_the_authority_may_sign_for_the_named_hosts_only(
    tmp_path: Path, hosts: tuple[str, ...], permitted: list[str], excluded: list[str] | None
) -> None:
    authority = read(made(tmp_path, *hosts).authority)
    found = authority.extensions.get_extension_for_class(x509.NameConstraints)
    said = found.value
    shut_out = said.excluded_subtrees
    assert [str(name.value) for name in said.permitted_subtrees or []] == permitted
    assert (None if shut_out is None else [str(name.value) for name in shut_out]) == excluded
    assert found.critical


def test_openssl_trusts_it_too(tmp_path: Path) -> None:
    files = made(tmp_path, NAME, ADDRESS, at=datetime.now(UTC))
    asked = ["-x509_strict", "-verify_hostname", NAME, "-CAfile", str(files.authority), str(files.server)]
    checked = subprocess.run(["openssl", "verify", *asked], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_a_renewal_keeps_the_authority(tmp_path: Path) -> None:
    first = made(tmp_path, NAME)
    authority, server = first.authority.read_bytes(), first.server.read_bytes()
    later = made(tmp_path, NAME, at=AT + timedelta(days=800))
    assert (later.authority.read_bytes() == authority, later.server.read_bytes() == server) == (True, False)
    assert trusted(later, NAME, at=AT + timedelta(days=1600))


def test_a_host_that_the_authority_was_not_made_for_needs_a_new_one(tmp_path: Path) -> None:
    made(tmp_path, NAME)
    assert refused(tmp_path, NAME, "khac.coquan.lan") == [("node.host_outside", "khac.coquan.lan")]
    assert refused(tmp_path, ADDRESS) == [("node.host_outside", ADDRESS)]
    assert trusted(made(tmp_path, "khac.coquan.lan", new_authority=True), "khac.coquan.lan")


@pytest.mark.parametrize("host", ["", "Máy chủ", "a_b", "-a", "a..b", "*.coquan.lan", "x" * 64, "10.0.0.0/8"])
def test_what_is_no_host_is_refused(tmp_path: Path, host: str) -> None:
    assert refused(tmp_path, host) == [("node.host_malformed", host)]
    assert not (tmp_path / "keys").exists()


def test_private_keys_are_for_the_owner_only(tmp_path: Path) -> None:
    files = made(tmp_path, NAME)
    assert {p.stat().st_mode & 0o777 for p in (files.authority_key, files.server_key)} == {0o600}


def test_the_command_says_what_to_do_next_and_the_doctor_knows_the_end(home: Path) -> None:
    done = run(home, "certificate", "--host", NAME)
    assert (done.returncode, done.stdout) == (0, f"{home / 'keys/tls/office-ca.crt'}\n")
    assert f"hosts của node.toml: {NAME}" in done.stderr
    assert "tốt   chứng thư HTTPS" in run(home, "doctor").stdout
    made(home, NAME, at=datetime.now(UTC) - timedelta(days=800))
    assert "CHÚ Ý chứng thư HTTPS" in run(home, "doctor").stdout
    made(home, NAME, at=datetime.now(UTC) - timedelta(days=900))
    assert run(home, "doctor").returncode == 1
