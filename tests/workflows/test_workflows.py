"""What the code host runs and shows: workflows with no logic of their own, and forms that it accepts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import check_workflows
from explainery.text import anchor
from making import ROOT

HOME = ROOT / ".github"
FILES = sorted((HOME / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
WRITES = {"publish.yml": {"pages", "id-token"}, "rebuild.yml": {"contents", "pull-requests"}}


def read(file: Path) -> dict[str, Any]:
    return dict(yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 (as text: "on" is no truth value)


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in read(file)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_a_workflow_only_calls_make(file: Path) -> None:
    runs = [step["run"] for step in steps(file) if "run" in step]
    assert all(re.fullmatch(r"make( [a-z-]+)+", run) for run in runs), runs
    assert {target for run in runs for target in run.split()[1:]} <= TARGETS


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_actions_are_pinned_by_commit_with_their_version(file: Path) -> None:
    uses = re.findall(r"uses: (.*)", file.read_text("utf-8"))
    assert uses
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in uses), uses


def test_an_action_has_one_pin() -> None:
    text = "".join(f.read_text("utf-8") for f in FILES)
    pins = set(re.findall(r"uses: (\S+ # \S+)", text))
    assert len(pins) == len({p.split("@")[0] for p in pins})


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_rights_are_the_least(file: Path) -> None:
    found = read(file)
    assert found["permissions"] == {}
    given = {(n, r) for job in found["jobs"].values() for n, r in job["permissions"].items()}
    assert {n for n, r in given if r != "read"} == WRITES.get(file.name, set())
    assert "pull_request_target" not in found["on"]
    assert "workflow_run" not in found["on"]
    assert "{{ secrets" not in file.read_text("utf-8")
    assert all("timeout-minutes" in job for job in found["jobs"].values())
    if "pull_request" in found["on"]:
        assert not WRITES.get(file.name), "code of a fork may read and nothing else"
        assert found["concurrency"]["cancel-in-progress"] == "true"


def test_the_linters_find_nothing() -> None:
    for command in check_workflows.commands():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)


@pytest.mark.parametrize(("file", "old", "new"), [
    ("workflows/pull-request.yml", "  pull_request:\n", "  pull_request_target:\n"),
    ("workflows/test.yml", "run: make test", "run: echo ${{ github.event.pull_request.title }}"),
    ("workflows/test.yml", "timeout-minutes:", "time-out:"),
    ("dependabot.yml", "weekly", "sometimes"),
    ("ISSUE_TEMPLATE/fact-wrong.yml", "type: dropdown", "type: drop-down"),
    ("ISSUE_TEMPLATE/config.yml", "about:", "abuot:"),
])  # fmt: skip
def test_the_linters_find_mistakes(tmp_path: Path, file: str, old: str, new: str) -> None:
    shutil.copytree(HOME, tmp_path / ".github")
    changed = tmp_path / ".github" / file
    text = changed.read_text("utf-8")
    assert old in text
    changed.write_text(text.replace(old, new, 1), "utf-8")
    commands = [c for c in check_workflows.commands(tmp_path) if {str(tmp_path / ".github"), str(changed)} & set(c)]
    assert len(commands) >= 2, "zizmor, and the schema of the file"
    assert any(subprocess.run(c, capture_output=True, check=False).returncode for c in commands)


def test_every_form_is_checked_and_every_owned_path_is_there() -> None:
    assert {f.name for f in (HOME / "ISSUE_TEMPLATE").glob("*.yml")} == {*check_workflows.FORMS, "config.yml"}
    owned = re.findall(r"^(/\S+)", (HOME / "CODEOWNERS").read_text("utf-8"), re.MULTILINE)
    assert owned
    assert all((ROOT / path.strip("/")).exists() for path in owned), owned


def test_links_of_the_templates_lead_somewhere() -> None:
    site = re.findall(r"^site_url: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[0]
    texts = [f.read_text("utf-8") for f in HOME.rglob("*") if f.suffix in {".md", ".yml"}]
    links = [link for text in texts for link in re.findall(rf"{re.escape(site)}([\w/#-]*)", text)]
    assert links
    for link in links:
        page, _, part = link.partition("#")
        text = (ROOT / "docs" / f"{page.strip('/')}.md").read_text("utf-8")
        assert not part or part in {anchor(h) for h in re.findall(r"^#+ (.*)", text, re.MULTILINE)}, link


def test_the_hook_for_other_repositories_is_one() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, check=False).returncode == 0
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_pull_requests_summary_goes_where_the_code_host_shows_it(tmp_path: Path) -> None:
    """What `make` would run, with the variables of the code host; a branch's name is never part of the command."""
    hostile = "x'; touch pwned; '"
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": hostile, "GITHUB_STEP_SUMMARY": str(tmp_path / "s.md")}
    command = ["make", "--no-print-directory", "--dry-run", "--always-make", "check-pr"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, **variables}
    )
    assert 'summary --since "$GITHUB_BASE_REF" --format markdown >> "$GITHUB_STEP_SUMMARY"' in done.stdout
    assert "check --format github" in done.stdout
    assert "pwned" not in done.stdout
