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
    from explainery.building import Built
    from explainery.checking.gathering import Memory
    from explainery.checking.project import Report
    from explainery.model import MarkedArticle
    from explainery.remembering import Draft
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
        if not isinstance(error, PageConflictError):
            return BAD
        for path, difference in error.proposals.items():
            print(f"\nThis build would change {path}:\n{difference}")
        return FOUND
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
    from explainery.building import Wishes, build  # noqa: PLC0415

    project = _project(options)
    progress = _Progress("building")
    built = build(project, options.stories, Wishes(options.keep, options.replace), progress=progress)
    progress.done()
    for line in _built_lines(built, project):
        print(line)
    for path, difference in built.held.items():
        print(f"\nThe build had this for {project.settings.docs}/{path}, which stays as you edited it:\n{difference}")
    return FINE


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

    return check_project(_project(options), options.stories, progress, memory=memory)


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
    from explainery.text import visible  # noqa: PLC0415

    out = sys.stdout if options.format == "text" and not options.output else sys.stderr
    progress = _Progress("mending")
    done = fix_project(_project(options), options.stories, progress)
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


def run_serve(options: Namespace) -> int:
    """`explainery serve`."""
    import signal  # noqa: PLC0415

    from explainery.building import build  # noqa: PLC0415
    from explainery.serving import serving, watched  # noqa: PLC0415

    project = _project(options)

    def rebuild() -> None:
        try:
            built = build(project)
        except (ExplaineryError, OSError) as error:  # the preview goes on with what it has
            _complain(str(error))
        else:
            print("\n".join(_built_lines(built, project)))

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
    from explainery.running import Project  # noqa: PLC0415

    return Project.at(options.root)


def _print_articles(found: Iterable[MarkedArticle], *, as_json: bool) -> None:
    import json  # noqa: PLC0415

    from explainery import inspecting  # noqa: PLC0415

    if as_json:
        print(json.dumps({"articles": [inspecting.article_json(m) for m in found]}, indent=1))
        return
    print("\n\n".join("\n".join(inspecting.article_lines(m)) for m in found))


_NOTES = {
    "gone": "left out: you deleted it",
    "held": "kept: you edited it; what the build had for it is shown below",
    "kept": "kept: you edited it, and the build has nothing new for it",
    "replaced": "replaced: your edits are given up",
}
_NAMED = 3  # kept pages that are named; more are counted


def _built_lines(built: Built, project: Project) -> Iterable[str]:
    """What a build did, page by page where something happened, then in all."""
    docs = project.settings.docs
    kept = [p for p, o in built.merge.outcomes.items() if o.value == "kept"]
    quiet = {"same"} | ({"kept"} if len(kept) > _NAMED else set())
    for path, outcome in sorted(built.merge.outcomes.items()):
        if outcome.value not in quiet:
            yield f"  {docs}/{path}  {_NOTES.get(outcome.value, outcome.value)}"
    if "kept" in quiet:
        yield f"  {len(kept)} pages kept as people edited them; the build has nothing new for them"
    yield from map(_summary, built.drafts)
    for name in built.empty:
        yield f"{name}: no articles yet. Add some with `explainery add {name} FILE`"


def _summary(draft: Draft) -> str:
    """A story in a line: how much went in, how much of it the pages show, and what decided that."""
    budget = f"the length budget of {draft.budget:.0%} (story.yml sets it)"
    why = f"; {draft.left} more are beyond {budget}" if draft.left > 0 else ""
    articles = f"{draft.articles} article{'s' * (draft.articles != 1)}"
    return f"{draft.slug}: {articles}, {draft.shown} of {draft.claims} claims on its pages{why}"


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
    "build": run_build,
    "check": run_check,
    "explain": run_explain,
    "lock": run_lock,
    "inspect": run_inspect,
    "serve": run_serve,
}

if __name__ == "__main__":
    sys.exit(main())
