"""Checks the workflows and forms of `.github/`: what `make workflows` and the pre-commit hook run.

Everything used is in wheels, so that it needs no network: zizmor finds what is unsafe, check-jsonschema has the code
host's own schemas. Where actionlint is installed it runs, too; it reads the expressions and the shell.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS = ("fact-wrong.yml", "source-missing.yml", "program.yml")


def commands(root: Path = ROOT) -> Iterator[list[str]]:
    """What is run, in order."""
    home = root / ".github"
    workflows = [str(p) for p in sorted((home / "workflows").glob("*.yml"))]
    here = Path(sys.executable).parent
    # Pedantic on purpose: every workflow here has its permissions and its limits written down.
    zizmor = shutil.which("zizmor", path=str(here)) or "zizmor"
    yield [zizmor, "--offline", "--quiet", "--no-progress", "--pedantic", "--", str(home)]
    for schema, files in (
        ("vendor.github-workflows", workflows),
        ("vendor.dependabot", [str(home / "dependabot.yml")]),
        ("vendor.github-issue-forms", [str(home / "ISSUE_TEMPLATE" / form) for form in FORMS]),
        ("vendor.github-issue-config", [str(home / "ISSUE_TEMPLATE" / "config.yml")]),
    ):
        yield [sys.executable, "-m", "check_jsonschema", "--quiet", "--builtin-schema", schema, *files]
    if shutil.which("actionlint"):
        yield ["actionlint", *workflows]


def run() -> int:
    """Run all of them. Returns 1 where one found something."""
    failed = [c for c in commands() if subprocess.run(c, cwd=ROOT, check=False).returncode]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(run())
