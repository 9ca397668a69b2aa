"""Backup and restore of an installation: database, photos and keys in one directory, and the proof of it.

    database.dump    the database as of one moment, pg_dump's custom format
    objects/         originals and copies under the keys of the storage, listed in objects.sha256 (`sha256sum -c`)
    keys/            signing and sealing keys: keep the directory as safe as these
    manifest.json    sizes, SHA-256, row counts, versions; written last

Both say what they do line by line, and raise BackupError with what to do.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from landwatch import __version__
from landwatch.backups import database, manifest, objects, programs, verify
from landwatch.backups.manifest import DUMP, KEYS, LIST, BackupError, Manifest
from landwatch.core import clock, jobs, keys
from landwatch.core.settings import Settings
from landwatch.core.storage import Storage
from landwatch.evidence.models import Photo

__all__ = ["BackupError", "load", "save"]

MOST_NAMED = 20
"""Faults named in the error at the end; every one has been told in a line of its own."""
LINE_SECONDS, ROW_SECONDS = 10.0, 2.0
"""How often a line says how far it got, and how often the job's row does."""


@dataclass
class _Course:
    """How far the copying got, and what was found amiss on the way."""

    total: int
    began: float = field(default_factory=time.monotonic)
    done: int = 0
    size: int = 0
    faults: list[str] = field(default_factory=list)
    _told: dict[str, float] = field(default_factory=dict)

    def note(self, copied: objects.Copied) -> Iterator[str]:
        """Count one object; its fault, or at times how far it got."""
        self.done += copied.fault is None
        self.size += copied.size
        if copied.fault:
            self.faults.append(copied.fault)
            yield copied.fault
        elif self.is_time("line", LINE_SECONDS):
            yield f"objects: {self.done} of {self.total}, {_megabytes(self.size)}"

    def is_time(self, what: str, seconds: float) -> bool:
        """Whether so many seconds have gone by since this was last so."""
        now = time.monotonic()
        if now - self._told.setdefault(what, self.began) < seconds:
            return False
        self._told[what] = now
        return True


def save(settings: Settings, directory: Path) -> Iterator[str]:
    """Write a backup into an empty directory, while people work on. The job's row says how far it got."""
    if directory.exists() and any(directory.iterdir()):
        raise BackupError(f"{directory} is not empty: give every backup a directory of its own")
    keys.load(settings.keys_dir)
    with database.as_owner(settings) as engine:
        with engine.connect() as connection:
            database.revision(connection)
        with jobs.carried_out("backup", {"directory": str(directory)}, engine=engine) as job_id:
            yield from _save(settings, directory, engine, job_id)


def _save(settings: Settings, directory: Path, engine: Engine, job_id: UUID) -> Iterator[str]:
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    storage = _storage(settings)
    with tempfile.TemporaryFile("w+", encoding="ascii") as originals:
        with database.one_moment(engine) as (connection, snapshot):
            about = _about(connection)
            total = _list_originals(connection, originals)
            programs.dump(settings.owner_url, snapshot, directory / DUMP, about.postgresql, settings.pg_bin)
        yield f"database: {sum(about.tables.values())} rows in {_megabytes((directory / DUMP).stat().st_size)}"
        course = _Course(total + sum(1 for _ in storage.keys(objects.COPIES)))
        for copied in objects.copy_out(storage, _all_keys(originals, storage), directory):
            yield from course.note(copied)
            if course.is_time("row", ROW_SECONDS):
                jobs.progress(job_id, course.done, course.total, engine=engine)
    jobs.progress(job_id, course.done, max(course.done, course.total), engine=engine)
    yield f"objects: {course.done} with {_megabytes(course.size)}"
    names = _save_keys(settings.keys_dir, directory / KEYS)
    yield f"keys: {len(names)} files. Who has this directory can read contacts: keep it safe"
    files = {name: manifest.sum_of(directory / name) for name in (DUMP, LIST, *names)}
    whole = {**vars(about), "files": files, "objects": course.done, "object_bytes": course.size}
    Manifest(**{**whole, "faults": tuple(course.faults)}).write(directory)
    yield f"complete: {directory}, {time.monotonic() - course.began:.1f} s"
    _raise_if("the backup is complete, but not all was well", course.faults)


def _about(connection: Connection) -> Manifest:
    """The head of the manifest, as of this moment of the database."""
    return Manifest(
        format=manifest.FORMAT,
        landwatch=__version__,
        made_at=clock.now().isoformat(),
        revision=database.revision(connection),
        postgresql=database.server(connection),
        owner=str(connection.engine.url.username),
        files={},
        objects=0,
        object_bytes=0,
        tables=database.row_counts(connection),
    )


def _list_originals(connection: Connection, file: IO[str]) -> int:
    """Write down which originals this moment knows; they are copied when its transaction has ended."""
    count = 0
    wanted = select(Photo.original).distinct().order_by(Photo.original)
    for key in connection.execution_options(yield_per=verify.AT_ONCE).scalars(wanted):
        file.write(f"{key}\n")
        count += 1
    file.seek(0)
    return count


def _all_keys(originals: IO[str], storage: Storage) -> Iterator[str]:
    yield from (line.rstrip("\n") for line in originals)
    yield from storage.keys(objects.COPIES)


def _save_keys(source: Path, target: Path) -> list[str]:
    target.mkdir(mode=0o700)
    for file in _key_files(source):
        _write_private(target / file.name, file.read_bytes())
    return [f"{KEYS}/{file.name}" for file in _key_files(source)]


def load(settings: Settings, directory: Path, *, partial: bool = False) -> Iterator[str]:
    """Restore a backup into an empty database and an empty storage, then verify every original, event and count.

    `partial` restores what is there when objects of the backup are lost. Raises BackupError when anything differs.
    """
    said = manifest.read(directory)
    _check_objects(said, directory, partial=partial)
    yield f"backup of {said.made_at} by Landwatch {said.landwatch}"
    storage = _storage(settings)
    with database.as_owner(settings) as engine:
        with engine.connect() as connection:
            database.check_can_hold(connection, said)
            version = max(database.server(connection), said.postgresql)
        if next(storage.keys(""), None) is not None:
            raise BackupError("the storage is not empty: restore into an empty one, or move its objects away")
        _load_keys(said, directory, settings.keys_dir)
        course = _Course(said.objects)
        for copied in objects.put_back(storage, directory, settings.var_dir / "uploads"):
            yield from course.note(copied)
        yield f"objects: {course.done} with {_megabytes(course.size)}"
        programs.restore(settings.owner_url, directory / DUMP, version, settings.pg_bin)
        database.settle(engine)
        yield f"database: restored, form {said.revision}"
        yield from _verified(engine, storage, said, course)
        jobs.abandoned(clock.now() + jobs.SILENCE, engine=engine)  # whatever ran when this was backed up runs no more
    if not database.is_newest(said):
        yield "now run `landwatch db upgrade`: the backup is of an earlier form"
    _raise_if("restored, but not all is as it was", course.faults)


def _check_objects(said: Manifest, directory: Path, *, partial: bool) -> None:
    lost = objects.missing(directory)
    if lost and not partial:
        raise BackupError(
            f"{directory} is not a complete backup: {len(lost)} of {said.objects} objects are missing, the first is "
            f"{lost[0]}; copy them again, or restore what is there with --partial"
        )


def _load_keys(said: Manifest, directory: Path, target: Path) -> None:
    """Put the keys in place; other keys are never overwritten, contacts sealed with them would be lost."""
    wanted = {Path(name).name: (directory / name).read_bytes() for name in said.files if name.startswith(f"{KEYS}/")}
    here = {file.name: file.read_bytes() for file in _key_files(target)}
    if here and here != wanted:
        raise BackupError(f"{target} holds other keys: move them away, then restore again")
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in wanted.items():
        if name not in here:
            _write_private(target / name, content)


def _verified(engine: Engine, storage: Storage, said: Manifest, course: _Course) -> Iterator[str]:
    tally = verify.Tally()
    with engine.connect() as connection:
        for found in (
            verify.counts(connection, said.tables, tally),
            verify.originals(connection, storage, tally),
            verify.chains(connection, tally),
        ):
            yield from _kept(found, course)
    events = f"{tally.events} events in {tally.chains} chains"
    yield f"verified: {tally.originals} originals, {events}, rows of {tally.tables} tables"


def _kept(found: Iterable[str], course: _Course) -> Iterator[str]:
    """Tell each fault and keep it for the end."""
    for fault in found:
        course.faults.append(fault)
        yield fault


def _raise_if(what: str, faults: list[str]) -> None:
    if faults:
        more = f"\n… and {len(faults) - MOST_NAMED} more" if len(faults) > MOST_NAMED else ""
        raise BackupError(f"{what}:\n" + "\n".join(faults[:MOST_NAMED]) + more)


def _storage(settings: Settings) -> Storage:
    return Storage(settings.storage_url, settings.var_dir / "storage")


def _key_files(directory: Path) -> list[Path]:
    return sorted([*directory.glob(keys.RECEIPT), *directory.glob(keys.CONTACT)])


def _write_private(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
