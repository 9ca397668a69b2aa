"""The certificates of `./dev up --lan`: good for local networks only, kept as long as they fit."""

import ipaddress

import pytest
from cryptography import x509

from dev_tools import lan


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder, on a machine with one private address and one public one."""
    hosts = [ipaddress.ip_address(text) for text in ("192.168.7.5", "203.0.113.9", "127.0.0.1")]
    monkeypatch.setattr(lan, "addresses", lambda: hosts)
    return tmp_path


def test_the_server_is_signed_by_the_authority_and_names_every_address(folder):
    made = lan.certificate(folder)
    server = x509.load_pem_x509_certificate((folder / "server.crt").read_bytes())
    server.verify_directly_issued_by(x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes()))
    assert made["address"] == "192.168.7.5"
    assert lan.names_all(folder / "server.crt", lan.addresses())


def test_the_authority_cannot_vouch_for_the_rest_of_the_world(folder):
    lan.certificate(folder)
    assert lan.vouches(folder / "ca.crt", lan.addresses())
    assert not lan.vouches(folder / "ca.crt", [ipaddress.ip_address("203.0.113.10")])


def test_a_second_start_keeps_both(folder):
    lan.certificate(folder)
    before = [(folder / name).read_bytes() for name in ("ca.crt", "server.crt")]
    lan.certificate(folder)
    assert [(folder / name).read_bytes() for name in ("ca.crt", "server.crt")] == before


def test_another_local_address_needs_a_new_server_certificate_only(folder, monkeypatch):
    lan.certificate(folder)
    authority, server = ((folder / name).read_bytes() for name in ("ca.crt", "server.crt"))
    monkeypatch.setattr(lan, "addresses", lambda: [ipaddress.ip_address("10.1.2.3")])
    lan.certificate(folder)
    assert (folder / "ca.crt").read_bytes() == authority
    assert (folder / "server.crt").read_bytes() != server


def test_keys_are_for_their_owner_only(folder):
    lan.certificate(folder)
    assert {path.stat().st_mode & 0o077 for path in folder.glob("*.key")} == {0}
