"""What a backup consists of: written last, so that a directory with a manifest is a whole backup."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST, DUMP, OBJECTS, LIST, KEYS = "manifest.json", "database.dump", "objects", "objects.sha256", "keys"
FORMAT = 1
PIECE = 1024 * 1024


class BackupError(Exception):
    """A backup or restore that could not be done, or was done and found something amiss; says what to do."""


@dataclass(frozen=True)
class FileSum:
    """Size in bytes and SHA-256 of one file."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """All about a backup. `files` are by their path in the directory, `tables` rows by table name."""

    format: int
    landwatch: str
    made_at: str
    revision: str
    postgresql: int
    owner: str
    files: Mapping[str, FileSum]
    objects: int
    object_bytes: int
    tables: Mapping[str, int]
    faults: tuple[str, ...] = ()

    def write(self, directory: Path) -> None:
        """Put the manifest in place once everything else has reached the disk."""
        os.sync()
        unfinished = directory / f"{MANIFEST}.part"
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(directory / MANIFEST)


def read(directory: Path) -> Manifest:
    """The manifest of a directory whose dump, list and keys are those that were written. Raises BackupError."""
    try:
        said = json.loads((directory / MANIFEST).read_text("utf-8"))
        files = {name: FileSum(**about) for name, about in said.pop("files").items()}
        found = Manifest(files=files, faults=tuple(said.pop("faults")), **said)
    except FileNotFoundError as error:
        missing = f"it has no {MANIFEST}, which is written last"
        raise BackupError(f"{directory} is not a complete backup: {missing}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError(f"{directory / MANIFEST} cannot be read ({error}): take another backup") from error
    if found.format != FORMAT:
        needed = f"restore with Landwatch {found.landwatch}"
        raise BackupError(f"this backup has format {found.format}, this Landwatch reads {FORMAT}: {needed}")
    wrong = [name for name, about in files.items() if not _same(directory / name, about)]
    if wrong:
        raise BackupError(f"{directory} is not a complete backup: missing, cut short or changed: {', '.join(wrong)}")
    return found


def _same(file: Path, about: FileSum) -> bool:
    return file.is_file() and file.stat().st_size == about.size and sum_of(file) == about


def sum_of(file: Path) -> FileSum:
    """Size and SHA-256 of a file, read piece by piece."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces(file):
        digest.update(piece)
        size += len(piece)
    return FileSum(size, digest.hexdigest())


def pieces(file: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece
