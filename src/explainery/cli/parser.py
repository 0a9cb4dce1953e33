"""The command line: commands, their options and their help. `main.py` runs them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from explainery import __version__
from explainery.cli.exit_codes import MEANING
from explainery.errors import ExplaineryError

_ABOUT = "Turn articles about a story into a cited explainer site. No build loses a person's edit."


class _Parser(argparse.ArgumentParser):
    """argparse, raising our own error instead of exiting."""

    def error(self, message: str) -> NoReturn:
        raise ExplaineryError(message, hint=f"See `{self.prog} --help`")


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options, with the command's name in `command`. Raises ExplaineryError for wrong use."""
    return parser().parse_args(arguments)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="explainery", description=_ABOUT, epilog=MEANING)
    top.add_argument("--version", action="version", version=f"explainery {__version__}")
    top.add_argument(
        "-C",
        "--root",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the project's folder, which contains sources/ and docs/ (default: the current folder)",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for add in (
        _new,
        _add,
        _sort,
        _digest,
        _ask,
        _encode,
        _marks,
        _plan,
        _build,
        _status,
        _answers,
        _merge_file,
        _check,
        _explain,
        _lock,
        _inspect,
        _serve,
    ):
        add(commands)
    _summary(commands)
    return top


_Commands = argparse._SubParsersAction  # noqa: SLF001 (argparse has no public name for it)


def _command(commands: _Commands[_Parser], name: str, about: str, example: str) -> _Parser:
    return commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"Example:\n  {example}\n\n{MEANING}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _new(commands: _Commands[_Parser]) -> None:
    example = 'explainery new port-strike --title "Why the port stands still"'
    command = _command(commands, "new", "create a story to add articles to", example)
    command.add_argument("story", metavar="STORY", help="a short name for its folder and address, such as port-strike")
    command.add_argument("--title", default="", help="the explainer's title")


def _add(commands: _Commands[_Parser]) -> None:
    example = "explainery add port-strike herald.txt --publisher 'The Herald' --published 2026-03-02"
    command = _command(commands, "add", "copy articles into a story, or fetch them", example)
    command.add_argument("story", metavar="STORY")
    command.add_argument(
        "files",
        metavar="FILE|ADDRESS",
        nargs="+",
        help="articles: web pages (saved files or addresses), text, Markdown, PDF, Word, e-mail, feeds, web archives, "
        "agency XML or JSON",
    )
    for name, about in (
        ("title", "its headline"),
        ("publisher", "who published it"),
        ("author", "who wrote it"),
        ("published", "the day, as 2026-03-02"),
        ("url", "its address"),
        ("language", "its language, as en or en-GB"),
        (
            "rights",
            "open (may be reproduced), digest (our own words about it) or quote (brief quotation only, the default)",
        ),
    ):
        command.add_argument(
            f"--{name}", default="", help=f"{about}; used where a file's front matter does not state it"
        )


def _sort(commands: _Commands[_Parser]) -> None:
    about = (
        "sort a folder of articles into stories, by what they say and when; moves nothing without --apply. An article "
        "joins a story that exists if it fits there. Two or more others become a new story. An article that is like no "
        "other stays in the folder until others come"
    )
    command = _command(commands, "sort", about, "explainery sort inbox --apply")
    command.add_argument("inbox", metavar="INBOX", type=Path, help="the folder; folders in it are passed over")
    command.add_argument(
        "--apply", action="store_true", help="move the articles into the folders of their stories, all of them or none"
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def _digest(commands: _Commands[_Parser]) -> None:
    about = (
        "open an empty digest in an article's place: each of its sentences as a comment, to be told in your own words"
    )
    command = _command(commands, "digest", about, "explainery digest port-strike herald.txt")
    command.add_argument("story", metavar="STORY")
    command.add_argument("article", metavar="ARTICLE", help="the article's file in the story's folder")


def _ask(commands: _Commands[_Parser]) -> None:
    about = (
        "have a language model label and word a story's sentences, and record its answers for builds; no other command "
        "talks to one (see docs/model.md)"
    )
    command = _command(commands, "ask", about, "explainery ask port-strike --plan")
    command.add_argument("story", metavar="STORY")
    command.add_argument("--plan", action="store_true", help="say what would be sent where, and send nothing")
    command.add_argument(
        "--model", default="", metavar="NAME", help="ask this model of the server instead of the settings'"
    )
    command.add_argument(
        "--task", action="append", default=[], metavar="TASK", help="ask for this only, such as labels"
    )
    command.add_argument("--limit", type=int, metavar="N", help="ask at most N questions")
    command.add_argument(
        "--explain",
        default="",
        metavar="KEY",
        help="show question, answer and model for one sentence, by its citation key or code; sends nothing",
    )


def _encode(commands: _Commands[_Parser]) -> None:
    about = (
        "have the small encoder read a story's sentences on this machine, and record what it says for builds; it sends "
        "nothing (see docs/encoder.md)"
    )
    command = _command(commands, "encode", about, "explainery encode port-strike")
    command.add_argument("story", metavar="STORY")
    command.add_argument("--plan", action="store_true", help="say what would be read, and read and write nothing")


def _marks(commands: _Commands[_Parser]) -> None:
    about = "print a story's sentences with their labels as a table, and take an edited table back"
    command = _command(commands, "marks", about, "explainery marks port-strike > marks.tsv")
    command.add_argument("story", metavar="STORY")
    command.add_argument(
        "--take", type=Path, metavar="FILE", help="take the labels that differ from an edited table (- for input)"
    )
    command.add_argument("--by", default="", metavar="NAME", help="whose labels they are, for the sources page")


def _build(commands: _Commands[_Parser]) -> None:
    about = "build the pages of stories (of all stories if none is named)"
    command = _command(commands, "build", about, "explainery build port-strike")
    _wishes(command)
    command.add_argument(
        "--plan",
        default="",
        metavar="STAMP",
        help="build only if the result is still the one that `explainery plan` showed",
    )


def _plan(commands: _Commands[_Parser]) -> None:
    about = "show what a build would change, without writing anything; the exit code is 1 if there are changes"
    _wishes(_command(commands, "plan", about, "explainery plan port-strike"))


def _keep_going(command: _Parser) -> None:
    about = "leave out sources that cannot be read, name them and continue; the exit code is 1 if there are any"
    command.add_argument("--keep-going", action="store_true", help=about)


def _wishes(command: _Parser) -> None:
    command.add_argument("stories", metavar="STORY", nargs="*")
    _keep_going(command)
    command.add_argument(
        "--executor",
        default="",
        metavar="NAME",
        help="where stories are built: here (in this process), processes (as many as there are cores), processes:N, or "
        "dask://HOST:PORT (a cluster; see docs/cluster.md); by default, here for little work, processes for much",
    )
    for name, value, about in (
        ("keep", "PAGE", "keep a page as it is although nothing records who wrote it (it has no base)"),
        ("replace", "PAGE", "discard every edit of a page for the build's text; a deleted page comes back"),
        (
            "restore",
            "KEY",
            "discard one edit: a statement that was deleted, moved or reworded returns to the build's version",
        ),
    ):
        command.add_argument(f"--{name}", action="append", default=[], metavar=value, help=about)


def _status(commands: _Commands[_Parser]) -> None:
    about = "list people's edits, and the changes that wait for a decision"
    command = _command(commands, "status", about, "explainery status port-strike")
    command.add_argument("stories", metavar="STORY", nargs="*")


def _answers(commands: _Commands[_Parser]) -> None:
    for name, about in (
        ("accept", "use the build's text where people edited a statement and its source has changed since"),
        ("keep", "keep the page's text where the build differs or the source was withdrawn"),
        ("restore", "discard edits: what was deleted, moved or reworded returns to the last build's version"),
    ):
        command = _command(commands, name, about, f"explainery {name} time-3f9a")
        command.add_argument(
            "keys",
            metavar="KEY",
            nargs="*",
            help="citation keys as `explainery status` shows them; restore takes pages, too",
        )
        command.add_argument("--all", action="store_true", help="answer for every key")
        command.add_argument("--story", action="append", default=[], metavar="STORY", help="answer for this story only")


def _merge_file(commands: _Commands[_Parser]) -> None:
    about = "merge two branches' versions of a page, sentence by sentence; git calls this (see docs/maintain.md)"
    command = _command(commands, "merge-file", about, "explainery merge-file base.md ours.md theirs.md")
    for name, about_file in (("base", "the common ancestor"), ("ours", "our version; the result is written to it")):
        command.add_argument(name, metavar=name.upper(), type=Path, help=about_file)
    command.add_argument("theirs", metavar="THEIRS", type=Path, help="their version")


def _check(commands: _Commands[_Parser]) -> None:
    about = "check the pages of stories against their sources"
    command = _command(commands, "check", about, "explainery check port-strike --format github")
    command.add_argument(
        "stories", metavar="STORY", nargs="*", help="a story; with --against, a page (a Markdown file)"
    )
    command.add_argument(
        "--against",
        type=Path,
        metavar="FOLDER",
        help="check a page of any Markdown with footnotes against a folder of articles; no project is needed",
    )
    command.add_argument(
        "--format", choices=("text", "json", "sarif", "github"), default="text", help="the format of the findings"
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write the findings to a file")
    command.add_argument("--strict", action="store_true", help="make the exit code 1 for warnings, too")
    command.add_argument("--fix", action="store_true", help="first fix what has one right answer")
    command.add_argument("--watch", action="store_true", help="check again whenever a page or a source is saved")


def _explain(commands: _Commands[_Parser]) -> None:
    about = "explain a rule of the check and how to suppress it (list all rules if none is named)"
    command = _command(commands, "explain", about, "explainery explain EXP102")
    command.add_argument("code", metavar="CODE", nargs="?", help="a rule's code, such as EXP102")


def _lock(commands: _Commands[_Parser]) -> None:
    about = "write the lock files that let `check` run without the articles (of all stories if none is named)"
    command = _command(commands, "lock", about, "explainery lock port-strike")
    command.add_argument("stories", metavar="STORY", nargs="*")


def _inspect(commands: _Commands[_Parser]) -> None:
    about = "show what was read from a story, a folder of articles or a file, and why it was used or left out"
    command = _command(commands, "inspect", about, "explainery inspect port-strike")
    command.add_argument("place", metavar="STORY|FOLDER|FILE")
    command.add_argument(
        "--articles-only", action="store_true", help="show each article by itself; they need not belong to one story"
    )
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument("--all", action="store_true", help="list every sentence with its key, page and claim")
    command.add_argument(
        "--rights",
        choices=("open", "digest", "quote"),
        help="the rights of articles that do not state theirs (default: quote in a story, open in any other folder)",
    )
    _keep_going(command)


def _summary(commands: _Commands[_Parser]) -> None:
    about = "describe what a pull request changes for readers: statements, citations, sources and open decisions"
    command = _command(commands, "summary", about, "explainery summary --since main")
    command.add_argument(
        "--since",
        default="",
        metavar="REF",
        help="compare with the commit where this work left a branch, tag or commit (default: the default branch)",
    )
    command.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="the format of the summary (default: text)"
    )


def _serve(commands: _Commands[_Parser]) -> None:
    about = "preview the site, and update it whenever a source or a page is saved"
    command = _command(commands, "serve", about, "explainery serve --address 127.0.0.1:8000")
    command.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve it")
