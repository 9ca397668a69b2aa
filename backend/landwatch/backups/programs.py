"""PostgreSQL's own pg_dump and pg_restore: found, and run as the owner without showing the password to anybody."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, make_url

from landwatch.backups.manifest import BackupError

DEBIAN = Path("/usr/lib/postgresql")
"""Debian keeps each version's programs apart; what stands on PATH there may be an older one."""


def dump(url: str, snapshot: str, file: Path, at_least: int, pg_bin: str) -> None:
    """Write the database as the snapshot shows it, in PostgreSQL's custom format."""
    words = ["--format=custom", f"--snapshot={snapshot}", "--no-password", f"--file={file}"]
    _run(find("pg_dump", at_least, pg_bin), words, url)


def restore(url: str, file: Path, at_least: int, pg_bin: str) -> None:
    """Put a dump into an empty database: all of it or, at the first error, nothing."""
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-comments", "--no-password", str(file)]
    _run(find("pg_restore", at_least, pg_bin), words, url)


def find(name: str, at_least: int, pg_bin: str = "") -> Path:
    """The newest program of this name that can talk to a server of this major version. Raises BackupError."""
    found = {program: _major(program) for program in _candidates(name, pg_bin)}
    fitting = [program for program, major in found.items() if major >= at_least]
    if not fitting:
        seen = ", ".join(f"{program} is {major}" for program, major in found.items()) or "none was found"
        raise BackupError(
            f"{name} of PostgreSQL {at_least} or newer is needed ({seen}): install postgresql-client-{at_least}, "
            "or set LANDWATCH_PG_BIN to the directory that holds it"
        )
    return max(fitting, key=lambda program: found[program])


def _candidates(name: str, pg_bin: str) -> list[Path]:
    if pg_bin:
        return [path for path in [Path(pg_bin) / name] if path.is_file()]
    on_path = shutil.which(name)
    return [*DEBIAN.glob(f"*/bin/{name}"), *([Path(on_path)] if on_path else [])]


def _major(program: Path) -> int:
    """15 for `pg_dump (PostgreSQL) 15.3`; 0 when it does not say."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\s(\d+)", said)
    return int(found[1]) if found else 0


def _run(program: Path, words: list[str], url: str) -> None:
    address, password = _address(make_url(url))
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    command = [str(program), f"--dbname={address}", *words]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise BackupError(f"{program.name} ended with {answer.returncode}: {answer.stderr.strip()[-2000:]}")


def _address(url: URL) -> tuple[str, str | None]:
    """What libpq connects to, and the password apart: command lines can be read by every user of the machine."""
    _, given = url.get_dialect()().create_connect_args(url)
    password = given.pop("password", None)
    return make_conninfo(**{name: value for name, value in given.items() if name != "context"}), password
