"""The Python environment in `var/venv`: made once, equal to the lock, rebuilt only when the lock changes."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from dev_tools.console import Stop, run, say, step
from dev_tools.places import ROOT, main_var
from dev_tools.system import install

UV = "uv==0.13.9"
LOCK = ROOT / "requirements-dev.lock"


def venv() -> Path:
    """The folder of the environment; one for all stacks of a checkout."""
    return main_var() / "venv"


def program(name: str) -> str:
    """The path of a program inside the environment: `program("ruff")`."""
    return str(venv() / "bin" / name)


def variables(**extra: str) -> dict[str, str]:
    """The environment variables for anything run inside: its programs (Node too) come first on the path.

    Bytecode is always kept: without it every start compiles all packages anew, which takes several seconds.
    """
    foreign = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    clean = {name: value for name, value in os.environ.items() if name not in foreign}
    return {**clean, "VIRTUAL_ENV": str(venv()), "PATH": f"{venv() / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONUNBUFFERED": "1", **extra}


def digest() -> str:
    """What the environment was made from. Its own path counts: a moved environment does not work."""
    parts = (LOCK.read_bytes(), str(venv()).encode(), UV.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def prepare() -> None:
    """Make the environment, or bring it to the lock; nothing to do when neither changed."""
    stamp = venv() / ".made-from"
    if not (works() and stamp.is_file() and stamp.read_text(encoding="utf-8") == digest()):
        build(stamp)
    put_on_path()


def works() -> bool:
    """Whether the environment's Python starts (its base may have been removed or be another account's)."""
    try:
        return subprocess.run([program("python"), "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def build(stamp: Path) -> None:
    """Create when needed, then install exactly what the lock lists."""
    log = main_var() / "log" / "environment.log"
    stamp.unlink(missing_ok=True)
    if not works() or not belongs_here():
        with step("making a Python environment in var/venv"):
            need_ensurepip(log)
            run([sys.executable, "-m", "venv", "--clear", venv()], log)
    with step("installing the Python packages of requirements-dev.lock"):
        sync(log)
    stamp.write_text(digest(), encoding="utf-8")


def belongs_here() -> bool:
    """Whether the environment was made at this very path; its programs name it."""
    pip = Path(program("pip"))
    return pip.is_file() and f"{venv()}/bin/" in pip.read_text(encoding="utf-8", errors="replace")


def need_ensurepip(log: Path) -> None:
    """A bare Debian or Ubuntu leaves `ensurepip` out of Python."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        install([package], f"This Python ({sys.executable}) cannot make environments: `ensurepip` is missing.", log)


def sync(log: Path) -> None:
    """uv is 15 times as fast as pip; where it does not get through (proxies, mirrors, rare machines), pip does."""
    python = program("python")
    settings = {"UV_SYSTEM_CERTS": "1", **mirror(python)}
    try:
        run([python, "-m", "pip", "install", "--quiet", UV], log)
        run([program("uv"), "pip", "sync", "--require-hashes", LOCK], log, env=variables(**settings))
    except Stop:
        say("(uv did not get through, pip goes on) ", end="")
        run([python, "-m", "pip", "install", "--require-hashes", "-r", LOCK], log.with_name("pip.log"))


def mirror(python: str) -> dict[str, str]:
    """The package mirror that pip was told to use, in uv's words; uv does not read pip's settings."""
    if "UV_DEFAULT_INDEX" in os.environ:
        return {}
    answer = subprocess.run([python, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True,
                            check=False)
    address = os.environ.get("PIP_INDEX_URL") or answer.stdout.strip()
    return {"UV_DEFAULT_INDEX": address} if address else {}


def put_on_path() -> None:
    """Let the environment import `landwatch` from the checkout and know the `landwatch` command."""
    sites = sorted(venv().glob("lib/python3*/site-packages"))
    write(sites[-1] / "landwatch-checkout.pth", f"{ROOT / 'backend'}\n")
    write(Path(program("landwatch")), f"#!{program('python')}\n"
          '"""The command line of Landwatch."""\nimport sys\n\nfrom landwatch.cli import main\n\nsys.exit(main())\n')
    Path(program("landwatch")).chmod(0o755)


def write(path: Path, text: str) -> None:
    """Write a file only when it would change."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def which(name: str) -> str | None:
    """A program in the environment, else one of the machine's."""
    return shutil.which(name, path=variables()["PATH"])
