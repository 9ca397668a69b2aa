"""A small world is backed up, restored elsewhere and proved to be the same; what was tampered with is named."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from landwatch.app import create_app
from landwatch.backup import BackupError, load, save
from landwatch.backups.manifest import MANIFEST
from landwatch.core.settings import Settings
from tests.factories import databases
from tests.factories.cases import a_case, worked
from tests.factories.databases import Database
from tests.factories.phone import Phone
from tests.factories.photos import a_photo
from tests.factories.reports import a_report


@pytest.fixture(scope="module")
def world(template_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """An installation with a case, a report with two examined photos, and a contact."""
    with databases.cloned("backup") as database:
        settings = databases.settings_for(database, tmp_path_factory.mktemp("source"))
        live(create_app(settings))
        yield settings


def live(app: Flask) -> None:
    a_case(app)
    phone, photos = Phone(app.test_client()), [a_photo(), a_photo()]
    assert phone.put(a_report(lon=109.53, lat=34.51, photos=photos)).status_code == 201
    for photo in photos:
        assert phone.send(photo).status_code == 201
    assert phone.commit().status_code == 200
    worked(app)
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture(scope="module")
def whole(world: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One backup of the world, never changed."""
    directory = tmp_path_factory.mktemp("backups") / "whole"
    assert list(save(world, directory))[-1].startswith("complete")
    return directory


@pytest.fixture
def taken(whole: Path, tmp_path: Path) -> Path:
    """A copy of the backup for one test to spoil."""
    return Path(shutil.copytree(whole, tmp_path / "taken"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Settings]:
    """An installation with an empty database, no photos and no keys."""
    name = f"landwatch_test_{databases.WORKER}_restored"
    with databases.as_owner() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}"'))
    database = Database(name)
    settings = databases.settings_for(database, tmp_path / "unused")
    yield replace(settings, var=str(tmp_path / "restored"))
    with databases.as_owner() as connection:
        connection.execute(text(f'drop database "{name}" with (force)'))


def restored(settings: Settings, directory: Path, *, partial: bool = False) -> tuple[list[str], str]:
    """The lines of a restore, and what it ended with: empty when all is well."""
    lines: list[str] = []
    try:
        lines.extend(load(settings, directory, partial=partial))
    except BackupError as error:
        return lines, str(error)
    return lines, ""


def tables_of(settings: Settings) -> dict[str, int]:
    with databases.as_owner(settings.owner_url.rpartition("/")[2]) as connection:
        return databases.row_counts(connection)


def change(settings: Settings, statement: str) -> None:
    """Do as an attacker with the owner's rights would."""
    with databases.as_owner(settings.owner_url.rpartition("/")[2]) as connection:
        connection.execute(text(statement))


def test_a_restored_installation_is_the_same(world: Settings, whole: Path, empty: Settings):
    lines, ended = restored(empty, whole)
    assert ended == ""
    said = json.loads((whole / MANIFEST).read_text("utf-8"))
    assert f"verified: 2 originals, {said['tables']['core.events']} events" in lines[-1]
    assert {**tables_of(empty), "core.jobs": 0} == {**tables_of(world), "core.jobs": 0}
    for file in Path(world.var, "storage").rglob("*"):
        if file.is_file():
            assert Path(empty.var, file.relative_to(world.var)).read_bytes() == file.read_bytes()
    assert {f.name: f.read_bytes() for f in empty.keys_dir.iterdir()} == {
        f.name: f.read_bytes() for f in world.keys_dir.iterdir()
    }


def test_people_go_on_working_in_a_restored_installation(whole: Path, empty: Settings):
    assert restored(empty, whole)[1] == ""
    app = create_app(empty)
    assert a_case(app, lon=109.505).number
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
        with engine.connect() as connection:
            ahead = "select count(*) from core.events where xid >= pg_snapshot_xmax(pg_current_snapshot())"
            assert connection.scalar(text(ahead)) == 0  # ids of a future would hide events from who follows them
            assert connection.scalar(text("select count(*) from core.jobs where state = 'running'")) == 0
        engine.dispose()


def test_events_from_another_clusters_future_stay_visible(altered: Settings, empty: Settings, tmp_path: Path):
    change(altered, "update core.events set xid = '99999999999'")
    list(save(altered, tmp_path / "new"))
    assert restored(empty, tmp_path / "new")[1] == ""
    with databases.as_owner(empty.owner_url.rpartition("/")[2]) as connection:
        assert connection.scalar(text("select max(xid)::text from core.events")) == "3"


def test_the_backup_records_itself_as_a_job(world: Settings, whole: Path):
    with databases.as_owner(world.owner_url.rpartition("/")[2]) as connection:
        job = connection.execute(text("select * from core.jobs where kind = 'backup' order by created_at")).first()
    assert (job.state, job.done, job.total) == ("done", 6, 6)
    assert job.arguments == {"directory": str(whole)}


def test_the_list_of_objects_is_one_that_sha256sum_reads(whole: Path):
    command = ["sha256sum", "--check", "--quiet", "objects.sha256"]
    answer = subprocess.run(command, cwd=whole, capture_output=True, check=False)
    assert answer.returncode == 0, answer.stderr


def test_nobody_else_reads_the_keys_of_a_backup(whole: Path):
    assert whole.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in (whole / "keys").iterdir())


def test_a_backup_takes_only_an_empty_directory(world: Settings, tmp_path: Path):
    (tmp_path / "already").touch()
    with pytest.raises(BackupError, match="not empty"):
        next(save(world, tmp_path))


def test_a_database_without_landwatch_is_not_backed_up(empty: Settings, world: Settings, tmp_path: Path):
    with pytest.raises(BackupError, match="no Landwatch in this database"):
        next(save(replace(empty, keys=str(world.keys_dir)), tmp_path / "new"))


def test_a_backup_needs_the_owner(world: Settings, tmp_path: Path):
    with pytest.raises(BackupError, match="LANDWATCH_OWNER_URL"):
        next(save(replace(world, owner_url=""), tmp_path / "new"))


def test_an_original_damaged_in_the_storage_is_kept_and_named(world: Settings, empty: Settings, tmp_path: Path):
    var = Path(shutil.copytree(world.var, tmp_path / "var"))
    first, second = sorted((var / "storage/originals").rglob("?" * 64))
    first.write_bytes(first.read_bytes() + b"!")
    second.unlink()
    lines: list[str] = []
    with pytest.raises(BackupError, match="complete, but") as caught:
        lines.extend(save(replace(world, var=str(var)), tmp_path / "new"))
    for words in (f"{first.name} is damaged", f"{second.name} is missing"):
        assert words in str(caught.value)
    assert (tmp_path / "new" / MANIFEST).is_file()
    assert (tmp_path / "new/objects/originals" / first.name[:2] / first.name).read_bytes() == first.read_bytes()
    _, ended = restored(empty, tmp_path / "new")
    assert f"{second.name} is missing" in ended
    assert f"{first.name} was changed" in ended


@pytest.mark.parametrize("lost", [MANIFEST, "database.dump", "objects.sha256", "keys/contact.keys"])
def test_a_directory_that_lacks_a_part_is_refused_and_nothing_is_touched(taken: Path, empty: Settings, lost: str):
    (taken / lost).unlink()
    lines, ended = restored(empty, taken)
    assert (lines, "not a complete backup" in ended, lost in ended) == ([], True, True)
    assert not Path(empty.var).exists()


@pytest.mark.parametrize("part", ["database.dump", "objects.sha256", "keys/contact.keys"])
def test_a_part_that_was_changed_is_refused(taken: Path, empty: Settings, part: str):
    content = bytearray((taken / part).read_bytes())
    content[len(content) // 2] ^= 1
    (taken / part).write_bytes(content)
    assert part in restored(empty, taken)[1]


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"format": 1}'])
def test_a_manifest_that_cannot_be_read_is_refused(taken: Path, empty: Settings, spoilt: str):
    (taken / MANIFEST).write_text(spoilt)
    assert "cannot be read" in restored(empty, taken)[1]


def test_a_backup_of_a_later_landwatch_is_refused(taken: Path, empty: Settings):
    said = json.loads((taken / MANIFEST).read_text("utf-8"))
    (taken / MANIFEST).write_text(json.dumps({**said, "revision": "2099_01_01_1_later"}))
    assert "unknown here" in restored(empty, taken)[1]


def test_lost_photos_are_named_and_the_rest_is_restored_when_asked_for(taken: Path, empty: Settings):
    lost = sorted((taken / "objects/originals").rglob("?" * 64))[0]
    lost.unlink()
    lines, ended = restored(empty, taken)
    assert (lines, lost.name in ended, "--partial" in ended) == ([], True, True)
    lines, ended = restored(empty, taken, partial=True)
    assert f"{lost.name} is missing (photo " in ended
    assert tables_of(empty)["evidence.photos"] == 2


def test_a_tampered_original_is_found_named_and_left_out(taken: Path, empty: Settings):
    tampered = sorted((taken / "objects/originals").rglob("?" * 64))[0]
    tampered.write_bytes(tampered.read_bytes()[:-1] + b"?")
    _, ended = restored(empty, taken)
    assert f"{tampered.name} was changed" in ended
    assert f"{tampered.name} is missing (photo " in ended
    assert not (Path(empty.var) / "storage/originals" / tampered.name[:2] / tampered.name).exists()


def test_an_original_exchanged_together_with_its_line_is_found_all_the_same(taken: Path, empty: Settings):
    tampered = sorted((taken / "objects/originals").rglob("?" * 64))[0]
    tampered.write_bytes(b"another picture")
    resign(taken, tampered.name, hashlib.sha256(b"another picture").hexdigest())
    assert f"{tampered.name} is missing (photo " in restored(empty, taken)[1]


def resign(directory: Path, key: str, sha256: str) -> None:
    """Write another hash into the list and the list's hash into the manifest."""
    listed = directory / "objects.sha256"
    lines = [f"{sha256}{line[64:]}" if line.endswith(key) else line for line in listed.read_text().splitlines()]
    listed.write_text("\n".join(lines) + "\n")
    said = json.loads((directory / MANIFEST).read_text("utf-8"))
    content = listed.read_bytes()
    said["files"]["objects.sha256"] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (directory / MANIFEST).write_text(json.dumps(said))


@pytest.fixture
def altered(world: Settings) -> Iterator[Settings]:
    """The world once more, in a database that a test may tamper with."""
    name = f"landwatch_test_{databases.WORKER}_altered"
    source = world.owner_url.rpartition("/")[2]
    with databases.as_owner() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}" template "{source}"'))
    yield replace(world, owner_url=Database(name).owner_url, database_url=Database(name).app_url)
    with databases.as_owner() as connection:
        connection.execute(text(f'drop database "{name}" with (force)'))


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ("data = data || '{\"severity\": \"S4\"}' where name = 'case.opened'", "(case.opened) was changed"),
        ("at = at - interval '1 day' where name = 'report.committed'", "(report.committed) was changed"),
        ("person = gen_random_uuid() where name = 'case.opened'", "(case.opened) was changed"),
        ("digest = sha256(digest) where seq = 1", "points at another event"),
    ],
)
def test_a_tampered_event_is_named(altered: Settings, empty: Settings, tmp_path: Path, values: str, fault: str):
    change(altered, f"update core.events set {values}")
    list(save(altered, tmp_path / "new"))
    lines, ended = restored(empty, tmp_path / "new")
    assert fault in ended
    assert any(line.startswith("event ") and fault in line for line in lines)


def test_an_event_cut_out_of_a_chain_is_found(altered: Settings, empty: Settings, tmp_path: Path):
    change(altered, "delete from core.deliveries")
    longer = "select stream from core.events where seq = 3"
    change(altered, f"delete from core.events where seq = 2 and stream in ({longer})")
    list(save(altered, tmp_path / "new"))
    assert "does not follow: the one before it is 1" in restored(empty, tmp_path / "new")[1]


def test_a_restore_takes_only_an_empty_database(world: Settings, whole: Path, tmp_path: Path):
    assert "database is not empty" in restored(replace(world, var=str(tmp_path / "var")), whole)[1]
    assert not (tmp_path / "var/storage").exists() or not any((tmp_path / "var/storage").rglob("*"))


def test_a_restore_takes_only_an_empty_storage(empty: Settings, world: Settings, whole: Path):
    occupied = replace(empty, var=str(world.var))
    assert "storage is not empty" in restored(occupied, whole)[1]
    with databases.as_owner(empty.owner_url.rpartition("/")[2]) as connection:
        assert connection.scalar(text("select to_regclass('core.events')")) is None


def test_photos_may_move_to_another_store(whole: Path, empty: Settings, tmp_path: Path):
    (tmp_path / "store").mkdir()
    assert restored(replace(empty, storage_url=(tmp_path / "store").as_uri()), whole)[1] == ""
    assert len(list((tmp_path / "store").rglob("*.jpg"))) == 4


def test_other_keys_are_never_overwritten(empty: Settings, whole: Path, tmp_path: Path):
    others = replace(empty, keys=str(tmp_path / "unused/keys"))
    before = {file.name: file.read_bytes() for file in others.keys_dir.iterdir()}
    assert "holds other keys" in restored(others, whole)[1]
    assert {file.name: file.read_bytes() for file in others.keys_dir.iterdir()} == before


def test_a_program_older_than_the_server_is_refused_with_what_to_install(world: Settings, tmp_path: Path):
    old = tmp_path / "bin"
    old.mkdir()
    (old / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    (old / "pg_dump").chmod(0o755)
    with pytest.raises(BackupError, match=r"or newer is needed .*pg_dump is 9.*LANDWATCH_PG_BIN"):
        list(save(replace(world, pg_bin=str(old)), tmp_path / "new"))
    assert not (tmp_path / "new" / MANIFEST).exists()
