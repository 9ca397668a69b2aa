"""How far a backup or restore got, what was found amiss on the way, and when it is time to say so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from landwatch.backups.manifest import BackupError
from landwatch.backups.objects import Copied

MOST_NAMED = 20
"""Faults named in the error at the end; every one has been told in a line of its own."""
LINE_SECONDS = 10.0
"""How often a line says how far it got."""


@dataclass
class Course:
    """Objects done out of a total, their bytes, and every fault met."""

    total: int = 0
    done: int = 0
    size: int = 0
    faults: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    _told: dict[str, float] = field(default_factory=dict)

    def note(self, copied: Copied) -> Iterator[str]:
        """Count one object; its fault, or at times how far it got."""
        self.done += copied.fault is None
        self.size += copied.size
        if copied.fault:
            yield self.keep(copied.fault)
        elif self.is_time("objects", LINE_SECONDS):
            yield f"objects: {self.done} of {self.total}, {megabytes(self.size)}"

    def keep(self, fault: str) -> str:
        """Remember a fault for the end; answers it, to be told now."""
        self.faults.append(fault)
        return fault

    def is_time(self, what: str, seconds: float) -> bool:
        """Whether so many seconds have gone by since this was last so."""
        now = time.monotonic()
        if now - self._told.setdefault(what, now) < seconds:
            return False
        self._told[what] = now
        return True

    def end(self, what: str) -> None:
        """Raises BackupError naming the faults, unless there were none."""
        if self.faults:
            left = len(self.faults) - MOST_NAMED
            more = [f"… and {left} more, told above"] if left > 0 else []
            raise BackupError("\n".join([f"{what}:", *self.faults[:MOST_NAMED], *more]))

    @property
    def seconds(self) -> str:
        """How long it took so far."""
        return f"{time.monotonic() - self.began:.1f} s"


def megabytes(size: int) -> str:
    """A size in bytes for people, in megabytes of 10⁶."""
    return f"{size / 1e6:.1f} MB"
