"""How the launcher speaks: one line a step with its seconds, plain words when something stops it."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

output = sys.stdout


class Stop(Exception):
    """Something a person has to do first; the message says what, in full."""


class Interrupted(BaseException):
    """Ctrl-C, a closed terminal or a polite kill: stop everything in order, then leave."""


def say(words: str = "", end: str = "\n") -> None:
    """Print at once."""
    # A closed terminal must not keep the services from being stopped in order.
    with contextlib.suppress(OSError, ValueError):
        print(words, end=end, file=output, flush=True)


@contextlib.contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done, then how many seconds it took."""
    started = time.monotonic()
    say(f"· {words} … ", end="")
    try:
        yield
    except BaseException:
        say(f"stopped after {time.monotonic() - started:.1f} s")
        raise
    say(f"{time.monotonic() - started:.1f} s")


def tail(path: Path, lines: int = 20) -> str:
    """The last lines of a log, indented; empty when there is no log."""
    if not path.is_file():
        return ""
    text = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in text[-lines:])


def run(command: Sequence[str | Path], log: Path, *, cwd: Path | None = None,
        env: Mapping[str, str] | None = None) -> None:
    """Run to the end with the output in `log`; a failure shows the last lines of it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [str(part) for part in command]
    with log.open("w", encoding="utf-8") as output:
        result = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                cwd=cwd, env=env, check=False)
    if result.returncode:
        raise Stop(f"`{' '.join(words)}` failed ({result.returncode}); the end of {log}:\n{tail(log)}")


def at_terminal() -> bool:
    """Whether a person can answer a question here."""
    return sys.stdin is not None and sys.stdin.isatty()
