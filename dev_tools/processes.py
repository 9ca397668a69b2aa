"""Starting, recognising and stopping processes; also those that a killed launcher left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dev_tools.state import State

# The order of stopping: first who takes work, then who gives it, last who keeps it.
STOP_ORDER = ("lan-page", "worker-steps", "worker-alone", "clockwork", "api", "valkey", "postgres")
PATIENCE = {"postgres": 30.0, "valkey": 10.0}


@dataclass(frozen=True)
class Command:
    """How to start one process: its words, its environment and the account it runs under."""

    name: str
    words: Sequence[str]
    env: Mapping[str, str]
    cwd: Path = Path("/")
    user: tuple[int, int] | None = None


@dataclass
class Child:
    """A running process that the launcher started."""

    command: Command
    process: subprocess.Popen[bytes]
    log: Path
    deaths: int = field(default=0)

    @property
    def name(self) -> str:
        """Its name in `./dev status` and its log's."""
        return self.command.name


def started_at(pid: int) -> str | None:
    """When a living process was started, in the kernel's own count; None when there is none.

    A process id is given out again after a while: only id and start together name one process.
    """
    if not sys.platform.startswith("linux"):
        answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return answer.stdout.strip() or None
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The command name is in brackets and may hold spaces and brackets itself: count from its end.
    after_name = text.rpartition(")")[2].split()
    return None if after_name[0] in "ZX" else after_name[19]


def is_same(pid: int, started: str | None) -> bool:
    """Whether the process recorded under this id still is the one that lives under it."""
    return started is not None and started_at(pid) == started


def switched(user: tuple[int, int] | None) -> dict[str, Any]:
    """What `subprocess` needs to run something as this user and group."""
    return {} if user is None else {"user": user[0], "group": user[1], "extra_groups": []}


def start(command: Command, log: Path, state: State) -> Child:
    """Start a process in a session of its own (a terminal's Ctrl-C then reaches the launcher alone) and record it."""
    with log.open("ab") as output:
        process = subprocess.Popen(list(command.words), stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT, env=dict(command.env), cwd=command.cwd,
                                   start_new_session=True, umask=0o077, **switched(command.user))
    try:
        state.put("processes", command.name, {"pid": process.pid, "started": started_at(process.pid)})
    except BaseException:
        process.kill()  # a process that is not recorded could never be stopped
        raise
    return Child(command, process, log)


def is_running(pid: int, started: str | None) -> bool:
    """Like `is_same`, collecting the process first when it is our own child and has ended."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return is_same(pid, started)


def end(name: str, pid: int, started: str | None) -> None:
    """Ask a process to stop, wait, and take it down with its children if it does not listen."""
    if not is_running(pid, started):
        return
    # PostgreSQL waits for its clients on SIGTERM; SIGINT is its fast and equally safe stop.
    send(pid, signal.SIGINT if name == "postgres" else signal.SIGTERM)
    until = time.monotonic() + PATIENCE.get(name, 8.0)
    while time.monotonic() < until:
        if not is_running(pid, started):
            return
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    send(pid, signal.SIGKILL)


def send(pid: int, number: int) -> None:
    """Signal a process that may have gone in this very moment."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def end_recorded(state: State) -> list[str]:
    """Stop every recorded process that still lives, in order; the names of those found alive."""
    recorded: dict[str, dict[str, object]] = state.get("processes", {})
    found = []
    for name in sorted(recorded, key=lambda name: STOP_ORDER.index(name) if name in STOP_ORDER else -1):
        pid, started = int(str(recorded[name]["pid"])), recorded[name]["started"]
        if is_running(pid, None if started is None else str(started)):
            found.append(name)
            end(name, pid, str(started))
    state.change(processes=None)
    return found
