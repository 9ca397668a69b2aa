"""The key files of an installation, carried into a backup and back, readable by their owner only."""

from __future__ import annotations

import os
from pathlib import Path

from landwatch.backups.manifest import KEYS, BackupError, Manifest
from landwatch.core import keys


def save(source: Path, directory: Path) -> list[str]:
    """Copy the keys into a backup; answers their paths in it."""
    (directory / KEYS).mkdir(mode=0o700)
    files = _files(source)
    for file in files:
        _write(directory / KEYS / file.name, file.read_bytes())
    return [f"{KEYS}/{file.name}" for file in files]


def load(said: Manifest, directory: Path, target: Path) -> None:
    """Put the keys in place. Other keys are never overwritten: contacts sealed with them would be lost."""
    wanted = {Path(name).name: (directory / name).read_bytes() for name in said.files if name.startswith(f"{KEYS}/")}
    here = {file.name: file.read_bytes() for file in _files(target)}
    if here and here != wanted:
        raise BackupError(f"{target} holds other keys: move them away, then restore again")
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in wanted.keys() - here.keys():
        _write(target / name, wanted[name])


def _files(directory: Path) -> list[Path]:
    return sorted([*directory.glob(keys.RECEIPT), *directory.glob(keys.CONTACT)])


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
