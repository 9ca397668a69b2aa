"""Whom PostgreSQL runs as: it refuses root, and the account it then gets may not reach the checkout."""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dev_tools.console import Stop, tail
from dev_tools.processes import Command, switched
from dev_tools.system import is_root

ELSEWHERE = Path("/var/lib/landwatch-dev")


@dataclass(frozen=True)
class Account:
    """An account to run under: ourselves, another one (`user`), or root under another name (`prefix`)."""

    user: tuple[int, int] | None = None
    prefix: tuple[str, ...] = ()

    @property
    def owner(self) -> tuple[int, int]:
        """Who has to own the files that a process of this account keeps, seen from outside."""
        return self.user or (os.geteuid(), os.getegid())

    def take(self, path: Path) -> None:
        """Give a folder or file, with all in it, to this account; nothing to do when it is so already."""
        if not is_root() or (path.stat().st_uid, path.stat().st_gid) == self.owner:
            return
        os.chown(path, *self.owner)
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(Path(folder) / name, *self.owner, follow_symlinks=False)

    def command(self, name: str, words: Sequence[str]) -> Command:
        """These words as a command of this account."""
        return Command(name, [*self.prefix, *words], plain_variables(), user=self.user)

    def run(self, words: Sequence[str | Path], log: Path) -> None:
        """Run to the end under this account; a failure shows the last lines of its log."""
        command = self.command(log.stem, [str(word) for word in words])
        with log.open("w", encoding="utf-8") as output:
            result = subprocess.run(list(command.words), env=dict(command.env), cwd=command.cwd,
                                    stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False,
                                    **switched(self.user))
        if result.returncode:
            raise Stop(f"`{words[0]}` failed; the end of {log}:\n{tail(log)}")


def plain_variables() -> dict[str, str]:
    """A server's environment: neither our settings nor our language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def choose_account(var: Path) -> tuple[Account, Path]:
    """Whom to run as and where the data lie: in `var/pg` whenever that can be made to work.

    Root: as `postgres` when that account can pass through the folders above; below a folder that is closed to it, as
    root in a user namespace that calls root `postgres`; where namespaces are forbidden, with the data elsewhere.
    """
    if not is_root():
        return Account(), var / "pg"
    number, group = server_account()
    other = Account(user=(number, group))
    if passes(other, var):
        return other, var / "pg"
    renamed = Account(prefix=("unshare", "--user", f"--map-user={number}"))
    if shutil.which("unshare") and passes(renamed, var):
        return renamed, var / "pg"
    return other, elsewhere(var)


def elsewhere(var: Path) -> Path:
    """A data folder outside of the checkout, told apart by the checkout's path."""
    ELSEWHERE.mkdir(parents=True, exist_ok=True, mode=0o755)
    home = ELSEWHERE / hashlib.sha256(str(var).encode()).hexdigest()[:12]
    home.mkdir(exist_ok=True, mode=0o755)
    return home / "pg"


def server_account() -> tuple[int, int]:
    """The ids of `postgres`, which the package makes; of `nobody` on machines without."""
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def passes(account: Account, folder: Path) -> bool:
    """Whether a process of this account can work in a folder of its own below this one."""
    probe = folder / ".reach"
    probe.mkdir(mode=0o700, exist_ok=True)
    try:
        account.take(probe)
        words = [*account.prefix, "/bin/sh", "-c", 'test -w "$1" && cd "$1"', "reach", str(probe)]
        answer = subprocess.run(words, capture_output=True, cwd="/", check=False, **switched(account.user))
        return answer.returncode == 0
    finally:
        probe.rmdir()
