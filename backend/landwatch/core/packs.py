"""Rule packs: directories of TOML that hold what differs from place to place, loaded and checked as a whole."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from landwatch.core.pack_rows import PackError, Row, Words, joined, row_name
from landwatch.core.workdays import calendar_rows

__all__ = ["Pack", "PackError", "Row", "Words", "builtin", "calendar_rows", "check", "joined", "load"]

BUILTIN = Path(__file__).resolve().parent.parent / "packs"

# How well a figure is known: legal text read, secondary source read, from memory (confirm!), or our own default.
VERIFIED = ("text", "secondary", "memory", "default")


@dataclass(frozen=True)
class Pack:
    """A loaded rule pack. `digest` (SHA-256 over names and bytes of its files) is stamped on what it judged."""

    id: str
    version: str
    digest: str
    title: Words
    timezone: str
    locale: str
    tables: Mapping[str, tuple[Row, ...]]
    files: Mapping[str, str] = field(repr=False)

    @classmethod
    def from_content(cls, content: Mapping[str, str]) -> Pack:
        """A pack from the text of its files by name, as `content` gave it."""
        return _pack(content)

    def content(self) -> dict[str, str]:
        """The text of the pack's files by name, to keep for as long as something runs under it."""
        return dict(self.files)

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a table, in the order of the file; PackError when the pack has no such table."""
        if table not in self.tables:
            raise PackError(f"{table}.toml", "-", table, "the pack has no such table")
        return self.tables[table]

    def row(self, table: str) -> Row:
        """The only row of a table such as `[machine]`."""
        rows = self.rows(table)
        if len(rows) != 1:
            raise PackError(rows[0].file if rows else f"{table}.toml", "-", table, "expected exactly one row")
        return rows[0]

    def coded(self, table: str, field: str = "code") -> dict[str, Row]:
        """Rows by their code; a code given twice is refused."""
        coded: dict[str, Row] = {}
        for row in self.rows(table):
            code = row.text(field)
            if code in coded:
                raise row.error(field, f"{code!r} is given twice")
            coded[code] = row
        return coded

    def text(self, key: str) -> Words:
        """Words that the code needs, from `texts.toml`."""
        words = self.texts.get(key)
        if words is None:
            raise PackError("texts.toml", key, "key", "the pack has no such text")
        return words

    @functools.cached_property
    def texts(self) -> Mapping[str, Words]:
        """All words of `texts.toml` by key."""
        return {row.text("key"): Words(row.text("zh"), row.text("en")) for row in self.rows("texts")}


@functools.cache
def load(directory: Path | str) -> Pack:
    """Read every `*.toml` of a directory into one pack; PackError names file, row and field of what is wrong."""
    return _pack({file.name: _text(file) for file in sorted(Path(directory).glob("*.toml"))})


def builtin(name: str) -> Pack:
    """A pack that comes with Landwatch, for example `cn`."""
    return load(BUILTIN / name)


def check(pack: Pack, readers: Iterable[Callable[[Pack], object]]) -> list[PackError]:
    """Let every room read the pack; the errors they raise, none when the pack holds together."""
    return [error for error in (_tried(reader, pack) for reader in readers) if error is not None]


def _tried(reader: Callable[[Pack], object], pack: Pack) -> PackError | None:
    try:
        reader(pack)
    except PackError as error:
        return error
    return None


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackError(file.name, "-", "-", f"is not UTF-8: {error}") from error


def _pack(files: Mapping[str, str]) -> Pack:
    tables = _tables(files)
    _check_sources(tables)
    heads = tables.get("pack", ())
    if len(heads) != 1:
        raise PackError("pack.toml", "-", "pack", "exactly one [pack] table expected")
    head = heads[0]
    _check_timezone(head)
    return Pack(
        id=head.text("id"),
        version=head.text("version"),
        digest=_digest(files),
        title=head.words("title"),
        timezone=head.text("timezone"),
        locale=head.text("locale"),
        tables=MappingProxyType(tables),
        files=MappingProxyType(dict(files)),
    )


def _digest(files: Mapping[str, str]) -> str:
    total = hashlib.sha256()
    for name, text in sorted(files.items()):
        content = text.encode("utf-8")
        # Name and length fence the bytes off, so that moving text from one file to the next changes the digest.
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _tables(files: Mapping[str, str]) -> dict[str, tuple[Row, ...]]:
    tables: dict[str, tuple[Row, ...]] = {}
    for file, text in sorted(files.items()):
        for name, rows in _tables_of(file, text):
            if name in tables:
                raise PackError(file, "-", name, "this table is in another file already")
            tables[name] = rows
    return tables


def _tables_of(file: str, text: str) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Tables of one file. Its own `source` and `verified` hold for every row that does not say otherwise."""
    content = _parsed(file, text)
    shared = {name: content.pop(name) for name in ("source", "verified") if name in content}
    for name, value in content.items():
        rows = [{**shared, **values} for values in _row_values(file, name, value)]
        yield name, tuple(Row(file, row_name(values, n), values) for n, values in enumerate(rows, start=1))


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(file, "-", "-", f"is not TOML: {error}") from error


def _row_values(file: str, name: str, value: object) -> list[dict[str, Any]]:
    """`[[table]]` is rows, `[table]` one row, and a `[table]` of tables is rows by `key`."""
    if isinstance(value, list) and all(isinstance(row, dict) for row in value):
        return value
    if not isinstance(value, dict):
        raise PackError(file, "-", name, "expected a table or rows")
    if name != "pack" and value and all(isinstance(row, dict) for row in value.values()):
        return [{"key": key, **row} for key, row in value.items()]
    return [value]


def _check_sources(tables: Mapping[str, tuple[Row, ...]]) -> None:
    """Every row says where it comes from: `source = "LAL art.77; PRODUCT"` with ids of `sources.toml`."""
    known = {row.text("code") for row in tables.get("sources", ())}
    for row in (row for rows in tables.values() for row in rows):
        row.one_of("verified", VERIFIED)
        for source in row.text("source").split(";"):
            if source.split()[:1] == [] or source.split()[0] not in known:
                raise row.error("source", f"{source.strip()!r} does not begin with a code of sources.toml")


def _check_timezone(head: Row) -> None:
    try:
        ZoneInfo(head.text("timezone"))
    except (KeyError, ValueError) as error:
        raise head.error("timezone", "is not an IANA time zone") from error
