"""Proposes what a build changed as a pull request: what `make propose` runs after `make rebuild`.

One branch, `explainery/rebuild`, and one pull request, opened or brought up to date. The default branch is never pushed
to. A branch on which a person has added, amended or rebased a commit is left alone, on the server and here: their words
count for more than a newer build. The script knows its own commit by its author, its committer, its one parent, and
by its content, which the commit's last line names.
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
_RECORD = "Built-Tree"  # of the commit's message: the content that the script committed
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
    _check_local(root, known)
    body = _out(root, sys.executable, "-m", "explainery", "summary", "--since", "HEAD", "--format", "markdown")
    _out(root, "git", "switch", "--quiet", "--force-create", BRANCH)
    _out(root, "git", "add", "--all", "--", *_there(root))
    message = f"{TITLE}\n\n{_RECORD}: {_out(root, 'git', 'write-tree')}"
    _out(root, "git", *_WHO, "commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message", message)
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
    if not _is_ours(root, tip):
        raise StopError(
            f"somebody has committed to {BRANCH}: merge its pull request, or close it and delete the branch; "
            "then rebuild again"
        )
    return tip


def _check_local(root: Path, known: str) -> None:
    """Raise StopError where a branch of that name is here, with work that is not on the server."""
    local = _out(root, "git", "for-each-ref", "--format=%(objectname)", f"refs/heads/{BRANCH}")
    if local and local != known and not _is_ours(root, local):
        raise StopError(
            f"your branch {BRANCH} has commits of somebody: push them elsewhere, or delete it; then rebuild again"
        )


def _is_ours(root: Path, tip: str) -> bool:
    """Whether nothing is on a branch but what is in this one already, and one commit as this script leaves it."""
    beyond = _out(root, "git", "rev-list", f"HEAD..{tip}").split()
    if not beyond:
        return True
    facts = _out(root, "git", "log", "-1", f"--format=%ae%n%ce%n%P%n%T%n%(trailers:key={_RECORD},valueonly)", tip)
    author, committer, parents, tree, *record = facts.splitlines()
    one_commit = beyond == [tip] and len(parents.split()) == 1
    return one_commit and author == committer == EMAIL and record == [tree]


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
