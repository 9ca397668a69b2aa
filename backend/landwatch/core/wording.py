"""Sentences that the code says, by room and key, in both languages: `words/*.toml` beside each room's code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from landwatch.core.pack_rows import Words


@cache
def _book(room: str) -> dict[str, Words]:
    """All sentences of a room, flat: `[a.b] zh = …` is `a.b`."""
    said = tomllib.loads(files(f"landwatch.{room}").joinpath("words.toml").read_text("utf-8"))
    return dict(_flat("", said))


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, Words]]:
    if set(table) == {"zh", "en"} and all(isinstance(value, str) for value in table.values()):
        return [(prefix, Words(str(table["zh"]), str(table["en"])))]
    found = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(f"{prefix}.{key}" if prefix else key, value)
    return found


def say(room: str, key: str, **params: object) -> Words:
    """A sentence with its places filled in. A key that is not there is a fault of ours and raises KeyError."""
    words = _book(room)[key]
    return words.format(**params) if params else words


def knows(room: str, key: str) -> bool:
    """Whether a room has this sentence."""
    return key in _book(room)


def keys_of(room: str) -> list[str]:
    """All keys of a room, for the house tests."""
    return sorted(_book(room))
