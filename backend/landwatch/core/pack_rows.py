"""One row of a rule pack, read strictly: a wrong or missing field is refused with its file, row and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


class PackError(ValueError):
    """A rule pack that does not hold together; says where (`file`, `row`, `field`) and why (`detail`)."""

    def __init__(self, file: str, row: str, field: str, detail: str) -> None:
        self.file, self.row, self.field, self.detail = file, row, field, detail
        super().__init__(f"{file}, row {row}, field {field}: {detail}")


@dataclass(frozen=True)
class Words:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_(self, locale: str) -> str:
        """The words for a locale: Chinese for `zh…`, English for everything else."""
        return self.zh if locale.lower().startswith("zh") else self.en

    def format(self, **params: object) -> Words:
        """Fill the `{places}`; a parameter that is itself `Words` is taken in the matching language.

        >>> Words("在{what}内", "inside {what}").format(what=Words("林地", "forest")).en
        'inside forest'
        """
        return Words(self.zh.format(**_in_language(params, "zh")), self.en.format(**_in_language(params, "en")))


def joined(several: Iterable[Words], joiner: Words) -> Words:
    """Several words as one, with a joiner such as ", " between them."""
    listed = list(several)
    return Words(joiner.zh.join(one.zh for one in listed), joiner.en.join(one.en for one in listed))


def _in_language(params: Mapping[str, object], locale: str) -> dict[str, object]:
    return {name: value.in_(locale) if isinstance(value, Words) else value for name, value in params.items()}


class Row(Mapping[str, Any]):
    """A pack row that knows where it stands, with typed readers for its fields."""

    def __init__(self, file: str, name: str, values: Mapping[str, Any]) -> None:
        self.file, self.name, self._values = file, name, dict(values)

    def __getitem__(self, field: str) -> Any:
        return self._values[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def error(self, field: str, detail: str) -> PackError:
        """The error to raise about one field of this row."""
        return PackError(self.file, self.name, field, detail)

    def _typed(self, field: str, kind: type | tuple[type, ...], meant: str) -> Any:
        if field not in self._values:
            raise self.error(field, f"is missing, {meant} expected")
        value = self._values[field]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(field, f"is {value!r}, {meant} expected")
        return value

    def text(self, field: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be empty."""
        if default is not None and field not in self._values:
            return default
        value: str = self._typed(field, str, "a text")
        if not value and default is None:
            raise self.error(field, "is empty, a text expected")
        return value

    def whole(self, field: str, default: int | None = None) -> int:
        """A whole number."""
        if default is not None and field not in self._values:
            return default
        return int(self._typed(field, int, "a whole number"))

    def number(self, field: str, default: float | None = None) -> float:
        """A number, whole or not."""
        if default is not None and field not in self._values:
            return default
        return float(self._typed(field, (int, float), "a number"))

    def flag(self, field: str, default: bool = False) -> bool:
        """True or false."""
        return bool(self._typed(field, bool, "true or false")) if field in self._values else default

    def one_of(self, field: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A text out of a closed list."""
        value = self.text(field, default)
        if value not in allowed:
            raise self.error(field, f"is {value!r}, expected one of {', '.join(allowed)}")
        return value

    def names(self, field: str) -> tuple[str, ...]:
        """A list of texts; a missing list is empty."""
        values = self._typed(field, list, "a list of texts") if field in self._values else []
        if not all(isinstance(value, str) for value in values):
            raise self.error(field, "expected a list of texts")
        return tuple(values)

    def numbers(self, field: str) -> tuple[float, ...]:
        """A list of numbers; a missing list is empty."""
        values = self._typed(field, list, "a list of numbers") if field in self._values else []
        if not all(isinstance(value, int | float) for value in values):
            raise self.error(field, "expected a list of numbers")
        return tuple(float(value) for value in values)

    def day(self, field: str) -> date:
        """A calendar date."""
        value: date = self._typed(field, date, "a date")
        return value.date() if isinstance(value, datetime) else value

    def days(self, field: str) -> tuple[date, ...]:
        """A list of calendar dates; a missing list is empty."""
        values = self._typed(field, list, "a list of dates") if field in self._values else []
        if not all(isinstance(value, date) for value in values):
            raise self.error(field, "expected a list of dates")
        return tuple(values)

    def words(self, field: str) -> Words:
        """Words in both languages: `{zh = "…", en = "…"}`."""
        value = self._typed(field, dict, "words {zh, en}")
        if set(value) != {"zh", "en"} or not all(isinstance(text, str) and text for text in value.values()):
            raise self.error(field, "expected words in both languages, {zh, en}")
        return Words(value["zh"], value["en"])

    def rows(self, field: str) -> tuple[Row, ...]:
        """Rows within this row, such as the questions of a kind; a missing list is empty."""
        values = self._typed(field, list, "a list of tables") if field in self._values else []
        if not all(isinstance(value, dict) for value in values):
            raise self.error(field, "expected a list of tables")
        return tuple(Row(self.file, f"{self.name}/{row_name(value, n)}", value) for n, value in enumerate(values, 1))


def row_name(values: Mapping[str, Any], number: int) -> str:
    """How a row is called in an error: its id, code or key, else its place in the file."""
    for field in ("id", "code", "key"):
        if isinstance(values.get(field), str):
            return str(values[field])
    return f"#{number}"
