"""Nothing that a stranger named acts on a terminal or in a log: every command, in a process, with hostile names."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.cli.printable import printable, printable_command, printable_json
from making import COURIER, PORT, with_site
from prefork import Ended
from reviewing.repository import committed, git, write
from terminal import run

NAMES = (
    "::error file=a,line=1::lie",
    "##[group]lie",
    "two\n::add-mask::lines",
    "colour\x1b[31m\x1b]0;title\x07",
    "turned\u202egnp\u2066",
    "\u200b::notice::hidden",
    "apart\u2028::warning::x\x85y",
)
_COMMAND = re.compile(r"::(?:error|warning) file=[^,:\n]*,line=\d+,title=[^:\n]*::")


def acting(text: str, *, commands: bool = False) -> list[str]:
    """The lines on which something acts."""
    found = []
    for line in text.split("\n"):
        marks = [c for c in line if c != "\t" and unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
        turned = [c for c in line if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}]  # fmt: skip
        is_command = line.lstrip().startswith("::") and not (commands and _COMMAND.match(line))
        if marks or turned or is_command or "##[" in line:
            found.append(line)
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which strangers named everything that they can name."""
    root = tmp_path_factory.mktemp("hostile")
    with_site(root)
    git(root, "init", "--quiet", "--initial-branch", "main")
    quoted = json.dumps(" ".join(NAMES))
    write(root, "sources/port/herald.md", PORT.format(rights="open").replace("The Herald", quoted, 1))
    write(root, "sources/port/courier.md", COURIER.format(rights="open"))
    write(root, "sources/port/story.yml", f"title: {quoted}\ndescription: {quoted}\n")
    for name in NAMES:
        write(root, f"sources/port/{name}.txt", "Cranes stood still at the port of Arlen on Monday.\n")
    assert run(root, "build").returncode == 0
    committed(root)
    page = root / "docs/port/index.md"
    page.write_text(page.read_text("utf-8") + "".join(f"\n{n} is said.[^{n.split()[0]}]\n" for n in NAMES), "utf-8")
    for name in NAMES:
        write(root, f"docs/port/{name}.md", f"# {name}\n\n{name}: nobody said “so much as that to anybody”.[^x]\n")
        write(root, f"docs/{name}/{name}.png", name)
    waiting = [
        f"## port/{n}.md · {n}\n\nThe page has:\n\n> {n}\n\nThe build has:\n\n> {n}[^{n}]\n"
        for n in NAMES
        if "\n" not in n
    ]
    for story in ("port", NAMES[1]):
        write(root, f".explainery/proposals/{story}.md", "\n".join(["# What waits for a decision\n", *waiting]))
    lines = [f"- deleted: {n.split()[0]} from port/{n.split()[-1]}.md" for n in NAMES]
    write(root, ".explainery/decisions.yml", "\n".join(lines) + "\n")
    (root / os.fsdecode(b"docs/port/bytes-\xff.md")).write_text("# Bytes\n\nNobody says so.\n", "utf-8")
    return root


def inert(done: Ended, *, commands: bool = False) -> None:
    assert "Traceback" not in done.stderr, done.stderr
    assert not acting(done.stdout, commands=commands), acting(done.stdout, commands=commands)
    assert not acting(done.stderr), acting(done.stderr)


COMMANDS = (
    ("plan",),
    ("build",),
    ("build", "--keep-going"),
    ("status",),
    *((verb, NAMES[i]) for i, verb in enumerate(("accept", "keep", "restore"))),
    ("keep", "--all"),
    ("check",),
    ("check", "--fix"),
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("lock",),
    ("inspect", "port"),
    ("inspect", "port", "--all"),
    ("inspect", "port", "--json"),
    ("inspect", "--articles-only", "ROOT/sources/port"),
    ("summary",),
    ("summary", "--format", "markdown"),
    *((verb, NAMES[i % 4]) for i, verb in enumerate(("new", "build", "explain", "inspect", "lock", "check", "status"))),
    ("add", "port", NAMES[1]),
    *(("add", "port", f"ROOT/sources/port/{name}.txt", "--publisher", name) for name in NAMES[:2]),
    ("digest", "port", f"{NAMES[1]}.txt"),
    *(("merge-file", name, name, name) for name in NAMES[:2]),
    ("summary", f"--since={NAMES[2]}"),
    ("plan", "--keep", NAMES[0]),
    tuple(NAMES),
)


def test_no_command_prints_what_acts(hostile: Path) -> None:
    files = {a["file"] for a in json.loads(run(hostile, "inspect", "port", "--json").stdout)["articles"]}
    assert any("\u202e" in f for f in files), "and JSON keeps its values"
    assert any("##[" in f for f in files)
    for command in COMMANDS:
        inert(run(hostile, *(word.replace("ROOT", str(hostile)) for word in command)))
    inert(run(hostile, "check", "--format", "github"), commands=True)


@pytest.mark.parametrize("path", ["settings.yml", "decisions.yml", "lock/port.json"])
@pytest.mark.parametrize("name", NAMES[:4])
def test_errors_about_state_files_do_not_act(tmp_path: Path, path: str, name: str) -> None:
    write(tmp_path, "sources/port/herald.md", PORT.format(rights="open"))
    write(tmp_path, f".explainery/{path}", f"## {json.dumps(name)}: {json.dumps(name)}\n- [{name}")
    for command in ("plan", "status", "check", "summary"):
        inert(run(tmp_path, command))


@given(st.text())
def test_law_one_inert_line(text: str) -> None:
    assert not acting(printable(text))
    assert "\n" not in printable(text)
    assert "\n" not in printable_command(text)
    assert printable(printable(text)) == printable(text)


@given(st.text(st.sampled_from(":#[ \n\r\u2028\u200b\x1b\u202ea"), max_size=12))
def test_law_nothing_is_put_together_again(text: str) -> None:
    assert not acting(printable(text))


@given(st.text())
def test_law_json_has_the_same_value(text: str) -> None:
    written = printable_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(written) == {"a": text}
    assert not acting(written)


def test_words_of_every_script_stay() -> None:
    for text in ("Überraschung – “so”", "السلام عليكم", "שלום", "北朝鮮", "a\tb", "docs/a b.md:3: EXP101"):
        assert printable(text) == text
