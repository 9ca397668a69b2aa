"""Which licences come along at run time: permissive ones and LGPL only, in Python and in the PWA.

    python -m dev_tools.licences        runs inside the environment; exits 1 when a package does not fit
"""

import importlib.metadata
import json
import re
import sys
from pathlib import Path
from typing import Any

from dev_tools.places import PWA, ROOT

ALLOWED = re.compile(
    r"MIT|BSD|APACHE|ISC|PSF|PYTHON|HPND|ZLIB|UNLICENSE|CC0|CC-BY-[34]\.0|0BSD|MPL[- ]?2|MOZILLA PUBLIC LICENSE 2|LGPL|"
    r"LESSER GENERAL PUBLIC|BLUEOAK|BSL-1\.0|PUBLIC DOMAIN|MIT-CMU|OFL-1\.1", re.IGNORECASE)
# The GCC exception lets a program use GCC's run-time library under any licence: it is no GPL for us.
EXCEPTED = re.compile(r"GPL-[23]\.0[\w-]*\s+WITH\s+GCC-exception[\w.-]*", re.IGNORECASE)
REFUSED = re.compile(r"AGPL|AFFERO|(?<!L)GPL|(?<!LESSER )GENERAL PUBLIC|SSPL|BUSL|COMMONS CLAUSE|NON-?COMMERCIAL",
                     re.IGNORECASE)


SENTENCES = {"MIT": "Permission is hereby granted, free of charge, to any person obtaining a copy",
             "BSD": "Redistribution and use in source and binary forms, with or without modification, are permitted"}
# Packages that state nothing themselves, and what we found instead.
LOOKED_UP = {"@mapbox/jsonlint-lines-primitives": "MIT"}  # a fork of jsonlint, which is MIT


def fits(licence: str) -> bool:
    """Whether a licence, or a choice of licences (`A OR B`), may come along.

    >>> fits("MIT"), fits("GPL-3.0-or-later"), fits("GPL-2.0 OR MIT"), fits("LGPL-3.0"), fits("MIT AND GPL-2.0")
    (True, False, True, True, False)
    """
    choices = re.split(r"\s+OR\s+(?!LATER)", EXCEPTED.sub("MIT", licence).strip("() "))
    return any(ALLOWED.search(choice) and not REFUSED.search(choice) for choice in choices)


def python_names(lock: str) -> list[str]:
    """The names of the packages that a Python lock pins."""
    return re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock, re.MULTILINE)


def python_licence(package: importlib.metadata.PackageMetadata) -> str:
    """What a package says: the newer standard's expression, else its classifiers, else its free text."""
    said = dict(package.items())  # type: ignore[attr-defined]
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [line.rpartition("::")[2].strip() for line in package.get_all("Classifier") or []
                   if line.startswith("License ::") and not line.endswith("OSI Approved")]
    return " OR ".join(classifiers) or recognised(str(said.get("License", "unknown")))


def recognised(text: str) -> str:
    """The name of a licence that is given in full; a short text is a name already."""
    words = " ".join(text.split())
    known = [name for name, sentence in SENTENCES.items() if sentence in words]
    return known[0] if known else words[:80]


def python_misfits(lock: Path) -> tuple[int, list[str]]:
    """How many packages of a lock are installed here, and those whose licence does not fit."""
    looked, misfits = 0, []
    for name in dict.fromkeys(python_names(lock.read_text(encoding="utf-8"))):
        try:
            licence = python_licence(importlib.metadata.metadata(name))
        except importlib.metadata.PackageNotFoundError:
            continue  # pinned for another kind of machine or version of Python
        looked += 1
        if not fits(licence):
            misfits.append(f"{lock.name}: {name}: {licence}")
    return looked, misfits


def npm_misfits(folder: Path) -> tuple[int, list[str]]:
    """The same for what the PWA ships: the packages of its lock that are not for development only."""
    lock = folder / "package-lock.json"
    if not lock.is_file():
        return 0, []
    entries = {place: entry for place, entry in json.loads(lock.read_text(encoding="utf-8"))["packages"].items()
               if place and not (entry.get("dev") or entry.get("link") or entry.get("devOptional"))}
    told = {place: npm_licence(folder / place, entry) for place, entry in entries.items()}
    return len(told), [f"{lock.name}: {place}: {licence}" for place, licence in told.items() if not fits(licence)]


def npm_licence(folder: Path, entry: dict[str, Any]) -> str:
    """The licence in the lock, else in the installed package."""
    if told := entry.get("license") or LOOKED_UP.get(folder.as_posix().rpartition("node_modules/")[2]):
        return str(told)
    file = folder / "package.json"
    said = json.loads(file.read_text(encoding="utf-8")).get("license") if file.is_file() else None
    return str(said.get("type") if isinstance(said, dict) else said or "unknown")


def main() -> int:
    """Look at everything; name what does not fit."""
    python, python_bad = python_misfits(ROOT / "requirements.lock")
    npm, npm_bad = npm_misfits(PWA)
    for line in (*python_bad, *npm_bad):
        print(f"{line}: not on the list of licences that may come along")
    print(f"{python} Python and {npm} npm packages at run time, {len(python_bad) + len(npm_bad)} do not fit")
    return 1 if python_bad or npm_bad else 0


if __name__ == "__main__":
    sys.exit(main())
