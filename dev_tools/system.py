"""The machine underneath: who we are on it, its package manager, the browsers it has."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from dev_tools.console import Stop, at_terminal, run, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
APT = ("apt-get", "-y", "-o", "DPkg::Lock::Timeout=300")


def is_root() -> bool:
    """Whether we may do anything here; PostgreSQL then needs another account."""
    return os.geteuid() == 0


def in_ci() -> bool:
    """Whether nobody is watching, so that a missing part is installed or fails, and is never skipped."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def as_administrator() -> list[str] | None:
    """The words to put before a command that needs the administrator; None when we cannot become one."""
    if is_root():
        return []
    if shutil.which("sudo") is None:
        return None
    quiet = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    if quiet.returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if at_terminal() else None


def install_line(packages: Iterable[str]) -> str:
    """The line a person can run to get these Debian packages."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: Sequence[str], why: str, log: Path) -> None:
    """Install Debian packages, or stop with the exact line to run."""
    administrator = as_administrator() if shutil.which("apt-get") else None
    if administrator is None:
        raise Stop(f"{why}\nRun this once, then start again:\n\n    {install_line(packages)}\n")
    say(f"(apt: {' '.join(packages)}) ", end="")
    # `env` because sudo drops variables that are set for it alone.
    apt = [*administrator, "env", "DEBIAN_FRONTEND=noninteractive", *APT]
    run([*apt, "update"], log.with_name("apt-update.log"))
    run([*apt, "install", "--no-install-recommends", *packages], log)


def browser() -> str | None:
    """A Chromium that really starts; Ubuntu's `chromium-browser` is a stub that only tells about snap."""
    named = os.environ.get("LANDWATCH_CHROMIUM")
    for candidate in ([named] if named else BROWSERS):
        path = shutil.which(candidate)
        if path and answers(path):
            return path
    return None


def shows_chinese() -> bool:
    """Whether a font with Chinese letters is there; without one a browser draws boxes."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def answers(path: str) -> bool:
    """Whether the browser at this path tells its version."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and any(name in answer.stdout for name in ("Chrom", "Edge"))
