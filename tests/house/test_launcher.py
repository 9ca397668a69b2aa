"""The parts of `./dev` that decide something: ports, remembered state, whose process it is, what counts as failed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev_tools import ports
from dev_tools.commands import options_of
from dev_tools.processes import Command, end_recorded, is_same, start, started_at
from dev_tools.state import State, held
from dev_tools.suite import Outcome, counted, summary


@pytest.fixture
def state(tmp_path: Path) -> State:
    """An empty memory."""
    return State(tmp_path / "state.json")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which someone listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_gives_way_to_the_next_free_one(state, taken):
    chosen = ports.choose(state, "api", wished=taken)
    assert chosen > taken
    assert state.get("ports") == {"api": chosen}


def test_a_port_is_remembered(state):
    first = ports.next_free(40000)
    state.put("ports", "api", first)
    assert ports.choose(state, "api") == first


def test_the_packaged_servers_ports_are_never_used():
    assert ports.next_free(5432) != 5432
    assert ports.next_free(6379) != 6379


def test_two_services_never_share_a_port(state):
    wished = ports.next_free(41000)
    assert ports.choose(state, "api", wished) != ports.choose(state, "valkey", wished)


def test_state_is_replaced_as_a_whole_and_kept_private(state):
    state.change(url="here", ready=True)
    state.change(ready=None)
    assert state.read() == {"url": "here"}
    assert state.path.stat().st_mode & 0o077 == 0
    assert [path.name for path in state.path.parent.iterdir()] == ["state.json"]


def test_a_lock_has_one_holder(tmp_path):
    with held(tmp_path / "lock") as first, held(tmp_path / "lock") as second:
        assert (first, second) == (True, False)
    with held(tmp_path / "lock") as again:
        assert again


def test_a_process_is_known_by_its_start_not_by_its_number_alone():
    me = os.getpid()
    assert is_same(me, started_at(me))
    assert not is_same(me, "1")
    assert not is_same(me, None)


def test_an_ended_process_has_no_start():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert started_at(ended.pid) is None


def test_what_a_killed_start_left_is_stopped_in_order(state, tmp_path):
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    for name in ("postgres", "api"):
        start(Command(name, sleep, os.environ), tmp_path / f"{name}.log", state)
    pids = [process["pid"] for process in state.get("processes").values()]
    assert end_recorded(state) == ["api", "postgres"]
    assert [started_at(pid) for pid in pids] == [None, None]
    assert state.get("processes") is None


def test_a_process_that_does_not_listen_is_taken_down(state, tmp_path, monkeypatch):
    monkeypatch.setattr("dev_tools.processes.PATIENCE", {"deaf": 0.3})
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    child = start(Command("deaf", [sys.executable, "-c", deaf], os.environ), tmp_path / "deaf.log", state)
    until = time.monotonic() + 10
    while not child.log.read_text() and time.monotonic() < until:
        time.sleep(0.02)
    end_recorded(state)
    assert child.process.wait(5) is not None


def test_a_report_is_counted_by_outcome(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text("<testsuites><testsuite><testcase/><testcase><failure/></testcase><testcase><error/></testcase>"
                      "<testcase><skipped/></testcase></testsuite></testsuites>")
    assert counted("python", report, 1, 2.0) == Outcome("python", 1, 2, 1, 2.0)


@pytest.mark.parametrize("code", [0, 1, 5])
def test_a_part_without_any_report_has_failed(tmp_path, code):
    assert counted("python", tmp_path / "none.xml", code, 1.0).failed == 1


def test_the_last_line_is_the_sum_alone(capsys, monkeypatch):
    monkeypatch.setattr("dev_tools.console.output", sys.stdout)
    assert summary([Outcome("python", 3, 0, 1, 1.0), Outcome("pwa", 2, 1, 0, 1.0)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 1 failed, 1 skipped"


def test_words_for_pytest_and_for_landwatch_are_passed_on():
    assert options_of(["test", "--full", "tests/house", "-k", "lock"]).words == ["tests/house", "-k", "lock"]
    assert options_of(["landwatch", "db", "upgrade", "--help"]).words == ["db", "upgrade", "--help"]


def test_an_unknown_word_is_refused():
    with pytest.raises(SystemExit):
        options_of(["up", "--fast"])
