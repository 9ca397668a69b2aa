"""The types that the PWA is written against are generated from the kept description of the interface."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PWA = Path(__file__).resolve().parents[2] / "pwa"
TOOL = PWA / "node_modules" / ".bin" / "openapi-typescript"


def test_the_types_of_the_pwa_are_up_to_date(tmp_path):
    if not TOOL.exists() or not shutil.which("node"):
        pytest.skip("no node_modules: `npm ci` in pwa/ installs what generates the types")
    fresh = tmp_path / "schema.d.ts"
    package = (PWA / "package.json").read_text("utf-8")
    flags = ["--array-length", "--default-non-nullable", "false"]
    assert " ".join(flags) in package, "the same words as `npm run types`"
    words = [str(TOOL), str(PWA.parent / "docs" / "openapi.json"), "-o", str(fresh), *flags]
    made = subprocess.run(words, cwd=PWA, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    kept = (PWA / "src" / "api" / "schema.d.ts").read_text("utf-8")
    assert kept == fresh.read_text("utf-8"), "run `npm run types` in pwa/"
