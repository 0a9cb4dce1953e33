"""`explainery encode`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime

from explainery.cli.exit_codes import ExitCode
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show
from explainery.cli.progress import Progress
from explainery.commands.encode import EncodeOutcome, EncodePlan, encode, encode_plan
from explainery.encoding.opening import opened
from explainery.text import counted


def run_encode(options: Namespace) -> ExitCode:
    """Have the encoder read what it has not read, or say what that would be."""
    project = opened_project(options)
    installed = opened()
    if options.plan:
        show(_planned(encode_plan(project, options.story, installed), options.story))
        return ExitCode.FINE
    day = datetime.now(UTC).date().isoformat()
    with Progress("encoding:", sys.stderr) as progress:
        outcome = encode(project, options.story, installed, day, progress)
    show(_told(outcome, options.story))
    return ExitCode.FINE


def _planned(planned: EncodePlan, story: str) -> Iterator[str]:
    if planned.is_done:
        yield _nothing(planned, story)
        return
    yield f"{planned.weights.name} would read {planned.missing} of {counted(planned.sentences, 'sentence')} of {story}."
    if not planned.is_compared:
        yield "It would compare them all with each other."
    if planned.old:
        yield f"{counted(planned.old, 'line')} of other weights or older comparisons would go."
    yield "Nothing was read or written."


def _told(outcome: EncodeOutcome, story: str) -> Iterator[str]:
    planned = outcome.planned
    if planned.is_done:
        yield _nothing(planned, story)
        return
    yield f"{planned.weights.name} read {planned.missing} of {counted(planned.sentences, 'sentence')} of {story}."
    if not planned.is_compared:
        yield f"It found {counted(outcome.alike, 'pair')} of sentences that may say the same."
    if planned.old:
        yield f"It took out {counted(planned.old, 'line')} of other weights or older comparisons."
    yield f"`explainery plan {story}` shows what would change."


def _nothing(planned: EncodePlan, story: str) -> str:
    return f"{planned.weights.name} has read all of {story}: {counted(planned.sentences, 'sentence')}."
