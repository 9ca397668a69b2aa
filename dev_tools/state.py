"""What the launcher remembers between starts: small JSON files, replaced as a whole, readable by their owner only."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dev_tools.console import Stop


class State:
    """A JSON object in a file: `State(path).change(url="…")`, `State(path).get("ports", {})`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Any]:
        """The whole object; empty when nothing was written yet."""
        if not self.path.is_file():
            return {}
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise Stop(f"{self.path} is not readable ({error}). `./dev down`, then delete the file.") from error
        return dict(found)

    def get(self, name: str, default: Any = None) -> Any:
        """One remembered value."""
        return self.read().get(name, default)

    def change(self, **values: Any) -> None:
        """Replace some values; `None` forgets one. A reader sees the old file or the new one, never half."""
        kept = {name: value for name, value in {**self.read(), **values}.items() if value is not None}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(f".{os.getpid()}.new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(kept, file, indent=1, ensure_ascii=False)
        fresh.replace(self.path)

    def put(self, table: str, name: str, value: Any) -> None:
        """Set one entry of a remembered table: `put("ports", "api", 8700)`."""
        self.change(**{table: {**self.get(table, {}), name: value}})


@contextlib.contextmanager
def held(lock: Path) -> Iterator[bool]:
    """Hold a lock file as long as the block runs; False when another launcher holds it.

    The kernel lets go of it when its holder dies, however it dies.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
