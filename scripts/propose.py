"""Proposes what a build changed as a pull request: what `make propose` runs after `make rebuild`.

One branch, `explainery/rebuild`, and one pull request, opened or brought up to date. The default branch is never pushed
to, and a branch that a person has committed to is left alone: their words count for more than a newer build.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from explainery.cli.output import complain, show
from explainery.errors import ExplaineryError
from explainery.project import Project

ROOT = Path(__file__).resolve().parent.parent
BRANCH = "explainery/rebuild"
TITLE = "Pages rebuilt from their sources"
EMAIL = "explainery-rebuild@users.noreply.github.com"
BUILT = (":(top)docs", ":(top).explainery", ":(top)mkdocs.yml")
_WHO = ("-c", "user.name=Explainery rebuild", "-c", f"user.email={EMAIL}")


class StopError(Exception):
    """Why nothing was proposed."""


def run() -> int:
    """Propose what differs. Returns the exit code."""
    try:
        show([proposed(ROOT)])
    except (StopError, ExplaineryError) as error:
        complain(str(error))
        return 1
    return 0


def proposed(root: Path) -> str:
    """Commit what a build changed to the branch, push it and see to the pull request; returns what was done."""
    Project.at(root)  # raises an error where a link of the disk would be proposed
    if not _out(root, "git", "status", "--porcelain", "--", *_there(root)):
        return "The build changed nothing: there is nothing to propose."
    base = _out(root, "git", "branch", "--show-current")
    if not base or base == BRANCH:
        raise StopError("run this on the default branch, where the build was made")
    if os.environ.get("GITHUB_ACTIONS"):  # elsewhere git has its own way in, and its settings are somebody's
        _out(root, "gh", "auth", "setup-git")
    known = _tip(root)
    body = _out(root, sys.executable, "-m", "explainery", "summary", "--since", "HEAD", "--format", "markdown")
    _out(root, "git", "switch", "--quiet", "--force-create", BRANCH)
    _out(root, "git", "add", "--all", "--", *_there(root))
    _out(root, "git", *_WHO, "commit", "--quiet", "--message", TITLE)
    if known and not _out(root, "git", "diff", "--name-only", known, "HEAD"):
        return f"{BRANCH} has this already."
    _out(root, "git", "push", "--quiet", f"--force-with-lease={BRANCH}:{known}", "origin", f"HEAD:refs/heads/{BRANCH}")
    return _pull_request(root, base, body)


def _tip(root: Path) -> str:
    """The commit of the branch on the server, "" where there is none. Raises StopError where a person worked on it."""
    listed = _out(root, "git", "ls-remote", "origin", f"refs/heads/{BRANCH}")
    if not listed:
        return ""
    tip = listed.split()[0]
    _out(root, "git", "fetch", "--quiet", "origin", f"refs/heads/{BRANCH}")
    others = {e for e in _out(root, "git", "log", "--format=%ae", f"HEAD..{tip}").split() if e != EMAIL}
    if others:
        raise StopError(f"somebody has committed to {BRANCH}: merge or close its pull request, then rebuild again")
    return tip


def _pull_request(root: Path, base: str, body: str) -> str:
    listed = ("pr", "list", "--head", BRANCH, "--base", base, "--state", "open", "--json", "url", "--jq", ".[].url")
    url = next(iter(_out(root, "gh", *listed).split()), "")
    if url:
        _out(root, "gh", "pr", "edit", url, "--body-file", "-", given=body)
        return f"Brought up to date: {url}"
    made = _out(
        root, "gh", "pr", "create", "--head", BRANCH, "--base", base, "--title", TITLE, "--body-file", "-", given=body
    )
    return f"Opened: {made}"


def _there(root: Path) -> list[str]:
    """What a build writes to, as far as it is there: git takes a path that matches nothing for a mistake."""
    return [p for p in BUILT if (root / p.removeprefix(":(top)")).exists()]


def _out(root: Path, *command: str, given: str | None = None) -> str:
    try:
        done = subprocess.run(command, cwd=root, input=given, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise StopError(f"{command[0]} is not installed") from None
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it did not say why"])[-1]
        raise StopError(f"{' '.join(command[:3])} failed: {said}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(run())
