"""`./dev bench`: private services for the benchmarks, which then start and measure what they need."""

import subprocess
import sys
from argparse import Namespace

from dev_tools import console, environment, frontend
from dev_tools.console import Stop, step
from dev_tools.places import ROOT, Places, main_var
from dev_tools.stack import Stack
from dev_tools.state import held
from dev_tools.up import listening


def bench(options: Namespace) -> int:
    """Run the benchmarks on a database that waits for the disk, as a real one does; data stay in `var/bench`."""
    if options.json:
        console.output = sys.stderr  # standard output then holds the JSON alone
    environment.prepare()
    places = Places(main_var() / "bench").make()
    stack = Stack(places)
    with held(places.lock) as ours, listening():
        if not ours:
            raise Stop("Other benchmarks are running here.")
        try:
            stack.services()
            stack.migrate()
            words = [*options.names, "--size", options.size, *(["--json"] if options.json else [])]
            command = [environment.program("python"), "-m", "benchmarks", *words]
            variables = {**stack.env, "LANDWATCH_PWA": str(frontend.DIST)}
            return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
        finally:
            with step("stopping"):
                stack.stop()
