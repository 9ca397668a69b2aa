"""Flow: from PUT to a case in the queue, one RQ job a report, against forked RQ jobs that do nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from rq.queue import Queue

from benchmarks import ground
from benchmarks.draining import Drain
from benchmarks.processes import Load, loading, running, served
from benchmarks.rows import Row, compared
from benchmarks.sizes import Size

REACH = 0.5
IDLE = ("noop-forked", "noop-simple")
IN_QUEUE = """select count(*) from cases.case_reports joined join cases.cases found on found.id = joined.case_id
    where joined.report_id = any(%s::uuid[]) and found.desk_id is not null and found.next_due_at is not null"""


def measure(size: Size) -> list[Row]:
    """One row; the simple worker's rate and the latency of a lone report stand in its words."""
    with ExitStack() as stack:
        port = stack.enter_context(served("flow", "landwatch.wsgi:app"))
        load = stack.enter_context(loading())
        steps = stack.enter_context(_worker("steps", "landwatch.cli", "worker", "steps"))
        idle = {name: stack.enter_context(_worker(name, "benchmarks.noop", name)) for name in IDLE}
        _report_rate(load, port, steps, 20)  # everything is loaded and prepared
        rates: dict[str, list[float]] = {name: [] for name in ("steps", *IDLE)}
        for _ in size.turns():
            rates["steps"].append(_report_rate(load, port, steps, size.jobs))
            for name, drain in idle.items():
                rates[name].append(_idle_rate(drain, size.jobs))
            print("  " + ", ".join(f"{name} {found[-1]:.0f}/s" for name, found in rates.items()), file=sys.stderr)
        alone = _latency(load, port, steps, size.singles)
    what = (
        f"reports carried to a case in the queue against forked no-op jobs; simple worker's no-op jobs "
        f"{median(rates['noop-simple']):.0f}/s; PUT to queue with nothing else waiting {alone * 1000:.1f} ms (median)"
    )
    return [compared("flow", what, rates["steps"], rates["noop-forked"], REACH)]


@contextmanager
def _worker(name: str, *words: str) -> Iterator[Drain]:
    with running(f"worker-{name}", *words) as process:
        drain = Drain(process, Queue(name, connection=ground.redis()))
        drain.ready()
        yield drain


def _report_rate(load: Load, port: int, steps: Drain, jobs: int) -> float:
    """Reports a second through their steps; each must have come to a case with a desk and a clock."""
    sent: list[str] = []
    rate = steps.rate(lambda: sent.extend(load.send(port, 4, count=jobs)["ids"]), jobs)
    if (found := _in_queue(sent)) != jobs:
        raise RuntimeError(f"of {jobs} reports {found} are in the queue")
    return rate


def _idle_rate(drain: Drain, jobs: int) -> float:
    many = [Queue.prepare_data("benchmarks.noop.nothing", args=([1],), timeout=60, result_ttl=0) for _ in range(jobs)]
    return drain.rate(lambda: drain.queue.enqueue_many(many), jobs)


def _in_queue(ids: list[str]) -> int:
    with ground.owner() as database:
        row = database.execute(IN_QUEUE, (ids,)).fetchone()
    return int(row[0]) if row else 0


def _latency(load: Load, port: int, steps: Drain, singles: int) -> float:
    """Median seconds from sending a report to its case in the queue, one at a time with nothing else waiting."""
    found = []
    with ground.owner() as database:
        for _ in range(singles):
            goal = steps.done() + 1
            sent = load.send(port, 1, count=1)
            answered = time.perf_counter()
            while database.execute(IN_QUEUE, (sent["ids"],)).fetchone() != (1,):
                time.sleep(0.0005)
            found.append(sent["latencies"][0] + time.perf_counter() - answered)
            steps.wait(goal)
    return median(found)
