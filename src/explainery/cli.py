"""The command. The only place that prints or exits.

Exit codes: 0 fine; 1 something was found that a person should look at (a check's findings, a page changed
both by hand and by the build); 2 wrong use or bad input.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from explainery import __version__
from explainery.errors import ExplaineryError, PageConflictError

if TYPE_CHECKING:
    from explainery.model import MarkedArticle
    from explainery.running import Built, Project

FINE, FOUND, BAD = 0, 1, 2
_PATIENCE = 1.0  # seconds before progress is shown
_CODES = "Exit codes: 0 fine, 1 findings that a person should look at, 2 wrong use or bad input."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code. Every ExplaineryError becomes one line on standard error."""
    options = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except PageConflictError as error:
        print(f"explainery: {error}", file=sys.stderr)
        return FOUND
    except ExplaineryError as error:
        print(f"explainery: {error}", file=sys.stderr)
        return BAD
    except OSError as error:
        print(f"explainery: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        return BAD


class _Parser(argparse.ArgumentParser):
    """argparse, with the help named where the use is wrong."""

    def error(self, message: str) -> NoReturn:
        print(f"explainery: {message}. See `{self.prog} --help`.", file=sys.stderr)
        raise SystemExit(BAD)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="explainery",
        description="Articles about a story go in, a cited explainer site comes out, and no build loses a person's edit.",
        epilog=_CODES,
    )
    parser.add_argument("--version", action="version", version=f"explainery {__version__}")
    parser.add_argument("-C", "--root", type=Path, default=Path(), metavar="FOLDER",
                        help="the project's folder, with sources/ and docs/ (default: this one)")  # fmt: skip
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    _new(commands)
    _add(commands)
    _build(commands)
    _check(commands)
    _inspect(commands)
    _serve(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, about: str, example: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"Example:\n  {example}\n\n{_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _new(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = _command(commands, "new", "make a story, to add articles to",
                      'explainery new port-strike --title "Why the port stands still"', run_new)  # fmt: skip
    parser.add_argument("story", metavar="STORY", help="a short name for its folder and address, such as port-strike")
    parser.add_argument("--title", default="", help="what the explainer is called")


def _add(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = _command(commands, "add", "copy articles into a story",
                      "explainery add port-strike herald.txt --publisher 'The Herald' --published 2026-03-02", run_add)  # fmt: skip
    parser.add_argument("story", metavar="STORY")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="articles as .txt, .md or .html")
    for name, about in (
        ("title", "its headline"),
        ("publisher", "who published it"),
        ("author", "who wrote it"),
        ("published", "the day, as 2026-03-02"),
        ("url", "its address"),
        ("rights", "open (may be reproduced), digest (our own words about it) or quote (the default)"),
    ):
        parser.add_argument(f"--{name}", default="", help=f"{about}; for files whose front matter does not say it")


def _build(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = _command(commands, "build", "make the pages of the stories (of all, where none is named)",
                      "explainery build port-strike", run_build)  # fmt: skip
    parser.add_argument("stories", metavar="STORY", nargs="*")
    parser.add_argument("--keep", action="append", default=[], metavar="PAGE",
                        help="keep this page as people edited it, and show what the build had for it")  # fmt: skip


def _check(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = _command(commands, "check", "say what is wrong on the pages of the stories, measured against the sources",
                      "explainery check port-strike", run_check)  # fmt: skip
    parser.add_argument("stories", metavar="STORY", nargs="*")


def _inspect(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = _command(commands, "inspect", "show what was read and why: a story, a folder of articles, or a file",
                      "explainery inspect port-strike", run_inspect)  # fmt: skip
    parser.add_argument("what", metavar="STORY|FOLDER|FILE")
    parser.add_argument("--articles-only", action="store_true", help="each article on its own; the folder need not be one story")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _serve(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = _command(commands, "serve", "preview the site; saving a source or a page shows at once",
                      "explainery serve --address 127.0.0.1:8000", run_serve)  # fmt: skip
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")


def run_new(options: argparse.Namespace) -> int:
    """`explainery new`."""
    from explainery.adding import new_story  # noqa: PLC0415 (`--help` should not pay for it)

    folder = new_story(_project(options), options.story, options.title)
    print(f"Made {folder}/story.yml. Next: explainery add {options.story} FILE...")
    return FINE


def run_add(options: argparse.Namespace) -> int:
    """`explainery add`."""
    from explainery.adding import add_articles  # noqa: PLC0415
    from explainery.reading import read_article  # noqa: PLC0415

    names = ("title", "publisher", "author", "published", "url", "rights")
    fields = {name: getattr(options, name) for name in names}
    for path in add_articles(_project(options), options.story, options.files, fields):
        article = read_article(path)
        missing = [n for n, v in (("published", article.published), ("url", article.url)) if not v]
        missing += ["publisher"] if article.publisher == path.stem else []
        note = f" Not known: {', '.join(missing)}; write it into its front matter." if missing else ""
        print(f"Added {path}: {article.title} ({article.label}; rights {article.rights}).{note}")
    print(f"Next: explainery build {options.story}")
    return FINE


def run_build(options: argparse.Namespace) -> int:
    """`explainery build`."""
    from explainery.merging import Outcome  # noqa: PLC0415
    from explainery.running import build  # noqa: PLC0415

    project = _project(options)
    before = _base_texts(project, options.keep)
    built = build(project, options.stories, keep=options.keep, progress=_Progress("building"))
    for line in _built_lines(built, project.settings.docs):
        print(line)
    held = [p for p, o in built.merge.outcomes.items() if o is Outcome.HELD]
    for path in held:
        print(f"\nThe build had this for {project.settings.docs}/{path}, which stays as you edited it:")
        print("\n".join(_difference(before.get(path, ""), _text(project.base / path), path)))
    return FINE


def run_check(options: argparse.Namespace) -> int:
    """`explainery check`."""
    from explainery.checking.project import check_project  # noqa: PLC0415
    from explainery.text import visible  # noqa: PLC0415

    report = check_project(_project(options), options.stories, _Progress("checking"))
    for finding in report.findings:
        print(visible(str(finding)))
    pages = f"{report.pages} page{'s' * (report.pages != 1)}"
    if report.findings:
        count = len(report.findings)
        print(f"{count} finding{'s' * (count != 1)} on {pages}.", file=sys.stderr)
        return FOUND
    print(f"{pages} checked, {report.citations} citations: every one stands.")
    return FINE


def run_inspect(options: argparse.Namespace) -> int:
    """`explainery inspect`."""
    import json  # noqa: PLC0415

    from explainery import inspecting  # noqa: PLC0415
    from explainery.looking import articles_at, story_at  # noqa: PLC0415

    project = _project(options)
    if options.articles_only or Path(options.what).is_file():
        found, errors = articles_at(project, options.what)
        _print_articles(found, as_json=options.json)
        for error in errors:
            print(f"explainery: {error}", file=sys.stderr)
        return BAD if errors else FINE
    explainer = story_at(project, options.what)
    if options.json:
        print(json.dumps(inspecting.story_json(explainer), ensure_ascii=False, indent=1))
    else:
        print("\n".join(inspecting.story_lines(explainer)))
    return FINE


def run_serve(options: argparse.Namespace) -> int:
    """`explainery serve`."""
    from explainery.running import build  # noqa: PLC0415
    from explainery.serving import serving, watched  # noqa: PLC0415

    project = _project(options)

    def rebuild() -> None:
        try:
            built = build(project)
        except ExplaineryError as error:
            print(f"explainery: {error}", file=sys.stderr)
        else:
            print("\n".join(_built_lines(built, project.settings.docs)))

    rebuild()
    stop = watched(project.sources, rebuild)
    server = serving(project.root, options.address)
    try:
        return FINE if server.wait() == 0 else BAD
    except KeyboardInterrupt:
        return FINE
    finally:
        stop()
        server.terminate()


def _project(options: argparse.Namespace) -> Project:
    from explainery.running import Project  # noqa: PLC0415

    return Project.at(options.root)


def _print_articles(found: Iterable[MarkedArticle], *, as_json: bool) -> None:
    import json  # noqa: PLC0415

    from explainery import inspecting  # noqa: PLC0415

    if as_json:
        print(json.dumps({"articles": [inspecting.article_json(m) for m in found]}, ensure_ascii=False, indent=1))
        return
    print("\n\n".join("\n".join(inspecting.article_lines(m)) for m in found))


def _built_lines(built: Built, docs: str) -> Iterable[str]:
    """What a build did, page by page where something happened, then in all."""
    quiet = {"same"}
    notes = {
        "kept": "kept: you edited it, and the build has nothing new for it",
        "gone": "left out: you deleted it",
        "held": "kept: you edited it; what the build had for it is shown below",
    }
    for path, outcome in sorted(built.merge.outcomes.items()):
        if outcome.value not in quiet:
            yield f"  {docs}/{path}  {notes.get(outcome.value, outcome.value)}"
    for explainer in built.explainers:
        story = explainer.story
        yield (
            f"{story.slug}: {len(story.articles)} articles, {len(story.claims)} claims, "
            f"{len(explainer.statements)} on {len(explainer.pages) + 2} pages"
        )


def _base_texts(project: Project, paths: Iterable[str]) -> dict[str, str]:
    return {p: _text(project.base / p) for p in paths}


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _difference(before: str, after: str, path: str) -> Iterable[str]:
    import difflib  # noqa: PLC0415

    return difflib.unified_diff(before.splitlines(), after.splitlines(), f"{path} (last build)", f"{path} (this build)", lineterm="")


class _Progress:
    """Says what is being worked on, once work has taken a second: one changing line on a terminal, else plain lines."""

    def __init__(self, doing: str) -> None:
        self._doing, self._start = doing, time.monotonic()

    def __call__(self, what: str) -> None:
        if time.monotonic() - self._start < _PATIENCE:
            return
        if sys.stderr.isatty():
            print(f"\r\033[K{self._doing} {what} …", end="", file=sys.stderr, flush=True)
        else:
            print(f"{self._doing} {what}", file=sys.stderr)

    def done(self) -> None:
        """Clear the line on a terminal."""
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
