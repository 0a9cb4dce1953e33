"""`explainery inspect`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_story import article_lines, sentence_lines, story_lines
from explainery.cli.opened_project import opened_project
from explainery.cli.output import complain, report_left_out, show, show_json
from explainery.cli.story_json import articles_text, story_text
from explainery.commands.inspect import articles_at, story_at
from explainery.errors import ExplaineryError
from explainery.model import MarkedArticle, Rights


def run_inspect(options: Namespace) -> ExitCode:
    """Show what was read from a story, a folder of articles or a file, and why."""
    project = opened_project(options)
    if options.articles_only or Path(options.place).is_file():
        articles, errors = articles_at(project, options.place)
        _show_articles(articles, as_json=options.json)
        for error in errors:
            complain(str(error))
        return ExitCode.WRONG_USE if errors else ExitCode.FINE
    unread: list[ExplaineryError] = []
    explainer = story_at(
        project,
        options.place,
        unread.append if options.keep_going else None,
        Rights(options.rights) if options.rights else None,
    )
    if options.json:
        show_json(story_text(explainer))
    else:
        show(sentence_lines(explainer) if options.all else story_lines(explainer))
    return report_left_out(unread)


def _show_articles(articles: Sequence[MarkedArticle], *, as_json: bool) -> None:
    if as_json:
        show_json(articles_text(articles))
        return
    for number, article in enumerate(articles):
        show([*([""] if number else []), *article_lines(article)])
