"""Keys of this installation: Ed25519 for receipts, Fernet for contact data. Files, never rows."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app

RECEIPT, CONTACT = "receipt-*.pem", "contact.keys"


class KeysMissing(RuntimeError):
    """There are no keys in the keys directory; `landwatch keys make` makes them."""


@dataclass(frozen=True)
class Keys:
    """The newest receipt key signs, all verify; the first contact key seals, all open."""

    signers: Mapping[str, Ed25519PrivateKey]
    sealer: MultiFernet

    def sign(self, statement: Mapping[str, Any]) -> dict[str, Any]:
        """A receipt: the statement, and an Ed25519 signature over its canonical JSON, base64."""
        key_id, key = list(self.signers.items())[-1]
        signature = key.sign(canonical(statement))
        return {"statement": dict(statement), "key_id": key_id, "signature": base64.b64encode(signature).decode()}

    def public(self) -> list[dict[str, Any]]:
        """The public halves, newest last, as `GET /keys` serves them."""
        newest = list(self.signers)[-1]
        return [
            {
                "id": key_id,
                "algorithm": "Ed25519",
                "public": base64.b64encode(_raw(key)).decode(),
                "active": key_id == newest,
            }
            for key_id, key in self.signers.items()
        ]


def canonical(statement: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def load(directory: Path) -> Keys:
    """Read the keys, oldest first by file name. Raises KeysMissing when there are none."""
    pems, sealed = sorted(directory.glob(RECEIPT)), directory / CONTACT
    if not pems or not sealed.exists():
        raise KeysMissing(f"no keys in {directory}: run `landwatch keys make`")
    signers = {}
    for pem in pems:
        key = serialization.load_pem_private_key(pem.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise KeysMissing(f"{pem.name} is not an Ed25519 key")
        signers[hashlib.sha256(_raw(key)).hexdigest()[:16]] = key
    return Keys(signers, MultiFernet([Fernet(line) for line in sealed.read_bytes().split()]))


def make(directory: Path) -> bool:
    """Make keys where there are none; True when it did. Files are readable by their owner only."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = False
    if not list(directory.glob(RECEIPT)):
        pem = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write(directory / RECEIPT.replace("*", "0001"), pem)
        made = True
    if not (directory / CONTACT).exists():
        _write(directory / CONTACT, Fernet.generate_key() + b"\n")
        made = True
    return made


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


def current() -> Keys:
    """The keys of the running app."""
    keys: Keys = current_app.extensions["landwatch_keys"]
    return keys
