"""Photos and their copies, streamed out of the storage into a directory and back, whatever store it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from uuid import uuid4

from landwatch.backups.manifest import LIST, OBJECTS, BackupError, pieces
from landwatch.core.storage import Storage, stage

ORIGINALS, COPIES = "originals/", "copies/"
_LINE = re.compile(rf"([0-9a-f]{{64}})  {OBJECTS}/((?:{ORIGINALS}|{COPIES})[A-Za-z0-9/_-][A-Za-z0-9/._-]*)\n")


@dataclass(frozen=True)
class Copied:
    """An object that was carried over. `fault` says what is wrong with it, if anything."""

    key: str
    size: int
    fault: str | None = None


def copy_out(storage: Storage, keys: Iterable[str], directory: Path) -> Iterator[Copied]:
    """Copy objects into the backup one by one and list each with its SHA-256, as `sha256sum -c` reads it.

    What is damaged is copied as it is: a backup keeps what there was. What is missing cannot be.
    """
    with (directory / LIST).open("w", encoding="ascii") as listed:
        for key in keys:
            try:
                sha256, size = _write(storage.stream(key), directory / OBJECTS / key)
            except FileNotFoundError:
                yield Copied(key, 0, f"{key} is missing in the storage")
                continue
            listed.write(f"{sha256}  {OBJECTS}/{key}\n")
            damaged = key.startswith(ORIGINALS) and Storage.original(sha256) != key
            yield Copied(key, size, f"{key} is damaged: its bytes have SHA-256 {sha256}" if damaged else None)


def _write(chunks: Iterable[bytes], path: Path) -> tuple[str, int]:
    digest, size, rest = hashlib.sha256(), 0, iter(chunks)
    first = next(rest, b"")  # a missing object says so here, before its file is made
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        for chunk in chain([first], rest):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return digest.hexdigest(), size


def listed(directory: Path) -> Iterator[tuple[str, str]]:
    """Key and SHA-256 of every object of a backup. Raises BackupError at a line that is none."""
    with (directory / LIST).open(encoding="ascii", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            found = _LINE.fullmatch(line)
            if found is None or ".." in found[2]:
                raise BackupError(f"{LIST}, line {number} is not `<sha256>  {OBJECTS}/<key>`")
            yield found[2], found[1]


def missing(directory: Path) -> list[str]:
    """Keys that are listed and not there."""
    return [key for key, _ in listed(directory) if not (directory / OBJECTS / key).is_file()]


def put_back(storage: Storage, directory: Path, staging: Path) -> Iterator[Copied]:
    """Put a backup's objects into the storage. Bytes that are not those listed stay out: better missing than false."""
    for key, sha256 in listed(directory):
        file = directory / OBJECTS / key
        if not file.is_file():
            yield Copied(key, 0, f"{key} is missing in the backup")
            continue
        size = file.stat().st_size
        staged = stage(pieces(file), staging, f"{uuid4().hex}.restore", size)
        kept_as = Storage.original(staged.sha256)
        if staged.sha256 != sha256 or (key.startswith(ORIGINALS) and kept_as != key):
            staged.drop()
            yield Copied(key, 0, f"{key} was changed: its bytes have SHA-256 {staged.sha256}; left out")
        elif key.startswith(ORIGINALS):
            storage.keep(staged)
            yield Copied(key, size)
        else:
            storage.put(key, staged.path.read_bytes())
            staged.drop()
            yield Copied(key, size)
