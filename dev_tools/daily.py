"""The small commands beside a running stack: status, logs, psql, reset, landwatch, lock."""

import json
import os
import shutil
from argparse import Namespace

from dev_tools import environment
from dev_tools.account import choose_account
from dev_tools.console import Stop, at_terminal, run, say, step
from dev_tools.places import ROOT, Places, main_var
from dev_tools.postgres import APP, DATABASE, OWNER, Postgres, binaries
from dev_tools.processes import is_same
from dev_tools.state import State, held
from dev_tools.up import is_up, logins, path_of_log, show


def status(options: Namespace) -> int:
    """What runs, where; `--json` for programs. The exit code is 1 when it is not up."""
    places = Places(main_var())
    alive = is_up(places)
    state = State(places.state).read()
    if options.json:
        say(json.dumps({"url": state.get("url") if alive else None, "logins": logins(places) if alive else []},
                       ensure_ascii=False))
        return 0 if alive else 1
    for name, process in (state.get("processes") or {}).items():
        runs = is_same(process["pid"], process["started"])
        say(f"  {name:<14} {'running' if runs else 'ended':<8} {process['pid']}")
    say("Landwatch is up." if alive else "Landwatch is not up: ./dev up")
    return show(places) if alive else 1


def logs(options: Namespace) -> int:
    """The last lines of one log or of all; `-f` goes on."""
    places = Places(main_var())
    files = [path_of_log(places, options.name)] if options.name else sorted(places.log.glob("*.log"))
    if not files:
        raise Stop("There are no logs yet: ./dev up")
    follow = ["-F"] if options.follow else []
    os.execvp("tail", ["tail", "-n", "40" if options.name else "10", *follow, *map(str, files)])


def existing_postgres(places: Places) -> Postgres:
    """The running cluster of the main stack, as it was started."""
    state = State(places.state)
    process = (state.get("processes") or {}).get("postgres") or {}
    if not is_same(process.get("pid", 0), process.get("started")):
        raise Stop("The database is not running: ./dev up")
    account, data = choose_account(places.var)
    return Postgres(data, binaries(data, places.log / "apt.log"), account, state.get("ports")["postgres"], state,
                    State(places.secrets), places.log / "postgres.log")


def psql(options: Namespace) -> int:
    """A psql session as the owner of the tables."""
    server = existing_postgres(Places(main_var()))
    program = str(server.programs / "psql")
    os.execvpe(program, [program, *options.words], server.psql_variables(DATABASE))


def landwatch(options: Namespace) -> int:
    """The command line of Landwatch; inside the running stack's environment when there is one."""
    environment.prepare()
    places = Places(main_var())
    variables = environment.variables(LANDWATCH_VAR=str(places.var))
    if is_up(places):
        server = existing_postgres(places)
        state = State(places.state)
        variables.update(
            LANDWATCH_ENV="development", LANDWATCH_DATABASE_URL=server.url(APP), LANDWATCH_OWNER_URL=server.url(OWNER),
            LANDWATCH_REDIS_URL=f"redis://127.0.0.1:{state.get('ports')['valkey']}/0",
            LANDWATCH_BASE_URL=str(state.get("url")))
    program = environment.program("python")
    os.execve(program, [program, "-m", "landwatch.cli", *options.words], variables)


def reset(options: Namespace) -> int:
    """Throw away all data of the main stack; what was installed and built stays."""
    places = Places(main_var())
    with held(places.lock) as ours:
        if not ours:
            raise Stop("Landwatch is up. First: ./dev down")
        if not (options.yes or confirmed()):
            return 1
        with step("deleting the data in var/"):
            _, data = choose_account(places.var)
            for folder in (data, *(places.var / name for name in ("valkey", "uploads", "storage", "keys"))):
                shutil.rmtree(folder, ignore_errors=True)
            for file in (places.secrets, places.logins):
                file.unlink(missing_ok=True)
            State(places.state).change(seeded=None)
    return 0


def confirmed() -> bool:
    """Whether the person really wants the data gone."""
    if not at_terminal():
        raise Stop("This deletes all reports, photos and keys in var/. Say so with: ./dev reset --yes")
    return input("Delete all reports, photos and keys in var/? [y/N] ").strip().lower() in ("y", "yes")


def lock(options: Namespace) -> int:
    """Resolve setup.cfg anew into the two locks; `--upgrade` also takes newer versions."""
    environment.prepare()
    wanted = {"requirements.lock": [], "requirements-dev.lock": ["build", "demo", "dev"]}
    for name, extras in wanted.items():
        words = [environment.program("uv"), "pip", "compile", "setup.cfg", "--generate-hashes", "--universal",
                 "--python-version", "3.11", "--no-header", "--no-annotate", "--no-emit-index-url", "-o", name,
                 *(f"--extra={extra}" for extra in extras), *(["--upgrade"] if options.upgrade else [])]
        with step(f"resolving {name}"):
            run(words, main_var() / "log" / f"lock-{name}.log", cwd=ROOT,
                env=environment.variables(UV_SYSTEM_CERTS="1", **environment.mirror(environment.program("python"))))
    return 0
