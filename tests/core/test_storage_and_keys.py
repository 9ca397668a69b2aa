"""Originals are written once under their digest; keys are made once and read by nobody else."""

from __future__ import annotations

import hashlib
import stat

import pytest
from cryptography.fernet import Fernet

from landwatch.core import keys
from landwatch.core.settings import Settings, documented, from_environment
from landwatch.core.storage import Storage, TooManyBytes, stage


@pytest.fixture
def store(tmp_path):
    return Storage("", tmp_path / "storage")


def staged(tmp_path, content=b"a photo", limit=100):
    return stage([content[:3], content[3:]], tmp_path / "uploads", "one", limit)


def test_a_body_is_hashed_as_it_streams(tmp_path):
    body = staged(tmp_path)
    assert (body.size, body.head, body.sha256) == (7, b"a p", hashlib.sha256(b"a photo").hexdigest())
    assert body.path.read_bytes() == b"a photo"


def test_too_many_bytes_leave_nothing_behind(tmp_path):
    with pytest.raises(TooManyBytes):
        staged(tmp_path, limit=5)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_stream_that_breaks_off_leaves_nothing_behind(tmp_path):
    def broken():
        yield b"a ph"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        stage(broken(), tmp_path / "uploads", "one", 100)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_the_same_bytes_are_kept_once_and_never_overwritten(tmp_path, store):
    key = store.keep(staged(tmp_path))
    kept = tmp_path / "storage" / key
    first = kept.stat().st_mtime_ns
    assert store.keep(staged(tmp_path)) == key and kept.stat().st_mtime_ns == first
    assert store.read(key) == b"".join(store.stream(key)) == b"a photo"
    assert list((tmp_path / "uploads").iterdir()) == []


def test_copies_can_be_made_again(store):
    for content in (b"first", b"second"):
        store.put("copies/x.jpg", content)
    assert store.read("copies/x.jpg") == b"second"
    with pytest.raises(FileNotFoundError):
        store.read("copies/y.jpg")


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path):
    folder = tmp_path / "keys"
    assert keys.make(folder) is True
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert keys.make(folder) is False
    assert {path: path.read_bytes() for path in folder.iterdir()} == before and len(before) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in before} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_keys_nothing_starts(tmp_path):
    with pytest.raises(keys.KeysMissing, match="landwatch keys make"):
        keys.load(tmp_path)


def test_the_newest_key_signs_the_older_stay_known_and_old_seals_still_open(tmp_path):
    keys.make(tmp_path)
    old = keys.load(tmp_path)
    sealed = old.sealer.encrypt(b"13991234567")
    keys.make(tmp_path / "next")
    (tmp_path / "next" / "receipt-0001.pem").rename(tmp_path / "receipt-0002.pem")
    contact = tmp_path / keys.CONTACT
    contact.write_bytes(Fernet.generate_key() + b"\n" + contact.read_bytes())
    new = keys.load(tmp_path)
    assert new.sealer.decrypt(sealed) == b"13991234567"
    assert [one["active"] for one in new.public()] == [False, True]
    assert new.public()[0]["id"] == old.public()[0]["id"] != new.sign({"a": 1})["key_id"]


def test_settings_come_from_the_environment_and_know_their_words():
    given = from_environment({"LANDWATCH_ENV": "test", "LANDWATCH_NAME": "临渭", "LANDWATCH_UNHEARD_OF": "x"})
    assert (given.env, given.name, given.pack) == ("test", "临渭", "cn")
    assert not given.in_production and Settings().in_production
    assert all(name.startswith("LANDWATCH_") and meaning for name, _, meaning, _ in documented())
    with pytest.raises(ValueError, match="LANDWATCH_ENV"):
        from_environment({"LANDWATCH_ENV": "staging"})
