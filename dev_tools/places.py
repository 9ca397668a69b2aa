"""Where things lie: the checkout, and the `var` folder that a stack keeps all of its data in."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PWA = ROOT / "pwa"


def main_var() -> Path:
    """The folder for everything that is not in the repository: `var/`, or what LANDWATCH_VAR names."""
    return Path(os.environ.get("LANDWATCH_VAR") or ROOT / "var").resolve()


@dataclass(frozen=True)
class Places:
    """The folders and files of one stack; the main one, the tests' and the benchmarks' each have their own."""

    var: Path

    @property
    def log(self) -> Path:
        """One file a process."""
        return self.var / "log"

    @property
    def state(self) -> Path:
        """Ports, processes and what was already done; see `state.py`."""
        return self.var / "state.json"

    @property
    def secrets(self) -> Path:
        """The database passwords of this install, readable by its owner only."""
        return self.var / "secrets.json"

    @property
    def logins(self) -> Path:
        """The demo people's names and passwords, written by `landwatch demo`."""
        return self.var / "demo-logins.json"

    @property
    def lock(self) -> Path:
        """Held by the launcher that runs this stack."""
        return self.var / "launcher.lock"

    def make(self) -> "Places":
        """The same places, with the folders there; PostgreSQL's own account must be able to pass through."""
        for folder in (self.var, self.log):
            folder.mkdir(parents=True, exist_ok=True)
        return self
