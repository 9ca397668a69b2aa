"""The house is kept: walls between rooms, size of files, words in both languages."""

from __future__ import annotations

import re
import string
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from landwatch.core import problems, wording
from landwatch.flow import FLOW

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend" / "landwatch"
MOST_LINES = 400
TEXT = (".py", ".ts", ".vue", ".css", ".mjs", ".js")
PLACES = ("backend", "benchmarks", "dev_tools", "migrations", "pwa", "tests")
GENERATED = {"schema.d.ts", "package-lock.json"}
ROOMS = sorted(path.parent.name for path in BACKEND.glob("*/words.toml"))
RECORDED = re.compile(r'record\(\s*"([a-z_]+\.[a-z_]+)"|_note\([^,]+, "([a-z_]+\.[a-z_]+)"')


def files() -> list[Path]:
    """Every file of ours that people read, whatever is committed yet."""
    found = [path for place in PLACES for path in (ROOT / place).rglob("*") if path.suffix in TEXT]
    apart = {"node_modules", "dist", "__pycache__", "coverage", "playwright-report", "test-results"}
    return [path for path in found if not apart & set(path.parts) and path.name not in GENERATED]


def sources() -> dict[Path, str]:
    """The text of every module of the backend."""
    return {path: path.read_text("utf-8") for path in BACKEND.rglob("*.py")}


def recorded() -> set[str]:
    """The names of all events that the code records by name."""
    return {one or other for text in sources().values() for one, other in RECORDED.findall(text)}


def test_the_walls_between_rooms_stand(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "setup.cfg"), is_debug_mode=False, no_cache=True) == 0


def test_no_file_is_longer_than_a_person_reads_at_once():
    found = files()
    assert len(found) > 200
    long = {
        str(path.relative_to(ROOT)): lines
        for path in found
        if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_module_says_what_it_is():
    silent = [
        str(path.relative_to(ROOT)) for path, text in sources().items() if not text.lstrip().startswith(('"""', 'r"""'))
    ]
    assert silent == []


@pytest.mark.parametrize("problem", problems.every(), ids=lambda problem: problem.slug)
def test_every_problem_has_words_in_both_languages(problem):
    assert problem.__doc__ and 400 <= problem.status <= 599
    said = {locale: problems.words(problem.slug, locale) for locale in ("zh-CN", "en")}
    places = [
        {name for _, name, _, _ in string.Formatter().parse(words["title"] + words["next"]) if name}
        for words in said.values()
    ]
    assert said["zh-CN"] != said["en"] and places[0] == places[1]


def test_no_words_are_kept_for_problems_that_do_not_exist():
    assert set(problems._book()["problems"]) == {problem.slug for problem in problems.every()}
    assert len({problem.slug for problem in problems.every()}) == len(problems.every())


def test_every_code_of_a_mistake_has_words():
    said = "".join(sources().values())
    codes = set(re.findall(r'Mistake\([^()]*?, "([a-z0-9-]+)"', said)) | set(
        re.findall(r'ValidationError\("([a-z0-9-]+)"', said)
    )
    codes |= set(re.findall(r'error="([a-z0-9-]+)"', said)) | set(
        re.findall(r'return "([a-z]+-[a-z-]+)"\n', (BACKEND / "core/geo.py").read_text())
    )
    assert codes - set(problems._book()["fields"]) == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_has_the_same_places_in_both_languages(room):
    for key in wording.keys_of(room):
        words = wording.say(room, key)
        places = [{name for _, name, _, _ in string.Formatter().parse(said) if name} for said in (words.zh, words.en)]
        assert words.zh and words.en and places[0] == places[1], key


def test_every_event_that_steps_follow_is_recorded_somewhere():
    said = "".join(text for path, text in sources().items() if path.name != "flow.py")
    assert {name for name in FLOW if f'"{name}"' not in said} == set()


def test_every_step_of_the_flow_belongs_to_a_room():
    for steps in FLOW.values():
        for step in steps:
            _, room, file = step.__module__.split(".")
            assert file == "steps" and import_module(step.__module__) and (BACKEND / room).is_dir()
            assert step.__doc__, f"{room}.{step.__name__} says what it does"


def test_nothing_names_a_registry_or_a_path_of_one_machine():
    told = re.compile(r"/root/|/home/[a-z]|/tmp/pytest-of|localhost:\d{4}/simple")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    texts = [
        ROOT / name for name in listed if name.endswith((*TEXT, ".md", ".toml", ".cfg", ".yaml", ".lock", ".conf"))
    ]
    own = Path(__file__).resolve()
    assert [
        str(path) for path in texts if path.is_file() and path != own and told.search(path.read_text("utf-8"))
    ] == []
