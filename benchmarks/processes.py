"""Processes that a benchmark starts and surely ends: web servers, workers, the load."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.ground import places_file

OPEN = {"LANDWATCH_INTAKE_LIMIT": "10000000/minute;100000000/day"}
"""Limits as in real life, two windows of one address, but out of reach."""
SETTINGS = "python:benchmarks.serving"


@contextmanager
def running(name: str, *words: str, **pipes: Any) -> Iterator[subprocess.Popen[str]]:
    """A Python module as a process; its output is in the log folder."""
    log = Path(os.environ["LANDWATCH_VAR"]) / "log" / f"{name}.log"
    variables = {**os.environ, **OPEN, "LANDWATCH_LOG_LEVEL": "WARNING"}
    with log.open("w", encoding="utf-8") as output:
        outputs = {"stdout": output, "stderr": output, **pipes}
        process = subprocess.Popen([sys.executable, "-m", *words], env=variables, text=True, **outputs)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def served(name: str, app: str) -> Iterator[int]:
    """A WSGI app under gunicorn; answers its port."""
    port = _free_port()
    with running(name, "gunicorn", app, "--bind", f"127.0.0.1:{port}", "--config", SETTINGS) as process:
        _wait(port, process)
        yield port


def _wait(port: int, process: subprocess.Popen[str]) -> None:
    """Until gunicorn listens. Raises RuntimeError when it ended instead."""
    while process.poll() is None:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise RuntimeError("gunicorn ended while starting; see the log folder of the benchmarks")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@dataclass(frozen=True)
class Load:
    """The process that sends requests."""

    process: subprocess.Popen[str]

    def send(self, port: int, clients: int, **much: float) -> dict[str, Any]:
        """Send for so many `seconds`, or a `count` of reports; what came of it. Raises RuntimeError when it ended."""
        pipe_in, pipe_out = self.process.stdin, self.process.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        pipe_in.write(json.dumps({"port": port, "clients": clients, **much}) + "\n")
        pipe_in.flush()
        line = pipe_out.readline()
        if not line:
            raise RuntimeError("the load ended; see load.log in the log folder of the benchmarks")
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def loading() -> Iterator[Load]:
    """A load that is ready to be sent."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with running("load", "benchmarks.load", str(places_file()), **pipes) as process:
        yield Load(process)
