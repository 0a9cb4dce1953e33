"""The command line's words: commands, their options and their help. `cli.py` runs them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from explainery import __version__
from explainery.errors import ExplaineryError

_CODES = "Exit codes: 0 fine, 1 findings that a person should look at, 2 wrong use or bad input."
_ABOUT = "Articles about a story go in, a cited explainer site comes out, and no build loses a person's edit."


class _Parser(argparse.ArgumentParser):
    """argparse, whose errors are ours."""

    def error(self, message: str) -> NoReturn:
        raise ExplaineryError(message, hint=f"See `{self.prog} --help`")


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options, `command` among them. Raises ExplaineryError for wrong use."""
    return parser().parse_args(arguments)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="explainery", description=_ABOUT, epilog=_CODES)
    top.add_argument("--version", action="version", version=f"explainery {__version__}")
    top.add_argument(
        "-C",
        "--root",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the project's folder, with sources/ and docs/ (default: this one)",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for add in (_new, _add, _plan, _build, _status, _answers, _merge_file, _check, _explain, _lock, _inspect, _serve):
        add(commands)
    _summary(commands)
    return top


_Commands = argparse._SubParsersAction  # noqa: SLF001 (argparse has no public name for it)


def _command(commands: _Commands[_Parser], name: str, about: str, example: str) -> _Parser:
    return commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"Example:\n  {example}\n\n{_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _new(commands: _Commands[_Parser]) -> None:
    example = 'explainery new port-strike --title "Why the port stands still"'
    command = _command(commands, "new", "make a story, to add articles to", example)
    command.add_argument("story", metavar="STORY", help="a short name for its folder and address, such as port-strike")
    command.add_argument("--title", default="", help="what the explainer is called")


def _add(commands: _Commands[_Parser]) -> None:
    example = "explainery add port-strike herald.txt --publisher 'The Herald' --published 2026-03-02"
    command = _command(commands, "add", "copy articles into a story, or fetch them", example)
    command.add_argument("story", metavar="STORY")
    command.add_argument(
        "files",
        metavar="FILE|ADDRESS",
        nargs="+",
        help="articles: web pages (saved, or by address), text, Markdown, PDF, Word, e-mail, feeds, web archives, "
        "agency XML or JSON",
    )
    for name, about in (
        ("title", "its headline"),
        ("publisher", "who published it"),
        ("author", "who wrote it"),
        ("published", "the day, as 2026-03-02"),
        ("url", "its address"),
        ("language", "its language, as en or en-GB"),
        ("rights", "open (may be reproduced), digest (our own words about it) or quote (the default)"),
    ):
        command.add_argument(f"--{name}", default="", help=f"{about}; for files whose front matter does not say it")


def _build(commands: _Commands[_Parser]) -> None:
    about = "make the pages of the stories (of all, where none is named)"
    command = _command(commands, "build", about, "explainery build port-strike")
    _wishes(command)
    command.add_argument(
        "--plan", default="", metavar="STAMP", help="do what `explainery plan` said, and stop if that has changed"
    )


def _plan(commands: _Commands[_Parser]) -> None:
    about = "show what a build would do, and write nothing; exit code 1 where it would change something"
    _wishes(_command(commands, "plan", about, "explainery plan port-strike"))


def _keep_going(command: _Parser) -> None:
    about = "leave out sources that cannot be read, say which, and go on; exit code 1 where there are any"
    command.add_argument("--keep-going", action="store_true", help=about)


def _wishes(command: _Parser) -> None:
    command.add_argument("stories", metavar="STORY", nargs="*")
    _keep_going(command)
    for name, what, about in (
        ("keep", "PAGE", "where a page stands in docs/ and nobody knows who wrote it: it stays as it is"),
        ("replace", "PAGE", "give up all edits of this page for the build's text; a deleted page comes back"),
        ("restore", "KEY", "give up one edit: what was deleted, moved or reworded is as the build has it"),
    ):
        command.add_argument(f"--{name}", action="append", default=[], metavar=what, help=about)


def _status(commands: _Commands[_Parser]) -> None:
    about = "list every edit that people made, and what waits for a decision"
    command = _command(commands, "status", about, "explainery status port-strike")
    command.add_argument("stories", metavar="STORY", nargs="*")


def _answers(commands: _Commands[_Parser]) -> None:
    for name, about in (
        ("accept", "take the build's text for what was edited by hand and changed in the sources since"),
        ("keep", "keep what the page has, although the build has something else or its source is withdrawn"),
        ("restore", "give up edits: what was deleted, moved or reworded is as the last build had it"),
    ):
        command = _command(commands, name, about, f"explainery {name} time-3f9a")
        command.add_argument(
            "keys",
            metavar="KEY",
            nargs="*",
            help="citation keys (for restore, also pages) as `explainery status` shows them",
        )
        command.add_argument("--all", action="store_true", help="everything")
        command.add_argument("--story", action="append", default=[], metavar="STORY", help="of this story only")


def _merge_file(commands: _Commands[_Parser]) -> None:
    about = "merge two branches' versions of a page, sentence by sentence; git calls this, see docs/maintain.md"
    command = _command(commands, "merge-file", about, "explainery merge-file base.md ours.md theirs.md")
    for name, what in (("base", "the common version"), ("ours", "one side; the result is written here")):
        command.add_argument(name, metavar=name.upper(), type=Path, help=what)
    command.add_argument("theirs", metavar="THEIRS", type=Path, help="the other side")


def _check(commands: _Commands[_Parser]) -> None:
    about = "say what is wrong on the pages of the stories, measured against the sources"
    command = _command(commands, "check", about, "explainery check port-strike --format github")
    command.add_argument("stories", metavar="STORY", nargs="*")
    command.add_argument(
        "--format", choices=("text", "json", "sarif", "github"), default="text", help="how findings are printed"
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write them into a file instead")
    command.add_argument("--strict", action="store_true", help="exit with 1 on warnings, too")
    command.add_argument("--fix", action="store_true", help="first mend what has one right answer, and nothing else")
    command.add_argument("--watch", action="store_true", help="check again whenever a page or a source is saved")


def _explain(commands: _Commands[_Parser]) -> None:
    about = "say what a rule of the check is about and how to switch it off (list all, where none is named)"
    command = _command(commands, "explain", about, "explainery explain EXP102")
    command.add_argument("code", metavar="CODE", nargs="?", help="such as EXP102")


def _lock(commands: _Commands[_Parser]) -> None:
    about = "write what a check needs where the articles of stories (of all, where none is named) are not at hand"
    command = _command(commands, "lock", about, "explainery lock port-strike")
    command.add_argument("stories", metavar="STORY", nargs="*")


def _inspect(commands: _Commands[_Parser]) -> None:
    about = "show what was read and why: a story, a folder of articles, or a file"
    command = _command(commands, "inspect", about, "explainery inspect port-strike")
    command.add_argument("what", metavar="STORY|FOLDER|FILE")
    command.add_argument(
        "--articles-only", action="store_true", help="each article on its own; the folder need not be one story"
    )
    command.add_argument("--json", action="store_true", help="print JSON")
    _keep_going(command)


def _summary(commands: _Commands[_Parser]) -> None:
    about = "tell what a pull request changes for readers: statements, citations, sources, and what waits"
    command = _command(commands, "summary", about, "explainery summary --since main")
    command.add_argument(
        "--since",
        default="",
        metavar="REF",
        help="a branch, tag or commit; what counts is where this work parted from it (default: the default branch)",
    )
    command.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="text (the default) or markdown"
    )


def _serve(commands: _Commands[_Parser]) -> None:
    about = "preview the site; saving a source or a page shows at once"
    command = _command(commands, "serve", about, "explainery serve --address 127.0.0.1:8000")
    command.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
