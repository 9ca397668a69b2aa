"""Receipts can be checked by anybody with the public key; contacts are sealed."""

from __future__ import annotations

import base64
import io
import json
import logging

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.factories import Phone, a_photo, a_report, signed_in, worked

TELEPHONE, ADDRESS, NAME = "13991234567", "chunmei@example.org", "赵春梅"
CONTACT = {"phone": TELEPHONE, "email": ADDRESS, "name": NAME}


def verify(client, receipt):
    keys = {key["id"]: key for key in client.get("/api/v1/keys").json["keys"]}
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(keys[receipt["key_id"]]["public"]))
    signed = json.dumps(receipt["statement"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    public.verify(base64.b64decode(receipt["signature"]), signed.encode())


def test_a_receipt_verifies_with_the_public_key(client):
    phone, photo = Phone(client), a_photo()
    received = phone.put(a_report(photos=[photo])).json["receipt"]
    verify(client, received)
    phone.send(photo)
    committed = phone.commit().json["receipt"]
    verify(client, committed)
    assert committed["statement"]["photos"] == [photo.sha256]
    assert committed["statement"]["committed_at"] and received["statement"]["committed_at"] is None


def test_a_bent_receipt_does_not_verify(client):
    receipt = Phone(client).put(a_report()).json["receipt"]
    receipt["statement"]["received_at"] = "2020-01-01T00:00:00+00:00"
    with pytest.raises(InvalidSignature):
        verify(client, receipt)


def test_only_public_halves_are_served(client):
    assert all(set(key) == {"id", "algorithm", "public", "active"} for key in client.get("/api/v1/keys").json["keys"])


@pytest.fixture
def lines():
    """Everything that is logged, as it would be written."""
    root, written = logging.getLogger(), io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(root.handlers[0].formatter)
    root.addHandler(handler)
    before = root.level
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def everything(ask):
    """Every row of every table as text, by table."""
    tables = ask(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in"
        " ('core', 'identity', 'reports', 'evidence', 'matching', 'triage', 'cases', 'notices')"
    )
    return {name: "\n".join(row[0] for row in ask(f"select one::text from {name} one")) for (name,) in tables}


def test_a_contact_is_sealed_and_stands_nowhere_else(app, client, ask, lines):
    phone = Phone(client)
    assert phone.put(a_report(contact=CONTACT)).status_code == 201
    worked(app)
    phone.put(a_report(contact=CONTACT, kind="LU05"))
    sealed = bytes(ask("select sealed from identity.contacts")[0].sealed)
    assert TELEPHONE.encode() not in sealed and ADDRESS.encode() not in sealed
    for table, said in everything(ask).items():
        assert not any(word in said for word in CONTACT.values()), table
    assert not any(word in lines.getvalue() for word in CONTACT.values())


def test_a_contact_is_opened_for_a_reason_that_is_kept(app, client, ask):
    phone = Phone(client)
    phone.put(a_report(contact=CONTACT))
    officer, dispatcher = (signed_in(app.test_client(), name) for name in ("officer", "dispatcher"))
    path, reason = f"/reports/{phone.id}/contact", {"reason": "asking the way"}
    assert officer.post(path, json=reason).status_code == 403
    assert dispatcher.post(path, json={"reason": ""}).status_code == 422
    assert dispatcher.post(path, json=reason).json == CONTACT
    readings = ask("select person::text, reason from identity.contact_readings")
    assert readings == [(dispatcher.person["id"], "asking the way")]


def test_free_text_stands_in_no_event(app, client, ask):
    phone = Phone(client)
    phone.put(a_report(description="他们晚上施工", answers={"since": "上个月"}))
    worked(app)
    phone.say("messages", text="今天又来了两辆车")
    worked(app)
    said = "".join(row[0] for row in ask("select data::text from core.events"))
    assert not any(word in said for word in ("他们晚上施工", "上个月", "今天又来了两辆车"))
