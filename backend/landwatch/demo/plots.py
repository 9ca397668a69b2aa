"""The shape of a demo story: a report with its photos, and the moves that follow it, told relative to now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from enum import Enum
from typing import Literal

from landwatch.demo.photos import Flavour
from landwatch.demo.records import Place


class Here(Enum):
    """Stands for the position of the story's place in the fields of a move."""

    HERE = "here"


@dataclass(frozen=True)
class InDays:
    """Stands for a date that many days after the filing."""

    days: int


@dataclass(frozen=True)
class AfterPhotos:
    """Stands for that many photos of the place put right."""

    count: int


@dataclass(frozen=True)
class Photo:
    """One photo: its EXIF flavour, where the phone pointed, how well it knew its place, and whether it arrived."""

    exif: Flavour = "full"
    heading_deg: float = 0
    accuracy_m: float = 6
    arrives: bool = True
    upright: bool = False


@dataclass(frozen=True)
class Ago:
    """A moment some minutes before now."""

    minutes: int

    def at(self, now: datetime, zone: tzinfo) -> datetime:
        """That moment, in local time."""
        return (now - timedelta(minutes=self.minutes)).astimezone(zone)


@dataclass(frozen=True)
class DaysAgo:
    """A clock time on an earlier local day, so that photos of older reports show daylight."""

    days: int
    hour: int
    minute: int = 0

    def at(self, now: datetime, zone: tzinfo) -> datetime:
        """That moment, in local time."""
        day = now.astimezone(zone).date() - timedelta(days=self.days)
        return datetime.combine(day, time(self.hour, self.minute), zone)


@dataclass(frozen=True)
class Step:
    """Something done `minutes` after the filing. Besides the machine's moves: `claim` and `withdraw` (by the reporter).

    Values in `fields` may be HERE, InDays or AfterPhotos; `filled` puts the real ones in.
    """

    minutes: int
    role: str
    move: str
    fields: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None

    def filled(self, place: Place, filed_at: datetime, photos: Sequence[str] = ()) -> dict[str, object]:
        """The fields as the wire wants them; `photos` are the ids of the after-photos taken for this step."""
        return {name: _real(value, place, filed_at, photos) for name, value in self.fields.items()}

    @property
    def after_photos(self) -> int:
        """How many photos of the place put right this step carries."""
        return sum(value.count for value in self.fields.values() if isinstance(value, AfterPhotos))


def _real(value: object, place: Place, filed_at: datetime, photos: Sequence[str]) -> object:
    match value:
        case Here.HERE:
            return {"lon": place.lon, "lat": place.lat}
        case InDays(days):
            return (filed_at + timedelta(days=days)).date().isoformat()
        case AfterPhotos():
            return list(photos)
        case _:
            return value


@dataclass(frozen=True)
class Story:
    """A demo report and what became of it. `who` is a username or None for an anonymous reporter.

    `offset_m` shifts the reported point east and north of the place; `shape` sends the outline along; `stage` is the
    state in which the case must end up; `joins` names the story whose case it must join.
    """

    code: str
    who: Literal["citizen", "inspector", "dispatcher"] | None
    channel: str
    filed: Ago | DaysAgo
    place: str
    title_en: str
    text_zh: str
    stage: str
    activity: Literal["ongoing", "finished", "unknown"] = "ongoing"
    danger: bool = False
    answers: Mapping[str, object] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()
    shape: bool = False
    offset_m: tuple[float, float] = (0, 0)
    accuracy_m: float = 8
    seen_minutes_before: int = 4
    path: tuple[Step, ...] = ()
    joins: str | None = None
