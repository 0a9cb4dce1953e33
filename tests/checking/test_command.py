"""`check`, `explain` and `lock` as a person uses them."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from explainery.checking.check import Report
from explainery.checking.findings import Finding
from explainery.checking.rules import RULES
from explainery.cli.format_findings import as_github
from making import ROOT, port_project, tree
from terminal import ENVIRONMENT, run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    port_project(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert run(root, "build").returncode == 0
    return root


@pytest.fixture
def port(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def changed(page: Path, change: Callable[[str], str]) -> None:
    before = page.read_text("utf-8")
    assert change(before) != before
    page.write_text(change(before), "utf-8")


def wrong(root: Path) -> Path:
    """A wrong figure on the trade page, and a warning on another."""
    page = root / "docs/port/trade.md"
    changed(page, lambda t: t.replace("offered the union 4 percent", "offered the union 7 percent", 1))
    changed(
        root / "docs/port/motives.md",
        lambda t: re.sub(r"^(\[\^herald-\w+\]:.*\n)", r"\1\1", t, count=1, flags=re.MULTILINE),
    )
    return page


def line_of(page: Path, words: str) -> int:
    return next(i for i, row in enumerate(page.read_text("utf-8").splitlines(), 1) if words in row)


def test_text_has_a_line_for_each_finding_and_a_summary(port: Path) -> None:
    line = line_of(wrong(port), "7 percent")
    done = run(port, "check")
    assert done.returncode == 1
    assert f"docs/port/trade.md:{line}: EXP103 '7' is not in the passage cited" in done.stdout
    assert re.search(r"docs/port/motives.md:\d+: EXP112 warning: \[\^herald", done.stdout)
    assert re.search(r"1 error and 1 warning on 7 pages\. (\d+) of \1 statements compared\.\n$", done.stderr)


def test_warnings_alone_are_fine_unless_strict(port: Path) -> None:
    changed(
        port / "docs/port/motives.md",
        lambda t: re.sub(r"^(\[\^herald-\w+\]:.*\n)", r"\1\1", t, count=1, flags=re.MULTILINE),
    )
    assert run(port, "check").returncode == 0
    assert run(port, "check", "--strict").returncode == 1


def test_json_follows_its_contract(port: Path) -> None:
    wrong(port)
    report = json.loads(run(port, "check", "--format", "json").stdout)
    assert {k: report[k] for k in ("version", "errors", "warnings", "locked")} == {
        "version": 1,
        "errors": 1,
        "warnings": 1,
        "locked": [],
    }
    assert [set(f) for f in report["findings"]] == [{"file", "line", "code", "severity", "message", "title"}] * 2


def test_sarif_is_what_code_hosts_read(port: Path) -> None:
    page = wrong(port)
    log = json.loads(run(port, "check", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    driver = log["runs"][0]["tool"]["driver"]
    assert [r["id"] for r in driver["rules"]] == sorted(RULES)
    assert all(
        r["help"]["text"] and r["defaultConfiguration"]["level"] in {"error", "warning"} for r in driver["rules"]
    )
    results = log["runs"][0]["results"]
    for result in results:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert not place["artifactLocation"]["uri"].startswith(("/", "file:"))
        assert place["region"]["startLine"] >= 1
    changed(page, lambda t: t.replace("\n# ", "\n\n\n# ", 1))
    moved = json.loads(run(port, "check", "--format", "sarif").stdout)["runs"][0]["results"]
    assert [r["partialFingerprints"] for r in moved] == [r["partialFingerprints"] for r in results]
    assert moved != results, "the lines did move"


def test_github_commands_escape_what_would_end_them() -> None:
    finding = Finding("docs/a,b: c%.md", 3, "EXP105", "100%\r\n::error::x, y: z")
    row = as_github(Report((finding,), 1, 1), {})
    head = "::error file=docs/a%2Cb%3A c%25.md,line=3,title=EXP105 (see explainery explain EXP105)::"
    assert row.startswith(head)
    assert row.removeprefix(head) == "100%25⟨U+000D⟩%0A::error::x, y: z", "a carriage return is shown as what it is"


def test_github_prints_a_row_for_each_finding(port: Path) -> None:
    wrong(port)
    *rows, compared = run(port, "check", "--format", "github").stdout.splitlines()
    assert re.fullmatch(r"::notice title=What the check compared::(\d+) of \1 statements compared\.", compared)
    assert [re.match(r"::(\w+) file=([^,]+),line=\d+,title=(EXP\d+) ", r).groups() for r in rows] == [  # type: ignore[union-attr]
        ("warning", "docs/port/motives.md", "EXP112"),
        ("error", "docs/port/trade.md", "EXP103"),
    ]


def test_output_goes_into_a_file(port: Path) -> None:
    wrong(port)
    done = run(port, "check", "--format", "sarif", "--output", str(port / "out.sarif"))
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((port / "out.sarif").read_text("utf-8"))["runs"]


def test_a_suppression_works_on_its_line_only(port: Path) -> None:
    page = wrong(port)
    off = " <!-- explainery: allow EXP103, EXP122 because the company corrected its figure -->"
    changed(page, lambda t: re.sub(r"^(.*7 percent.*)$", rf"\1{off}", t, count=1, flags=re.MULTILINE))
    done = run(port, "check")
    assert "EXP103" not in done.stdout
    assert "EXP117 warning: allow EXP122 suppresses nothing" in done.stdout
    changed(page, lambda t: t.replace(" because the company corrected its figure", ""))
    done = run(port, "check")
    assert "EXP103" in done.stdout, "without a reason nothing is suppressed"
    assert "EXP117 this suppression gives no reason" in done.stdout


def test_explain_lists_and_explains_every_rule(tmp_path: Path) -> None:
    listed = run(tmp_path, "explain").stdout.splitlines()
    assert [row.split()[0] for row in listed] == sorted(RULES)
    done = run(tmp_path, "explain", "exp102")
    assert done.stdout.startswith("EXP102 (error): a quotation is verbatim")
    assert "<!-- explainery: allow EXP102 because" in done.stdout
    unknown = run(tmp_path, "explain", "EXP1O2")
    assert unknown.returncode == 2
    assert "there is no rule 'EXP1O2'. Did you mean EXP102" in unknown.stderr


def test_fix_corrects_what_has_one_right_answer(port: Path) -> None:
    before = tree(port)
    page = port / "docs/port/motives.md"
    key = re.findall(r"^\[\^(herald-\w+)\]:", page.read_text("utf-8"), re.MULTILINE)[0]
    other = re.findall(r"^\[\^(courier-\w+)\]:", (port / "docs/port/motives.md").read_text("utf-8"), re.MULTILINE)[0]
    changed(page, lambda t: re.sub(rf"^\[\^{key}\]:.*\n", "", t, flags=re.MULTILINE))
    changed(
        port / "docs/port/background.md",
        lambda t: re.sub(r"^(\[\^[\w-]+\]:.*\n)", r"\1\1", t, count=1, flags=re.MULTILINE),
    )
    changed(port / "docs/port/trade.md", lambda t: t.replace("**The Herald**", "**The Mail**", 1))
    changed(
        port / "docs/port/index.md",
        lambda t: (
            t.replace("(trade.md)", "(trade.md#who-gives-wat)", 1)
            + f"\n[Note](trade.md) <!-- explainery: allow EXP104 because of {other} -->\n"
        ),
    )
    done = run(port, "check", "--fix")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("fixed docs/port/") == 5, done.stdout
    after = tree(port)
    for name in ("background.md", "trade.md"):
        assert after[f"docs/port/{name}"] == before[f"docs/port/{name}"], name
    assert sorted(after["docs/port/motives.md"].splitlines()) == sorted(before["docs/port/motives.md"].splitlines())
    assert b"trade.md#who-gives-what" in after["docs/port/index.md"]
    assert b"explainery: allow" not in after["docs/port/index.md"]
    again = run(port, "check", "--fix")
    assert "fixed" not in again.stdout
    assert tree(port) == after


def test_fix_sets_punctuation_as_in_the_source(port: Path) -> None:
    source = port / "sources/port/herald.md"
    changed(source, lambda t: t.replace("We will not sell our weekends", "We won’t ever sell our weekends"))
    assert run(port, "build").returncode == 0
    page = port / "docs/port/reactions.md"
    changed(page, lambda t: t.replace("“We won’t ever sell our weekends”", "“We won't ever sell our weekends”", 1))
    done = run(port, "check", "--fix")
    assert "“We won’t ever sell our weekends" in page.read_text("utf-8").split("## Sources")[0], done.stdout
    assert run(port, "check", "--fix").stdout.count("fixed") == 0


def test_fix_writes_a_definition_under_a_heading_of_its_own(port: Path) -> None:
    key = re.findall(r"^\[\^(herald-\w+)\]:", (port / "docs/port/trade.md").read_text("utf-8"), re.MULTILINE)[0]
    page = port / "docs/port/mine.md"
    text = (port / "docs/port/trade.md").read_text("utf-8")
    row = next(r for r in text.splitlines() if f"[^{key}]" in r and r[0] not in "|[")
    page.write_bytes(f'---\ntitle: "Mine"\ndescription: "Mine."\n---\n\n{row}\n'.replace("\n", "\r\n").encode())
    run(port, "check", "--fix")
    after = page.read_bytes().decode()
    assert "\r\n\r\n## Sources for this page { data-search-exclude }\r\n\r\n[^" in after
    assert after.count("\n") == after.count("\r\n"), "line ends stay as they were"


def test_fix_changes_no_word_of_a_person(port: Path) -> None:
    wrong(port)
    page = port / "docs/port/motives.md"
    own = "[^mine]: A letter that I have: “We ask for more.”\n"
    changed(
        page,
        lambda t: (
            re.sub(r"^(\[\^herald-\w+\]: \*\*The Herald\*\*.*)$", r"\1 I doubt this.", t, count=1, flags=re.MULTILINE)
            + own
        ),
    )
    done = run(port, "check", "--fix")
    assert done.returncode == 1
    text = page.read_text("utf-8")
    assert own in text, "an unused definition of one's own stays"
    assert "I doubt this." in text
    assert "7 percent" in (port / "docs/port/trade.md").read_text("utf-8"), "which figure is right is for people"


@pytest.fixture(scope="module")
def locked_once(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("locked")
    shutil.copytree(built, root, dirs_exist_ok=True)
    assert run(root, "lock").returncode == 0
    for article in ("herald.md", "courier.md"):
        (root / "sources/port" / article).unlink()
    return root


@pytest.fixture
def locked(locked_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(locked_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_check_without_the_articles(locked: Path) -> None:
    done = run(locked, "check")
    assert done.returncode == 0, done.stdout
    assert "Checked against the lock file, as the articles are not here: port." in done.stdout


@pytest.mark.parametrize(("page", "old", "new", "code"), [
    ("trade.md", "offered the union 4 percent", "offered the union 7 percent", "EXP103"),
    ("reactions.md", "sell our weekends", "sell our evenings", "EXP102"),
    ("reactions.md", "**Mara Lindqvist**", "**Olle Brandt**", "EXP109"),
    ("motives.md", "**The Herald**", "**The Mail**", "EXP120"),
    ("trade.md", "Norsea offered the union", "The union offered Norsea", "EXP121"),
])  # fmt: skip
def test_changes_are_reported_without_the_articles(locked: Path, page: str, old: str, new: str, code: str) -> None:
    path = locked / "docs/port" / page
    line = line_of(path, old)
    changed(path, lambda t: t.replace(old, new, 1))
    assert f"docs/port/{page}:{line}: {code} " in run(locked, "check").stdout


def test_a_passage_changed_on_all_pages_is_reported_by_its_hash(locked: Path) -> None:
    for path in (locked / "docs/port").glob("*.md"):
        path.write_text(path.read_text("utf-8").replace("have doubled since 2020", "have tripled since 2020"), "utf-8")
    assert "differ from those recorded in the lock file" in run(locked, "check").stdout


def test_a_stale_lock_is_a_warning(port: Path) -> None:
    run(port, "lock")
    again = run(port, "lock")
    assert "unchanged" in again.stdout
    changed(port / "sources/port/courier.md", lambda t: t + "\nShips wait outside the harbour of Arlen.\n")
    done = run(port, "check")
    assert done.returncode == 0
    assert ".explainery/lock/port.json:1: EXP118 warning: this lock file does not match the articles" in done.stdout


def test_a_lock_does_not_say_the_words(port: Path) -> None:
    run(port, "lock")
    text = (port / ".explainery/lock/port.json").read_text("utf-8")
    assert "weekends" not in text
    assert sum('"key":' in row for row in text.splitlines()) == text.count('"key":'), "one line a passage"


@pytest.mark.parametrize("text", ["", "[" * 9000, '{"version": 9}', '{"version": 1, "salt": "x"}'])
def test_a_broken_lock_file_is_bad_input(locked: Path, text: str) -> None:
    (locked / ".explainery/lock/port.json").write_text(text, "utf-8")
    done = run(locked, "check")
    assert done.returncode == 2
    assert "port.json:1: this" in done.stderr


@pytest.mark.parametrize("arguments", [("--format", "xml"), ("--watch", "--fix"), ("nope",)])
def test_wrong_use(port: Path, arguments: tuple[str, ...]) -> None:
    assert run(port, "check", *arguments).returncode == 2


def test_watch_checks_again_after_a_save_and_ends_cleanly(port: Path) -> None:
    with (port / "out.log").open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "explainery", "-C", str(port), "check", "--watch"],
            stdout=out, stderr=subprocess.STDOUT, env=ENVIRONMENT,
        )  # fmt: skip
    try:
        output_with(port, "Waiting for the next save.", 1)
        line = line_of(wrong(port), "7 percent")
        text = output_with(port, "Waiting for the next save.", 2)
        assert f"docs/port/trade.md:{line}: EXP103" in text
        assert "1 error" in text
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(timeout=60)  # also where the test fails: a process left behind would fail another one
    assert ended == 0


def output_with(root: Path, words: str, times: int) -> str:
    for _ in range(1_200):  # a minute: other tests may keep the machine busy
        text = (root / "out.log").read_text("utf-8")
        if text.count(words) >= times:
            return text
        time.sleep(0.05)
    raise AssertionError(text)
