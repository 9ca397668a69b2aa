"""`./dev bench [NAME…] [--size SIZE] [--json]`: run the benchmarks and print what they found."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

from benchmarks import flow, ground, intake
from benchmarks.rows import Row, table
from benchmarks.sizes import SIZES, Size

BENCHMARKS: dict[str, Callable[[Size], list[Row]]] = {"intake": intake.measure, "flow": flow.measure}


def main() -> None:
    """Run what was asked for; figures that fall short are said, not punished: a busy machine is not a fault."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--size", choices=SIZES, default="default")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"no benchmark named {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    ground.lay()
    rows: list[Row] = []
    for name in asked.names or BENCHMARKS:
        print(f"· {name} …", file=sys.stderr, flush=True)
        ground.clear()
        rows += BENCHMARKS[name](SIZES[asked.size])
    print(json.dumps([row.plain() for row in rows], indent=2) if asked.json else table(rows))


if __name__ == "__main__":
    main()
