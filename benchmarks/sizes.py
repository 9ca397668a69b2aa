"""How long the benchmarks take: tiny proves that they work, default measures, full measures calmly."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

FEWEST = 3
"""So many rounds a median wants, however slow the machine is."""


@dataclass(frozen=True)
class Size:
    """Rounds of interleaved slices: seconds of requests, jobs a slice, and single reports timed one by one."""

    rounds: int
    seconds: float
    jobs: int
    singles: int
    patience_s: float

    def turns(self, share: float = 1.0) -> Iterator[int]:
        """The numbers of the rounds; on a busy machine fewer, so that a benchmark ends in its share of the time."""
        began = time.monotonic()
        for number in range(self.rounds):
            if number >= FEWEST and time.monotonic() - began > self.patience_s * share:
                return
            yield number


SIZES = {
    "tiny": Size(rounds=2, seconds=0.3, jobs=10, singles=3, patience_s=10),
    "default": Size(rounds=10, seconds=2.0, jobs=80, singles=40, patience_s=90),
    "full": Size(rounds=30, seconds=4.0, jobs=200, singles=200, patience_s=600),
}
