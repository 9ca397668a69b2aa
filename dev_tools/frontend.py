"""The PWA: its packages, its build; both only when what they are made from changed."""

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from dev_tools.console import run, step
from dev_tools.environment import program, variables
from dev_tools.places import PWA, main_var
from dev_tools.state import State

DIST = PWA / "dist"
# Nothing may fetch a browser of its own: the machine's is used, or the part that needs one says so.
SETTINGS = {"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1", "NO_UPDATE_NOTIFIER": "1", "CI": "1"}
NOT_SOURCES = {"node_modules", "dist", "dev-dist", "tests", "test-results", "playwright-report", "coverage", ".vite"}


def exists() -> bool:
    """Whether this checkout has a PWA to build."""
    return (PWA / "package.json").is_file()


def sources() -> Iterator[Path]:
    """The files that a build is made from."""
    for top in sorted(PWA.iterdir()):
        if top.name not in NOT_SOURCES:
            yield from sorted(path for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file())


def digest(files: Iterator[Path]) -> str:
    """One number for names and contents of files."""
    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.relative_to(PWA)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def stamps() -> State:
    """What was built from what."""
    return State(main_var() / "stamps.json")


def install() -> None:
    """The packages of `package-lock.json`, exactly."""
    made_from = digest(PWA / name for name in ("package.json", "package-lock.json"))
    if (PWA / "node_modules").is_dir() and stamps().get("node_modules") == made_from:
        return
    with step("installing the PWA's packages (npm ci)"):
        npm_to_log(["ci", "--no-audit", "--no-fund"], "npm-ci")
    stamps().change(node_modules=made_from)


def build() -> None:
    """The files in `pwa/dist` that the API serves."""
    install()
    made_from = digest(sources())
    if (DIST / "index.html").is_file() and stamps().get("dist") == made_from:
        return
    with step("building the PWA"):
        npm_to_log(["run", "build"], "pwa-build")
    stamps().change(dist=made_from)


def npm_to_log(words: list[str], name: str) -> None:
    """Run npm quietly; only a failure shows what it said."""
    run([program("npm"), *words], main_var() / "log" / f"{name}.log", cwd=PWA, env=variables(**SETTINGS))


def npm(words: list[str], **extra: str) -> int:
    """Run npm before the person's eyes; its exit code."""
    return subprocess.run([program("npm"), *words], cwd=PWA, env=variables(**SETTINGS, **extra), check=False).returncode
