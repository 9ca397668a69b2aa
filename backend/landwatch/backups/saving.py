"""A backup is written: the database as of one moment, then the photos that moment knows, keys, and the manifest."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from landwatch import __version__
from landwatch.backups import database, key_files, manifest, objects, programs, verify
from landwatch.backups.course import Course, megabytes
from landwatch.backups.manifest import DUMP, LIST, BackupError, Manifest
from landwatch.core import clock, jobs, keys
from landwatch.core.settings import Settings
from landwatch.core.storage import Storage
from landwatch.evidence.models import Photo

ROW_SECONDS = 2.0
"""How often the job's row says how far it got."""


def save(settings: Settings, directory: Path) -> Iterator[str]:
    """Write a backup into an empty directory, while people work on. The job's row says how far it got.

    Raises BackupError, also when the backup is complete and photos were found missing or damaged in the storage.
    """
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
    storage, course = Storage(settings.storage_url, settings.var_dir / "storage"), Course()
    with tempfile.TemporaryFile("w+", encoding="ascii") as originals:
        about = _dump(settings, directory, engine, originals)
        yield f"database: {sum(about.tables.values())} rows in {megabytes((directory / DUMP).stat().st_size)}"
        course.total = sum(1 for _ in _all_keys(originals, storage))
        for copied in objects.copy_out(storage, _all_keys(originals, storage), directory):
            yield from course.note(copied)
            if course.is_time("row", ROW_SECONDS):
                jobs.progress(job_id, course.done, course.total, engine=engine)
    jobs.progress(job_id, course.done, course.total, engine=engine)
    yield f"objects: {course.done} with {megabytes(course.size)}"
    names = key_files.save(settings.keys_dir, directory)
    yield f"keys: {len(names)} files. Who has this directory can read contacts: keep it safe"
    _finish(about, directory, names, course)
    yield f"complete: {directory}, {course.seconds}"
    course.end("the backup is complete, but not all was well")


def _dump(settings: Settings, directory: Path, engine: Engine, originals: IO[str]) -> Manifest:
    """Dump one moment, count its rows and list its originals; they are copied when its transaction has ended."""
    with database.one_moment(engine) as (connection, snapshot):
        about = _about(connection)
        wanted = select(Photo.original).distinct().order_by(Photo.original)
        for key in connection.execution_options(yield_per=verify.AT_ONCE).scalars(wanted):
            originals.write(f"{key}\n")
        programs.dump(settings.owner_url, snapshot, directory / DUMP, about.postgresql, settings.pg_bin)
    return about


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


def _all_keys(originals: IO[str], storage: Storage) -> Iterator[str]:
    """Originals as listed, then whatever copies there are."""
    originals.seek(0)
    yield from (line.rstrip("\n") for line in originals)
    yield from storage.keys(objects.COPIES)


def _finish(about: Manifest, directory: Path, names: list[str], course: Course) -> None:
    """Write the manifest, now that everything it speaks of is there."""
    files = {name: manifest.sum_of(directory / name) for name in (DUMP, LIST, *names)}
    counted = replace(about, files=files, objects=course.done, object_bytes=course.size)
    replace(counted, faults=tuple(course.faults)).write(directory)
