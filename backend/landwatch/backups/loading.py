"""A backup is restored into an empty installation, and proved to be what was backed up.

The database comes last and in one transaction: a database with Landwatch in it is one whose photos are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Engine

from landwatch.backups import database, key_files, manifest, objects, programs, verify
from landwatch.backups.course import LINE_SECONDS, Course, megabytes
from landwatch.backups.manifest import DUMP, BackupError, Manifest
from landwatch.core import clock, jobs
from landwatch.core.settings import Settings
from landwatch.core.storage import Storage


def load(settings: Settings, directory: Path, *, partial: bool = False) -> Iterator[str]:
    """Restore a backup into an empty database and an empty storage, then verify every original, event and count.

    `partial` restores what is there when objects of the backup are lost. Raises BackupError: before anything was
    touched when the backup or the place for it is not fit, at the end when anything differs.
    """
    said = manifest.read(directory)
    _check_objects(said, directory, partial=partial)
    yield f"backup of {said.made_at} by Landwatch {said.landwatch}"
    storage, course = Storage(settings.storage_url, settings.var_dir / "storage"), Course(total=said.objects)
    with database.as_owner(settings) as engine:
        _check_place(engine, storage, said)
        key_files.load(said, directory, settings.keys_dir)
        yield from _put_objects(storage, directory, settings, course)
        yield from _put_database(engine, directory, settings, said)
        yield from _verified(engine, storage, said, course)
    if not database.is_newest(said):
        yield "now run `landwatch db upgrade`: the backup is of an earlier form"
    course.end("restored, but not all is as it was")


def _check_objects(said: Manifest, directory: Path, *, partial: bool) -> None:
    lost = objects.missing(directory)
    if lost and not partial:
        raise BackupError(
            f"{directory} is not a complete backup: {len(lost)} of {said.objects} objects are missing, the first is "
            f"{lost[0]}; copy them again, or restore what is there with --partial"
        )


def _check_place(engine: Engine, storage: Storage, said: Manifest) -> None:
    with engine.connect() as connection:
        database.check_can_hold(connection, said)
    if next(storage.keys(""), None) is not None:
        raise BackupError("the storage is not empty: restore into an empty one, or move its objects away")


def _put_objects(storage: Storage, directory: Path, settings: Settings, course: Course) -> Iterator[str]:
    for copied in objects.put_back(storage, directory, settings.var_dir / "uploads"):
        yield from course.note(copied)
    yield f"objects: {course.done} with {megabytes(course.size)}"


def _put_database(engine: Engine, directory: Path, settings: Settings, said: Manifest) -> Iterator[str]:
    with engine.connect() as connection:
        version = max(database.server(connection), said.postgresql)
    programs.restore(settings.owner_url, directory / DUMP, version, settings.pg_bin)
    database.settle(engine)
    jobs.abandoned(clock.now() + 2 * jobs.SILENCE, engine=engine)  # what ran when this was backed up runs no more
    yield f"database: {sum(said.tables.values())} rows, form {said.revision}"


def _verified(engine: Engine, storage: Storage, said: Manifest, course: Course) -> Iterator[str]:
    tally = verify.Tally()
    with engine.connect() as connection:
        looks = (
            verify.counts(connection, said.tables, tally),
            verify.originals(connection, storage, tally),
            verify.chains(connection, tally),
        )
        for look in looks:
            yield from _told(look, tally, course)
    yield f"verified: {tally}"


def _told(look: Iterable[str | None], tally: verify.Tally, course: Course) -> Iterator[str]:
    """Each fault, and at times how far the looking got."""
    for fault in look:
        if fault:
            yield course.keep(fault)
        elif course.is_time("verified", LINE_SECONDS):
            yield f"verifying: {tally}"
