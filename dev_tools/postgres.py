"""A private PostgreSQL with PostGIS: found or installed, its cluster under `var`, reachable on 127.0.0.1 only."""

import os
import re
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from dev_tools.account import Account, choose_account
from dev_tools.console import Stop, say, tail
from dev_tools.places import Places
from dev_tools.ports import choose
from dev_tools.processes import Child, Command, start
from dev_tools.state import State
from dev_tools.system import install

OWNER, APP, DATABASE = "landwatch_owner", "landwatch_app", "landwatch"
# A worker that was killed while it waited must not keep its locks for hours.
WATCHFUL = "client_connection_check_interval=10s"
# A cluster of throw-away data may lie to us about being on disk: several times faster.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def major(binaries: Path) -> int:
    """15 for the binaries of PostgreSQL 15.3."""
    answer = subprocess.run([str(binaries / "postgres"), "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\s(\d+)", answer.stdout)
    return int(found[1]) if found else 0


def has_postgis(binaries: Path) -> bool:
    """Whether `CREATE EXTENSION postgis` will find its files beside these binaries."""
    shares = [Path(f"/usr/share/postgresql/{major(binaries)}")]
    if (binaries / "pg_config").exists():
        words = [str(binaries / "pg_config"), "--sharedir"]
        shares.insert(0, Path(subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()))
    return any((share / "extension" / "postgis.control").is_file() for share in shares)


def installed() -> list[Path]:
    """Folders with the server's programs, newest version first."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin"),
               *Path("/opt/homebrew/opt").glob("postgresql@*/bin")]
    if server := shutil.which("postgres"):
        folders.append(Path(server).resolve().parent)
    if teller := shutil.which("pg_config"):
        folders.append(Path(subprocess.check_output([teller, "--bindir"], text=True).strip()))
    whole = [folder for folder in folders if all((folder / name).exists() for name in ("postgres", "initdb", "psql"))]
    return sorted({folder.resolve() for folder in whole}, key=major, reverse=True)


def binaries(data: Path, log: Path) -> Path:
    """The programs to use: with PostGIS, and of the version that made this cluster; installed when missing."""
    version = data / "PG_VERSION"
    wanted = int(version.read_text(encoding="ascii")) if version.is_file() else None
    for attempt in range(2):
        for folder in installed():
            if has_postgis(folder) and wanted in (None, major(folder)):
                return folder
        if attempt == 0:
            install([package(wanted)], "PostgreSQL with PostGIS is needed.", log)
    raise Stop(f"PostgreSQL{f' {wanted}' if wanted else ''} with PostGIS was not found, even after installing it. "
               f"See {log}.")


def package(wanted: int | None) -> str:
    """Debian's name of PostGIS for the version wanted, else for the one installed, else for whatever it has."""
    versions = [wanted] if wanted else [major(folder) for folder in installed()]
    return f"postgresql-{max(versions)}-postgis-3" if versions else "postgresql-postgis"


@dataclass(frozen=True)
class Postgres:
    """One cluster: where it lies, whom it runs as, on which port."""

    data: Path
    programs: Path
    account: Account
    port: int
    state: State
    secrets: State
    log: Path
    durable: bool = True

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for SQLAlchemy as this role."""
        return f"postgresql+psycopg://{role}:{self.secrets.get(role)}@127.0.0.1:{self.port}/{database}"

    def start(self) -> Child:
        """Create the cluster when there is none, start it, make the roles and the database."""
        if not (self.data / "PG_VERSION").is_file():
            self.create()
        self.account.take(self.data)
        child = self.run()
        self.sql(PREPARE.format(role=APP, password=self.secrets.get(APP), database=DATABASE, owner=OWNER))
        return child

    def create(self) -> None:
        """An empty cluster with passwords of its own; what was remembered about an earlier one is forgotten."""
        self.secrets.change(**{role: secrets.token_urlsafe(24) for role in (OWNER, APP)})
        self.state.change(seeded=None)
        # Made under another name first: what an interrupted start leaves must never pass for a cluster.
        unfinished = self.data.with_name("pg-unfinished")
        for leftover in (unfinished, self.data):
            shutil.rmtree(leftover, ignore_errors=True)
        unfinished.mkdir(parents=True, mode=0o700)
        password = self.data.with_name("first-password")
        password.unlink(missing_ok=True)
        password.touch(0o600)
        password.write_text(str(self.secrets.get(OWNER)), encoding="utf-8")
        for path in (unfinished, password):
            self.account.take(path)
        try:
            self.account.run([self.programs / "initdb", "-D", unfinished, "-U", OWNER, "--auth=scram-sha-256",
                              f"--pwfile={password}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
                             self.log.with_name("initdb.log"))
        finally:
            password.unlink()
        unfinished.rename(self.data)

    def run(self) -> Child:
        """Start the server and wait until it answers. After a hard kill the first start may fail: try again."""
        for _ in range(4):
            child = start(self.command(), self.log, self.state)
            if self.answers(child):
                return child
            time.sleep(1.5)
        raise Stop(f"PostgreSQL did not start; the end of {self.log}:\n{tail(self.log)}")

    def command(self) -> Command:
        """The server in the foreground, on 127.0.0.1 alone: no socket file, whose path may be too long."""
        settings = ["listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=", "timezone=UTC",
                    "logging_collector=off", "shared_buffers=256MB", "max_wal_size=2GB",
                    WATCHFUL, *(() if self.durable else CARELESS)]
        words = [str(self.programs / "postgres"), "-D", str(self.data)]
        for setting in settings:
            words += ["-c", setting]
        return self.account.command("postgres", words)

    def answers(self, child: Child) -> bool:
        """Whether the server takes connections before a minute is over or it ends."""
        until = time.monotonic() + 60
        while time.monotonic() < until and child.process.poll() is None:
            if self.psql("-c", "select 1").returncode == 0:
                return True
            time.sleep(0.1)
        return False

    def psql(self, *words: str, database: str = "postgres", text: str = "") -> subprocess.CompletedProcess[str]:
        """Run psql as the owner and collect what it says."""
        command = [str(self.programs / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", *words]
        return subprocess.run(command, env=self.psql_variables(database), input=text, capture_output=True, text=True,
                              check=False, cwd="/")

    def psql_variables(self, database: str) -> dict[str, str]:
        """Where psql connects; the password travels by environment, never on a command line."""
        return {**os.environ, "PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGUSER": OWNER,
                "PGDATABASE": database, "PGPASSWORD": str(self.secrets.get(OWNER)), "PGCONNECT_TIMEOUT": "10"}

    def sql(self, text: str, database: str = "postgres") -> None:
        """Run statements as the owner, or stop with what the server said."""
        answer = self.psql(database=database, text=text)
        if answer.returncode:
            raise Stop(f"PostgreSQL refused: {answer.stderr.strip()}")

    def fresh_database(self, name: str) -> None:
        """An empty database under this name; one of an earlier run goes."""
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE);\nCREATE DATABASE "{name}" OWNER {OWNER};')


# The application's role owns nothing: what it may touch is granted by the migrations.
PREPARE = """
SELECT 'CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec
ALTER ROLE {role} LOGIN PASSWORD '{password}';
SELECT 'CREATE DATABASE {database} OWNER {owner}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
"""


def postgres(places: Places, durable: bool = True) -> Postgres:
    """The cluster of a stack, ready to be started."""
    places.make()
    state = State(places.state)
    account, data = choose_account(places.var)
    if data != places.var / "pg":
        say(f"(the database lies in {data}) ", end="")
    programs = binaries(data, places.log / "apt.log")
    return Postgres(data, programs, account, choose(state, "postgres"), state, State(places.secrets),
                    places.log / "postgres.log", durable)
