"""`./dev test`: Python on its own database, the PWA's units, and end-to-end in a real Chromium; one line a part."""

import contextlib
import subprocess
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dev_tools import environment, frontend, system
from dev_tools.console import Stop, say, step
from dev_tools.places import ROOT, Places, main_var
from dev_tools.postgres import APP, OWNER
from dev_tools.processes import end_recorded
from dev_tools.stack import Stack
from dev_tools.state import held
from dev_tools.up import listening


@dataclass(frozen=True)
class Outcome:
    """What a part of the tests came to."""

    part: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    note: str = ""


def counted(part: str, report: Path, code: int, seconds: float) -> Outcome:
    """Count a JUnit report. A runner that failed without a failing test (or report) counts as one failure."""
    passed = failed = skipped = 0
    if report.is_file():
        for case in ElementTree.parse(report).iter("testcase"):
            kinds = {child.tag for child in case}
            failed += bool(kinds & {"failure", "error"})
            skipped += "skipped" in kinds
            passed += not kinds & {"failure", "error", "skipped"}
    if not failed and (code or not passed):
        return Outcome(part, passed, 1, skipped, seconds, f"the runner ended with {code}, {passed} passed")
    return Outcome(part, passed, failed, skipped, seconds)


@contextlib.contextmanager
def test_services(places: Places) -> Iterator[Stack]:
    """A PostgreSQL that does not wait for the disk and a Valkey that keeps nothing, gone afterwards."""
    stack = Stack(places.make(), durable=False)
    with held(places.lock) as ours, listening():
        if not ours:
            raise Stop(f"Another run is using {places.var}.")
        try:
            stack.services()
            yield stack
        finally:
            if stack.state.get("processes"):
                with step("stopping"):
                    stack.stop()


def test(options: Namespace) -> int:
    """All parts, or the one asked for; words for pytest mean that only Python is wanted."""
    wanted = {options.only} if options.only else {"python"} if options.words else {"python", "pwa", "e2e"}
    environment.prepare()
    chromium = find_browser() if "e2e" in wanted else None
    if frontend.exists() and wanted & {"pwa", "e2e"}:
        frontend.build()
    outcomes = []
    with test_services(Places(main_var() / "test")) as stack:
        if "python" in wanted:
            outcomes.append(python_part(stack, options))
        if "pwa" in wanted:
            outcomes.append(pwa_part(stack))
        if "e2e" in wanted:
            outcomes.append(end_to_end_part(stack, chromium))
    return summary(outcomes)


def summary(outcomes: list[Outcome]) -> int:
    """One line a part, then the sum alone on the last line, where machines look for it."""
    say()
    for one in outcomes:
        say(f"{one.part:<10} {one.passed:5} passed {one.failed:4} failed {one.skipped:4} skipped {one.seconds:7.1f} s"
            f"{'  ' if one.note else ''}{one.note}")
    passed, failed, skipped = (sum(getattr(one, name) for one in outcomes) for name in ("passed", "failed", "skipped"))
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def measured(part: str, report: Path, run: Callable[[], int]) -> Outcome:
    """Run one part and count its report."""
    say(f"\n== {part}")
    report.unlink(missing_ok=True)
    began = time.monotonic()
    code = run()
    return counted(part, report, code, time.monotonic() - began)


def python_part(stack: Stack, options: Namespace) -> Outcome:
    """pytest on the private services; the long runs only with `--full`."""
    report = stack.places.var / "pytest.xml"
    spread = [] if options.words else ["-n", "2", "--dist", "loadfile"]
    long_ones = [] if options.full else ["-m", "not full"]
    words = [environment.program("python"), "-m", "pytest", *spread, *long_ones, f"--junitxml={report}", *options.words]
    server = stack.server
    if server is None:
        raise Stop("The tests' database did not start.")
    variables = {**environment.variables(), "LANDWATCH_ENV": "test", "LANDWATCH_VAR": str(stack.places.var),
                 "LANDWATCH_TEST_OWNER_URL": server.url(OWNER, "postgres"),
                 "LANDWATCH_TEST_APP_URL": server.url(APP, "postgres"),
                 "LANDWATCH_TEST_REDIS_URL": stack.env["LANDWATCH_REDIS_URL"]}
    return measured("python", report,
                    lambda: subprocess.run(words, cwd=ROOT, env=variables, check=False).returncode)


def pwa_part(stack: Stack) -> Outcome:
    """Vitest."""
    report = stack.places.var / "vitest.xml"
    words = ["test", "--", "--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    return measured("pwa", report, lambda: frontend.npm(words))


def end_to_end_part(stack: Stack, chromium: str | None) -> Outcome:
    """Playwright against a whole Landwatch with the demo county, in a database of its own."""
    if chromium is None:
        note = f"no browser; for this part: {system.install_line(['chromium', 'fonts-noto-cjk'])}"
        return Outcome("e2e", 0, 0, 1, 0.0, note)
    report = stack.places.var / "playwright.xml"
    whole = beside(stack)
    try:
        return measured("e2e", report, lambda: run_end_to_end(whole, chromium, report))
    finally:
        whole.stop()


def beside(stack: Stack) -> Stack:
    """A stack that uses the tests' services and has its own folder, database and queue."""
    whole = Stack(Places(main_var() / "e2e").make(), durable=False, database="landwatch_e2e")
    end_recorded(whole.state)
    if stack.server is None:
        raise Stop("The tests' database did not start.")
    whole.use(stack.server, stack.env["LANDWATCH_REDIS_URL"].removesuffix("/0") + "/1")
    # One address signs in and files for everybody here: people's limits would stop a quick machine.
    whole.env |= {"LANDWATCH_LOGIN_LIMIT": "1000/minute", "LANDWATCH_INTAKE_LIMIT": "1000/minute"}
    return whole


def run_end_to_end(whole: Stack, chromium: str, report: Path) -> int:
    """Seed anew, start, let the browser walk through it."""
    if whole.server is None:
        raise Stop("The tests' database did not start.")
    try:
        whole.server.fresh_database(whole.database)
        whole.state.change(seeded=None)
        whole.migrate()
        whole.seed()
        whole.application()
    except Stop as reason:
        say(f"\n{reason}")
        return 1
    return frontend.npm(["run", "e2e", "--", "--reporter=list,junit"], LANDWATCH_URL=whole.url,
                        LANDWATCH_LOGINS=str(whole.places.logins), LANDWATCH_CHROMIUM=chromium,
                        PLAYWRIGHT_JUNIT_OUTPUT_FILE=str(report), PLAYWRIGHT_JUNIT_OUTPUT_NAME=str(report))


def find_browser() -> str | None:
    """A working Chromium, with Chinese letters; installed when we are root or nobody is watching, else only told."""
    missing = [*([] if system.browser() else ["chromium"]), *([] if system.shows_chinese() else ["fonts-noto-cjk"])]
    if missing and (system.is_root() or system.in_ci()):
        with step("installing what the end-to-end tests need"):
            system.install(missing, "The end-to-end tests need a browser and Chinese fonts.",
                           main_var() / "log" / "chromium.log")
    return system.browser()
