"""The command. The only place that prints or exits.

Exit codes: 0 fine; 1 something was found that a person should look at (a check's findings, a page changed
both by hand and by the build); 2 wrong use or bad input.
"""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explainery.arguments import parsed
from explainery.errors import ExplaineryError, PageConflictError

if TYPE_CHECKING:
    from explainery.checking.gathering import Memory
    from explainery.checking.project import Report
    from explainery.model import MarkedArticle
    from explainery.running import Project

FINE, FOUND, BAD = 0, 1, 2
_PATIENCE = 1.0  # seconds before progress is shown


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code. Every error becomes one line on standard error."""
    try:
        options = parsed(arguments)
        return COMMANDS[options.command](options)
    except ExplaineryError as error:
        _complain(str(error))
        return FOUND if isinstance(error, PageConflictError) else BAD
    except BrokenPipeError:  # `explainery inspect ... | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        _complain(f"{error.filename or 'the system'}: {error.strerror or error}.")
        return BAD
    except KeyboardInterrupt:
        return BAD


def _complain(what: str) -> None:
    from explainery.text import visible  # noqa: PLC0415 (`--help` should not pay for it)

    print(f"explainery: {' '.join(visible(what).split())}", file=sys.stderr)


def run_new(options: Namespace) -> int:
    """`explainery new`."""
    from explainery.adding import new_story  # noqa: PLC0415 (`--help` should not pay for it)

    folder = new_story(_project(options), options.story, options.title)
    print(f"Made {folder}/story.yml. Next: explainery add {options.story} FILE...")
    return FINE


def run_add(options: Namespace) -> int:
    """`explainery add`."""
    from explainery.adding import add_articles  # noqa: PLC0415
    from explainery.reading import read_article  # noqa: PLC0415
    from explainery.text import plain  # noqa: PLC0415

    names = ("title", "publisher", "author", "published", "url", "rights")
    fields = {name: getattr(options, name) for name in names}
    for path in add_articles(_project(options), options.story, options.files, fields):
        article = read_article(path)
        missing = [n for n, v in (("published", article.published), ("url", article.url)) if not v]
        missing += ["publisher"] if article.publisher == path.stem else []
        note = f" Not known: {', '.join(missing)}; write it into its front matter." if missing else ""
        print(f"Added {plain(str(path))}: {plain(article.title)} ({article.label}; rights {article.rights}).{note}")
    print(f"Next: explainery build {options.story}")
    return FINE


def run_build(options: Namespace) -> int:
    """`explainery build`."""
    from explainery.building import Asked, build  # noqa: PLC0415
    from explainery.reporting import built_lines  # noqa: PLC0415

    project = _project(options)
    progress = _Progress("building")
    asked = Asked(options.keep, options.replace, options.restore, options.plan)
    built = build(project, options.stories, asked, progress=progress)
    progress.done()
    _print(built_lines(built, project))
    return FINE


def run_plan(options: Namespace) -> int:
    """`explainery plan`."""
    from explainery.building import Asked, planned  # noqa: PLC0415
    from explainery.reporting import plan_lines, plan_summary  # noqa: PLC0415

    project = _project(options)
    progress = _Progress("planning")
    found = planned(project, options.stories, Asked(options.keep, options.replace, options.restore), progress=progress)
    progress.done()
    _print(plan_lines(found, project))
    print(plan_summary(found, project))
    return FOUND if found.writes else FINE


def run_status(options: Namespace) -> int:
    """`explainery status`."""
    from explainery.deciding import statuses  # noqa: PLC0415
    from explainery.reporting import status_lines, status_summary  # noqa: PLC0415

    project = _project(options)
    found = statuses(project, options.stories)
    _print(status_lines(found, project))
    print(status_summary(found))
    return FINE


def run_answer(options: Namespace) -> int:
    """`explainery accept`, `keep` and `restore`."""
    from explainery.deciding import decide  # noqa: PLC0415
    from explainery.reporting import answer_lines  # noqa: PLC0415

    if bool(options.keys) == options.all:
        raise ExplaineryError("name the keys, or give --all", hint="`explainery status` lists them")
    project = _project(options)
    answers = decide(project, options.command, options.keys, options.story)
    lines = list(answer_lines(answers, project))
    _print(lines or ["Nothing waits."])
    return FINE


def run_merge_file(options: Namespace) -> int:
    """`explainery merge-file`, git's merge driver for pages."""
    from explainery.files import read_page  # noqa: PLC0415
    from explainery.merging.branches import merged_branches  # noqa: PLC0415

    text, disputed = merged_branches(*(read_page(p) for p in (options.base, options.ours, options.theirs)))
    options.ours.write_bytes(text.encode("utf-8"))
    return FOUND if disputed else FINE


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def run_check(options: Namespace) -> int:
    """`explainery check`."""
    if options.watch and (options.fix or options.output):
        raise ExplaineryError("--watch only looks", hint="Leave out --fix and --output")
    if options.watch:
        return _watch_checks(options)
    if options.fix:
        _fix(options)
    progress = _Progress("checking")
    report = _checked(options, progress)
    progress.done()
    return _print_report(options, report)


def _checked(options: Namespace, progress: Callable[[str], None], memory: Memory | None = None) -> Report:
    from explainery.checking.project import check_project  # noqa: PLC0415
    from explainery.deciding import decisions_for_checks  # noqa: PLC0415

    project = _project(options)
    return check_project(project, options.stories, progress, decisions=decisions_for_checks(project), memory=memory)


def _print_report(options: Namespace, report: Report) -> int:
    """Findings to standard output or a file, the summary of an unclean text report to standard error."""
    from explainery.checking import formats  # noqa: PLC0415

    text = formats.FORMATS[options.format](report, formats.lines_of(report, options.root))
    if options.output:
        options.output.write_text(f"{text}\n" if text else "", "utf-8")
    elif text:
        print(text)
    is_clean = options.format == "text" and not report.findings and not options.output
    print(formats.summary(report), file=sys.stdout if is_clean else sys.stderr)
    return FOUND if report.errors or (options.strict and report.warnings) else FINE


def _fix(options: Namespace) -> None:
    from explainery.checking.fixing import fix_project  # noqa: PLC0415
    from explainery.deciding import decisions_for_checks  # noqa: PLC0415
    from explainery.text import visible  # noqa: PLC0415

    out = sys.stdout if options.format == "text" and not options.output else sys.stderr
    progress = _Progress("mending")
    project = _project(options)
    done = fix_project(project, options.stories, progress, decisions=decisions_for_checks(project))
    progress.done()
    for mended in done:
        print(f"mended {visible(str(mended))}", file=out)


def _watch_checks(options: Namespace) -> int:
    import signal  # noqa: PLC0415
    import threading  # noqa: PLC0415

    from explainery.checking.gathering import Memory  # noqa: PLC0415
    from explainery.checking.watching import watch  # noqa: PLC0415

    project, memory, stopped = _project(options), Memory(), threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())

    def check() -> None:
        try:
            report = _checked(options, lambda _: None, memory)
        except (ExplaineryError, OSError) as error:  # half a save, perhaps; the next one may be whole
            _complain(str(error))
        else:
            _print_report(options, report)
        print("Waiting for the next save.", file=sys.stderr)
        sys.stdout.flush()

    root = project.root
    watch([root, project.sources, project.docs, root / ".explainery"], check, stopped)
    return FINE


def run_explain(options: Namespace) -> int:
    """`explainery explain`."""
    from explainery.checking.explaining import explained, listed  # noqa: PLC0415

    print("\n".join(explained(options.code) if options.code else listed()))
    return FINE


def run_lock(options: Namespace) -> int:
    """`explainery lock`."""
    from explainery.checking.locking import lock_stories  # noqa: PLC0415

    progress = _Progress("locking")
    done = lock_stories(_project(options), options.stories, progress)
    progress.done()
    for lock in done:
        what = f"{lock.articles} article{'s' * (lock.articles != 1)}, {lock.passages} passages"
        print(f"{lock.path}: {what}{'' if lock.changed else ', as it was'}")
    return FINE


def run_inspect(options: Namespace) -> int:
    """`explainery inspect`."""
    import json  # noqa: PLC0415

    from explainery import inspecting  # noqa: PLC0415
    from explainery.looking import articles_at, story_at  # noqa: PLC0415

    project = _project(options)
    if options.articles_only or Path(options.what).is_file():
        found, errors = articles_at(project, options.what)
        _print_articles(found, as_json=options.json)
        for error in errors:
            _complain(str(error))
        return BAD if errors else FINE
    explainer = story_at(project, options.what)
    if options.json:
        print(json.dumps(inspecting.story_json(explainer), indent=1))
    else:
        print("\n".join(inspecting.story_lines(explainer)))
    return FINE


def run_summary(options: Namespace) -> int:
    """`explainery summary`."""
    from explainery.reviewing import summarised, told  # noqa: PLC0415

    print(told(summarised(_project(options), options.since), options.format))
    return FINE


def run_serve(options: Namespace) -> int:
    """`explainery serve`."""
    import signal  # noqa: PLC0415

    from explainery.building import build  # noqa: PLC0415
    from explainery.reporting import built_lines  # noqa: PLC0415
    from explainery.serving import serving, watched  # noqa: PLC0415

    project = _project(options)

    def rebuild() -> None:
        try:
            built = build(project)
        except (ExplaineryError, OSError) as error:  # the preview goes on with what it has
            _complain(str(error))
        else:
            _print(built_lines(built, project))

    rebuild()
    server = serving(project.root, options.address)
    stop = watched(project.sources, rebuild)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like this, it ends its server too
    try:
        return FINE if server.wait() == 0 else BAD
    except KeyboardInterrupt:
        return FINE
    finally:
        stop()
        server.terminate()
        server.wait()


def _project(options: Namespace) -> Project:
    from explainery.files import finish  # noqa: PLC0415
    from explainery.running import Project  # noqa: PLC0415

    finish(options.root)  # what a killed command had decided to write is written before anything is read
    return Project.at(options.root)


def _print_articles(found: Iterable[MarkedArticle], *, as_json: bool) -> None:
    import json  # noqa: PLC0415

    from explainery import inspecting  # noqa: PLC0415

    if as_json:
        print(json.dumps({"articles": [inspecting.article_json(m) for m in found]}, indent=1))
        return
    print("\n\n".join("\n".join(inspecting.article_lines(m)) for m in found))


class _Progress:
    """Says what is being worked on, once work has taken a second: one changing line on a terminal, else plain lines."""

    def __init__(self, doing: str) -> None:
        self._doing, self._start, self._shown = doing, time.monotonic(), False

    def __call__(self, what: str) -> None:
        if time.monotonic() - self._start < _PATIENCE:
            return
        self._shown = True
        if sys.stderr.isatty():
            print(f"\r\033[K{self._doing} {what} …", end="", file=sys.stderr, flush=True)
        else:
            print(f"{self._doing} {what}", file=sys.stderr)

    def done(self) -> None:
        """Clear the line on a terminal."""
        if self._shown and sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "new": run_new,
    "add": run_add,
    "plan": run_plan,
    "build": run_build,
    "status": run_status,
    "accept": run_answer,
    "keep": run_answer,
    "restore": run_answer,
    "merge-file": run_merge_file,
    "check": run_check,
    "explain": run_explain,
    "lock": run_lock,
    "inspect": run_inspect,
    "summary": run_summary,
    "serve": run_serve,
}

if __name__ == "__main__":
    sys.exit(main())
