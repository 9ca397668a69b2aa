"""A pack is asked as a whole: what no room can read and what its own examples contradict is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from landwatch.core.packs import BUILTIN, Pack, PackError, Row, builtin, load
from landwatch.pack_check import EXAMPLES, faults

NAMES = sorted(path.parent.name for path in BUILTIN.glob("*/pack.toml"))


def with_example(table: str, **changes: object) -> Pack:
    """The Chinese pack with its first example of a table changed."""
    pack = builtin("cn")
    first, *others = pack.tables[table]
    changed = Row(first.file, first.name, {**first, **changes})
    return replace(pack, tables=MappingProxyType({**pack.tables, table: (changed, *others)}))


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_pack_holds_together(name):
    assert faults(builtin(name)) == []


@pytest.mark.parametrize("table", EXAMPLES)
def test_a_built_in_pack_has_examples_of_everything_it_decides(table):
    assert builtin("cn").rows(table)


@pytest.mark.parametrize(
    ("table", "field", "wrong"),
    [
        ("severity_examples", "severity", "S9"),
        ("severity_examples", "row", "otherwise"),
        ("severity_examples", "flags", ["unheard_of"]),
        ("deadline_examples", "provisional", "maybe"),
        ("routing_examples", "desk", "nowhere"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_named(table, field, wrong):
    pack = with_example(table, **{field: wrong})
    found = faults(pack)
    assert [(one.file, one.row) for one in found] == [("examples.toml", pack.tables[table][0].name)] * len(found)
    assert found


def test_a_deadline_off_by_a_day_names_both_dates():
    due = builtin("cn").rows("deadline_examples")[0]["due"]
    (fault,) = faults(with_example("deadline_examples", due=due.replace(year=due.year + 1)))
    assert fault.field == "due"
    assert str(due) in fault.detail


def test_an_example_that_cannot_be_tried_is_a_fault_and_not_a_crash():
    (fault,) = faults(with_example("severity_examples", land={"farm": "much"}))
    assert "cannot be tried" in fault.detail


def test_a_pack_that_no_room_can_read_is_not_asked_for_its_examples(tmp_path: Path):
    for source in (BUILTIN / "cn").glob("*.toml"):
        text = source.read_text("utf-8").replace('to = "verifying"', 'to = "verified"')
        (tmp_path / source.name).write_text(text, "utf-8")
    found = faults(load(tmp_path))
    assert {one.file for one in found} == {"machine.toml"}
    assert all(isinstance(one, PackError) for one in found)
