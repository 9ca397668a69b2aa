"""The pages in docs/ name everything there is: settings, commands, events, problems; and the interface as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from landwatch.cli import main
from landwatch.core import problems
from landwatch.core.settings import documented
from landwatch.flow import FLOW
from tests.house.test_house import recorded

DOCS = Path(__file__).resolve().parents[2] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def commands(group: click.Group = main, words: tuple[str, ...] = ()) -> list[str]:
    """Every command as a person types it: `landwatch db check`."""
    found = []
    for name, command in sorted(group.commands.items()):
        inner = isinstance(command, click.Group)
        found += commands(command, (*words, name)) if inner else [" ".join(("landwatch", *words, name))]
    return found


@pytest.mark.parametrize("setting", documented(), ids=lambda setting: setting[0])
def test_every_setting_stands_in_the_operations_page(setting):
    name, _default, meaning, _ = setting
    assert f"`{name}`" in page("operations.md")
    assert meaning


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_operations_page(command):
    assert command in page("operations.md")


def test_every_command_says_what_it_does():
    def silent(group):
        for command in group.commands.values():
            yield from silent(command) if isinstance(command, click.Group) else ([] if command.help else [command.name])

    assert list(silent(main)) == []


@pytest.mark.parametrize("event", sorted({*FLOW, *recorded()}))
def test_every_event_stands_in_the_architecture_page(event):
    assert f"`{event}`" in page("architecture.md")


@pytest.mark.parametrize("problem", problems.every(), ids=lambda problem: problem.slug)
def test_every_problem_stands_in_the_page_of_the_interface(problem):
    assert f"`{problem.slug}`" in page("api.md")


def test_links_between_the_pages_lead_somewhere():
    lost = []
    for path in [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]:
        for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8")):
            if not (path.parent / link).exists():
                lost.append(f"{path.relative_to(DOCS.parent)}: {link}")
    assert lost == []


def test_pages_speak_of_no_setting_that_does_not_exist():
    known = {name for name, *_ in documented()} | {"LANDWATCH_MIGRATIONS"}
    named = set(re.findall(r"`(LANDWATCH_[A-Z_]+)", "".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))))
    assert named - known == set()


def test_the_kept_description_of_the_interface_is_what_is_served(client):
    assert json.loads(page("openapi.json")) == client.get("/api/openapi.json").json
