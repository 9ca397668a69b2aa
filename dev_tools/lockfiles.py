"""Locks must name packages and digests, never where to get them: users have mirrors of their own."""

import json
import re
from pathlib import Path

ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://|^\s*(--(extra-)?index-url|--find-links|-i|-f)\b", re.IGNORECASE)


def addresses_in_locks(root: Path) -> list[str]:
    """One line for each address in a lock of this checkout; empty when all is well."""
    found = []
    for lock in sorted(root.glob("*.lock")):
        found += addresses_in_text(lock.name, lock.read_text(encoding="utf-8"))
    for lock in sorted(path for pattern in ("", "*/", "*/*/") for path in root.glob(f"{pattern}package-lock.json")):
        place = lock.relative_to(root)
        if not {"node_modules", "var"} & set(place.parts):
            found += addresses_in_npm(str(place), lock.read_text(encoding="utf-8"))
    return found


def addresses_in_text(name: str, text: str) -> list[str]:
    """The lines of a Python lock that hold an address or an option that names one."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{name}:{number}: a lock must not say where packages come from" for number, line in lines
            if ADDRESS.search(line)]


def addresses_in_npm(name: str, text: str) -> list[str]:
    """The packages of an npm lock that say where they came from (`resolved`); `npm` can be told to leave it out."""
    packages = json.loads(text).get("packages", {})
    return [f"{name}: {package}: has `resolved`; pwa/.npmrc needs omit-lockfile-registry-resolved=true"
            for package, entry in packages.items() if "resolved" in entry and not entry.get("link")]
