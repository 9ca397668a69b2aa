"""Where photos are kept: originals by the SHA-256 of their bytes, written once; derivatives apart."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url

CHUNK = 256 * 1024


class TooManyBytes(Exception):
    """More bytes came than were announced."""


@dataclass(frozen=True)
class Staged:
    """A body that lies complete on local disk, not yet among the originals."""

    path: Path
    sha256: str
    size: int
    head: bytes

    def drop(self) -> None:
        """Forget the staged file."""
        self.path.unlink(missing_ok=True)


def stage(chunks: Iterable[bytes], directory: Path, name: str, limit: int) -> Staged:
    """Stream a body to disk, hashing as it goes, and fsync it. Raises TooManyBytes past `limit` bytes."""
    directory.mkdir(parents=True, exist_ok=True)
    path, digest, size, head = directory / name, hashlib.sha256(), 0, b""
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise TooManyBytes
                head = head or chunk[:64]
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Staged(path, digest.hexdigest(), size, head)


class Storage:
    """Originals and derivatives on a local disk or any store that obstore opens by URL."""

    def __init__(self, url: str, directory: Path) -> None:
        if url:
            self._store: ObjectStore = from_url(url)
        else:
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._store = LocalStore(directory)
        self._directory = None if url else directory

    @staticmethod
    def original(sha256: str) -> str:
        """The key of an original."""
        return f"originals/{sha256[:2]}/{sha256}"

    def keep(self, staged: Staged) -> str:
        """Put a staged body among the originals and answer its key. The same bytes twice are kept once."""
        key = self.original(staged.sha256)
        try:
            with staged.path.open("rb") as file:
                obstore.put(self._store, key, file, mode="create", use_multipart=False)
        except AlreadyExistsError:
            staged.drop()
            return key
        self._settle(key)
        staged.drop()
        return key

    def _settle(self, key: str) -> None:
        """On a local disk, wait until file and folder have reached the platter: only then is anything acknowledged."""
        if self._directory is None:
            return
        for path in (self._directory / key, (self._directory / key).parent):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def put(self, key: str, content: bytes) -> None:
        """Write a derivative, replacing what was there."""
        obstore.put(self._store, key, content, use_multipart=False)

    def read(self, key: str) -> bytes:
        """All bytes of one object. Raises FileNotFoundError."""
        return bytes(obstore.get(self._store, key).bytes())

    def stream(self, key: str) -> Iterator[bytes]:
        """The bytes of one object, piece by piece."""
        for piece in obstore.get(self._store, key).stream(min_chunk_size=CHUNK):
            yield bytes(piece)

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys of all objects below a folder such as `copies/`; of all there are for an empty prefix."""
        for batch in obstore.list(self._store, prefix=prefix or None):
            yield from (item["path"] for item in batch)

    def answers(self) -> bool:
        """Whether the store can be listed at all, for the health check."""
        next(iter(obstore.list(self._store, prefix="originals/", chunk_size=1)), None)
        return True
