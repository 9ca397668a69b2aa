"""The people and desks of the demo county: enough to see every side of a case, one person for each role."""

from dataclasses import dataclass

from landwatch.demo.names import TOWNSHIPS
from landwatch.demo.townships import HOME, township_code


@dataclass(frozen=True)
class Desk:
    """An office with a queue: its authority and level as the pack names them, and the district it answers for."""

    code: str
    name_zh: str
    name_en: str
    authority: str
    level: str
    district: str


@dataclass(frozen=True)
class Person:
    """Somebody who can log in; the username is the role. `desk` is a desk code, or None for citizens and keepers."""

    username: str
    roles: tuple[str, ...]
    name_zh: str
    name_en: str
    desk: str | None


STATIONS = 4
"""Townships with parcels have a station of their own; the others are served by the county brigade."""


def _stations() -> tuple[Desk, ...]:
    found = []
    for index, (zh, en) in enumerate(TOWNSHIPS[:STATIONS]):
        short_zh, short_en = zh.removesuffix("镇"), en.removesuffix(" Town")
        names = (f"{short_zh}自然资源所", f"{short_en} natural-resources station")
        found.append(Desk(f"station-{short_en.lower()}", *names, "natural_resources", "township", township_code(index)))
    return tuple(found)


DESKS: tuple[Desk, ...] = (
    Desk("triage", "线索分诊台", "Triage desk", "triage", "county", HOME),
    Desk("brigade", "临渭区自然资源执法大队", "Linwei enforcement brigade", "natural_resources", "county", HOME),
    *_stations(),
    Desk("agriculture", "临渭区农业农村局执法股", "Linwei agriculture desk", "agriculture_rural", "county", HOME),
    Desk("planning", "临渭区规划管理股", "Linwei planning desk", "planning_or_urban_management", "county", HOME),
    Desk(
        "government-liuyuan",
        "柳塬镇人民政府",
        "Liuyuan township government",
        "township_government",
        "township",
        township_code(1),
    ),
    Desk(
        "government-maifeng",
        "麦丰镇人民政府",
        "Maifeng township government",
        "township_government",
        "township",
        township_code(3),
    ),
    Desk("supervision", "渭南市自然资源督办科", "Weinan supervision desk", "supervision", "city", HOME[:4]),
)

PEOPLE: tuple[Person, ...] = (
    Person("citizen", ("citizen",), "赵春梅", "Zhao Chunmei", None),
    Person("inspector", ("inspector",), "马永强", "Ma Yongqiang", "station-liuyuan"),
    Person("station", ("station",), "刘建军", "Liu Jianjun", "station-liuyuan"),
    Person("dispatcher", ("dispatcher",), "党慧敏", "Dang Huimin", "triage"),
    Person("officer", ("officer",), "郭立新", "Guo Lixin", "brigade"),
    Person("supervisor", ("supervisor",), "孙国平", "Sun Guoping", "supervision"),
    Person("data_steward", ("data_steward",), "雷小燕", "Lei Xiaoyan", None),
    Person("admin", ("admin",), "惠志明", "Hui Zhiming", None),
)
