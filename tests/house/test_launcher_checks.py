"""What `./dev check` judges by itself: locks without addresses, licences, colours; and the launcher's own promises."""

import ast
import json
import sys
from pathlib import Path

import pytest

from dev_tools import contrast, licences
from dev_tools.account import Account, choose_account
from dev_tools.lockfiles import addresses_in_locks, addresses_in_npm, addresses_in_text
from dev_tools.places import ROOT
from dev_tools.system import answers

# These two run inside the environment and may use its libraries.
NEED_LIBRARIES = {"lan.py"}


@pytest.mark.parametrize("line", [
    "flask @ https://files.invalid/flask.whl", "--index-url somewhere", "--extra-index-url=x", "-i mirror",
    "thing @ git+ssh://host/thing"])
def test_a_lock_with_an_address_is_refused(line):
    assert addresses_in_text("some.lock", f"ok==1\n{line}\n")[0].startswith("some.lock:2:")


def test_a_lock_of_names_and_digests_is_fine():
    assert addresses_in_text("some.lock", "flask==3.1.3 ; python_version < '3.12' \\\n    --hash=sha256:00ff\n") == []


def test_an_npm_lock_that_says_where_packages_came_from_is_refused():
    lock = {"packages": {"": {}, "node_modules/a": {"resolved": "somewhere"}, "node_modules/b": {"version": "1"}}}
    assert len(addresses_in_npm("package-lock.json", json.dumps(lock))) == 1


def test_our_own_locks_name_no_host():
    assert addresses_in_locks(ROOT) == []


@pytest.mark.parametrize("licence", [
    "MIT", "BSD-3-Clause AND 0BSD AND MIT", "Apache-2.0 OR GPL-2.0-only", "LGPL-3.0-or-later", "MPL-2.0", "PSF-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)", "BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1"])
def test_permissive_licences_and_lgpl_may_come_along(licence):
    assert licences.fits(licence)


@pytest.mark.parametrize("licence", [
    "GPL-3.0-or-later", "AGPL-3.0", "GNU General Public License v2 (GPLv2)", "MIT AND GPL-2.0-only", "SSPL-1.0",
    "unknown", "", "GNU Affero General Public License v3", "BUSL-1.1"])
def test_other_licences_may_not(licence):
    assert not licences.fits(licence)


def test_a_licence_given_in_full_is_recognised():
    text = "Copyright someone\n\n  Permission is hereby granted, free of\n  charge, to any person obtaining a copy of"
    assert licences.recognised(text) == "MIT"


def test_black_on_white_is_the_strongest_contrast():
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)


def test_a_theme_inherits_what_it_does_not_change():
    found = contrast.themes(":root{--ink:#000000;--page:#ffffff}\n:root[data-theme=\"dark\"]{--ink:#eeeeee}")
    assert found["dark"] == {"ink": "#eeeeee", "page": "#ffffff"}


def test_a_pair_too_close_is_named():
    colours = {name: "#777777" for pair in contrast.pairs() for name in pair[:2]}
    assert len(contrast.failures(colours)) == len(list(contrast.pairs()))


def test_a_program_that_only_talks_about_a_browser_is_none(tmp_path):
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\necho 'requires the chromium snap to be installed'\nexit 1\n")
    stub.chmod(0o755)
    assert not answers(str(stub))


def test_a_normal_user_runs_the_database_itself(tmp_path, monkeypatch):
    monkeypatch.setattr("dev_tools.account.is_root", lambda: False)
    assert choose_account(tmp_path) == (Account(), tmp_path / "pg")


def test_the_launcher_needs_nothing_but_python():
    for path in [ROOT / "dev", *sorted((ROOT / "dev_tools").glob("*.py"))]:
        if path.name not in NEED_LIBRARIES:
            foreign = imported(path) - sys.stdlib_module_names - {"dev_tools"}
            assert not foreign, f"{path.name} imports {foreign}"


def imported(path: Path) -> set[str]:
    """The top names of all modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}
