"""The load: clients with kept connections, each sending one request after the other. A process of its own.

Standard library only and little work a request, so that it takes next to nothing from what it measures. It reads one
order a line from standard input (`{"port": …, "clients": …, "seconds": …}` or `"count"` in place of seconds) and
answers with one line: how many, how long, the latencies, the split over gunicorn's workers, and the ids sent.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from benchmarks.saying import sayer

Sayer = Callable[[], tuple[UUID, bytes]]
CREATED = b" 201 "


@dataclass
class Slice:
    """What one order came to."""

    latencies: list[float] = field(default_factory=list)
    workers: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)
    left: int = 0

    def plain(self, seconds: float) -> dict[str, Any]:
        """The answer on standard output."""
        return {
            "count": len(self.latencies),
            "seconds": seconds,
            "latencies": self.latencies,
            "split": sorted(self.workers.values(), reverse=True),
            "ids": self.ids,
        }


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    """Send one request and read its answer to the end; the head of the answer. Raises RuntimeError unless 201."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    start = lower.index(b"content-length:") + 15
    body = await reader.readexactly(int(lower[start : lower.index(b"\r", start)]))
    if CREATED not in head[:20]:
        raise RuntimeError(f"{head[:40]!r} {body[:300]!r}")
    return head


def worker_of(head: bytes) -> str:
    """The process that answered, as `serving.py` writes it into the head."""
    return head.partition(b"Served-By: ")[2].partition(b"\r")[0].decode()


async def client(order: dict[str, Any], say: Sayer, until: float, done: Slice) -> None:
    """One phone after the other on one kept connection, until the time is over or all are sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", order["port"])
    while time.perf_counter() < until and done.left > 0:
        done.left -= 1
        id, request = say()
        began = time.perf_counter()
        head = await ask(reader, writer, request)
        done.latencies.append(time.perf_counter() - began)
        done.workers[worker_of(head)] += 1
        done.ids.append(str(id))
    writer.close()
    await writer.wait_closed()


async def obey(order: dict[str, Any], say: Sayer) -> dict[str, Any]:
    """Carry out one order."""
    done = Slice(left=order.get("count", 10**9))
    began = time.perf_counter()
    until = began + order.get("seconds", 3600)
    await asyncio.gather(*(client(order, say, until, done) for _ in range(order["clients"])))
    return done.plain(time.perf_counter() - began)


def main() -> None:
    """Obey orders until standard input ends."""
    say = sayer(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(asyncio.run(obey(json.loads(line), say))), flush=True)


if __name__ == "__main__":
    main()
