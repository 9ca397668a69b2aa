"""`./dev up`: everything installed, built, started, seeded and watched until someone says stop."""

import json
import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path
from types import FrameType

from dev_tools import environment, frontend
from dev_tools.console import Interrupted, Stop, say, step
from dev_tools.lan_setup import lan_page, prepare_lan, show_lan
from dev_tools.places import ROOT, Places, main_var
from dev_tools.processes import end_recorded, is_same, started_at
from dev_tools.stack import Stack
from dev_tools.state import State, held


def up(options: Namespace) -> int:
    """Start, or say that it is up already."""
    places = Places(main_var()).make()
    if options.detach:
        return detach(places, options)
    with held(places.lock) as ours:
        if not ours:
            say("Landwatch is up already." if is_up(places) else "Another `./dev` command is using this stack.")
            return show(places)
        with listening():
            return run_in_foreground(places, options)


def run_in_foreground(places: Places, options: Namespace) -> int:
    """Start all, watch all, and stop all whatever happens in between."""
    stack = Stack(places)
    stack.state.change(launcher={"pid": os.getpid(), "started": started_at(os.getpid())}, ready=None, url=None)
    try:
        start_all(stack, options)
        stack.state.change(ready=True, url=stack.url)
        show(places)
        show_lan(stack)
        say("\nCtrl-C stops it; the data stay in var/.")
        while True:
            time.sleep(0.5)
            stack.revive()
    except (Interrupted, KeyboardInterrupt):
        say()
        return 0
    finally:
        if stack.state.get("processes"):
            with step("stopping"):
                stack.stop()
        stack.state.change(launcher=None, ready=None)


def start_all(stack: Stack, options: Namespace) -> None:
    """The steps from a fresh clone to a page that opens."""
    began = time.monotonic()
    environment.prepare()
    if frontend.exists() and not options.no_build:
        frontend.build()
    if options.lan:
        prepare_lan(stack)
    stack.services()
    stack.migrate()
    stack.seed()
    stack.application(options.port)
    if options.lan:
        lan_page(stack)
    say(f"\nReady after {time.monotonic() - began:.1f} s.")


def is_up(places: Places) -> bool:
    """Whether a launcher runs here and its API was ready."""
    state = State(places.state).read()
    launcher = state.get("launcher") or {}
    return bool(state.get("ready")) and is_same(launcher.get("pid", 0), launcher.get("started"))


def show(places: Places) -> int:
    """Print the address and who can log in."""
    url = State(places.state).get("url")
    if not is_up(places) or url is None:
        return 1
    say(f"\n  {url}\n")
    for login in logins(places):
        say(f"  {login['role']:<13} {login['username']:<13} {login['password']}")
    return 0


def logins(places: Places) -> list[dict[str, str]]:
    """The demo people: role, username, password."""
    return list(json.loads(places.logins.read_text(encoding="utf-8"))) if places.logins.is_file() else []


class listening:
    """While the block runs, Ctrl-C, SIGTERM and a closed terminal raise `Interrupted`, once.

    Set by hand because a program started in the background ignores Ctrl-C from birth. A hang-up that was switched off
    before us (`nohup`) stays switched off.
    """

    def __enter__(self) -> "listening":
        wanted = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            wanted.append(signal.SIGHUP)
        self.before = {number: signal.signal(number, self.interrupt) for number in wanted}
        return self

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """A second signal must not cut the stopping short: it has its own limits of time."""
        for each in self.before:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted

    def __exit__(self, *error: object) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)


def detach(places: Places, options: Namespace) -> int:
    """Start in the background and come back when it is ready."""
    if is_up(places):
        say("Landwatch is up already.")
        return show(places)
    words = [sys.executable, str(ROOT / "dev"), "up", *(["--lan"] if options.lan else []),
             *(["--port", str(options.port)] if options.port else []), *(["--no-build"] if options.no_build else [])]
    log = places.log / "up.log"
    with log.open("wb") as output:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                   start_new_session=True)
    with log.open(encoding="utf-8") as told:
        while process.poll() is None and not is_up(places):
            say(told.read(), end="")
            time.sleep(0.2)
        time.sleep(0.3)
        say(told.read(), end="")
    if process.poll() is not None:
        return process.returncode or 1
    say("It runs in the background: ./dev status, ./dev logs -f, ./dev down.")
    return 0


def down(options: Namespace) -> int:
    """Stop the launcher and all it started, or what it left behind."""
    places = Places(main_var())
    launcher = State(places.state).get("launcher") or {}
    pid, started = launcher.get("pid", 0), launcher.get("started")
    if is_same(pid, started):
        with step("stopping"):
            os.kill(pid, signal.SIGTERM)
            wait_gone(pid, started)
        return 0
    left = end_recorded(State(places.state)) if places.state.is_file() else []
    say(f"Stopped: {', '.join(left)}." if left else "Nothing was running.")
    return 0


def wait_gone(pid: int, started: str | None) -> None:
    """Until the launcher has stopped everything."""
    until = time.monotonic() + 90
    while is_same(pid, started):
        if time.monotonic() > until:
            raise Stop(f"The launcher (process {pid}) did not stop within 90 s.")
        time.sleep(0.1)


def path_of_log(places: Places, name: str) -> Path:
    """The log of this name, or a list of the names there are."""
    path = places.log / f"{name}.log"
    if not path.is_file():
        names = sorted(found.stem for found in places.log.glob("*.log"))
        raise Stop(f"There is no log `{name}`; there are: {', '.join(names) or 'none yet'}")
    return path
