"""`./dev up` itself, on real processes in a folder of its own: started, killed, started again, stopped."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dev_tools.places import ROOT
from dev_tools.processes import is_same

pytestmark = pytest.mark.full

Dev = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def dev(tmp_path: Path) -> Iterator[Dev]:
    """`dev("up", "-d")` on an empty `var`; what it started is stopped afterwards whatever happened."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("LANDWATCH_")}
    variables["LANDWATCH_VAR"] = str(tmp_path / "var")

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(ROOT / "dev"), *words]
        return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=300, check=False)

    yield run
    run("down")


def state(tmp_path: Path) -> dict[str, dict[str, dict[str, object]]]:
    """What the launcher remembers."""
    return dict(json.loads((tmp_path / "var" / "state.json").read_text()))


def alive(processes: dict[str, dict[str, object]]) -> list[str]:
    """The recorded processes that live."""
    return [name for name, one in processes.items() if is_same(int(str(one["pid"])), str(one["started"]))]


def test_a_killed_start_is_cleaned_up_by_the_next_and_all_ends_with_down(dev: Dev, tmp_path: Path) -> None:
    first = dev("up", "-d", "--no-build")
    assert first.returncode == 0, first.stdout + first.stderr
    told = json.loads(dev("status", "--json").stdout)
    assert {"role", "username", "password"} <= set(told["logins"][0])
    with urllib.request.urlopen(f"{told['url']}/health/ready", timeout=10) as answer:
        assert answer.status == 200

    orphans = state(tmp_path)["processes"]
    os.kill(int(str(state(tmp_path)["launcher"]["pid"])), signal.SIGKILL)
    os.kill(int(str(orphans["postgres"]["pid"])), signal.SIGKILL)
    assert dev("status").returncode == 1

    second = dev("up", "-d", "--no-build")
    assert second.returncode == 0, second.stdout + second.stderr
    assert "seeding" not in second.stdout
    assert alive(orphans) == []
    running = state(tmp_path)["processes"]
    assert len(alive(running)) == len(running)

    assert dev("down").returncode == 0
    assert alive(running) == []
