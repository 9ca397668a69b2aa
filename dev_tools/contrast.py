"""Whether the colours that are used together can be told apart (WCAG 2.2: 4.5 for text, 3 for parts), in every theme.

    python -m dev_tools.contrast TOKENS.CSS        exits 1 when a pair fails
"""

import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

TEXT, PART = 4.5, 3.0
GROUNDS = ("surface-page", "surface-card", "surface-sunk", "surface-selected")
SEVERITIES = ("s1", "s2", "s3", "s4")
TIMES = ("time-calm", "time-half", "time-last", "time-paused")
TONES = ("ok", "warn", "bad", "note")
MAP_PARTS = ("farmland", "redline", "urban", "parcel", "approval", "suspect", "you")
SINGLE = [("time-over-on", "time-over"), ("time-over-ink", "surface-card"), ("time-over-ink", "surface-selected"),
          ("ink-on-ink", "surface-ink"), ("ink-on-ink-soft", "surface-ink"), ("on-accent", "accent"),
          ("on-indigo", "indigo"), ("wheat-ink", "wheat-wash"), ("ink", "wheat-wash")]

Pair = tuple[str, str, float]


def pairs() -> Iterator[Pair]:
    """Ink, ground and the contrast that the two need."""
    yield from text(product(("ink-strong", "ink", "ink-soft", "ink-faint"), GROUNDS))
    yield from text(product(("accent",), (*GROUNDS, "accent-wash")))
    for severity in SEVERITIES:
        yield from text([(f"{severity}-ink", f"{severity}-wash"), (f"on-{severity}", severity)])
        yield from text(product((f"{severity}-ink",), ("surface-card", "surface-page", "surface-selected")))
    yield from text([(name, f"{name}-wash") for name in (*TIMES, *TONES)])
    yield from text(product((*TIMES, "time-done"), ("surface-card", "surface-selected")))
    yield from text([*product(TONES, ("surface-card",)), *SINGLE])
    yield from text(product(("map-label",), ("map-ground", "map-field-3", "map-town", "map-halo", "map-orchard")))
    yield from parts(product(SEVERITIES, ("surface-card", "surface-page", "surface-selected")))
    yield from parts(product(("line-control",), ("surface-card", "surface-page", "surface-sunk")))
    yield from parts(product(("focus",), ("surface-page", "surface-card")))
    yield from parts(product((f"map-{name}" for name in MAP_PARTS), ("map-ground", "map-field-2")))


def text(couples: object) -> Iterator[Pair]:
    """Couples that are read."""
    return ((ink, ground, TEXT) for ink, ground in couples)  # type: ignore[attr-defined]


def parts(couples: object) -> Iterator[Pair]:
    """Couples that are only seen: borders, marks, lines on the map."""
    return ((ink, ground, PART) for ink, ground in couples)  # type: ignore[attr-defined]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    shares = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2).

    >>> round(ratio("#000000", "#ffffff"))
    21
    """
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def themes(css: str) -> dict[str, dict[str, str]]:
    """The colours of each theme; a theme that changes some has the light one's others."""
    found: dict[str, dict[str, str]] = {}
    for selector, body in re.findall(r"(:root[^{]*)\{([^}]*)\}", css):
        colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", body))
        name = (re.findall(r"data-theme=[\"']?(\w+)", selector) or ["light"])[0]
        if colours:
            found[name] = {**found.get("light", {}), **found.get(name, {}), **colours}
    return found


def failures(colours: dict[str, str]) -> list[str]:
    """The pairs of a theme that cannot be told apart well enough, or whose colours are missing."""
    bad = []
    for ink, ground, least in pairs():
        if ink not in colours or ground not in colours:
            bad.append(f"{ink} on {ground}: not both defined as #rrggbb")
        elif (value := ratio(colours[ink], colours[ground])) < least:
            bad.append(f"{ink} on {ground}: {value:.2f}, needs {least}")
    return bad


def main(path: str) -> int:
    """Judge every theme of a file."""
    found = themes(Path(path).read_text(encoding="utf-8"))
    bad = {name: failures(colours) for name, colours in found.items()}
    for name, lines in bad.items():
        print(f"{name}: {sum(1 for _ in pairs())} pairs, {len(lines)} fail")
        for line in lines:
            print(f"   {line}")
    return 1 if not found or any(bad.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
