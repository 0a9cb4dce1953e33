"""The command: it runs what the command line names, and turns errors into a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from explainery.cli.exit_codes import ExitCode
from explainery.cli.output import complain
from explainery.cli.parser import parse_arguments
from explainery.errors import ExplaineryError, PageConflictError

# Each command's module and function below `explainery.cli`. The module is imported when its command runs, so that
# no command pays for what another needs.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("run_add", "run_new"),
    "add": ("run_add", "run_add"),
    "sort": ("run_sort", "run_sort"),
    "ask": ("run_ask", "run_ask"),
    "encode": ("run_encode", "run_encode"),
    "marks": ("run_marks", "run_marks"),
    "digest": ("run_digest", "run_digest"),
    "plan": ("run_build", "run_plan"),
    "build": ("run_build", "run_build"),
    "status": ("run_status", "run_status"),
    "accept": ("run_status", "run_answer"),
    "keep": ("run_status", "run_answer"),
    "restore": ("run_status", "run_answer"),
    "merge-file": ("run_merge_file", "run_merge_file"),
    "check": ("run_check", "run_check"),
    "explain": ("run_check", "run_explain"),
    "lock": ("run_check", "run_lock"),
    "inspect": ("run_inspect", "run_inspect"),
    "summary": ("run_summary", "run_summary"),
    "serve": ("run_serve", "run_serve"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Every error becomes one line on standard error."""
    try:
        options = parse_arguments(arguments)
        module, function = COMMANDS[options.command]
        run: Callable[..., ExitCode] = getattr(import_module(f"explainery.cli.{module}"), function)
        return run(options)
    except ExplaineryError as error:
        complain(str(error))
        return ExitCode.FINDINGS if isinstance(error, PageConflictError) else ExitCode.WRONG_USE
    except BrokenPipeError:  # `explainery inspect ... | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FINE
    except OSError as error:
        complain(f"{error.filename or 'the system'}: {error.strerror or error}.")
        return ExitCode.WRONG_USE
    except KeyboardInterrupt:
        return ExitCode.WRONG_USE
