"""Every built-in rule pack holds together, and its own examples come out as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from landwatch.core.packs import BUILTIN, Pack, PackError, builtin, check, load
from landwatch.pack_check import EXAMPLES, READERS, tried

NAMES = sorted(path.parent.name for path in BUILTIN.glob("*/pack.toml"))


def examples() -> list:
    return [
        pytest.param(pack, table, row, id=f"{name} {table}: {row.name}")
        for name in NAMES
        for pack in [builtin(name)]
        for table in EXAMPLES
        for row in pack.tables.get(table, ())
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_room_can_read_the_pack(name):
    assert check(builtin(name), READERS) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_severity_row_has_an_example(name):
    pack = builtin(name)
    assert {row["id"] for row in pack.rows("severity")} == {row["row"] for row in pack.rows("severity_examples")}


@pytest.mark.parametrize(("pack", "table", "row"), examples())
def test_the_packs_own_example_comes_out_as_it_says(pack, table, row):
    assert tried(pack, table, row) == []


def broken(tmp_path: Path, file: str, old: str, new: str) -> Pack:
    """The Chinese pack with one thing changed."""
    for source in (BUILTIN / "cn").glob("*.toml"):
        text = source.read_text("utf-8")
        if source.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / source.name).write_text(text, "utf-8")
    return load(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "field"),
    [
        ("severity.toml", 'id = "farm"\nseverity = "S3"', 'id = "farm"\nseverity = "S9"', "farm", "severity"),
        ("severity.toml", 'land = ["farm"]', 'land = ["pbf"]', "farm", "id"),
        ("severity.toml", "{place}；", "{palce}；", "pbf.ongoing.point", "because"),
        ("severity.toml", 'id = "otherwise"', 'id = "otherwise"\nland = ["unused"]', "otherwise", "id"),
        ("land_classes.toml", 'class = "water"', 'class = "sea"', "#1", "class"),
        ("routing.toml", '"LU99", "UNK"', '"LU99"', "UNK", "code"),
        ("machine.toml", 'to = "verifying"', 'to = "verified"', "start_check", "to"),
        ("machine.toml", 'by = ["dispatcher", "leader", "system"]', 'by = ["boss"]', "assign", "by"),
        ("clocks.toml", '"case.assigned"', '"case.asigned"', "assign", "stop"),
        ("clocks.toml", 'unit = "hour"', 'unit = "fortnight"', "assign/S1", "unit"),
        ("joining.toml", 'action = "suggest"', 'action = "merge"', "near", "action"),
        ("units.toml", "local = true", "local = false", "-", "local"),
        ("calendar.toml", "worked = [2004-01-17", "worked = [2004-01-22", "#2", "off"),
        ("kinds.toml", 'act = "occupy_destroy"\n', "", "LU09", "act"),
    ],
)
def test_a_pack_that_does_not_hold_together_names_file_row_and_field(tmp_path, file, old, new, row, field):
    error = check(broken(tmp_path, file, old, new), READERS)[0]
    assert (error.row, error.field) == (row, field)
    assert error.file in (file, "kinds.toml")
    assert all(part in str(error) for part in (error.file, row, field, error.detail))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("units.toml", 'verified = "default"', 'verified = "maybe"'),
        ("units.toml", 'source = "PRODUCT"', 'source = "HEARSAY"'),
        ("pack.toml", "Asia/Shanghai", "Asia/Nowhere"),
        ("pack.toml", "[pack]", "[pack"),
        ("units.toml", "[[units]]", "[[kinds]]"),
    ],
)
def test_a_pack_that_cannot_be_read_is_refused(tmp_path, file, old, new):
    with pytest.raises(PackError, match=r"\.toml"):
        broken(tmp_path, file, old, new)


def test_python_speaks_no_local_law():
    words = ("亩", "永久基本农田", "12336", "立案")
    for source in (BUILTIN.parent / "core", BUILTIN.parent / "triage", BUILTIN.parent / "cases/rules"):
        for file in source.rglob("*.py"):
            assert not [word for word in words if word in file.read_text("utf-8")], file
