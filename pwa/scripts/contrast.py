"""Check the WCAG 2.2 contrast of the token pairs that are used together, in every theme.

    python3 pwa/scripts/contrast.py        prints the table; exits 1 when a pair fails
"""
import re
import sys
from pathlib import Path

TEXT, PART = 4.5, 3.0
PAIRS = [(ink, ground, TEXT)
         for ground in ("surface-page", "surface-card", "surface-sunk", "surface-selected")
         for ink in ("ink-strong", "ink", "ink-soft", "ink-faint")]
PAIRS += [("accent", g, TEXT) for g in ("surface-page", "surface-card", "surface-sunk", "surface-selected", "accent-wash")]
PAIRS += [(f"s{n}-ink", g, TEXT) for n in (1, 2, 3, 4) for g in (f"s{n}-wash", "surface-card", "surface-page", "surface-selected")]
PAIRS += [(f"on-s{n}", f"s{n}", TEXT) for n in (1, 2, 3, 4)]
PAIRS += [(f"s{n}", g, PART) for n in (1, 2, 3, 4) for g in ("surface-card", "surface-page", "surface-selected")]
PAIRS += [(f"time-{t}", f"time-{t}-wash", TEXT) for t in ("calm", "half", "last", "paused")]
PAIRS += [(f"time-{t}", g, TEXT) for t in ("calm", "half", "last", "paused", "done") for g in ("surface-card", "surface-selected")]
PAIRS += [("time-over-on", "time-over", TEXT), ("time-over-ink", "surface-card", TEXT), ("time-over-ink", "surface-selected", TEXT)]
PAIRS += [(w, f"{w}-wash", TEXT) for w in ("ok", "warn", "bad", "note")] + [(w, "surface-card", TEXT) for w in ("ok", "warn", "bad", "note")]
PAIRS += [("ink-on-ink", "surface-ink", TEXT), ("ink-on-ink-soft", "surface-ink", TEXT), ("on-accent", "accent", TEXT),
          ("on-indigo", "indigo", TEXT), ("wheat-ink", "wheat-wash", TEXT), ("ink", "wheat-wash", TEXT)]
PAIRS += [("line-control", g, PART) for g in ("surface-card", "surface-page", "surface-sunk")] + [("focus", "surface-page", PART), ("focus", "surface-card", PART)]
PAIRS += [("map-label", g, TEXT) for g in ("map-ground", "map-field-3", "map-town", "map-halo", "map-orchard")]
PAIRS += [(f"map-{k}", g, PART) for k in ("farmland", "redline", "urban", "parcel", "approval", "suspect", "you") for g in ("map-ground", "map-field-2")]


def luminance(hex_colour):
    parts = [int(hex_colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def themes():
    css = (Path(__file__).parents[1] / "src/ui/tokens.css").read_text(encoding="utf-8")
    found = {}
    for selector, body in re.findall(r"(:root[^{]*)\{([^}]*)\}", css):
        name = (re.findall(r'data-theme="(\w+)"', selector) or ["light"])[0]
        if "ms;" in body and "surface" not in body:
            continue
        found[name] = {**found.get("light", {}), **dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))}
    return found


failed = 0
for theme, colours in themes().items():
    rows = sorted((ratio(colours[a], colours[b]) / least, a, b, ratio(colours[a], colours[b]), least) for a, b, least in PAIRS)
    bad = [row for row in rows if row[3] < row[4]]
    failed += len(bad)
    print(f"{theme}: {len(rows)} pairs, {len(bad)} fail; tightest text "
          f"{min(r[3] for r in rows if r[4] == TEXT):.2f}, tightest part {min(r[3] for r in rows if r[4] == PART):.2f}")
    for _, a, b, value, least in (bad or rows[:3]):
        print(f"   {value:5.2f} (needs {least})  {a} on {b}")
sys.exit(bool(failed))
