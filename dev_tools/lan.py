"""A small certificate authority for one machine's local network. Runs inside the environment: it needs `cryptography`.

    python -m dev_tools.lan certificate FOLDER     makes or keeps ca.crt, server.crt; prints their paths as JSON
    python -m dev_tools.lan picture TEXT           prints a QR code
"""

import datetime
import io
import ipaddress
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
CA_DAYS = 1825
# Phones refuse server certificates that are valid for longer than 398 days.
SERVER_DAYS = 397
RENEW_DAYS = 30
# What the authority may vouch for, beside this machine's own addresses (a campus may give out public ones). Whoever
# steals its key cannot pose as anything outside.
LOCAL_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8",
                  "::1/128", "fc00::/7", "fe80::/10")
LOCAL_NAMES = ("localhost", "local", "lan", "home.arpa")


def addresses() -> list[Address]:
    """The addresses of this machine, the one that leads outwards first."""
    found = [outward(), *listed()]
    unique = dict.fromkeys(address for address in found if address and not address.is_loopback)
    return [*unique, ipaddress.ip_address("127.0.0.1")]


def outward() -> Address | None:
    """The address packets would leave from. Nothing is sent: connecting a datagram socket only picks the route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("203.0.113.1", 9))
        except OSError:
            return None
        return ipaddress.ip_address(probe.getsockname()[0])


def listed() -> list[Address]:
    """The addresses the system lists; IPv4 only, which every phone on a local network has."""
    try:
        answer = subprocess.run(["ip", "-json", "-4", "address"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        names = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        return [ipaddress.ip_address(entry[4][0]) for entry in names]
    return [ipaddress.ip_address(part["local"]) for card in json.loads(answer) for part in card.get("addr_info", [])
            if "local" in part]


def new_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """A fresh private key in a file for its owner only."""
    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                             serialization.NoEncryption())
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    return key


def read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """A key written by `new_key`."""
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} is not a key of this authority; delete its folder")
    return key


def builder(name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: int) -> x509.CertificateBuilder:
    """What all our certificates have in common."""
    now = datetime.datetime.now(datetime.UTC)
    return (x509.CertificateBuilder().subject_name(named(name)).issuer_name(issuer).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=days)))


def named(name: str) -> x509.Name:
    """A certificate's name as phones show it."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def usage(authority: bool) -> x509.KeyUsage:
    """An authority signs certificates; a server signs its handshakes."""
    return x509.KeyUsage(digital_signature=not authority, key_cert_sign=authority, crl_sign=authority,
                         content_commitment=False, key_encipherment=False, data_encipherment=False,
                         key_agreement=False, encipher_only=False, decipher_only=False)


def make_authority(folder: Path, hosts: list[Address]) -> None:
    """An authority for local networks and for these hosts only."""
    key = new_key(folder / "ca.key")
    name = f"Landwatch {socket.gethostname()}"
    networks = [*LOCAL_NETWORKS, *(host for host in hosts if not covered(host, LOCAL_NETWORKS))]
    allowed: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_network(network)) for network in networks]
    allowed += [x509.DNSName(name) for name in LOCAL_NAMES]
    certificate = (builder(name, named(name), key, CA_DAYS)
                   .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
                   .add_extension(usage(authority=True), critical=True)
                   .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
                   .add_extension(x509.NameConstraints(allowed, None), critical=True)
                   .sign(key, hashes.SHA256()))
    (folder / "ca.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def make_server(folder: Path, hosts: list[Address]) -> None:
    """A certificate for these addresses, signed by the authority in the folder."""
    authority_key = read_key(folder / "ca.key")
    authority = x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes())
    key = new_key(folder / "server.key")
    names: list[x509.GeneralName] = [x509.DNSName("localhost"), *(x509.IPAddress(host) for host in hosts)]
    certificate = (builder("Landwatch", authority.subject, key, SERVER_DAYS)
                   .add_extension(x509.SubjectAlternativeName(names), critical=False)
                   .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
                   .add_extension(usage(authority=False), critical=True)
                   .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
                                  critical=False)
                   .sign(authority_key, hashes.SHA256()))
    (folder / "server.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def covered(host: Address, networks: Iterable[object]) -> bool:
    """Whether one of these networks holds the address."""
    return any(host in ipaddress.ip_network(str(network)) for network in networks)


def lasts(certificate: x509.Certificate) -> bool:
    """Whether a certificate need not be renewed yet."""
    left = certificate.not_valid_after_utc - datetime.datetime.now(datetime.UTC)
    return left.days > RENEW_DAYS


def vouches(path: Path, hosts: list[Address]) -> bool:
    """Whether there is an authority that may vouch for all these addresses."""
    if not path.is_file():
        return False
    authority = x509.load_pem_x509_certificate(path.read_bytes())
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    networks = [limit.value for limit in limits if isinstance(limit, x509.IPAddress)]
    return lasts(authority) and all(covered(host, networks) for host in hosts)


def names_all(path: Path, hosts: list[Address]) -> bool:
    """Whether there is a server certificate with all these addresses in it."""
    if not path.is_file():
        return False
    server = x509.load_pem_x509_certificate(path.read_bytes())
    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return lasts(server) and set(hosts) <= set(names.get_values_for_type(x509.IPAddress))


def certificate(folder: Path) -> dict[str, str]:
    """Make what is missing or out of date; the authority stays, for phones have been told to trust it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    hosts = addresses()
    if not vouches(folder / "ca.crt", hosts):
        make_authority(folder, hosts)
        (folder / "server.crt").unlink(missing_ok=True)
    if not names_all(folder / "server.crt", hosts):
        make_server(folder, hosts)
    return {"address": str(hosts[0]), "ca": str(folder / "ca.crt"), "certificate": str(folder / "server.crt"),
            "key": str(folder / "server.key")}


def picture(text: str) -> str:
    """A QR code in letters, dark on light whatever the terminal's colours are."""
    out = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()


if __name__ == "__main__":
    what, argument = sys.argv[1:]
    print(picture(argument) if what == "picture" else json.dumps(certificate(Path(argument))))
