"""`./dev check`: everything that can be judged without running Landwatch. A part that fails does not hide the next."""

import os
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dev_tools import environment, frontend
from dev_tools.console import Stop, say
from dev_tools.environment import program
from dev_tools.lockfiles import addresses_in_locks
from dev_tools.places import PWA, ROOT


@dataclass(frozen=True)
class Part:
    """One check: its name, the command, and where it runs."""

    name: str
    words: Sequence[str]
    folder: Path = ROOT


def parts() -> list[Part]:
    """The checks that are programs, in the order in which they are shown."""
    python = program("python")
    found = [
        Part("ruff", [program("ruff"), "check", "--output-format=concise", "."]),
        Part("mypy", [program("mypy")]),
        Part("walls (import-linter)", [program("lint-imports"), "--cache-dir", "var/import-linter"]),
        Part("licences", [python, "-m", "dev_tools.licences"]),
        Part("Dockerfiles", [program("hadolint"), *map(str, sorted((ROOT / "docker").glob("*.Dockerfile")))]),
        Part("compose", [program("check-jsonschema"), "--builtin-schema", "vendor.compose-spec",
                         str(ROOT / "docker" / "compose.yaml")]),
    ]
    if frontend.exists():
        found += [Part("eslint", [program("npm"), "run", "--silent", "lint"], PWA),
                  Part("vue-tsc", [program("npm"), "run", "--silent", "typecheck"], PWA),
                  Part("contrast", contrast())]
    return found


def contrast() -> list[str]:
    """The PWA's own script when it has one, else ours."""
    own = PWA / "scripts" / "check-contrast.py"
    tokens = str(PWA / "src" / "ui" / "tokens.css")
    return [program("python"), str(own)] if own.is_file() else [program("python"), "-m", "dev_tools.contrast", tokens]


def runs(part: Part) -> Callable[[], bool]:
    """The check as a function: it prints what the program says and answers whether it was content."""
    plain = {} if sys.stdout.isatty() else {"NO_COLOR": "1"}
    variables = environment.variables(**frontend.SETTINGS, **plain)
    return lambda: subprocess.run(list(part.words), cwd=part.folder, env=variables, check=False).returncode == 0


def locks_name_no_host() -> bool:
    """A lock with addresses in it would send every user to the registry of whoever wrote it."""
    found = addresses_in_locks(ROOT)
    for line in found:
        say(line)
    return not found


def shell_is_valid() -> bool:
    """The one shell script has no syntax mistake."""
    return subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=False).returncode == 0


def check(options: Namespace) -> int:
    """Run every part, then a line a part and the count."""
    environment.prepare()
    failed_before = prepared()
    todo = {part.name: runs(part) for part in parts()}
    todo |= {"locks": locks_name_no_host, "shell": shell_is_valid}
    rows = [failed_before] if failed_before else []
    for name, content in todo.items():
        say(f"\n== {name}")
        began = time.monotonic()
        rows.append((name, content(), time.monotonic() - began))
    return summary(rows)


def prepared() -> tuple[str, bool, float] | None:
    """Install the PWA's packages, which its linters need; a failure is a row of its own."""
    began = time.monotonic()
    try:
        if frontend.exists():
            frontend.install()
    except Stop as reason:
        say(f"\n{reason}")
        return ("npm ci", False, time.monotonic() - began)
    return None


def summary(rows: list[tuple[str, bool, float]]) -> int:
    """What was checked, and how much of it holds."""
    say()
    for name, good, seconds in rows:
        say(f"{'ok    ' if good else 'FAILED'} {name:<24} {seconds:6.1f} s")
    failed = sum(not good for _, good, _ in rows)
    say(f"check: {len(rows) - failed} passed, {failed} failed")
    return os.EX_OK if not failed else 1
