"""The commands of `./dev` and their options."""

import argparse
import signal
import sys

from dev_tools.bench import bench
from dev_tools.checks import check
from dev_tools.console import Interrupted, Stop, say
from dev_tools.daily import landwatch, lock, logs, psql, reset, status
from dev_tools.suite import test
from dev_tools.up import down, up

PASSING_ON = ("test", "landwatch", "psql")


def parser() -> argparse.ArgumentParser:
    """Every command with its options; `--help` shows them."""
    top = argparse.ArgumentParser(prog="./dev", description="Landwatch on this machine: run it, test it, look inside.")
    add = top.add_subparsers(dest="command", required=True, metavar="COMMAND").add_parser
    starting = add("up", help="install what is missing, build, start everything and watch it")
    starting.add_argument("--lan", action="store_true", help="HTTPS for phones in the local network")
    starting.add_argument("--port", type=int, help="the port of the web address (the next free one when taken)")
    starting.add_argument("--no-build", action="store_true", help="do not build the PWA")
    starting.add_argument("-d", "--detach", action="store_true", help="come back when it is ready")
    add("down", help="stop everything")
    add("status", help="what runs, where, and who can log in").add_argument("--json", action="store_true")
    reading = add("logs", help="the last lines of the logs")
    reading.add_argument("name", nargs="?", help="api, worker-steps, worker-alone, clockwork, postgres, valkey …")
    reading.add_argument("-f", "--follow", action="store_true")
    add("psql", help="a psql session in the running database; words after it go to psql")
    add("reset", help="delete all data of this install").add_argument("--yes", action="store_true", help="do not ask")
    testing = add("test", help="Python, PWA and end-to-end tests; other words go to pytest, which then runs alone")
    testing.add_argument("--full", action="store_true", help="the long models, chaos and matrix runs as well")
    testing.add_argument("--only", choices=("python", "pwa", "e2e"), help="one part")
    add("check", help="style, types, walls, licences, locks, Dockerfiles")
    measuring = add("bench", help="the benchmarks, as ratios measured in one run")
    measuring.add_argument("names", nargs="*", metavar="NAME")
    measuring.add_argument("--size", choices=("tiny", "default", "full"), default="default")
    measuring.add_argument("--json", action="store_true")
    add("landwatch", help="the command line of Landwatch inside the environment")
    add("lock", help="resolve setup.cfg into the two locks").add_argument("--upgrade", action="store_true")
    return top


COMMANDS = {"up": up, "down": down, "status": status, "logs": logs, "psql": psql, "reset": reset, "test": test,
            "check": check, "bench": bench, "landwatch": landwatch, "lock": lock}


def options_of(words: list[str]) -> argparse.Namespace:
    """The options; for `landwatch` and `psql` every word after the command is theirs, `--help` included."""
    if words[:1] in (["landwatch"], ["psql"]):
        return argparse.Namespace(command=words[0], words=words[1:])
    options, rest = parser().parse_known_args(words)
    if rest and options.command not in PASSING_ON:
        parser().error(f"unknown: {' '.join(rest)}")
    options.words = rest
    return options


def main(words: list[str]) -> int:
    """Run one command; what a person has to do first is said without a traceback."""
    # A program started in the background ignores Ctrl-C from birth, and so would all it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    options = options_of(words)
    try:
        return COMMANDS[options.command](options)
    except Stop as reason:
        say()
        print(f"./dev {options.command}: {reason}", file=sys.stderr)
        return 1
    except (Interrupted, KeyboardInterrupt):
        say()
        return 130
